//! What redis-script knows about Lua 5.1 and about scripts as Redis runs them.
//!
//! The way through: [`Source`] -> [`lua::parse`] -> [`interpret`] -> [`Facts`] -> [`lints`] -> [`Diagnostic`]s. Nothing here
//! does I/O or knows Rust's tokens, so that the macro, the tests and the fuzzers run the same code.

pub mod lua;

pub mod interpret;

mod context;
pub mod contract;
mod domain;
mod effect;
pub mod facts;
pub mod header;
mod lint;
pub mod lints;
#[cfg(feature = "manual")]
pub mod manual;
pub mod redis;
pub mod settings;

pub mod report;
pub mod suggest;
pub mod support;

pub use contract::{Contract, Count, Counts, KeyCount, Layout, Param};
pub use effect::Effect;
pub use facts::Facts;
pub use lua::source::{Source, Span};
pub use redis::target::{Profile, Target};
pub use report::diagnostic::{Diagnostic, Label, Severity, Subject};
pub use settings::{Level, Levels, Project, Settings};

use std::borrow::Cow;

use facts::Member;
use header::Header;
use lua::Form;
use settings::Placed;

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
    run(source, Form::Script, settings, |_| Cow::Borrowed(contract))
}

/// Reads a script that has no Rust function, and holds it against what is known of its callers.
#[must_use]
pub fn analyze_alone(source: &Source, counts: Counts, settings: &Settings) -> Analysis {
    run(source, Form::Script, settings, |header| {
        Cow::Owned(counts.contract(header))
    })
}

/// Reads a function library. Its functions are followed with arguments of which nothing is known, and only those lints
/// speak that mean in a function what they mean in a script.
#[must_use]
pub fn analyze_library(source: &Source, settings: &Settings) -> Analysis {
    run(source, Form::Library, settings, |_| {
        Cow::Owned(Counts::default().contract(&Header::default()))
    })
}

fn run<'contract>(
    source: &Source,
    form: Form,
    settings: &Settings,
    contract: impl FnOnce(&Header) -> Cow<'contract, Contract>,
) -> Analysis {
    let (chunk, mut diagnostics) = lua::parse_as(source, form, settings.target.flags());
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        // What a broken text "reads" is guesswork: only the declared layout stands.
        let layout = contract(&Header::default()).declared_layout();
        return Analysis {
            facts: Facts::default(),
            layout,
            diagnostics,
        };
    }
    let mut facts = interpret::interpret(&chunk, source);
    if form == Form::Library {
        // What scripts do not have: it is there while a library is loaded.
        let is_there = |member: &Member| &*member.name != redis::builtins::REGISTER_FUNCTION;
        facts.members.retain(is_there);
    }
    let contract = contract(&facts.header);
    let layout = contract.layout(&facts, &mut diagnostics);
    let levels = Placed::read(&chunk, source, &settings.levels, &mut diagnostics);
    let context =
        context::Context::new(source, &facts, &contract, layout.as_ref(), &settings.target);
    lints::run(&context, form, &levels, &mut diagnostics);
    report::diagnostic::sort(&mut diagnostics);
    Analysis {
        facts,
        layout,
        diagnostics,
    }
}
