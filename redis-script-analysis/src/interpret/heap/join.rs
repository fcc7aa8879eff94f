//! Tables where two paths meet.

use super::Object;
use crate::domain::{Domain, Plain, Value};
use crate::facts::TableKind;

impl Object {
    /// Whether all is known of both that is known of one.
    pub(in crate::interpret) fn is_like(&self, other: &Self) -> bool {
        self.since.0 == other.since.0 && self == other
    }

    /// The table where two paths meet.
    pub(in crate::interpret) fn join(&self, other: &Self) -> Self {
        self.combine(other, &|ours, theirs| {
            ours.join(theirs);
        })
    }

    pub(in crate::interpret) fn widen(&self, other: &Self, thresholds: &[f64]) -> Self {
        let mut wide = self.combine(other, &|ours, theirs| {
            ours.widen(theirs, thresholds);
        });
        let mut length = self.length;
        length.widen(&other.length, thresholds);
        wide.length = length;
        wide
    }

    fn combine(&self, other: &Self, merge: &dyn Fn(&mut Value, &Value)) -> Self {
        let mut all = Self {
            kind: if self.kind == other.kind {
                self.kind
            } else {
                TableKind::Any
            },
            is_one: self.is_one && other.is_one,
            is_escaped: self.is_escaped || other.is_escaped,
            may_be_empty: self.may_be_empty && other.may_be_empty,
            is_changed: self.is_changed || other.is_changed,
            since: self.since.joined(other.since),
            ..self.clone()
        };
        for (key, value) in &mut all.cells {
            merge(value, &other.read(&key.value()));
        }
        for (key, value) in &other.cells {
            if let Err(at) = all.place(key) {
                let mut here = self.read(&key.value());
                merge(&mut here, value);
                all.cells.insert(at, (key.clone(), here));
            }
        }
        merge(&mut all.rest, &other.rest);
        merge(&mut all.rest_keys, &other.rest_keys);
        // No metatable on one side: it may have none.
        if all.metatable.is_bottom() != other.metatable.is_bottom() {
            all.metatable.facets.plain.join(&Plain::NIL);
        }
        merge(&mut all.metatable, &other.metatable);
        all.length.join(&other.length);
        all
    }
}
