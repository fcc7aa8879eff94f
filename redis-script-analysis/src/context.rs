//! What lints may read, and what they all ask.

mod apart;
mod arguments;
mod durations;
mod entry_names;
mod fallbacks;
mod globals;
mod help_name;
mod miscount;
mod named;
mod raised;
mod reached;
mod refusals;
mod refused;
mod resp3;
mod stored;
mod targeted;
mod times;
mod unknown_option;
mod uses;

pub(crate) use self::apart::{Apart, Why};
pub(crate) use self::arguments::without;
pub use self::durations::SentDuration;
pub(crate) use self::entry_names::{EntryName, Namer};
pub(crate) use self::help_name::HelpName;
pub(crate) use self::miscount::Miscount;
pub(crate) use self::reached::Reached;
pub(crate) use self::refusals::Refusals;
pub(crate) use self::refused::RefusedCall;
use self::stored::AskedNumbers;
use self::targeted::Targeted;
pub(crate) use self::uses::{Use, UsedBy, each_use};

use std::cell::OnceCell;

use crate::bounds::Limits;
use crate::collections::{Interner, Set};
use crate::contract::{Contract, DeclaredBy, Layout, Passes};
use crate::facts::{Count, EntryTable, Facts, Operand, Time, Types};
use crate::lua::syntax::ExprId;
use crate::redis::builtins::Role;
use crate::redis::target::{Profile, Target};
use crate::text::{FileId, Source, Span, fill};

/// Places that one finding marks beside the first.
pub(crate) const MARKED: usize = 2;

/// What a lint may read.
pub(crate) struct Context<'a> {
    pub(crate) source: &'a Source,
    pub(crate) facts: &'a Facts,
    pub(crate) contract: &'a Contract,
    /// `None` where the parameters cannot be divided into KEYS and ARGV.
    pub(crate) layout: Option<&'a Layout>,
    target: Targeted<'a>,
    pub(crate) limits: Limits,
    refusals: &'a Refusals<'a>,
    /// The calls that targeted servers refuse.
    refused: OnceCell<Vec<RefusedCall<'a>>>,
    misuses: OnceCell<Vec<Use<'a>>>,
    /// What names say of the reads as times.
    times: OnceCell<Vec<Time>>,
    entry_names: OnceCell<Vec<EntryName>>,
    /// What the script takes for numbers.
    numbers: OnceCell<AskedNumbers<'a>>,
}

impl<'a> Context<'a> {
    /// `refusals`: of servers among which all targets are.
    pub(crate) fn new(
        source: &'a Source,
        facts: &'a Facts,
        contract: &'a Contract,
        layout: Option<&'a Layout>,
        target: &'a Target,
        limits: Limits,
        refusals: &'a Refusals<'a>,
    ) -> Self {
        Self {
            source,
            facts,
            contract,
            layout,
            target: Targeted::new(target),
            limits,
            refusals,
            refused: OnceCell::new(),
            misuses: OnceCell::new(),
            times: OnceCell::new(),
            entry_names: OnceCell::new(),
            numbers: OnceCell::new(),
        }
    }
}

impl Context<'_> {
    /// The expressions of which the script asks whether they are there: by their truth, by their type or by comparing them
    /// with nil.
    fn tested(&self) -> Set<ExprId> {
        let facts = self.facts;
        let mut tested = Set::default();
        let mut add = |operand: &Operand| {
            if let Some(expr) = operand.expr {
                tested.insert(expr);
            }
        };
        for operation in &facts.operations {
            let (left, right) = (&operation.left, &operation.right);
            if right.types == Types::NIL {
                add(left);
            }
            if left.types == Types::NIL {
                add(right);
            }
        }
        for test in &facts.tests {
            add(&test.operand);
        }
        for call in &facts.library_calls {
            if let (Role::Type, [operand, ..]) =
                (call.function.row.role, call.arguments.fixed.as_slice())
            {
                add(operand);
            }
        }
        tested
    }

    /// The members and the globals among what is tested, by their dotted names.
    pub(crate) fn tested_names(&self) -> Interner<String> {
        let tested = self.tested();
        let mut names = Interner::default();
        for member in &self.facts.members {
            if tested.contains(member.id) {
                names.insert(fill!("{}.{}", member.library.name, member.name));
            }
        }
        for global in &self.facts.globals {
            if tested.contains(global.id) {
                names.insert(global.name.clone());
            }
        }
        names
    }

    /// Whether the profile is of a service that refuses keys that are not declared.
    pub(crate) fn refuses_undeclared(&self) -> bool {
        match self.profile() {
            Some(Profile::Dragonfly | Profile::Tair) => true,
            Some(Profile::Upstash) => self.locks_its_keys(),
            Some(Profile::ElastiCacheServerless) | None => false,
        }
    }

    /// Whether the script asks Upstash to lock its keys alone.
    fn locks_its_keys(&self) -> bool {
        self.facts.flag(Profile::KEY_LOCKING).is_some()
    }

    /// Whether Dragonfly lets the script touch any key, because it asks for that.
    fn allows_undeclared(&self) -> bool {
        self.facts.header.allows_undeclared_keys && self.profile() == Some(Profile::Dragonfly)
    }

    /// Whether it matters nowhere that a key is not in KEYS.
    pub(crate) fn takes_undeclared(&self) -> bool {
        self.cluster() == Some(false) && self.profile().is_none() || self.allows_undeclared()
    }

    pub(crate) fn what_undeclared_keys_do(&self) -> &'static str {
        match self.profile() {
            Some(Profile::Dragonfly) => {
                "Dragonfly refuses such a key: `script tried accessing undeclared key`"
            }
            Some(Profile::Tair) => {
                "Tair refuses the script with `bad lua script for redis cluster`"
            }
            Some(Profile::Upstash) if self.locks_its_keys() => {
                "Upstash refuses such a key: by its flag `allow-key-locking`, the script touches no other keys than those in KEYS"
            }
            Some(Profile::Upstash) => {
                "Upstash can lock the keys of a call alone only if all are declared; otherwise it locks the whole database"
            }
            Some(Profile::ElastiCacheServerless) | None => {
                "in a cluster, Redis raises `Script attempted to access a non local key in a cluster node`, unless the key happens to be on the same node"
            }
        }
    }

    /// How many entries of a table a call passes; `None` if nobody says.
    pub(crate) fn passed(&self, table: EntryTable) -> Option<Count> {
        let is_said = self.contract.declared_by(table) != DeclaredBy::Nobody;
        match self.layout {
            Some(layout) if is_said => Some(layout.of(table).passed()),
            _ => None,
        }
    }

    /// The parameter of a table that is an `Option`.
    pub(crate) fn option(&self, table: EntryTable) -> Option<usize> {
        let layout = self.layout?.of(table);
        let rest = layout.rest?;
        (rest.passes == Passes::Optional).then_some(layout.first + layout.fixed)
    }

    /// The name of a parameter.
    pub(crate) fn param_name(&self, at: usize) -> &str {
        match self.contract.params.get(at) {
            Some(param) => &param.name,
            None => "?",
        }
    }

    /// How messages call what a parameter passes.
    pub(crate) fn passed_by(&self, at: usize) -> String {
        let name = self.param_name(at);
        let Some(param) = self.contract.params.get(at) else {
            return fill!("`{name}`", name);
        };
        match (param.passes, param.types.len()) {
            (Passes::Slice, 1) => fill!("each element of `{name}`", name),
            (_, 2..) => fill!("this value of `{name}`", name),
            _ => fill!("`{name}`", name),
        }
    }

    /// Whether a place is in a file that the script includes.
    pub(crate) fn is_included(&self, span: Span) -> bool {
        self.source.file_of(span.start) != FileId::MAIN
    }

    /// Where a value is written; `None` if it is one of several that an expression gives.
    pub(crate) fn written(operand: &Operand) -> Option<Span> {
        operand.expr.map(|_| operand.span)
    }

    /// What is between the quotes, if a place is a string in quotes.
    pub(crate) fn quoted(&self, span: Span) -> Option<Span> {
        let text = self.text(span);
        let is_quoted =
            |quote: char| text.len() >= 2 && text.starts_with(quote) && text.ends_with(quote);
        (is_quoted('\'') || is_quoted('"')).then(|| Span::new(span.start + 1, span.end - 1))
    }

    /// The text of a place.
    pub(crate) fn text(&self, span: Span) -> &str {
        self.source.text().get(span.range()).unwrap_or_default()
    }
}
