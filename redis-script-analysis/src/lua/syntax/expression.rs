//! Expressions. Chains that Lua's parser builds in a loop are flat lists: `a + b + c`, `f().x[1]`.

use super::ids::{ExprId, FunctionId, LocalId};
use super::operators::{BinaryOperator, UnaryOperator};
use super::statement::Block;
use crate::text::Span;

/// One expression.
#[derive(Clone)]
pub struct Expr {
    /// Its number. A chain has that of its last step.
    pub id: ExprId,
    /// What it is.
    pub kind: ExprKind,
    /// Its whole text.
    pub span: Span,
}

/// The kinds of expressions of Lua 5.1.
#[derive(Clone)]
pub enum ExprKind {
    /// `nil`
    Nil,
    /// `true`
    True,
    /// `false`
    False,
    /// A numeral as `strtod` takes it.
    Number(f64),
    /// A string after its escapes: bytes, not necessarily UTF-8.
    String(Box<[u8]>),
    /// `...`
    Vararg,
    /// `function (...) ... end`
    Function(Box<Function>),
    /// A local variable, own or of an enclosing function.
    Local(LocalId),
    /// A global variable.
    Global(Box<str>),
    /// `(e)`: cuts a list of values to one.
    Paren(Box<Expr>),
    /// `{...}`
    Table(Vec<TableItem>),
    /// `base` followed by one suffix or more, applied from left to right.
    Suffixed {
        /// A name or a parenthesized expression.
        base: Box<Expr>,
        /// Never empty.
        suffixes: Vec<Suffix>,
    },
    /// `-e`, `not e`, `#e`
    Unary {
        /// The operator.
        operator: UnaryOperator,
        /// Its operand.
        operand: Box<Expr>,
    },
    /// `((first op1 e1) op2 e2) ...`, folded from the left.
    Binary {
        /// The leftmost operand.
        first: Box<Expr>,
        /// Never empty.
        rest: Vec<BinaryStep>,
    },
    /// Stands where the text made no sense; only in a chunk that has errors.
    Invalid,
}

/// An operator of a chain with its right operand; its left operand is all that stands before it.
#[derive(Clone)]
pub struct BinaryStep {
    /// The number of the chain up to here.
    pub id: ExprId,
    /// The operator.
    pub operator: BinaryOperator,
    /// Its right operand.
    pub operand: Expr,
}

/// What follows the base of a suffixed expression.
#[derive(Clone)]
pub struct Suffix {
    /// The number of the chain up to here.
    pub id: ExprId,
    /// What it is.
    pub kind: SuffixKind,
    /// Its text, from `.`, `[`, `:` or `(` on.
    pub span: Span,
}

/// The kinds of suffixes.
#[derive(Clone)]
pub enum SuffixKind {
    /// `.name`
    Field(Name),
    /// `[e]`
    Index(Box<Expr>),
    /// `(a, b)`, `"text"`, `{...}`
    Call(Vec<Expr>),
    /// `:name(a, b)`
    MethodCall {
        /// The number of what is called: the field of the object.
        method: ExprId,
        /// Its name.
        name: Name,
        /// What is passed beside the object.
        arguments: Vec<Expr>,
    },
}

/// A name that is no variable: a field or a method.
#[derive(Clone)]
pub struct Name {
    /// Its text.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// One item of a table constructor.
#[derive(Clone)]
pub enum TableItem {
    /// `e`
    Positional(Expr),
    /// `name = e`
    Named(Name, Expr),
    /// `[k] = e`
    Keyed(Expr, Expr),
}

/// Parameters and body of a function.
#[derive(Clone)]
pub struct Function {
    /// Its number in the chunk.
    pub id: FunctionId,
    /// The parameters, an implicit `self` first.
    pub parameters: Vec<LocalId>,
    /// Lua 5.1's implicit local `arg`, in a function with `...`.
    pub implicit_arg: Option<LocalId>,
    /// Whether the parameters end in `...`.
    pub is_vararg: bool,
    /// The statements.
    pub body: Block,
    /// From `function` to `end`.
    pub span: Span,
}
