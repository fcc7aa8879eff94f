//! The lints: each reads the facts and the contract, and says what is wrong.

use crate::contract::{Contract, Layout};
use crate::facts::Facts;
use crate::report::diagnostic::Diagnostic;

/// The names of all lints, in alphabetic order.
pub const NAMES: &[&str] = &[];

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
        let known = NAMES.iter().find(|known| **known == name).ok_or(None)?;
        self.allowed.push(known);
        Ok(())
    }
}

/// Runs all lints that are not silenced.
pub fn run(_: &Facts, _: &Contract, _: Option<&Layout>, _: &Levels, _: &mut Vec<Diagnostic>) {}
