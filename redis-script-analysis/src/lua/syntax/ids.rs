//! Numbers that name parts of a chunk.

use crate::collections::HalfKey;

/// Names a [`Local`](super::Local) of the chunk.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalId(pub u32);

/// Names a [`Function`](super::Function) of the chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub u32);

/// Names a [`Statement`](super::Statement) of the chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatementId(pub u32);

/// Names an expression of the chunk. Each step of a flat chain has a number of its own: in `a.b.c` those of `a`, `a.b` and
/// `a.b.c`, in `a + b + c` those of `a + b` and of the whole, in `a:b()` those of `a`, of the method and of the call. An
/// expression has a higher number than its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExprId(pub u32);

impl ExprId {
    /// The number after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The expressions of a part of the text, by their numbers.
#[derive(Clone, Copy)]
pub struct ExprRange {
    /// The first one.
    pub start: ExprId,
    /// The one after the last.
    pub end: ExprId,
}

impl ExprRange {
    /// Whether an expression is one of them.
    #[must_use]
    pub fn contains(self, expr: ExprId) -> bool {
        self.start <= expr && expr < self.end
    }
}

/// The local variables that a part of the text declares, by their numbers.
#[derive(Clone, Copy)]
pub struct LocalRange {
    /// The first one.
    pub start: LocalId,
    /// The one after the last.
    pub end: LocalId,
}

impl LocalRange {
    /// Whether a local variable is one of them.
    #[must_use]
    pub fn contains(self, local: LocalId) -> bool {
        self.start <= local && local < self.end
    }
}

impl HalfKey for LocalId {
    fn half(self) -> u64 {
        self.0.into()
    }
}

impl HalfKey for FunctionId {
    fn half(self) -> u64 {
        self.0.into()
    }
}

impl HalfKey for StatementId {
    fn half(self) -> u64 {
        self.0.into()
    }
}

impl HalfKey for ExprId {
    fn half(self) -> u64 {
        self.0.into()
    }
}
