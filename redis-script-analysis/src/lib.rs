//! What redis-script knows about Lua 5.1 and about scripts as Redis runs them.
//!
//! The way through: [`Source`] -> [`lua::parse`] -> [`flow`] -> [`Facts`] -> [`lints`] -> [`Diagnostic`]s. Nothing here
//! does I/O or knows Rust's tokens, so that the macro, the tests and the fuzzers run the same code.

pub mod lua;

pub mod flow;

mod context;
pub mod contract;
pub mod facts;
pub mod header;
pub mod lints;
#[cfg(feature = "manual")]
pub mod manual;
pub mod redis;
pub mod settings;

pub mod report;
pub mod suggest;
pub mod support;

pub use contract::{Contract, Count, Counts, KeyCount, Layout, Param};
pub use facts::Facts;
pub use lua::source::{Source, Span};
pub use redis::target::{Profile, Target};
pub use report::diagnostic::{Diagnostic, Label, Severity, Subject};
pub use settings::{Level, Levels, Project, Settings};

use std::borrow::Cow;

use header::Header;
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
    run(source, settings, |_| Cow::Borrowed(contract))
}

/// Reads a script that has no Rust function, and holds it against what is known of its callers.
#[must_use]
pub fn analyze_alone(source: &Source, counts: Counts, settings: &Settings) -> Analysis {
    run(source, settings, |header| {
        Cow::Owned(counts.contract(header))
    })
}

fn run<'contract>(
    source: &Source,
    settings: &Settings,
    contract: impl FnOnce(&Header) -> Cow<'contract, Contract>,
) -> Analysis {
    let (chunk, mut diagnostics) = lua::parse(source);
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        // What a broken text "reads" is guesswork: only the declared layout stands.
        let layout = contract(&Header::default()).declared_layout();
        return Analysis {
            facts: Facts::default(),
            layout,
            diagnostics,
        };
    }
    let facts = flow::follow(&chunk, source);
    let contract = contract(&facts.header);
    let layout = contract.layout(&facts, &mut diagnostics);
    let levels = Placed::read(&chunk, source, &settings.levels, &mut diagnostics);
    let context = context::Context {
        source,
        facts: &facts,
        contract: &contract,
        layout: layout.as_ref(),
        target: &settings.target,
    };
    lints::run(&context, &levels, &mut diagnostics);
    diagnostics.sort_by_key(|d| d.span().start);
    Analysis {
        facts,
        layout,
        diagnostics,
    }
}
