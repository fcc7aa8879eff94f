//! Sets of values that an entry may have.

use std::rc::Rc;

use crate::collections::lists;

/// A set of values of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstantSet {
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

/// Constants that a set holds at most. A larger one of those that an entry may be is [`ConstantSet::Some`]; of those that it is
/// not, the first ones are kept.
const KEPT: usize = 16;

impl ConstantSet {
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
                add_new(&mut ours, &theirs);
                ours.truncate(KEPT);
                Self::NoneOf(ours)
            }
            (Self::OneOf(one), Self::NoneOf(none)) | (Self::NoneOf(none), Self::OneOf(one)) => {
                Self::OneOf(without(one, &none))
            }
            (Self::OneOf(ours), Self::OneOf(theirs)) if compare_alike(&ours, &theirs) => {
                Self::OneOf(common(ours, &theirs))
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
                add_new(&mut all, theirs);
                Some(if all.len() > KEPT {
                    Self::Some
                } else {
                    Self::OneOf(all)
                })
            }
            (Self::NoneOf(ours), Self::NoneOf(theirs)) => {
                Self::all_but(common(ours.clone(), theirs))
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

fn add_new(ours: &mut Vec<Constant>, theirs: &[Constant]) {
    for constant in theirs {
        if !ours.contains(constant) {
            ours.push(constant.clone());
        }
    }
}

fn without(mut values: Vec<Constant>, taken: &[Constant]) -> Vec<Constant> {
    lists::keep(&mut values, |value| !taken.contains(value));
    values
}

fn common(mut values: Vec<Constant>, others: &[Constant]) -> Vec<Constant> {
    lists::keep(&mut values, |value| others.contains(value));
    values
}

/// Whether no value of one list may be another one of the other: the text `1` is the number 1.
fn compare_alike(one: &[Constant], other: &[Constant]) -> bool {
    let (mut numbers, mut texts) = (false, false);
    for list in &[one, other] {
        for constant in *list {
            numbers |= matches!(constant, Constant::Number(_));
            texts |= matches!(constant, Constant::Text(_));
        }
    }
    !(numbers && texts)
}
