//! Local variables that are not what they seem.

use super::EntryTable;
use crate::lua::syntax::{ExprId, LocalId};
use crate::text::Span;

/// A local variable or a local function that nothing reads.
#[derive(Clone)]
pub struct UnusedLocal {
    /// Its name.
    pub name: Box<str>,
    /// Where it is declared.
    pub span: Span,
    /// Whether it is a `local function`.
    pub is_function: bool,
    /// Whether it is declared by a statement that is in no other.
    pub is_at_top: bool,
    /// Whether something is assigned to it later.
    pub is_assigned: bool,
    /// The expression that gives its first value.
    pub value: Option<ExprId>,
}

/// A local variable, a parameter or a loop variable that hides KEYS or ARGV.
#[derive(Clone)]
pub struct Shadow {
    /// The variable.
    pub local: LocalId,
    /// What it hides.
    pub table: EntryTable,
    /// Where it is declared.
    pub span: Span,
}
