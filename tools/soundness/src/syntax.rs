//! The syntax of the generated scripts: a tree of its own, so that a script can be rewritten and made smaller.

/// Statements that follow one another.
pub type Block = Vec<Stmt>;

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Stmt {
    /// `-- @const NAME: type = value`
    Constant(String, &'static str, String),
    /// `local a, b = x, y`
    Local(Vec<String>, Vec<Expr>),
    /// `a, t.b = x, y`
    Assign(Vec<Expr>, Vec<Expr>),
    /// A call as a statement.
    Call(Expr),
    /// `do ... end`
    Do(Block),
    /// `if c then ... elseif d then ... else ... end`
    If(Vec<(Expr, Block)>, Option<Block>),
    /// `while c do ... end` or `repeat ... until c`, which a counter of its own leaves after some rounds.
    Loop {
        /// Whether it is `repeat`.
        repeat: bool,
        /// The counter's name.
        counter: String,
        /// So many rounds at most.
        rounds: u32,
        /// The condition.
        condition: Expr,
        /// The body.
        body: Block,
    },
    /// `for i = from, to, step do ... end`
    Numeric(String, Vec<Expr>, Block),
    /// `for k, v in ... do ... end`
    Generic(Vec<String>, Vec<Expr>, Block),
    /// `function t.name(...) ... end`; the first is no global.
    Function(Vec<String>, bool, Function),
    /// `local function name(...) ... end`
    LocalFunction(String, Function),
    /// `return ...`
    Return(Vec<Expr>),
    /// `break`
    Break,
}

/// Parameters and body of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The names of the parameters.
    pub params: Vec<String>,
    /// Whether `...` follows them.
    pub vararg: bool,
    /// The body.
    pub body: Block,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `nil`, `true`, `false`, or a number as it is written.
    Literal(String),
    /// A string.
    Text(String),
    /// `...`
    Vararg,
    /// A variable.
    Name(String),
    /// `a.b` or `a[b]`
    Index(Box<Expr>, Box<Expr>),
    /// `f(...)`
    Call(Box<Expr>, Vec<Expr>),
    /// `a:f(...)`
    Method(Box<Expr>, String, Vec<Expr>),
    /// `a + b`, `a and b`
    Binary(&'static str, Box<Expr>, Box<Expr>),
    /// `not a`, `-a`, `#a`
    Unary(&'static str, Box<Expr>),
    /// `function(...) ... end`
    Function(Function),
    /// `{...}`
    Table(Vec<Item>),
    /// `(f())`: one value.
    Paren(Box<Expr>),
}

/// An item of a table constructor.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `x`
    Positional(Expr),
    /// `[k] = x`, or `k = x` if the key is a name.
    Keyed(Expr, Expr),
}

impl Expr {
    /// Whether it may be another number of values than one.
    #[must_use]
    pub fn is_multiple(&self) -> bool {
        matches!(self, Self::Call(..) | Self::Method(..) | Self::Vararg)
    }

    /// Whether it can stand before `.`, `[`, `(` and `:`.
    #[must_use]
    pub fn is_prefix(&self) -> bool {
        matches!(
            self,
            Self::Name(_) | Self::Index(..) | Self::Call(..) | Self::Method(..) | Self::Paren(_)
        )
    }
}

/// `nil`, `true`, `false`
#[must_use]
pub fn literal(text: &str) -> Expr {
    Expr::Literal(text.to_owned())
}

/// An integer.
#[must_use]
pub fn number(value: usize) -> Expr {
    Expr::Literal(value.to_string())
}

/// A string.
#[must_use]
pub fn text(text: &str) -> Expr {
    Expr::Text(text.to_owned())
}

/// A variable.
#[must_use]
pub fn name(name: &str) -> Expr {
    Expr::Name(name.to_owned())
}

/// `object[key]`
#[must_use]
pub fn index(object: Expr, key: Expr) -> Expr {
    Expr::Index(Box::new(object), Box::new(key))
}

/// `object.name`
#[must_use]
pub fn field(object: Expr, name: &str) -> Expr {
    index(object, text(name))
}

/// `callee(arguments)`
#[must_use]
pub fn call(callee: Expr, arguments: Vec<Expr>) -> Expr {
    Expr::Call(Box::new(callee), arguments)
}

/// A call of a function of the libraries: `tonumber`, `string.rep`.
#[must_use]
pub fn library(path: &str, arguments: Vec<Expr>) -> Expr {
    let callee = match path.split_once('.') {
        Some((library, member)) => field(name(library), member),
        None => name(path),
    };
    call(callee, arguments)
}

/// `redis.function(arguments)`
#[must_use]
pub fn redis(function: &str, arguments: Vec<Expr>) -> Expr {
    call(field(name("redis"), function), arguments)
}

/// `left operator right`
#[must_use]
pub fn binary(operator: &'static str, left: Expr, right: Expr) -> Expr {
    Expr::Binary(operator, Box::new(left), Box::new(right))
}

/// `operator operand`
#[must_use]
pub fn unary(operator: &'static str, operand: Expr) -> Expr {
    Expr::Unary(operator, Box::new(operand))
}

/// `{...}` of positional items.
#[must_use]
pub fn list(items: Vec<Expr>) -> Expr {
    Expr::Table(items.into_iter().map(Item::Positional).collect())
}

/// `{name = x, ...}`
#[must_use]
pub fn record(fields: Vec<(&str, Expr)>) -> Expr {
    let items = fields.into_iter();
    Expr::Table(
        items
            .map(|(name, value)| Item::Keyed(text(name), value))
            .collect(),
    )
}

/// `function(params) body end`
#[must_use]
pub fn function(params: &[&str], body: Block) -> Expr {
    Expr::Function(closure(params, body))
}

/// Parameters and body without `...`.
#[must_use]
pub fn closure(params: &[&str], body: Block) -> Function {
    Function {
        params: params.iter().map(|&param| param.to_owned()).collect(),
        vararg: false,
        body,
    }
}

/// `local name = value`
#[must_use]
pub fn local(name: &str, value: Expr) -> Stmt {
    Stmt::Local(vec![name.to_owned()], vec![value])
}

/// `target = value`
#[must_use]
pub fn assign(target: Expr, value: Expr) -> Stmt {
    Stmt::Assign(vec![target], vec![value])
}
