//! The lints: each reads the facts and the contract, and says what is wrong.
//!
//! One lint, one file; its name is its file's name and what `allow(...)` takes. The first paragraph of a lint's module
//! says what it finds; the rest is its page in the manual.

mod fixed_slice;
mod global_assignment;
mod missing_entry;
mod outdated_header;
mod undefined_global;
mod unused_parameter;
mod zero_index;

use crate::contract::{Contract, Layout};
use crate::facts::Facts;
use crate::report::diagnostic::Diagnostic;
use crate::suggest;

/// A lint: its name and its check.
struct Lint {
    name: &'static str,
    check: fn(&Context, &mut Vec<Diagnostic>),
}

/// In alphabetic order.
const LINTS: &[Lint] = &[
    fixed_slice::LINT,
    global_assignment::LINT,
    missing_entry::LINT,
    outdated_header::LINT,
    undefined_global::LINT,
    unused_parameter::LINT,
    zero_index::LINT,
];

/// What a lint may read.
struct Context<'a> {
    facts: &'a Facts,
    contract: &'a Contract,
    /// `None` where the parameters cannot be divided into KEYS and ARGV.
    layout: Option<&'a Layout>,
}

/// Which lints are silenced.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    allowed: Vec<&'static str>,
}

impl Levels {
    /// Silences a lint.
    ///
    /// # Errors
    /// If there is no lint of that name: the nearest name, if one is near.
    pub fn allow(&mut self, name: &str) -> Result<(), Option<&'static str>> {
        let known = names()
            .find(|known| *known == name)
            .ok_or_else(|| suggest::nearest(name, names()))?;
        self.allowed.push(known);
        Ok(())
    }
}

/// The names of all lints, in alphabetic order.
pub fn names() -> impl Iterator<Item = &'static str> {
    LINTS.iter().map(|lint| lint.name)
}

/// Runs all lints that are not silenced.
pub(crate) fn run(
    facts: &Facts,
    contract: &Contract,
    layout: Option<&Layout>,
    levels: &Levels,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let context = Context {
        facts,
        contract,
        layout,
    };
    for lint in LINTS
        .iter()
        .filter(|lint| !levels.allowed.contains(&lint.name))
    {
        (lint.check)(&context, diagnostics);
    }
}
