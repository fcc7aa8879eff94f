//! Sets of values that an entry may have.

use std::rc::Rc;

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

/// Constants that a set holds at most; a larger one is [`Values::Some`].
const KEPT: usize = 16;

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
    pub(super) fn intersect(&mut self, other: Self) {
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
    pub(super) fn union(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Some, _) | (_, Self::Some) => Some(Self::Some),
            (Self::OneOf(ours), Self::OneOf(theirs)) => {
                let mut all = ours.clone();
                all.extend(without(theirs.clone(), ours));
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
