//! Uses of global variables.

use crate::lua::syntax::ExprId;
use crate::text::Span;

/// How a script touches a global variable.
#[derive(Clone, Copy, PartialEq)]
pub enum GlobalAccess {
    /// Its value is read.
    Read,
    /// It is assigned, which creates it if it does not exist.
    Write,
}

/// A place where the script touches a global variable, or a member of the global table `os`.
#[derive(Clone)]
pub struct GlobalUse {
    /// The expression.
    pub id: ExprId,
    /// `name`, or `os.name`.
    pub name: String,
    /// Where.
    pub span: Span,
    /// How.
    pub access: GlobalAccess,
    /// Whether `pcall` catches what it raises.
    pub protected: bool,
    /// Where the variable would be in scope if this assignment declared it with `local`.
    pub scope: Option<Span>,
}
