//! For which values of the caller's entries a script comes to a place.

use std::fmt;
use std::rc::Rc;

use super::EntryTable;

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
    pub values: Values,
}

/// A set of values of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// These alone; none: the script never comes there.
    OneOf(Vec<Constant>),
    /// All but these.
    NoneOf(Vec<Constant>),
    /// Some, by a test that is no comparison with constants.
    Some,
}

/// What an entry is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// nil: the entry is not passed.
    Absent,
    /// `ARGV[1] == 'set'`
    Text(Rc<[u8]>),
    /// `tonumber(ARGV[1]) == 1`
    Number(f64),
}

/// Conditions that are kept for one place.
const KEPT: usize = 16;

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
        let mut list = self.list.iter();
        list.any(|condition| match &condition.values {
            Values::OneOf(constants) => !constants.contains(&Constant::Absent),
            _ => false,
        })
    }

    /// What each entry must be, as far as it matters.
    pub fn iter(&self) -> impl Iterator<Item = &Condition> {
        self.list.iter()
    }

    /// Leaves out those that need not be said.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Condition) -> bool) {
        self.list.retain(keep);
    }

    /// One more must hold.
    pub fn require(&mut self, condition: Condition) {
        if let Some(known) = self.of_mut(&condition) {
            known.values.intersect(condition.values);
        } else if self.list.len() < KEPT {
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
        for condition in self.list.iter().chain(&other.list) {
            if joined.of_mut(condition).is_some() {
                continue;
            }
            let values = match (self.of(condition), other.of(condition)) {
                (Some(ours), Some(theirs)) => ours.values.union(&theirs.values),
                _ => Some(Values::Some),
            };
            let values = values.map(|values| Condition {
                values,
                ..condition.clone()
            });
            joined.list.extend(values);
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

    fn of_mut(&mut self, of: &Condition) -> Option<&mut Condition> {
        self.list.iter_mut().find(|known| known.is_about(of))
    }
}

impl Condition {
    fn is_about(&self, other: &Self) -> bool {
        (self.table, self.entry) == (other.table, other.entry)
    }
}

impl Values {
    /// The complement of `self`.
    #[must_use]
    pub fn other(&self) -> Self {
        match self {
            Self::OneOf(list) => Self::NoneOf(list.clone()),
            Self::NoneOf(list) => Self::OneOf(list.clone()),
            Self::Some => Self::Some,
        }
    }

    /// Both must hold. A set that is larger than what is left is right, too.
    fn intersect(&mut self, other: Self) {
        let known = std::mem::replace(self, Self::Some);
        *self = match (known, other) {
            (Self::Some, one) | (one, Self::Some) => one,
            (Self::NoneOf(mut ours), Self::NoneOf(theirs)) => {
                ours.extend(without(theirs, &ours));
                Self::NoneOf(ours)
            }
            (Self::OneOf(one), Self::NoneOf(none)) | (Self::NoneOf(none), Self::OneOf(one)) => {
                Self::OneOf(without(one, &none))
            }
            (Self::OneOf(ours), Self::OneOf(theirs)) if compare_alike(&ours, &theirs) => {
                let common = ours.into_iter().filter(|value| theirs.contains(value));
                Self::OneOf(common.collect())
            }
            (ours @ Self::OneOf(_), Self::OneOf(_)) => ours,
        };
    }

    /// One or the other; `None` if that is any value.
    fn union(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Some, _) | (_, Self::Some) => Some(Self::Some),
            (Self::OneOf(ours), Self::OneOf(theirs)) => {
                let mut all = ours.clone();
                all.extend(without(theirs.clone(), ours));
                all.truncate(KEPT + 1);
                Some(if all.len() > KEPT {
                    Self::Some
                } else {
                    Self::OneOf(all)
                })
            }
            (Self::NoneOf(ours), Self::NoneOf(theirs)) => {
                let common = ours.iter().filter(|value| theirs.contains(value));
                Self::all_but(common.cloned().collect())
            }
            (Self::OneOf(one), Self::NoneOf(none)) | (Self::NoneOf(none), Self::OneOf(one)) => {
                if compare_alike(one, none) {
                    Self::all_but(without(none.clone(), one))
                } else {
                    Some(Self::Some)
                }
            }
        }
    }

    fn all_but(none: Vec<Constant>) -> Option<Self> {
        (!none.is_empty()).then_some(Self::NoneOf(none))
    }
}

fn without(values: Vec<Constant>, taken: &[Constant]) -> Vec<Constant> {
    let left = values.into_iter().filter(|value| !taken.contains(value));
    left.collect()
}

/// Whether no value of one list may be another one of the other: the text `1` is the number 1.
fn compare_alike(one: &[Constant], other: &[Constant]) -> bool {
    let mut all = one.iter().chain(other);
    let numbers = all
        .clone()
        .any(|constant| matches!(constant, Constant::Number(_)));
    !(numbers && all.any(|constant| matches!(constant, Constant::Text(_))))
}

/// As messages say it behind "only": ``if `ARGV[1]` is `set` ``.
impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, condition) in self.list.iter().enumerate() {
            f.write_str(if at > 0 { " and " } else { "" })?;
            write!(f, "{condition}")?;
        }
        if self.list.is_empty() && self.uncalled {
            f.write_str("if something calls the function around it")?;
        }
        Ok(())
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entry = format!("`{}[{}]`", self.table.name(), self.entry);
        match &self.values {
            Values::OneOf(list) => write!(f, "if {entry} is {}", named(list)),
            Values::NoneOf(list) if *list == [Constant::Absent] => {
                write!(f, "if {entry} is passed")
            }
            Values::NoneOf(list) => write!(f, "if {entry} is not {}", named(list)),
            Values::Some => write!(f, "for some values of {entry}"),
        }
    }
}

/// `a`, `b` or `c`; of a long list the first ones.
fn named(list: &[Constant]) -> String {
    let mut text = String::new();
    for (at, constant) in list.iter().take(SHOWN).enumerate() {
        match at {
            0 => {}
            at if at + 1 == list.len() => text += " or ",
            _ => text += ", ",
        }
        text += &match constant {
            Constant::Absent => "nil".to_owned(),
            Constant::Text(bytes) if bytes.is_empty() => "empty".to_owned(),
            Constant::Text(bytes) => format!("`{}`", bytes.escape_ascii()),
            Constant::Number(number) => format!("{number}"),
        };
    }
    if list.len() > SHOWN {
        text += ", ...";
    }
    text
}

/// Values that a message names.
const SHOWN: usize = 4;
