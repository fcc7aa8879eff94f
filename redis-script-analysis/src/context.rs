//! What lints may read, and what they all ask.

mod arguments;
mod globals;
mod reached;
mod refusals;
mod refused;
mod targeted;
mod unknown_option;

pub(crate) use self::reached::Reached;
pub(crate) use self::refusals::Refusals;
pub(crate) use self::refused::RefusedCall;
use self::targeted::Targeted;

use std::cell::OnceCell;

use crate::contract::{Contract, DeclaredBy, Layout};
use crate::facts::{Count, EntryTable, Facts, KeyOrigin, Operand, Types};
use crate::redis::target::{Profile, Target};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, Span};

/// Places that one finding marks beside the first.
const MARKED: usize = 2;

/// What a lint may read.
pub(crate) struct Context<'a> {
    pub(crate) source: &'a Source,
    pub(crate) facts: &'a Facts,
    pub(crate) contract: &'a Contract,
    /// `None` where the parameters cannot be divided into KEYS and ARGV.
    pub(crate) layout: Option<&'a Layout>,
    target: Targeted<'a>,
    refusals: &'a Refusals<'a>,
    /// The calls that targeted servers refuse.
    refused: OnceCell<Vec<RefusedCall<'a>>>,
}

impl<'a> Context<'a> {
    /// `refusals`: of servers among which all targets are.
    pub(crate) fn new(
        source: &'a Source,
        facts: &'a Facts,
        contract: &'a Contract,
        layout: Option<&'a Layout>,
        target: &'a Target,
        refusals: &'a Refusals<'a>,
    ) -> Self {
        Self {
            source,
            facts,
            contract,
            layout,
            target: Targeted::new(target),
            refusals,
            refused: OnceCell::new(),
        }
    }
}

impl Context<'_> {
    /// Whether the script asks whether a member or a global is there: by its truth, by its type or by comparing it with nil.
    pub(crate) fn is_tested(&self, name: &str) -> bool {
        let facts = self.facts;
        let is_it = |operand: &Operand| self.text(operand.span) == name;
        for operation in &facts.operations {
            let (left, right) = (&operation.left, &operation.right);
            if right.types == Types::NIL && is_it(left) || left.types == Types::NIL && is_it(right)
            {
                return true;
            }
        }
        for test in &facts.tests {
            if is_it(&test.operand) {
                return true;
            }
        }
        for call in &facts.library_calls {
            if &*call.name == "type" && call.arguments.fixed.first().is_some_and(is_it) {
                return true;
            }
        }
        false
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

    /// One finding for all keys of an origin that KEYS does not declare, at the first one.
    pub(crate) fn undeclared_keys(
        &self,
        lint: &'static str,
        origin: KeyOrigin,
        message: &'static str,
    ) -> Option<Diagnostic> {
        let harmless = self.cluster() == Some(false) && self.profile().is_none();
        if harmless || self.allows_undeclared() {
            return None;
        }
        let mut spans: Vec<Span> = Vec::new();
        for used in self.facts.key_uses() {
            if used.origin == origin && !spans.contains(&used.operand.span) {
                spans.push(used.operand.span);
            }
            if spans.len() > MARKED {
                break;
            }
        }
        let (first, others) = spans.split_first()?;
        let certain = self.refuses_undeclared() || self.cluster() == Some(true);
        let severity = if certain {
            Severity::Error
        } else {
            Severity::Warning
        };
        let found = Diagnostic::error(lint, *first, message)
            .with_severity(severity)
            .note(self.what_undeclared_keys_do());
        Some(
            others
                .iter()
                .fold(found, |found, span| found.also(*span, "also here")),
        )
    }

    pub(crate) fn what_undeclared_keys_do(&self) -> &'static str {
        match self.profile() {
            Some(Profile::Dragonfly) => {
                "Dragonfly refuses it: `script tried accessing undeclared key`"
            }
            Some(Profile::Tair) => {
                "Tair refuses the script with `bad lua script for redis cluster`"
            }
            Some(Profile::Upstash) if self.locks_its_keys() => {
                "Upstash refuses it: by its flag `allow-key-locking`, the script touches no other keys than those in KEYS"
            }
            Some(Profile::Upstash) => {
                "Upstash can lock the keys of a call alone only if all are declared; otherwise it locks the whole database"
            }
            Some(Profile::ElastiCacheServerless) | None => {
                "in a cluster, Redis raises `Script attempted to access a non local key in a cluster node`"
            }
        }
    }

    /// How many entries of a table a call passes; `None` if nobody says.
    pub(crate) fn passed(&self, table: EntryTable) -> Option<Count> {
        let is_said = self.contract.declared_by(table) != DeclaredBy::Nobody;
        self.layout
            .filter(|_| is_said)
            .map(|layout| layout.passed(table))
    }

    /// The name of a parameter.
    pub(crate) fn param_name(&self, at: usize) -> &str {
        self.contract
            .params
            .get(at)
            .map_or("?", |param| &param.name)
    }

    /// Whether what stands at a place is called right there.
    pub(crate) fn is_called(&self, span: Span) -> bool {
        let behind = self
            .source
            .text()
            .get(span.range().end..)
            .unwrap_or_default();
        behind.trim_start().starts_with(['(', '\'', '"', '{', '['])
    }

    /// The text of a place.
    pub(crate) fn text(&self, span: Span) -> &str {
        self.source.text().get(span.range()).unwrap_or_default()
    }
}
