//! The names that the script gives to its values.

use super::Operand;

/// A name that a value gets.
#[derive(Clone)]
pub struct NamedValue {
    /// The name.
    pub name: Box<str>,
    /// What gives it.
    pub by: NamedBy,
    /// The value; its place is that of the name.
    pub value: Operand,
}

/// What gives a name to a value.
#[derive(Clone, Copy, PartialEq)]
pub enum NamedBy {
    /// A local variable, or a parameter of a function.
    Local,
    /// The field of a table.
    Field,
}
