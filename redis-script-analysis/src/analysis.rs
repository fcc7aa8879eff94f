//! The way from a text to what is said about it: read, then check.
//!
//! What is read of a text depends on nothing else. What callers declare and where the script runs is held against that.

use crate::applied::Applied;
use crate::collections::lists;
use crate::constants::{self, DeclaredConstant, SentText, SetConstant};
use crate::context::{Context, Refusals, SentDuration};
use crate::contract::{Contract, Counts, Layout};
use crate::facts::{EntryTable, Facts, Member};
use crate::interpret::interpret;
use crate::lint::{ByDefault, Lint};
use crate::lints;
use crate::lints::misaligned_group::{self, StrictLoop};
use crate::lints::reply_type::{self, StrictReply};
use crate::lua::{ScriptKind, parse_with};
use crate::redis::builtins::REGISTER_FUNCTION;
use crate::redis::target::Target;
use crate::report::diagnostic::{self, Diagnostic, Severity};
use crate::settings::{Level, Placed, Settings};
use crate::text::{Source, Span};

/// What [`analyze`] found out about one script under one [`Contract`].
pub struct Analysis {
    /// What the script does. It does not depend on the contract.
    pub facts: Facts,
    /// How the parameters divide into KEYS and ARGV; `None` if the contract does not say and the script does not fix it.
    pub layout: Option<Layout>,
    /// Errors and warnings in the order of the script's text.
    pub diagnostics: Vec<Diagnostic>,
    /// What lints of [`ByDefault::Note`] found. It is not a mistake, whatever the severity says.
    pub notes: Vec<Diagnostic>,
    /// The constants that the script declares, with their values.
    pub constants: Vec<DeclaredConstant>,
    /// The text that is sent if it is another one than the script: it has the values of the constants.
    pub sent: Option<SentText>,
    /// The parameters that are a `Duration`, with the units in which they are sent. If a unit is not known, that is an error.
    pub durations: Vec<SentDuration>,
    /// The levels that comments of the script set.
    pub(crate) levels: Placed,
    /// Whether the text has errors on any server: it is not Lua, or its comments set levels that do not exist.
    pub(crate) has_text_errors: bool,
}

impl Analysis {
    /// Adds the errors of a script that is not whole, since files that it includes are missing.
    pub fn add_errors(&mut self, errors: &[Diagnostic]) {
        self.diagnostics.extend_from_slice(errors);
        self.has_text_errors |= has_errors(errors);
        diagnostic::sort(&mut self.diagnostics);
    }

    /// The replies that may stop a build for the type that they become. Types that are not known by name are held against them where
    /// they are known. A constant of the compiler cannot warn: if levels make errors of `reply_type` warnings, a reply is left out,
    /// and if they make its warnings less than errors, so is nil that a reply only may have.
    #[must_use]
    pub fn strict_replies(&self, source: &Source, settings: &Settings) -> Vec<StrictReply> {
        let mut replies = reply_type::strict_replies(&self.facts, source);
        let lint = &reply_type::LINT;
        lists::keep(&mut replies, |reply| {
            !self.is_softened(lint, Severity::Error, reply.span, settings)
        });
        for reply in &mut replies {
            if self.is_softened(lint, Severity::Warning, reply.span, settings) {
                reply.shape = reply.shape.without_possible_nil();
            }
        }
        replies
    }

    /// The loops over the entries of a table that may stop a build for the size of a group, if only the compiler knows that size. As
    /// for replies, those are left out that are to be a warning.
    #[must_use]
    pub fn strict_loops(
        &self,
        table: EntryTable,
        source: &Source,
        settings: &Settings,
    ) -> Vec<StrictLoop> {
        let mut loops = misaligned_group::strict_loops(&self.facts, table, source);
        let lint = &misaligned_group::LINT;
        lists::keep(&mut loops, |found| {
            !self.is_softened(lint, Severity::Error, found.span(), settings)
        });
        loops
    }

    /// Whether levels make less of a finding than an error.
    fn is_softened(
        &self,
        lint: &Lint,
        severity: Severity,
        span: Span,
        settings: &Settings,
    ) -> bool {
        let applied = Applied {
            comments: &self.levels,
            settings: &settings.levels,
        };
        let level = applied.level(lint, severity, span);
        matches!(level, Some(Level::Allow | Level::Warn))
    }
}

/// Reads a script and holds it against the contract of its callers, as the settings ask for it.
#[must_use]
pub fn analyze(source: &Source, contract: &Contract, settings: &Settings) -> Analysis {
    let set = contract.constants.as_deref();
    let script = Script::read(source, ScriptKind::Script, settings.target, set);
    script.check(contract, settings)
}

/// Reads a script that has no Rust function, and holds it against what is known of its callers.
#[must_use]
pub fn analyze_alone(source: &Source, counts: Counts, settings: &Settings) -> Analysis {
    let script = Script::read(source, ScriptKind::Script, settings.target, None);
    let contract = counts.contract(&script.facts.header);
    script.check(&contract, settings)
}

/// Reads a function library. Its functions are followed with arguments of which nothing is known, and only those lints
/// speak that mean in a function what they mean in a script.
#[must_use]
pub fn analyze_library(source: &Source, settings: &Settings) -> Analysis {
    let library = Script::read(source, ScriptKind::Library, settings.target, None);
    let contract = Counts::default().contract(&library.facts.header);
    library.check(&contract, settings)
}

/// Finds only what is wrong with the syntax, of a script that cannot be held against its callers.
#[must_use]
pub fn analyze_syntax(source: &Source, settings: &Settings) -> Analysis {
    let (kind, flags) = (ScriptKind::Script, settings.target.flags());
    let mut diagnostics = Vec::new();
    let constants = constants::read(source, &mut diagnostics);
    let (_, errors) = parse_with(source, kind, flags, &names(&constants));
    diagnostic::append(&mut diagnostics, errors);
    diagnostic::sort(&mut diagnostics);
    Analysis {
        facts: Facts::default(),
        layout: None,
        has_text_errors: has_errors(&diagnostics),
        diagnostics,
        notes: Vec::new(),
        constants: Vec::new(),
        sent: None,
        durations: Vec::new(),
        levels: Placed::default(),
    }
}

/// The names of constants, and where they stand.
fn names(constants: &[DeclaredConstant]) -> Vec<(&str, Span)> {
    let mut names = Vec::with_capacity(constants.len());
    for constant in constants {
        names.push((&*constant.name, constant.span));
    }
    names
}

/// What is to be known of a text, whoever calls it and wherever it runs.
struct Script<'source> {
    source: &'source Source,
    kind: ScriptKind,
    /// Whether it is Lua. If it is not, nothing else is known: what a broken text "reads" is guesswork.
    is_lua: bool,
    facts: Facts,
    levels: Placed,
    /// What is wrong with the text itself.
    diagnostics: Vec<Diagnostic>,
    constants: Vec<DeclaredConstant>,
    sent: Option<SentText>,
}

impl<'source> Script<'source> {
    /// Of the target, only the flags count that its service adds. `by_attribute` are the constants that the attribute sets, if
    /// there is one.
    fn read(
        source: &'source Source,
        kind: ScriptKind,
        target: Target,
        by_attribute: Option<&[SetConstant]>,
    ) -> Self {
        let mut diagnostics = Vec::new();
        let mut constants = constants::read(source, &mut diagnostics);
        if kind == ScriptKind::Library {
            constants::refuse(&constants, &mut diagnostics);
        }
        // It is Lua even if its constants are not set.
        let mut wrong = Vec::new();
        constants::resolve(source, &mut constants, by_attribute, &mut wrong);
        let (chunk, errors) = parse_with(source, kind, target.flags(), &names(&constants));
        diagnostic::append(&mut diagnostics, errors);
        let is_lua = !has_errors(&diagnostics);
        diagnostic::append(&mut diagnostics, wrong);
        let (mut facts, mut levels, mut sent) = (Facts::default(), Placed::default(), None);
        if is_lua {
            facts = interpret(&chunk, source, &constants);
            levels = Placed::read(&chunk, source, &mut diagnostics);
            sent = SentText::of(source, &chunk, &constants);
        }
        if kind == ScriptKind::Library {
            // What scripts do not have: it is there while a library is loaded.
            let is_there = |member: &Member| &*member.name != REGISTER_FUNCTION;
            lists::keep(&mut facts.members, |member| is_there(member));
        }
        Self {
            source,
            kind,
            is_lua,
            facts,
            levels,
            diagnostics,
            constants,
            sent,
        }
    }

    fn check(mut self, contract: &Contract, settings: &Settings) -> Analysis {
        let has_text_errors = has_errors(&self.diagnostics);
        let mut layout = if self.is_lua {
            contract.layout(&self.facts, &mut self.diagnostics)
        } else {
            contract.declared_layout()
        };
        let mut notes = Vec::new();
        let mut durations = Vec::new();
        if let (Some(layout), Some(entries)) = (&mut layout, settings.limits.entries) {
            layout.bound_slices(usize::try_from(entries).unwrap_or(usize::MAX));
        }
        if self.is_lua {
            let unread = &self.facts.unread_constants;
            constants::check_unread(&self.constants, unread, &mut self.diagnostics);
            (notes, durations) = self.run_lints(contract, layout.as_ref(), settings);
            diagnostic::sort(&mut self.diagnostics);
        }
        Analysis {
            facts: self.facts,
            layout,
            diagnostics: self.diagnostics,
            notes,
            constants: self.constants,
            sent: self.sent,
            durations,
            levels: self.levels,
            has_text_errors,
        }
    }

    /// Gives the notes, and the units of durations.
    fn run_lints(
        &mut self,
        contract: &Contract,
        layout: Option<&Layout>,
        settings: &Settings,
    ) -> (Vec<Diagnostic>, Vec<SentDuration>) {
        let mut notes = Vec::new();
        let target = &settings.target;
        let refusals = Refusals::on(target.servers);
        let (source, facts) = (self.source, &self.facts);
        let context = Context::new(
            source,
            facts,
            contract,
            layout,
            target,
            settings.limits,
            &refusals,
        );
        let applied = Applied {
            comments: &self.levels,
            settings: &settings.levels,
        };
        for lint in lints::all() {
            if !lint.holds_in(self.kind) {
                continue;
            }
            if applied.is_enabled(lint) {
                applied.run(lint, &context, &mut self.diagnostics);
            }
            if lint.by_default == ByDefault::Note {
                applied.note(lint, &context, &mut notes);
            }
        }
        let durations = if layout.is_some() {
            context.durations(&mut self.diagnostics)
        } else {
            Vec::new()
        };
        (notes, durations)
    }
}

pub(crate) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    for found in diagnostics {
        if found.severity == Severity::Error {
            return true;
        }
    }
    false
}
