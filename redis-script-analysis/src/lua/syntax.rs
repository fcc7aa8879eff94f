//! The syntax tree, with every name already resolved to a local variable or a global.
//!
//! Chains that Lua's parser builds in a loop (`a + b + c`, `f().x[1]`) are flat lists here, so that no script, however
//! long, makes a tree deeper than Lua's own limit of 200 levels.

mod ids;

pub use self::ids::{ExprId, ExprRange, FunctionId, LocalId, LocalRange, StatementId};

use super::limited::LimitedSyntax;
use super::shebang::Shebang;
use crate::text::Span;

/// A whole script.
#[derive(Clone, Debug, Default)]
pub struct Chunk {
    /// The first line, where it is a shebang.
    pub shebang: Option<Shebang>,
    /// The statements.
    pub body: Block,
    /// All comments in the order of the text.
    pub comments: Vec<Comment>,
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
}

/// A comment with its `--`.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Where it stands, from `--` to its last character (for a short comment without the line end).
    pub span: Span,
    /// The text inside: without `--`, and without `[[` and `]]` for a long one.
    pub inner: Span,
}

/// A local variable, parameter or loop variable.
#[derive(Clone, Debug)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// Statements in a scope of their own.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// In the order of the text.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
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

/// One expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Its number. A chain has that of its last step.
    pub id: ExprId,
    /// What it is.
    pub kind: ExprKind,
    /// Its whole text.
    pub span: Span,
}

/// The kinds of expressions of Lua 5.1.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
pub struct BinaryStep {
    /// The number of the chain up to here.
    pub id: ExprId,
    /// The operator.
    pub operator: BinaryOperator,
    /// Its right operand.
    pub operand: Expr,
}

/// What follows the base of a suffixed expression.
#[derive(Clone, Debug)]
pub struct Suffix {
    /// The number of the chain up to here.
    pub id: ExprId,
    /// What it is.
    pub kind: SuffixKind,
    /// Its text, from `.`, `[`, `:` or `(` on.
    pub span: Span,
}

/// The kinds of suffixes.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
pub struct Name {
    /// Its text.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// One item of a table constructor.
#[derive(Clone, Debug)]
pub enum TableItem {
    /// `e`
    Positional(Expr),
    /// `name = e`
    Named(Name, Expr),
    /// `[k] = e`
    Keyed(Expr, Expr),
}

/// Parameters and body of a function.
#[derive(Clone, Debug)]
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

/// The unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `-`
    Negate,
    /// `not`
    Not,
    /// `#`
    Length,
}

/// The binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator of its name")]
pub enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Concat,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    And,
    Or,
}

impl BinaryOperator {
    /// As scripts write it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Power => "^",
            Self::Concat => "..",
            Self::Equal => "==",
            Self::NotEqual => "~=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::And => "and",
            Self::Or => "or",
        }
    }

    /// What it gives for equal operands: `==` is true, and `~=` is false. `None`: it does not ask whether they are equal.
    #[must_use]
    pub const fn if_equal(self) -> Option<bool> {
        match self {
            Self::Equal => Some(true),
            Self::NotEqual => Some(false),
            _ => None,
        }
    }
}
