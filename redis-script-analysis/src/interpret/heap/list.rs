//! Tables as lists: their length, and what is put at their end.

use super::{CELLS, CELLS_END, CellKey, Object};
use crate::domain::{Number, Value};

impl Object {
    /// What a store at a known index does to the length.
    pub(super) fn grow(&mut self, key: &CellKey, value: &Value, surely: bool) {
        let CellKey::At(at) = key else {
            return;
        };
        #[expect(clippy::cast_precision_loss, reason = "a small integer")]
        let at = *at as f64;
        match self.length.as_constant() {
            _ if !surely || !self.is_one => self.length = Number::NATURAL,
            Some(length) if is_next(at, length) && !value.may_be_nil() => {
                // Beyond it, something may stand already.
                self.length = Number::between(at, CELLS_END, true);
                if self.rest.is_bottom() && !self.has_from(at + 1.0) {
                    self.length = Number::constant(at);
                }
            }
            Some(length) if at <= length && at >= 1.0 && !value.may_be_nil() => {}
            _ => self.length = self.length_with(at, value),
        }
    }

    /// The length of an array with another element, whose elements are known one by one: its last is at most the longer of both.
    fn length_with(&self, at: f64, value: &Value) -> Number {
        let Some((low, high)) = self.known_ends() else {
            return Number::NATURAL;
        };
        if at < 1.0 || at > high + 1.0 {
            return Number::NATURAL;
        }
        let low = if value.may_be_nil() {
            low.min(at - 1.0)
        } else {
            low
        };
        Number::between(low, high.max(at), true)
    }

    /// The least and the greatest length of an array whose elements are known one by one.
    pub(super) fn known_ends(&self) -> Option<(f64, f64)> {
        let low = self.length.low().as_constant()?;
        let high = self.length.high().as_constant()?;
        let is_closed = self.rest.is_bottom() && !self.has_from(high + 1.0);
        is_closed.then_some((low, high))
    }

    pub(in crate::interpret) fn has_from(&self, first: f64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "a small integer")]
        let is_from = |key: &CellKey| matches!(key, CellKey::At(at) if *at as f64 >= first);
        for (key, _) in &self.cells {
            if is_from(key) {
                return true;
            }
        }
        false
    }

    /// Adds a value after the last one, as `table.insert(t, value)` does.
    pub(in crate::interpret) fn push(&mut self, value: &Value, surely: bool) {
        if surely && self.is_one {
            if let Some(length) = self.length.as_constant() {
                self.write(&Value::constant(length + 1.0), value, surely);
                return;
            }
            if self.push_to_known(value) {
                return;
            }
        }
        let longer = self.length.add(&Number::constant(1.0));
        let keys = Value::number(Number::between(1.0, CELLS_END, true));
        self.write_somewhere(&keys, value);
        if surely && !value.may_be_nil() {
            self.length = longer;
        }
    }

    /// Adds a value to an array whose elements are known one by one, some of which may be nil: it comes after one that may be the
    /// last. Returns whether it is such an array.
    fn push_to_known(&mut self, value: &Value) -> bool {
        let Some((low, high)) = self.known_ends() else {
            return false;
        };
        let Some(elements) = self.longest_elements() else {
            return false;
        };
        if self.cells.len() >= CELLS {
            return false;
        }
        self.is_changed = true;
        let mut is_silent = true;
        let mut next = 1;
        for element in &elements {
            if element.may_be_nil() {
                is_silent &= element.origin.guarded || element.is_only_absent();
                self.set(CellKey::At(next), element.clone().joined(value));
            }
            next += 1;
        }
        let mut last = Value::nil().joined(value);
        last.origin.guarded |= is_silent;
        self.set(CellKey::At(next), last);
        self.length = Number::between(low, high + 1.0, true);
        true
    }

    /// Elements move or vanish: any of them may stand at any number.
    pub(in crate::interpret) fn summarize_elements(&mut self) {
        self.is_changed = true;
        self.length = Number::NATURAL;
        if !matches!(self.cells.first(), Some((CellKey::At(_), _))) {
            return;
        }
        for (key, value) in std::mem::take(&mut self.cells) {
            match key {
                CellKey::At(_) => {
                    if !value.is_nil() {
                        self.rest.join(&value);
                        self.rest_keys
                            .join(&Value::number(Number::between(-CELLS_END, CELLS_END, true)));
                    }
                }
                CellKey::Named(_) => self.cells.push((key, value)),
            }
        }
    }

    /// The elements from 1 on, if all of them are known one by one.
    pub(in crate::interpret) fn elements(&self) -> Option<Vec<Value>> {
        self.elements_up_to(self.length.as_constant()?)
    }

    /// The elements from 1 on that there are at most, if all of them are known one by one; some may be nil.
    pub(in crate::interpret) fn longest_elements(&self) -> Option<Vec<Value>> {
        self.elements_up_to(self.length.high().as_constant()?)
    }

    fn elements_up_to(&self, length: f64) -> Option<Vec<Value>> {
        if self.is_escaped {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "it is a small length")]
        let length = (0.0..=300.0).contains(&length).then_some(length as i64)?;
        let mut elements = Vec::new();
        for at in 1..=length {
            elements.push(self.cell(&CellKey::At(at))?.clone());
        }
        Some(elements)
    }
}

/// Whether an index is the one after a length; both are small integers.
#[expect(clippy::float_cmp, reason = "small integers are exact")]
fn is_next(at: f64, length: f64) -> bool {
    at == length + 1.0
}
