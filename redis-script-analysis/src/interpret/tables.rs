//! What table constructors make.

use super::Interpreter;
use super::heap::{CellKey, Object, Since};
use super::operand::Seen;
use super::site::Site;
use super::values::{Tail, Values};
use crate::domain::{Number, TargetId, TargetKind, Types, Value};
use crate::facts::{Operand, TableKind};
use crate::lua::syntax::{Expr, ExprId, Function, TableItem};

impl<'chunk> Interpreter<'chunk> {
    /// `{...}`
    pub(super) fn table(&mut self, items: &'chunk [TableItem], site: Site) -> Value {
        let mut object = Object::new(TableKind::Constructed);
        let (mut operands, mut named) = (Vec::new(), Vec::new());
        let mut next: i64 = 1;
        let last = items.len().saturating_sub(1);
        let (mut fixed, mut tail) = (items.len(), Tail::End);
        self.pending += 1;
        for (at, item) in items.iter().enumerate() {
            match item {
                TableItem::Positional(expr) if at == last => {
                    let values = self.evaluate_list_of(expr);
                    fixed = last + values.fixed.len();
                    tail = values.tail.clone();
                    let values = self.with_tail_read(&values, site);
                    if self.is_noting_values() {
                        operands.append(&mut self.last_items(&values, expr));
                    }
                    add_all(&mut object, &mut next, &values);
                }
                TableItem::Positional(expr) => {
                    let value = self.evaluate(expr);
                    if self.is_noting_values() {
                        operands.push(self.operand(&value, Seen::expr(expr)));
                    }
                    add(&mut object, &mut next, &value);
                }
                TableItem::Named(name, expr) => {
                    let value = self.evaluate(expr);
                    self.name_field(name.text.as_bytes(), name.span, &value);
                    named.push((value.clone(), Site::of(expr)));
                    object.set(CellKey::Named(name.text.as_bytes().into()), value);
                }
                TableItem::Keyed(key, expr) => {
                    let place = key.span;
                    let (key, value) = (self.evaluate(key), self.evaluate(expr));
                    named.push((value.clone(), Site::of(expr)));
                    self.need(&key);
                    if let Some(name) = key.as_text() {
                        self.name_field(name, place, &value);
                    }
                    if key.types().has(Types::TABLE.or(Types::FUNCTION)) {
                        self.escape(&key);
                        self.escape(&value);
                    }
                    object.write(&key, &value, true);
                    object.is_changed = CellKey::of(&key).is_none();
                }
            }
        }
        self.pending -= 1;
        for value in object.values() {
            self.use_taken(value);
        }
        object.kind = kind_of(&object);
        let target = self.make(site, 0, object);
        self.note_made(target, fixed, &tail);
        if self.is_noting_values() {
            self.events.constructed(target, site.span, operands);
        }
        for (value, site) in &named {
            self.note_stored(&Value::target(target), None, value, *site);
        }
        Value::target(target)
    }

    /// What lints see of the items that the last expression gives. Only the first of them is the value of the expression.
    fn last_items(&self, values: &Values, expr: &Expr) -> Vec<Operand> {
        let mut items = Vec::with_capacity(values.fixed.len());
        for (at, value) in values.fixed.iter().enumerate() {
            items.push(if at == 0 {
                self.operand(value, Seen::expr(expr))
            } else {
                self.element(value, expr.span)
            });
        }
        items
    }

    /// A table is made by an expression, maybe not for the first time.
    pub(super) fn make(&mut self, site: Site, part: u32, mut object: Object) -> TargetId {
        object.since = Since(self.filled.now);
        let next = self.makers.len() as u32;
        let number = match self.objects.or_insert((site.id, part), next) {
            Some(number) => *number,
            None => next,
        };
        if number == next {
            self.makers.push(site.id);
        }
        let target = TargetId::new(TargetKind::Object, number);
        let object = match self.state.object(target).cloned() {
            Some(known) if self.is_referenced(target.0) && !planted!(TablesAreOne) => {
                self.note_store();
                let mut all = known.join(&object);
                all.is_one = false;
                if all.is_escaped {
                    for value in &object.values() {
                        self.escape(value);
                    }
                }
                all
            }
            _ => object,
        };
        self.state.put(target, object);
        target
    }

    /// `arg`, which Lua 5.1 makes of the values of `...`: an array with its length in the field `n`.
    pub(super) fn pack_varargs(
        &mut self,
        varargs: &Values,
        function: &'chunk Function,
        call: Site,
    ) -> Value {
        let mut object = Object::new(TableKind::Constructed);
        let mut next = 1;
        let mut count = Value::number(Number::NATURAL);
        // Only what the table is read for is read of KEYS or ARGV: its elements are those of `unpack(ARGV, first)`.
        let values = self.with_tail_read(varargs, call);
        add_all(&mut object, &mut next, &values);
        if !values.is_open() {
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            let length = values.fixed.len() as f64;
            count = Value::constant(length);
        }
        object.set(CellKey::Named(b"n"[..].into()), count);
        let site = Site {
            // No expression makes it.
            id: ExprId(u32::MAX - 1 - function.id.0),
            span: function.span,
        };
        let target = self.make(site, 0, object);
        self.note_made(target, varargs.fixed.len() + 1, &varargs.tail);
        Value::target(target)
    }
}

fn add_all(object: &mut Object, next: &mut i64, values: &Values) {
    for value in &values.fixed {
        add(object, next, value);
    }
    if let Tail::Any(value) = &values.tail {
        spread(object, *next, value);
    }
}

fn add(object: &mut Object, next: &mut i64, value: &Value) {
    let before = object.length.as_constant();
    object.set(CellKey::At(*next), value.clone());
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let length = *next as f64;
    object.length = match before {
        Some(_) if !value.may_be_nil() => Number::constant(length),
        // A nil, or what may be one, ends the array there or not.
        _ => Number::between(0.0, length, true),
    };
    *next += 1;
}

/// Any number of values from a place on.
fn spread(object: &mut Object, next: i64, value: &Value) {
    object.rest.join(value);
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let first = next as f64;
    object
        .rest_keys
        .join(&Value::number(Number::between(first, 9e15, true)));
    object.length = Number::between(0.0, 9e15, true);
}

/// `{ok = ...}` and `{err = ...}` are replies.
fn kind_of(object: &Object) -> TableKind {
    let has = |name: &[u8]| {
        let key = CellKey::Named(name.into());
        object.has_cell(&key)
    };
    if has(b"err") {
        TableKind::Error
    } else if has(b"ok") {
        TableKind::Status
    } else {
        object.kind
    }
}
