//! Indices that are constant.

use std::rc::Rc;

use crate::domain::Value;

/// A constant index.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::interpret) enum CellKey {
    /// A number.
    At(i64),
    /// A string.
    Named(Rc<[u8]>),
}

impl CellKey {
    /// The index that a value surely is.
    pub(in crate::interpret) fn of(index: &Value) -> Option<Self> {
        if let Some(name) = index.as_text() {
            return Some(Self::Named(name.clone()));
        }
        let number = index.as_number()?;
        let is_small = number.fract() == 0.0 && number.abs() < 9e15;
        #[expect(clippy::cast_possible_truncation, reason = "a small integer")]
        is_small.then_some(Self::At(number as i64))
    }

    /// Whether an index may be this one.
    pub(super) fn fits(&self, index: &Value) -> bool {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "a small integer")]
            Self::At(at) => index.facets.number.contains(*at as f64),
            Self::Named(name) => index.facets.text.may_be(name),
        }
    }

    pub(in crate::interpret) fn value(&self) -> Value {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "a small integer")]
            Self::At(at) => Value::constant(*at as f64),
            Self::Named(name) => Value::text(name.clone()),
        }
    }
}
