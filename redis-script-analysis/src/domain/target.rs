//! What a value refers to, if it is a table or a function.

use super::{Domain, IdSet, Types};
use crate::collections::HalfKey;

/// A set of tables and functions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TargetSet {
    /// Those that are followed: [`TargetId`]s.
    pub(crate) ids: IdSet,
    /// It may also be any table that went where it is not followed, or came from there.
    pub(crate) any_table: bool,
    /// It may also be any such function.
    pub(crate) any_function: bool,
}

/// Names a table or a function that is followed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TargetId(pub(crate) u32);

impl HalfKey for TargetId {
    fn half(self) -> u64 {
        self.0.into()
    }
}

/// What a [`TargetId`] names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TargetKind {
    /// A table that the script or a command makes.
    Object,
    /// KEYS or ARGV.
    Entries,
    /// A library, or the table of all globals.
    Library,
    /// A function of the script.
    Closure,
    /// A function of a library.
    Builtin,
}

impl TargetId {
    const INDEX_BITS: u32 = 28;

    pub(crate) fn new(kind: TargetKind, index: u32) -> Self {
        let kind = match kind {
            TargetKind::Object => 0,
            TargetKind::Entries => 1,
            TargetKind::Library => 2,
            TargetKind::Closure => 3,
            TargetKind::Builtin => 4,
        };
        Self(kind << Self::INDEX_BITS | index & ((1 << Self::INDEX_BITS) - 1))
    }

    pub(crate) fn kind(self) -> TargetKind {
        match self.0 >> Self::INDEX_BITS {
            0 => TargetKind::Object,
            1 => TargetKind::Entries,
            2 => TargetKind::Library,
            3 => TargetKind::Closure,
            _ => TargetKind::Builtin,
        }
    }

    pub(crate) fn index(self) -> u32 {
        self.0 & ((1 << Self::INDEX_BITS) - 1)
    }

    pub(crate) fn is_table(self) -> bool {
        !matches!(self.kind(), TargetKind::Closure | TargetKind::Builtin)
    }

    /// A table or a function.
    fn types(self) -> Types {
        if self.is_table() {
            Types::TABLE
        } else {
            Types::FUNCTION
        }
    }
}

impl TargetSet {
    pub(crate) fn one(id: TargetId) -> Self {
        Self {
            ids: IdSet::one(id.0),
            ..Self::BOTTOM
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = TargetId> {
        TargetIds(self.ids.as_slice())
    }

    /// Those that are followed, so that they can be followed while the set changes.
    pub(crate) fn to_vec(&self) -> Vec<TargetId> {
        let mut ids = Vec::with_capacity(self.ids.len());
        for id in self.ids.as_slice() {
            ids.push(TargetId(*id));
        }
        ids
    }

    /// The only one that it can be.
    pub(crate) fn single(&self) -> Option<TargetId> {
        if self.any_table || self.any_function {
            return None;
        }
        Some(TargetId(self.ids.single()?))
    }

    /// A table, a function, both or neither.
    pub(crate) fn types(&self) -> Types {
        let mut types = Types::default();
        if self.any_table {
            types = types.or(Types::TABLE);
        }
        if self.any_function {
            types = types.or(Types::FUNCTION);
        }
        if !self.ids.is_empty() {
            for id in self.ids.as_slice() {
                types = types.or(TargetId(*id).types());
            }
        }
        types
    }

    pub(crate) fn has_table(&self) -> bool {
        self.types().has(Types::TABLE)
    }

    pub(crate) fn has_function(&self) -> bool {
        self.types().has(Types::FUNCTION)
    }

    /// Leaves what is of these types.
    pub(crate) fn restrict(&mut self, types: Types) {
        self.any_table &= types.has(Types::TABLE);
        self.any_function &= types.has(Types::FUNCTION);
        self.ids.retain(&|id| types.has(TargetId(id).types()));
    }

    /// One that is followed may have gone where it is not: then "any" stands for it, too.
    fn meet_ids(&mut self, other: &Self) -> bool {
        if self.ids.is_empty() && other.ids.is_empty() {
            return false;
        }
        let mut taken = other.ids.clone();
        taken.retain(&|id| self.any_may_be(TargetId(id)));
        let wanted = |id| other.any_may_be(TargetId(id)) || other.ids.contains(id);
        let fewer = self.ids.retain(&wanted);
        let more = self.ids.extend(&taken);
        fewer || more
    }

    /// Whether "any" stands for what an id names, too.
    fn any_may_be(&self, id: TargetId) -> bool {
        if id.is_table() {
            self.any_table
        } else {
            self.any_function
        }
    }
}

struct TargetIds<'set>(&'set [u32]);

impl Iterator for TargetIds<'_> {
    type Item = TargetId;

    fn next(&mut self) -> Option<TargetId> {
        let [id, rest @ ..] = self.0 else { return None };
        self.0 = rest;
        Some(TargetId(*id))
    }
}

impl Domain for TargetSet {
    const BOTTOM: Self = Self {
        ids: IdSet::EMPTY,
        any_table: false,
        any_function: false,
    };
    /// Anything that is not followed; a value that is known to be followed is added by its number.
    const TOP: Self = Self {
        ids: IdSet::EMPTY,
        any_table: true,
        any_function: true,
    };

    fn join(&mut self, other: &Self) -> bool {
        let before = (self.any_table, self.any_function);
        self.any_table |= other.any_table;
        self.any_function |= other.any_function;
        let more = self.ids.extend(&other.ids);
        more || (self.any_table, self.any_function) != before
    }

    fn meet(&mut self, other: &Self) -> bool {
        let before = (self.any_table, self.any_function);
        let changed = self.meet_ids(other);
        self.any_table &= other.any_table;
        self.any_function &= other.any_function;
        changed || (self.any_table, self.any_function) != before
    }
}
