//! Operators.

/// The unary operators.
#[derive(Clone, Copy, PartialEq)]
pub enum UnaryOperator {
    /// `-`
    Negate,
    /// `not`
    Not,
    /// `#`
    Length,
}

/// The binary operators.
#[derive(Clone, Copy, PartialEq)]
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
