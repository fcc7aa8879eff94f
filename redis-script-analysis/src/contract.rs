//! What the Rust side declares about a call.

use crate::facts::Facts;
use crate::report::diagnostic::Diagnostic;

/// How many KEYS the attribute declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyCount {
    /// No `keys`: the script says.
    Inferred,
    /// `keys = N`
    Exactly(usize),
    /// `keys = N..`: N single keys, then a slice of keys.
    AtLeast(usize),
}

/// A parameter behind the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its name, for messages.
    pub name: String,
    /// Whether it is a slice of entries: any slice but `&[u8]`.
    pub slice: bool,
}

/// The declaration as the analysis sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// `keys = ...`
    pub keys: KeyCount,
    /// All parameters behind the connection: KEYS, then ARGV.
    pub params: Vec<Param>,
}

/// How the parameters divide into KEYS and ARGV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Parameters that are one KEYS entry each.
    pub fixed_keys: usize,
    /// Whether the parameter after them is a slice of keys.
    pub variadic_keys: bool,
    /// Parameters that are one ARGV entry each.
    pub fixed_args: usize,
    /// Whether the last parameter is a slice of args.
    pub variadic_args: bool,
}

impl Contract {
    /// The layout where the attribute alone decides it.
    #[must_use]
    pub fn declared_layout(&self) -> Option<Layout> {
        None
    }

    /// The layout, with the number of KEYS taken from the script where the attribute does not give it.
    #[must_use]
    pub fn layout(&self, _facts: &Facts, _diagnostics: &mut Vec<Diagnostic>) -> Option<Layout> {
        self.declared_layout()
    }
}
