//! The syntax tree, with every name already resolved to a local variable or a global.
//!
//! Chains that Lua's parser builds in a loop (`a + b + c`, `f().x[1]`) are flat lists here, so that no script, however
//! long, makes a tree deeper than Lua's own limit of 200 levels.

mod expression;
mod ids;
mod operators;
mod statement;

pub use self::expression::{
    BinaryStep, Expr, ExprKind, Function, Name, Suffix, SuffixKind, TableItem,
};
pub use self::ids::{ExprId, ExprRange, FunctionId, LocalId, LocalRange, StatementId};
pub use self::operators::{BinaryOperator, UnaryOperator};
pub use self::statement::{Block, Statement, StatementKind};

use super::limited::LimitedSyntax;
use super::shebang::Shebang;
use crate::text::Span;

/// A whole script.
#[derive(Clone, Default)]
pub struct Chunk {
    /// The first line, where it is a shebang.
    pub shebang: Option<Shebang>,
    /// The statements.
    pub body: Block,
    /// All comments in the order of the text.
    pub comments: Vec<Comment>,
    /// How many of the local variables, the first ones, are constants that are declared outside of the statements.
    pub constants: u32,
    /// All local variables; a [`LocalId`] is an index into this list.
    pub locals: Vec<Local>,
    /// Number of functions; a [`FunctionId`] is below it. The main chunk is not counted.
    pub function_count: u32,
    /// Number of expressions; an [`ExprId`] is below it.
    pub expr_count: u32,
    /// Escapes in strings that Lua 5.1 does not know, such as `\x`: it drops the backslash.
    pub unknown_escapes: Vec<Span>,
    /// What not every server compiles.
    pub limited: Vec<LimitedSyntax>,
    /// `...` outside of functions.
    pub main_varargs: Vec<Span>,
}

/// A comment with its `--`.
#[derive(Clone)]
pub struct Comment {
    /// Where it stands, from `--` to its last character (for a short comment without the line end).
    pub span: Span,
    /// The text inside: without `--`, and without `[[` and `]]` for a long one.
    pub inner: Span,
}

/// A local variable, parameter or loop variable.
#[derive(Clone)]
pub struct Local {
    /// Its name.
    pub name: Box<str>,
    /// Where it is declared; for the implicit `self` and `arg`, the function's `function` word.
    pub span: Span,
    /// Where it comes from.
    pub origin: LocalOrigin,
    /// Whether a function inside of its own uses it.
    pub captured: bool,
}

/// How a local variable came to be.
#[derive(Clone, Copy, PartialEq)]
pub enum LocalOrigin {
    /// `local x`
    Local,
    /// `local function f`
    Function,
    /// A declared parameter.
    Parameter,
    /// `self` of `function a:b()`.
    ImplicitSelf,
    /// `arg`, which Lua 5.1 declares in each function with `...`.
    ImplicitArg,
    /// The variable of a `for`.
    Loop,
    /// A constant, which the text that is sent declares before the first statement.
    Constant,
}
