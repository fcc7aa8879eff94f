//! What operators take and give, and what else Lua does with values of some types only.

use super::Gives::{self, Boolean, Natural, Number, String, Unknown};
use crate::collections::HalfKey;
use crate::domain::Types;
use crate::lua::syntax::BinaryOperator;

impl HalfKey for Operator {
    fn half(self) -> u64 {
        self as u64
    }
}

/// What is done with a value, unless a metatable says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operator {
    /// `x + y`, `-x` and the like.
    Arithmetic,
    /// `x .. y`
    Concat,
    /// `x < y` and the like.
    Order,
    /// `x == y` and `x ~= y`
    Equal,
    /// `#x`
    Length,
    /// `x[y]` and `x.y`
    Index,
    /// `x()`
    Call,
    /// `for k, v in x do`
    Iterate,
}

/// What is known of an operator.
pub struct OperatorRow {
    /// The types that it takes. Of strings, arithmetic takes those that are numbers.
    pub takes: Types,
    /// What it gives.
    pub gives: Gives,
    /// What Lua says that it attempted to do with others.
    pub attempt: &'static str,
}

const fn row(takes: Types, gives: Gives, attempt: &'static str) -> OperatorRow {
    OperatorRow {
        takes,
        gives,
        attempt,
    }
}

const TABLE_OR_STRING: Types = Types::TABLE.or(Types::STRING);

impl Operator {
    /// What a binary operator does; `None` for `and` and `or`, which only choose.
    #[must_use]
    pub fn of(operator: BinaryOperator) -> Option<Self> {
        Some(match operator {
            BinaryOperator::And | BinaryOperator::Or => return None,
            BinaryOperator::Concat => Self::Concat,
            BinaryOperator::Equal | BinaryOperator::NotEqual => Self::Equal,
            BinaryOperator::Less
            | BinaryOperator::LessEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterEqual => Self::Order,
            _ => Self::Arithmetic,
        })
    }

    /// What is known of it.
    #[must_use]
    pub fn row(self) -> &'static OperatorRow {
        match self {
            Self::Arithmetic => const { &row(Types::NUMERIC, Number, "perform arithmetic on") },
            Self::Concat => const { &row(Types::NUMERIC, String, "concatenate") },
            Self::Order => const { &row(Types::NUMERIC, Boolean, "compare") },
            Self::Equal => const { &row(Types::ANY, Boolean, "compare") },
            Self::Length => const { &row(TABLE_OR_STRING, Natural, "get length of") },
            Self::Index => const { &row(TABLE_OR_STRING, Unknown, "index") },
            Self::Call | Self::Iterate => const { &row(Types::FUNCTION, Unknown, "call") },
        }
    }

    /// The types that it takes.
    #[must_use]
    pub fn takes(self) -> Types {
        self.row().takes
    }
}
