//! Why arguments are refused.

use super::argument::Argument;
use super::kind::Kind;

/// The first argument that nothing allows behind those before it.
#[derive(Clone, Debug)]
pub struct Mismatch {
    /// Its place among the arguments; their number where one is missing.
    pub place: usize,
    /// What may stand there. Empty: nothing.
    pub expected: Vec<Expected>,
}

impl Mismatch {
    /// Whether an argument may stand in the place of the refused one.
    pub(super) fn allows(&self, argument: Argument) -> bool {
        for expected in &self.expected {
            if expected.takes(argument) {
                return true;
            }
        }
        false
    }
}

/// What may stand at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// A word.
    Word(&'static str),
    /// A value, and what it is called.
    Value(&'static str, Kind),
}

impl Expected {
    /// Whether an argument may be that.
    pub(super) fn takes(self, argument: Argument) -> bool {
        match self {
            Self::Word(word) => argument.may_be(word),
            Self::Value(_, kind) => kind.takes(argument),
        }
    }
}
