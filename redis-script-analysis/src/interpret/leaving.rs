//! Tables that leave the script, as its reply or in a string: what is lost there.

use super::Interpreter;
use super::heap::{CellKey, Object, REPLY_FIELDS};
use super::numbering::Computation;
use super::site::Site;
use crate::domain::{Domain, Number, TargetKind, Types, Value, ValueNumber};
use crate::facts::{Leaves, LeftTable, TableKind};

/// Tables that are looked at within one that leaves the script.
const LEAVING: usize = 64;

/// So long an array may be, however few elements it has, and so many times as long as it has elements.
const SAFE_LENGTH: i64 = 10;
const SPARSE_RATIO: i64 = 2;

impl Interpreter<'_> {
    /// The tables of a value become part of the reply, or of a string.
    pub(super) fn note_leaving(&mut self, value: &Value, at: Site, by: Leaves) {
        let mut open = vec![value.clone()];
        let mut seen = Vec::new();
        let mut empty = None;
        while let Some(value) = open.pop() {
            if !self.look_through(value.facets.target.ids.len()) {
                return;
            }
            if by == Leaves::Json && self.may_be_empty_list(&value) {
                empty = Some(value.clone());
            }
            for target in value.facets.target.iter() {
                if target.kind() != TargetKind::Object || seen.contains(&target) {
                    continue;
                }
                let Some(object) = self.state.object(target) else {
                    continue;
                };
                let cells = object.cells().len();
                if seen.len() >= LEAVING || !self.look_through(cells) {
                    return;
                }
                seen.push(target);
                let Some(object) = self.state.object(target) else {
                    continue;
                };
                let mut left = left_table(object);
                left.span = at.span;
                left.is_sparse &= self.protected == 0 && !self.is_alternative;
                // What else is in it, RESP3 has or an error or a status.
                if by != Leaves::Joined && !(by == Leaves::Reply && is_special(object)) {
                    for held in object.values() {
                        if !held.facets.target.ids.is_empty() {
                            open.push(held.clone());
                        }
                    }
                }
                self.events.leaves(target, by, left);
            }
        }
        if let Some(empty) = empty {
            let list = self.element(&empty, at.span);
            self.events.empty_list(at.id, list);
        }
    }

    /// Whether so many tables or elements may still be looked at, and one.
    pub(super) fn look_through(&mut self, count: usize) -> bool {
        match self.leaving.checked_sub(1 + count) {
            Some(left) => {
                self.leaving = left;
                true
            }
            None => false,
        }
    }

    /// Whether a value is a list, and for all that the script asks it may be empty.
    fn may_be_empty_list(&self, value: &Value) -> bool {
        let targets = &value.facets.target;
        if !value.types().has(Types::TABLE) || targets.any_table {
            return false;
        }
        let mut length = Number::BOTTOM;
        for target in targets.iter() {
            match self.state.object(target) {
                Some(object) if is_list(object) && !self.events.is_surely_filled(target) => {
                    length.join(&object.length);
                }
                _ => return false,
            }
        }
        let mut length = Value::number(length);
        if value.same != ValueNumber::NONE {
            let computed = Computation::Length(value.same, self.state.stores);
            if let Some(number) = self.numbering.known(computed) {
                length.same = number;
            }
        }
        let length = self.state.refine(&length).facets.number;
        length.contains(0.0) && length.as_constant().is_none()
    }
}

/// Whether Redis makes something else than an array of it.
fn is_special(object: &Object) -> bool {
    for name in &REPLY_FIELDS {
        if object.has_cell(&CellKey::Named((*name).into())) {
            return true;
        }
    }
    false
}

/// Whether all in it stands at numbers, and there may be something.
fn is_list(object: &Object) -> bool {
    if object.is_escaped || !object.metatable.is_bottom() {
        return false;
    }
    for (key, value) in object.cells() {
        if matches!(key, CellKey::Named(_)) && !value.is_nil() {
            return false;
        }
    }
    let is_reply = matches!(object.kind, TableKind::Array | TableKind::Flat);
    is_reply || !object.rest.is_bottom() && object.rest_keys.types().only(Types::NUMBER)
}

fn left_table(object: &Object) -> LeftTable {
    let mut left = LeftTable::default();
    if object.is_escaped || !object.metatable.is_bottom() {
        return left;
    }
    let (mut last, mut count, mut is_array) = (0, 0, object.rest.is_bottom());
    let mut is_counted = false;
    let rest = object.rest_keys.types();
    left.has_elements = !object.rest.is_bottom() && rest.has(Types::NUMBER);
    for (key, value) in object.cells() {
        match key {
            _ if value.is_nil() => {}
            CellKey::At(at) => {
                left.has_elements = true;
                is_array &= *at > 0 && !value.may_be_nil();
                if !value.may_be_nil() {
                    (last, count) = (last.max(*at), count + 1);
                }
            }
            CellKey::Named(name) => {
                is_array = false;
                // As in `arg`.
                if **name == *b"n" {
                    is_counted = true;
                } else {
                    left.field = left.field.or(Some(name.clone()));
                }
            }
        }
    }
    if is_counted && !left.has_elements {
        left.field = left.field.or(Some(b"n"[..].into()));
    }
    if is_special(object) {
        left.field = None;
    } else if !object.rest.is_bottom() && rest.without(Types::NIL).only(Types::STRING) {
        left.field = left.field.or(Some([][..].into()));
    }
    left.is_sparse = is_array && last > SAFE_LENGTH && last > count * SPARSE_RATIO;
    left.hole = hole(object, last);
    left
}

/// The first element that surely is missing before the last that surely is there.
fn hole(object: &Object, last: i64) -> Option<i64> {
    let first = object.rest_keys.facets.number.low().as_constant();
    let begins_later = matches!(first, Some(first) if first > 1.0 && first.is_finite());
    let last = if begins_later { last.max(2) } else { last };
    for at in 1..last {
        let index = CellKey::At(at).value();
        let element = object.read(&index);
        if element.is_nil() {
            return Some(at);
        }
        if !object.has_cell(&CellKey::At(at)) {
            return None;
        }
    }
    None
}
