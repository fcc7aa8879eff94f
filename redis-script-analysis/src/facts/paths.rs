//! Where the paths through a script lead.

use super::{Amount, Operand};
use crate::lua::syntax::{ExprRange, StatementId};
use crate::text::Span;

/// Code that no path reaches.
#[derive(Clone, Copy)]
pub struct Unreachable {
    /// The first statement of it.
    pub span: Span,
    /// The statement that keeps the paths away; `None` if a condition does.
    pub after: Option<StatementId>,
    /// What keeps the paths away.
    pub because: Barrier,
    /// Where that stands.
    pub barrier: Span,
}

/// What no path gets past.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Barrier {
    /// A loop that only `return` leaves, if anything.
    Loop,
    /// A statement all of whose branches end the function.
    Branches,
    /// A call that always raises an error.
    Call,
    /// A condition that is literally true or false.
    Literal,
}

/// A loop, but for one that iterates over a table.
#[derive(Clone)]
pub struct Loop {
    /// The statement.
    pub id: StatementId,
    /// What stands in it.
    pub exprs: ExprRange,
    /// Which one.
    pub kind: LoopKind,
    /// The whole statement.
    pub span: Span,
    /// The condition; of a numeric `for`, from its start to its step.
    pub head: Span,
    /// What stands in the condition; `None` for a numeric `for`.
    pub condition: Option<ExprRange>,
    /// Whether it ends.
    pub end: LoopEnd,
    /// The limit of a numeric `for`.
    pub limit: Option<Operand>,
    /// How often it goes round, at most.
    pub rounds: Amount,
}

/// The kinds of loops.
#[derive(Clone, Copy, PartialEq)]
pub enum LoopKind {
    /// `while c do ... end`
    While,
    /// `repeat ... until c`
    Repeat,
    /// `for i = 1, limit do ... end`
    Numeric,
}

/// What is known of a loop's end.
#[derive(Clone, Copy, PartialEq)]
pub enum LoopEnd {
    /// It may end.
    Possible,
    /// Nothing leaves it.
    Never,
    /// Nothing in it changes its condition, and nothing else leaves it: it ends at once or never.
    Stuck,
    /// The same of a round in which no inner loop has one: only there is the condition changed.
    StuckIfEmpty,
    /// The same of a round in which some condition is not so: only under it is the condition changed.
    StuckUnless,
}
