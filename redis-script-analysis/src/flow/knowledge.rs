//! What a condition tells.

use std::rc::Rc;

use super::value::ReadId;
use crate::facts::{Condition, EntryTable, Types, Values};
use crate::lua::syntax::LocalId;

/// Something that holds on one side of a condition.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Known {
    /// The entry of this read was passed.
    Present(ReadId),
    /// At least so many entries were passed.
    AtLeast(EntryTable, i64),
    /// What stands at a place has no other types than these.
    Is(Place, Types),
    /// An entry has one of some values.
    Entry(Condition),
}

impl Known {
    /// Whether it only says that an entry decides, which holds for what is made of several values, too.
    pub(super) fn is_vague(&self) -> bool {
        matches!(self, Self::Entry(condition) if condition.values == Values::Some)
    }
}

/// A local variable between two assignments, or what stands in the table that it holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) local: LocalId,
    /// Which assignment.
    pub(super) version: u32,
    pub(super) key: Option<Key>,
}

/// An index that gives the same entry each time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Integer(i64),
    Name(Rc<str>),
    /// A local variable between two assignments.
    Local(LocalId, u32),
}

/// A list no longer than is worth keeping, so that a long chain of conditions stays cheap.
pub(super) fn limited(mut known: Vec<Known>) -> Vec<Known> {
    known.truncate(16);
    known
}
