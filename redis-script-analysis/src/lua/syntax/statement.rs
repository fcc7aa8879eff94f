//! Statements.

use super::expression::{Expr, Function};
use super::ids::{ExprRange, LocalId, LocalRange, StatementId};
use crate::text::Span;

/// Statements in a scope of their own.
#[derive(Clone, Default)]
pub struct Block {
    /// In the order of the text.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone)]
pub struct Statement {
    /// Its number.
    pub id: StatementId,
    /// The expressions in it.
    pub exprs: ExprRange,
    /// The local variables that are declared in it.
    pub locals: LocalRange,
    /// What it is.
    pub kind: StatementKind,
    /// Its whole text, without a `;`.
    pub span: Span,
}

/// The kinds of statements of Lua 5.1.
#[derive(Clone)]
pub enum StatementKind {
    /// `local a, b = 1, 2`
    Local {
        /// The new variables, in scope from the next statement on.
        locals: Vec<LocalId>,
        /// The initial values.
        values: Vec<Expr>,
    },
    /// `a, t.x = 1, 2`
    Assign {
        /// Names, or suffixed expressions that end in a field or an index.
        targets: Vec<Expr>,
        /// The values.
        values: Vec<Expr>,
    },
    /// A call as a statement.
    Call(Expr),
    /// `do ... end`
    Do(Block),
    /// `while c do ... end`
    While {
        /// Tested before each round.
        condition: Expr,
        /// The loop's body.
        body: Block,
    },
    /// `repeat ... until c`; the condition sees the body's locals.
    Repeat {
        /// The loop's body.
        body: Block,
        /// Tested after each round.
        condition: Expr,
    },
    /// `if`, `elseif`s, `else`.
    If {
        /// Each condition with its block.
        arms: Vec<(Expr, Block)>,
        /// The block behind `else`.
        otherwise: Option<Block>,
    },
    /// `for i = start, limit, step do ... end`
    NumericFor {
        /// The loop variable.
        variable: LocalId,
        /// First value.
        start: Expr,
        /// Last value.
        limit: Expr,
        /// 1 if absent.
        step: Option<Expr>,
        /// The loop's body.
        body: Block,
    },
    /// `for k, v in values do ... end`
    GenericFor {
        /// The loop variables.
        variables: Vec<LocalId>,
        /// Iterator, state, start.
        values: Vec<Expr>,
        /// The loop's body.
        body: Block,
    },
    /// `function a.b:c() ... end`
    Function {
        /// A name, or a suffixed expression that ends in a field. For `a:c` the function has an implicit `self`.
        target: Expr,
        /// Its parameters and body.
        function: Box<Function>,
    },
    /// `local function f() ... end`; `f` is in scope in its own body.
    LocalFunction {
        /// The new variable.
        local: LocalId,
        /// Its parameters and body.
        function: Box<Function>,
    },
    /// `return ...`
    Return(Vec<Expr>),
    /// `break`
    Break,
}
