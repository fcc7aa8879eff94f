//! Strings.

use std::rc::Rc;

use super::{Domain, Number};
use crate::collections::lists;
use crate::lua::number;

/// A set of strings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Text {
    /// No string.
    None,
    /// One of these, in ascending order.
    OneOf(Rc<Vec<Rc<[u8]>>>),
    /// A decimal numeral of one of these numbers.
    Numeral(Rc<Number>),
    /// Any string that begins so.
    Prefixed(Rc<Vec<u8>>),
    /// Any string.
    Any,
}

/// Constants that are told apart.
const CONSTANTS: usize = 8;

impl Text {
    pub(crate) fn constant(bytes: impl Into<Rc<[u8]>>) -> Self {
        Self::OneOf(Rc::new(lists::one(bytes.into())))
    }

    /// The bytes, if there is but one string.
    pub(crate) fn as_constant(&self) -> Option<&Rc<[u8]>> {
        match self {
            Self::OneOf(constants) => match constants.as_slice() {
                [constant] => Some(constant),
                _ => None,
            },
            _ => None,
        }
    }

    /// All strings, if they are known one by one.
    pub(crate) fn constants(&self) -> Option<&[Rc<[u8]>]> {
        match self {
            Self::None => Some(&[]),
            Self::OneOf(constants) => Some(constants),
            _ => None,
        }
    }

    pub(crate) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Takes a string out, where there are others that are known.
    pub(crate) fn remove(&mut self, constant: &[u8]) {
        self.filter(&|other| other != constant);
    }

    /// Leaves the constants that are wanted.
    fn filter(&mut self, wanted: &dyn Fn(&[u8]) -> bool) -> bool {
        let Self::OneOf(constants) = self else {
            return false;
        };
        let mut left: Vec<Rc<[u8]>> = Vec::new();
        for constant in constants.as_slice() {
            if wanted(constant) {
                left.push(constant.clone());
            }
        }
        if left.len() == constants.len() {
            return false;
        }
        *self = if left.is_empty() {
            Self::None
        } else {
            Self::OneOf(Rc::new(left))
        };
        true
    }

    /// Whether it may be this string.
    pub(crate) fn may_be(&self, constant: &[u8]) -> bool {
        match self {
            Self::None => false,
            Self::OneOf(constants) => {
                for other in constants.as_slice() {
                    if **other == *constant {
                        return true;
                    }
                }
                false
            }
            Self::Prefixed(prefix) => constant.starts_with(prefix.as_slice()),
            Self::Numeral(_) => number::of_text(constant).is_some(),
            Self::Any => true,
        }
    }

    /// What all of these strings begin with.
    pub(crate) fn prefix(&self) -> &[u8] {
        match self {
            Self::OneOf(constants) => {
                let [first, others @ ..] = constants.as_slice() else {
                    return &[];
                };
                let mut prefix = &**first;
                for constant in others {
                    prefix = common(prefix, constant);
                }
                prefix
            }
            Self::Prefixed(prefix) => prefix,
            Self::None | Self::Numeral(_) | Self::Any => &[],
        }
    }

    /// The strings that begin so.
    fn prefixed(prefix: &[u8]) -> Self {
        if prefix.is_empty() {
            Self::Any
        } else {
            Self::Prefixed(Rc::new(prefix.to_vec()))
        }
    }

    /// `self .. other`
    pub(crate) fn concat(&self, other: &Self) -> Self {
        if self.is_none() || other.is_none() {
            return Self::None;
        }
        match (self.as_constant(), other.as_constant()) {
            (Some(left), Some(right)) if left.len() + right.len() <= LONGEST => {
                Self::constant([&**left, right].concat())
            }
            (Some(left), _) => Self::prefixed(&[left, other.prefix()].concat()),
            (None, _) => Self::prefixed(self.prefix()),
        }
    }
}

/// A constant string longer than this is not put together.
const LONGEST: usize = 4_096;

/// The constants of both, in ascending order.
fn merged(mut ours: &[Rc<[u8]>], mut theirs: &[Rc<[u8]>]) -> Vec<Rc<[u8]>> {
    let mut all = Vec::with_capacity(ours.len() + theirs.len());
    while let ([one, rest @ ..], [other, others @ ..]) = (ours, theirs) {
        let order = one.cmp(other);
        if order.is_le() {
            all.push(one.clone());
            ours = rest;
        } else {
            all.push(other.clone());
        }
        if order.is_ge() {
            theirs = others;
        }
    }
    for left in &[ours, theirs] {
        for constant in *left {
            all.push(constant.clone());
        }
    }
    all
}

fn common<'a>(left: &'a [u8], right: &'a [u8]) -> &'a [u8] {
    let mut length = 0;
    while length < left.len() && left.get(length) == right.get(length) {
        length += 1;
    }
    left.get(..length).unwrap_or_default()
}

impl Domain for Text {
    const BOTTOM: Self = Self::None;
    const TOP: Self = Self::Any;

    fn join(&mut self, other: &Self) -> bool {
        if self.less_or_equal_text(other) {
            let changed = self != other;
            self.clone_from(other);
            return changed;
        }
        if other.less_or_equal_text(self) {
            return false;
        }
        *self = match (&*self, other) {
            (Self::OneOf(left), Self::OneOf(right)) => {
                let all = merged(left, right);
                if all.len() > CONSTANTS {
                    Self::prefixed(common(self.prefix(), other.prefix()))
                } else {
                    Self::OneOf(Rc::new(all))
                }
            }
            (Self::Numeral(left), Self::Numeral(right)) => {
                let mut both = **left;
                both.join(right);
                Self::Numeral(both.into())
            }
            _ => Self::prefixed(common(self.prefix(), other.prefix())),
        };
        true
    }

    fn meet(&mut self, other: &Self) -> bool {
        if self.less_or_equal_text(other) {
            return false;
        }
        if other.less_or_equal_text(self) {
            self.clone_from(other);
            return true;
        }
        if let Self::OneOf(_) = self {
            return self.filter(&|constant| other.may_be(constant));
        }
        match other {
            Self::OneOf(_) => {
                let mut left = other.clone();
                left.filter(&|constant| self.may_be(constant));
                *self = left;
                true
            }
            _ => match (&*self, other) {
                (Self::Numeral(left), Self::Numeral(right)) => {
                    let mut both = **left;
                    let changed = both.meet(right);
                    *self = if both.is_bottom() {
                        Self::None
                    } else {
                        Self::Numeral(both.into())
                    };
                    changed
                }
                _ => false,
            },
        }
    }

    fn widen(&mut self, next: &Self, thresholds: &[f64]) -> bool {
        if let (Self::Numeral(left), Self::Numeral(right)) = (&*self, next) {
            let mut both = **left;
            let changed = both.widen(right, thresholds);
            *self = Self::Numeral(both.into());
            return changed;
        }
        self.join(next)
    }
}

impl Text {
    fn less_or_equal_text(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, _) | (_, Self::Any) => true,
            (Self::OneOf(constants), _) => {
                for constant in constants.as_slice() {
                    if !other.surely_has(constant) {
                        return false;
                    }
                }
                true
            }
            (Self::Numeral(left), Self::Numeral(right)) => left.less_or_equal(right),
            (Self::Prefixed(left), Self::Prefixed(right)) => left.starts_with(right.as_slice()),
            _ => false,
        }
    }

    /// Whether it has this string; a numeral is one of its number.
    fn surely_has(&self, constant: &[u8]) -> bool {
        match self {
            Self::Numeral(numbers) => match number::of_text(constant) {
                Some(number) => numbers.contains(number),
                None => false,
            },
            _ => self.may_be(constant),
        }
    }
}
