//! The way from a text to what is said about it.

use std::borrow::Cow;

use crate::context::Context;
use crate::contract::{Contract, Counts, Layout};
use crate::facts::{Facts, Header, Member};
use crate::interpret::interpret;
use crate::lint::{ByDefault, Lint};
use crate::lints;
use crate::lua::{Form, parse_as};
use crate::redis::builtins::REGISTER_FUNCTION;
use crate::report::diagnostic::{self, Diagnostic, Severity};
use crate::settings::{Level, Placed, Settings};
use crate::text::Source;

/// What [`analyze`] found out about one script under one [`Contract`].
#[derive(Debug)]
pub struct Analysis {
    /// What the script does, whatever the contract says.
    pub facts: Facts,
    /// How the parameters divide into KEYS and ARGV; `None` if the contract does not say and the script does not fix it.
    pub layout: Option<Layout>,
    /// Errors and warnings in the order of the script's text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a script and holds it against the contract of its callers, as the settings ask for it.
#[must_use]
pub fn analyze(source: &Source, contract: &Contract, settings: &Settings) -> Analysis {
    run(source, Form::Script, settings, &|_| Cow::Borrowed(contract))
}

/// Reads a script that has no Rust function, and holds it against what is known of its callers.
#[must_use]
pub fn analyze_alone(source: &Source, counts: Counts, settings: &Settings) -> Analysis {
    run(source, Form::Script, settings, &|header| {
        Cow::Owned(counts.contract(header))
    })
}

/// Reads a function library. Its functions are followed with arguments of which nothing is known, and only those lints
/// speak that mean in a function what they mean in a script.
#[must_use]
pub fn analyze_library(source: &Source, settings: &Settings) -> Analysis {
    run(source, Form::Library, settings, &|_| {
        Cow::Owned(Counts::default().contract(&Header::default()))
    })
}

fn run<'contract>(
    source: &Source,
    form: Form,
    settings: &Settings,
    contract: &dyn Fn(&Header) -> Cow<'contract, Contract>,
) -> Analysis {
    let (chunk, mut diagnostics) = parse_as(source, form, settings.target.flags());
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        // What a broken text "reads" is guesswork: only the declared layout stands.
        let layout = contract(&Header::default()).declared_layout();
        return Analysis {
            facts: Facts::default(),
            layout,
            diagnostics,
        };
    }
    let mut facts = interpret(&chunk, source);
    if form == Form::Library {
        // What scripts do not have: it is there while a library is loaded.
        let is_there = |member: &Member| &*member.name != REGISTER_FUNCTION;
        facts.members.retain(is_there);
    }
    let contract = contract(&facts.header);
    let layout = contract.layout(&facts, &mut diagnostics);
    let levels = Placed::read(&chunk, source, &settings.levels, &mut diagnostics);
    let context = Context::new(source, &facts, &contract, layout.as_ref(), &settings.target);
    run_lints(&context, form, &levels, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    Analysis {
        facts,
        layout,
        diagnostics,
    }
}

/// Runs the lints, and gives their findings the levels that are set where they stand.
fn run_lints(context: &Context, form: Form, levels: &Placed, diagnostics: &mut Vec<Diagnostic>) {
    for lint in lints::all() {
        let is_silent = lint.by_default == ByDefault::Silent;
        if !lint.holds_in(form) || !levels.is_heard(lint.name, !is_silent) {
            continue;
        }
        let mut found = Vec::new();
        (lint.check)(context, &mut found);
        for mut found in found {
            if apply_level(lint, &mut found, levels) {
                diagnostics.push(found);
            }
        }
    }
}

/// Makes a finding the error or the warning that its level asks for; `false` if it is to be left out.
fn apply_level(lint: &Lint, found: &mut Diagnostic, levels: &Placed) -> bool {
    match levels.at(lint.name, found.span()) {
        Some(Level::Allow) => return false,
        Some(Level::Warn) => found.severity = Severity::Warning,
        Some(Level::Deny) => found.severity = Severity::Error,
        None => return lint.by_default != ByDefault::Silent,
    }
    true
}
