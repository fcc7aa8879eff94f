//! What a script does with its values.

use std::rc::Rc;

use super::EntryTable;
use super::ReplyShape;
use super::value::{Named, Operand};
use crate::collections::HalfKey;
use crate::domain::ValueNumber;
use crate::lua::syntax::{BinaryOperator, ExprId};
use crate::redis::builtins::{Builtin, Library, Operator};
use crate::text::Span;

/// The arguments of a call.
#[derive(Clone, Debug, Default)]
pub struct CallArguments {
    /// As far as they are known one by one.
    pub fixed: Vec<Operand>,
    /// What follows them.
    pub more: More,
}

/// Arguments that are not known one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum More {
    /// None follow.
    #[default]
    None,
    /// The entries of KEYS or ARGV from one on, as `unpack(ARGV, 2)` passes them.
    Entries {
        /// The table.
        table: EntryTable,
        /// The first entry.
        first: i64,
        /// So many are known to be there, as behind `#ARGV > 1`.
        present: usize,
        /// A number of entries, counted from the first of the table, that surely was not passed.
        excluded: Option<i64>,
    },
    /// Any number of others.
    Unknown,
}

/// A call of another function of the libraries.
#[derive(Clone)]
pub struct LibraryCall {
    /// The call.
    pub id: ExprId,
    /// `string.rep`, `error`
    pub function: Builtin,
    /// How errors call it.
    pub named: Named,
    /// The call.
    pub span: Span,
    /// What is passed; the string itself first in `s:rep(3)`.
    pub arguments: CallArguments,
    /// Whether `pcall` catches what it raises.
    pub protected: bool,
    /// Whether another function may be called there instead.
    pub is_alternative: bool,
    /// The loops around it, those of its callers included.
    pub loops: u32,
    /// Whether it is a statement, so that nothing looks at the result.
    pub discarded: bool,
}

impl LibraryCall {
    /// Whether an error of it ends each run that comes there.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        !self.protected && !self.is_alternative
    }
}

/// A use of a member of a library.
#[derive(Clone)]
pub struct Member {
    /// `redis`
    pub library: &'static Library,
    /// `call`
    pub name: Rc<str>,
    /// The expression.
    pub id: ExprId,
    /// `redis.call`
    pub span: Span,
    /// Whether any known server has it.
    pub exists: bool,
}

impl Member {
    /// The name of what stands in no field: `setmetatable(_G, ...)`.
    pub(crate) const METATABLE: &'static str = "its metatable";
}

/// An operator with its operands; `and` and `or` are none of these.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Operation {
    /// The expression.
    pub id: ExprId,
    /// The operator.
    pub operator: BinaryOperator,
    /// Its left operand.
    pub left: Operand,
    /// Its right operand.
    pub right: Operand,
    /// Whether both surely are one value.
    pub is_of_one: bool,
    /// Whether no value can be both, as far as the script tells.
    pub is_apart: bool,
    /// The condition that it is part of: its outermost operator.
    pub chain: Option<ExprId>,
    /// Whether it stands in a function, which may be made for other callers too.
    pub in_function: bool,
    /// Whether a metatable may say what it does: then it takes any values.
    pub is_overloaded: bool,
    /// The call that took elements out of a key after they were counted, if this compares their old number.
    pub outdated_by: Option<ExprId>,
    /// Whether it compares a reply with nil, and the script asks too whether the reply is `false`, which a null reply is.
    pub asks_for_false: bool,
    /// The number of what it computes, the last time that it does.
    pub(crate) result: ValueNumber,
}

/// A use of one value that raises an error on other types: its length, its negation, its call, a `for` over it.
#[derive(Clone)]
pub struct UnaryOperation {
    /// What is done with it.
    pub operator: Operator,
    /// The value.
    pub operand: Operand,
    /// Whether a metatable may say what it does: then it takes any value.
    pub is_overloaded: bool,
}

/// What asks whether a value is true.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Asks {
    /// `if`, `while` or `until`.
    Condition,
    /// `not`
    Not,
    /// The left side of `and`.
    And,
    /// The left side of `or`.
    Or,
}

impl HalfKey for Asks {
    fn half(self) -> u64 {
        self as u64
    }
}

/// A value whose truth decides.
#[derive(Clone)]
pub struct Test {
    /// What asks.
    pub asks: Asks,
    /// The value.
    pub operand: Operand,
    /// Whether the same condition goes on to use the value: `x and #x > 0`, `not x or x == ''`.
    pub guards: bool,
    /// The condition that it is part of: its outermost operator.
    pub chain: Option<ExprId>,
    /// Whether it stands in a function, which may be made for other callers too.
    pub in_function: bool,
}

/// `object.field` or `object[key]`
#[derive(Clone)]
pub struct FieldAccess {
    /// What is indexed.
    pub object: Operand,
    /// The index; a field's name as a constant string.
    pub index: Operand,
    /// The whole expression.
    pub span: Span,
    /// Whether something is stored there.
    pub is_store: bool,
    /// Whether a loop reads index 0 of a list that begins at 1.
    pub at_zero: bool,
}

/// A `return` of the script itself.
#[derive(Clone)]
pub struct Return {
    /// The statement.
    pub span: Span,
    /// The first value; `None` for a bare `return`.
    pub operand: Option<Operand>,
    /// What Redis makes of it, if the entries are passed without which it is nil.
    pub reply: ReplyShape,
    /// The same without a null that something may exclude which is not followed: what lints speak of.
    pub surely: ReplyShape,
    /// Whether it is nil if some entry of KEYS or ARGV is not passed.
    pub may_be_absent: bool,
    /// Whether it may be an error reply that no command gave.
    pub may_be_own_error: bool,
}
