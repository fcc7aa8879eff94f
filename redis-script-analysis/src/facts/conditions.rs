//! For which values of the caller's entries a script comes to a place.

mod display;
mod values;

pub use self::values::{Constant, ConstantSet};
use super::EntryTable;
use crate::collections::{Empty, lists};

/// What tests of the values of KEYS and ARGV entries must give before a script comes to a place. Tests of replies, and of
/// how many entries there are, do not count: no choice of values by the caller decides them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conditions {
    /// At most one for each entry; all must hold.
    list: Vec<Condition>,
    /// Whether the place is in a function of which it is not known that the script calls it.
    uncalled: bool,
}

/// What one entry must be.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The table.
    pub table: EntryTable,
    /// The entry, from 1.
    pub entry: i64,
    /// The values for which the script comes there.
    pub values: ConstantSet,
}

/// Conditions that are kept for one place.
const KEPT: usize = 16;

impl Empty for Conditions {
    fn empty() -> &'static Self {
        const {
            &Self {
                list: Vec::new(),
                uncalled: false,
            }
        }
    }
}

impl Conditions {
    /// Those of a function of which it is not known that the script calls it.
    #[must_use]
    pub fn uncalled() -> Self {
        Self {
            uncalled: true,
            ..Self::default()
        }
    }

    /// Whether the script comes there whatever its entries are.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && !self.uncalled
    }

    /// Whether the place is in a function of which it is not known that the script calls it.
    #[must_use]
    pub fn is_uncalled(&self) -> bool {
        self.uncalled
    }

    /// Whether some entry must be one of some constants.
    #[must_use]
    pub fn names_values(&self) -> bool {
        for condition in &self.list {
            if let ConstantSet::OneOf(constants) = &condition.values
                && !constants.contains(&Constant::Absent)
            {
                return true;
            }
        }
        false
    }

    /// What each entry must be, as far as it matters.
    pub fn iter(&self) -> impl Iterator<Item = &Condition> {
        self.list.iter()
    }

    /// Leaves out those that need not be said.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&Condition) -> bool) {
        lists::keep(&mut self.list, |condition| keep(condition));
    }

    /// Whether one of those that must hold is this one.
    #[must_use]
    pub fn has(&self, condition: &Condition) -> bool {
        self.of(condition) == Some(condition)
    }

    /// One more must hold.
    pub fn require(&mut self, condition: Condition) {
        for known in &mut self.list {
            if known.is_about(&condition) {
                known.values.intersect(condition.values);
                return;
            }
        }
        if self.list.len() < KEPT {
            // Those that are kept say that not every call comes there, which is what matters.
            self.list.push(condition);
        }
    }

    /// Where two paths meet: what holds on one of them or on the other. That one entry decides on one path and not on the
    /// other still says that it decides.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        if self == other {
            return self.clone();
        }
        let mut joined = Self {
            list: Vec::new(),
            uncalled: self.uncalled || other.uncalled,
        };
        for list in &[&self.list, &other.list] {
            for condition in *list {
                if joined.of(condition).is_some() {
                    continue;
                }
                let values = match (self.of(condition), other.of(condition)) {
                    (Some(ours), Some(theirs)) => ours.values.union(&theirs.values),
                    _ => Some(ConstantSet::Some),
                };
                if let Some(values) = values {
                    joined.list.push(Condition {
                        values,
                        ..condition.clone()
                    });
                }
            }
        }
        joined
    }

    /// The conditions of a place to which the script comes on two ways, from different calls of a function: none if one way
    /// has none.
    #[must_use]
    pub fn of_either(&self, other: &Self) -> Self {
        if self.is_empty() || other.is_empty() {
            return Self::default();
        }
        let mut either = self.join(other);
        either.uncalled = self.uncalled && other.uncalled;
        either
    }

    fn of(&self, of: &Condition) -> Option<&Condition> {
        self.list.iter().find(|known| known.is_about(of))
    }
}

impl Condition {
    fn is_about(&self, other: &Self) -> bool {
        self.table == other.table && self.entry == other.entry
    }
}
