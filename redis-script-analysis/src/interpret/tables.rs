//! Tables: what constructors make, and the functions that take tables apart or change them.

use super::Interpreter;
use super::escape::entry_table;
use super::heap::{Key, Object};
use super::limits::UNPACKED;
use super::values::{Tail, Values};
use crate::domain::{Number, TargetId, TargetKind, Types, Value, ValueNumber};
use crate::facts::{EntryTable, Index, TableKind};
use crate::lua::source::Span;
use crate::lua::syntax::{ExprId, Function, TableItem};

impl<'chunk> Interpreter<'chunk> {
    /// `{...}`
    pub(super) fn table(&mut self, items: &'chunk [TableItem], id: ExprId, span: Span) -> Value {
        let mut object = Object::new(TableKind::Constructed);
        let mut operands = Vec::new();
        let mut next: i64 = 1;
        let last = items.len().saturating_sub(1);
        self.pending += 1;
        for (at, item) in items.iter().enumerate() {
            match item {
                TableItem::Positional(expr) if at == last => {
                    let values = self.evaluate_list_of(expr);
                    let values = self.with_tail_read(&values, span);
                    for value in &values.fixed {
                        operands.extend(self.is_noting().then(|| self.operand(value, expr.span)));
                        add(&mut object, &mut next, value);
                    }
                    if let Tail::Any(value) = &values.tail {
                        spread(&mut object, next, value);
                    }
                }
                TableItem::Positional(expr) => {
                    let value = self.evaluate(expr);
                    operands.extend(self.is_noting().then(|| self.operand(&value, expr.span)));
                    add(&mut object, &mut next, &value);
                }
                TableItem::Named(name, value) => {
                    let value = self.evaluate(value);
                    object.set(Key::Named(name.text.as_bytes().into()), value);
                }
                TableItem::Keyed(key, value) => {
                    let (key, value) = (self.evaluate(key), self.evaluate(value));
                    self.need(&key);
                    if key.types().has(Types::TABLE.or(Types::FUNCTION)) {
                        self.escape(&key);
                        self.escape(&value);
                    }
                    object.write(&key, &value, true);
                    object.is_changed = Key::of(&key).is_none();
                }
            }
        }
        self.pending -= 1;
        object.kind = kind_of(&object);
        let target = self.make(id, 0, span, object);
        if let Some(events) = self.note() {
            events.constructed(target, span, operands);
        }
        Value::target(target)
    }

    /// A table is made by an expression, maybe not for the first time.
    pub(super) fn make(&mut self, id: ExprId, part: u32, span: Span, object: Object) -> TargetId {
        let next = self.makers.len() as u32;
        let number = *self.objects.entry((id, part)).or_insert(next);
        if number == next {
            self.makers.push(span);
        }
        let target = TargetId::new(TargetKind::Object, number);
        let object = match self.state.object(target).cloned() {
            Some(known) if self.is_referenced(target.0) => {
                self.note_store();
                let mut all = known.join(&object);
                all.is_one = false;
                if all.is_escaped {
                    for value in object.values() {
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
        span: Span,
    ) -> Value {
        let mut object = Object::new(TableKind::Constructed);
        let mut next = 1;
        let mut count = Value::number(Number::NATURAL);
        // Only what the table is read for is read of KEYS or ARGV: its elements are those of `unpack(ARGV, first)`.
        let values = self.with_tail_read(varargs, span);
        for value in &values.fixed {
            add(&mut object, &mut next, value);
        }
        if let Tail::Any(value) = &values.tail {
            spread(&mut object, next, value);
        } else {
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            let length = values.fixed.len() as f64;
            count = Value::constant(length);
        }
        object.set(Key::Named(b"n"[..].into()), count);
        let target = self.make(ExprId(u32::MAX - function.id.0), 0, function.span, object);
        Value::target(target)
    }

    pub(super) fn unpack(&mut self, arguments: &Values, span: Span) -> Values {
        let table = self.nth(arguments, 0, span);
        let mut given: Option<Values> = None;
        let targets: Vec<TargetId> = table.facets.target.iter().collect();
        let is_one = targets.len() == 1 && table.single_target().is_some();
        for target in targets {
            let values = match target.kind() {
                TargetKind::Entries => {
                    let values = self.unpack_entries(entry_table(target.index()), arguments, span);
                    if is_one {
                        values
                    } else {
                        self.with_tail_read(&values, span)
                    }
                }
                TargetKind::Object => self.unpack_object(target, arguments),
                _ => Values::unknown(),
            };
            given = Some(match given {
                Some(known) => known.join(&values),
                None => values,
            });
        }
        let is_known = table.types().without(Types::FALSY).only(Types::TABLE)
            && !table.facets.target.any_table;
        match given {
            Some(given) if is_known => given,
            given => {
                self.use_all(arguments, span);
                let mut unknown = Value::unknown();
                unknown.origin.sources = table.origin.sources;
                unknown.origin.reads = table.origin.reads.clone();
                let unknown = Values::any(unknown);
                given.map_or(unknown.clone(), |given| given.join(&unknown))
            }
        }
    }

    fn unpack_object(&mut self, target: TargetId, arguments: &Values) -> Values {
        let Some(object) = self.state.object(target) else {
            return Values::unknown();
        };
        match object.elements() {
            Some(elements) if arguments.fixed.len() == 1 && !arguments.is_open() => {
                Values::of(elements)
            }
            _ => {
                let mut any = object.any();
                if any.is_bottom() {
                    any = Value::nil();
                }
                any.same = ValueNumber::NONE;
                Values::any(any)
            }
        }
    }

    fn unpack_entries(&mut self, table: EntryTable, arguments: &Values, span: Span) -> Values {
        let Some(removed) = self.state.entries(table).removed_front else {
            self.read_all(table, span);
            return Values::any(Value::unknown());
        };
        if !self.state.entries(table).is_as_passed() || self.state.entries(table).is_resized {
            self.read_all(table, span);
            return Values::any(Value::unknown());
        }
        let end = self.entry_count(table).facets.number;
        let one = Number::constant(1.0);
        let at = |place: usize, default: &Number| match arguments.fixed.get(place) {
            None => default.clone(),
            Some(value) if value.is_nil() => default.clone(),
            Some(value) => value.facets.number.clone(),
        };
        let (first, last) = (at(1, &one).low(), at(2, &end));
        let small = |end: Option<f64>| {
            let number = end.filter(|number| number.abs() < 9e15)?;
            #[expect(clippy::cast_possible_truncation, reason = "checked: it is small")]
            Some((number as i64).saturating_add(removed))
        };
        let Some(first) = small(first.as_constant()) else {
            self.record_read(table, Index::Any, span);
            return Values::any(Value::unknown());
        };
        match small(last.as_constant()) {
            Some(last) if last - first < UNPACKED => {
                let entries = first..=last;
                Values::of(
                    entries
                        .map(|at| self.record_read(table, Index::At(at), span))
                        .collect(),
                )
            }
            Some(last) => {
                let index = Index::Range {
                    first,
                    last: Some(last),
                };
                let entry = self.record_read(table, index, span);
                Values::any(entry)
            }
            // To the end, or to some place before it.
            None if last.single() == end.single() => Values {
                tail: Tail::Entries(table, first),
                ..Values::default()
            },
            None => {
                let entry = self.record_read(table, Index::Range { first, last: None }, span);
                Values::any(entry)
            }
        }
    }

    pub(super) fn select(&mut self, arguments: &Values, span: Span) -> Values {
        let place = self.nth(arguments, 0, span);
        if place.as_text().is_some_and(|text| **text == *b"#") {
            let rest = arguments.skip(1);
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            let length = rest.fixed.len() as f64;
            return Values::one(match rest.tail {
                Tail::End => Value::constant(length),
                _ => Value::number(Number::between(length, 9e15, true)),
            });
        }
        let from = place.as_number().filter(|from| *from >= 1.0 && *from < 1e6);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked: it is small"
        )]
        if let Some(from) = from {
            arguments.skip(from as usize)
        } else {
            let rest = self.with_tail_read(&arguments.skip(1), span);
            let mut any = rest.beyond();
            for value in &rest.fixed {
                any.join(value);
            }
            Values::any(any)
        }
    }

    /// `ipairs(t)` and `pairs(t)`: an iterator, and the table.
    pub(super) fn iterator(&mut self, arguments: &Values, span: Span, in_order: bool) -> Values {
        let table = self.nth(arguments, 0, span);
        for target in table.facets.target.iter() {
            if target.kind() == TargetKind::Entries {
                self.read_all(entry_table(target.index()), span);
            }
        }
        if table.types().has(Types::ANY.without(Types::TABLE)) {
            self.use_all(arguments, span);
        }
        let name = if in_order { "ipairs_iterator" } else { "next" };
        let iterator = self.named(TargetKind::Builtin, name);
        Values::of(vec![iterator, table, Value::nil()])
    }

    /// `table.remove(t)` takes the last entry, `table.remove(t, 1)` the first, and the others move up.
    pub(super) fn remove(&mut self, arguments: &Values, span: Span) -> Value {
        let table = self.nth(arguments, 0, span);
        let mut taken = Value::BOTTOM;
        let surely = table.single_target().is_some();
        self.note_store();
        for target in table.facets.target.iter() {
            let value = match target.kind() {
                TargetKind::Entries if surely => {
                    return self.remove_entry(entry_table(target.index()), arguments, span);
                }
                TargetKind::Entries => {
                    let table = entry_table(target.index());
                    self.state.entries_mut(table).lose_count();
                    self.record_read(table, Index::Any, span)
                }
                TargetKind::Object => self.take_from(target, arguments, surely),
                _ => Value::unknown(),
            };
            taken.join(&value);
        }
        if taken.is_bottom() || table.facets.target.any_table {
            self.use_all(arguments, span);
            taken.join(&Value::unknown());
        }
        taken.same = ValueNumber::NONE;
        taken
    }

    fn remove_entry(&mut self, table: EntryTable, arguments: &Values, span: Span) -> Value {
        let place = arguments.fixed.get(1).map(Value::as_number);
        let entries = self.state.entries(table);
        match (place, entries.removed_front, entries.removed_back) {
            (None, _, Some(back)) if !arguments.is_open() => {
                self.state.entries_mut(table).removed_back = Some(back + 1);
                self.record_read(table, Index::FromEnd(-back), span)
            }
            (Some(Some(1.0)), Some(front), _) => {
                self.state.entries_mut(table).removed_front = Some(front + 1);
                self.record_read(table, Index::At(front + 1), span)
            }
            _ => {
                self.state.entries_mut(table).lose_count();
                self.record_read(table, Index::Any, span)
            }
        }
    }

    fn take_from(&mut self, target: TargetId, arguments: &Values, surely: bool) -> Value {
        let Some(object) = self.state.object(target) else {
            return Value::unknown();
        };
        let length = object.length.as_constant().filter(|length| *length >= 1.0);
        let is_last = arguments.fixed.len() == 1 && !arguments.is_open();
        if let Some(length) = length.filter(|_| surely && is_last && object.is_one) {
            let last = Value::constant(length);
            let taken = object.read(&last);
            self.state.change(target, |object| {
                object.write(&last, &Value::nil(), true);
                object.length = Number::constant(length - 1.0);
            });
            return taken;
        }
        let any = Value::number(Number::between(1.0, 9e15, true));
        let mut taken = object.read(&any);
        taken.origin.guarded = true;
        self.state.change(target, Object::summarize_elements);
        taken
    }

    /// `table.insert(t, value)`, or `table.insert(t, place, value)`, which moves the others.
    pub(super) fn insert(&mut self, arguments: &Values, span: Span) -> Values {
        let table = self.nth(arguments, 0, span);
        let arguments = self.with_tail_read(arguments, span);
        self.note_store();
        let surely = table.single_target().is_some();
        let value = match arguments.fixed.as_slice() {
            [_, value] | [_, _, value] if !arguments.is_open() => value.clone(),
            _ => arguments
                .fixed
                .iter()
                .skip(1)
                .fold(arguments.beyond(), Value::joined),
        };
        for target in table.facets.target.iter() {
            match target.kind() {
                TargetKind::Entries => {
                    self.state.entries_mut(entry_table(target.index())).escape();
                    self.escape(&value);
                }
                TargetKind::Object => {
                    if self
                        .state
                        .object(target)
                        .is_none_or(|object| object.is_escaped)
                    {
                        self.escape(&value);
                    }
                    let moves = arguments.fixed.len() != 2 || arguments.is_open();
                    let inserted = value.clone();
                    self.state.change(target, |object| {
                        if moves {
                            object.summarize_elements();
                        }
                        object.push(&inserted, surely && !moves);
                    });
                }
                _ => self.escape(&value),
            }
        }
        if table.facets.target.any_table || table.types().has(Types::OTHER) {
            self.escape(&value);
        }
        Values::default()
    }

    pub(super) fn sort(&mut self, arguments: &Values, span: Span) -> Values {
        let table = self.nth(arguments, 0, span);
        self.use_all(arguments, span);
        self.note_store();
        for target in table.facets.target.iter() {
            match target.kind() {
                TargetKind::Entries => {
                    let table = entry_table(target.index());
                    self.read_all(table, span);
                    self.state.entries_mut(table).is_open = true;
                }
                TargetKind::Object => {
                    let length = self
                        .state
                        .object(target)
                        .map(|object| object.length.clone());
                    self.state.change(target, |object| {
                        object.summarize_elements();
                        if let Some(length) = length {
                            object.length = length;
                        }
                    });
                }
                _ => {}
            }
        }
        for compare in arguments.fixed.iter().skip(1) {
            self.escape(compare);
        }
        Values::default()
    }

    /// `setmetatable(t, metatable)`
    pub(super) fn setmetatable(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let table = self.nth(arguments, 0, span);
        let metatable = self.nth(arguments, 1, span);
        self.note_store();
        let surely = table.single_target().is_some();
        if table.facets.target.any_table {
            self.escape(&metatable);
        }
        for target in table.facets.target.iter() {
            if target.kind() == TargetKind::Library {
                self.note_library_store(target, "its metatable", span);
            }
            let Some(object) = self.state.object(target) else {
                continue;
            };
            let is_escaped = object.is_escaped;
            let mut all = if surely && object.is_one {
                Value::BOTTOM
            } else if object.metatable.is_bottom() {
                Value::nil()
            } else {
                object.metatable.clone()
            };
            if is_escaped {
                self.escape(&metatable);
            }
            if !metatable.is_nil() {
                all.join(&metatable);
            }
            self.state.change(target, |object| object.metatable = all);
        }
        Values::one(table)
    }

    pub(super) fn getmetatable(&mut self, arguments: &Values, span: Span) -> Values {
        let value = self.nth(arguments, 0, span);
        let mut found = Value::nil();
        for target in value.facets.target.iter() {
            if let Some(object) = self.state.object(target) {
                found.join(&object.metatable);
            }
        }
        // The field `__metatable` may stand in for it; strings, libraries and what is not followed have one.
        found.join(&Value::unknown());
        self.escape(&found);
        Values::one(Value::unknown())
    }

    /// `rawset(t, k, v)`
    pub(super) fn rawset(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let [table, key, value] = [0, 1, 2].map(|at| self.nth(arguments, at, span));
        self.store_index(&table, &key, &value, span);
        Values::one(table)
    }

    /// `rawget(t, k)`
    pub(super) fn rawget(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let [table, key] = [0, 1].map(|at| self.nth(arguments, at, span));
        let mut found = Value::BOTTOM;
        for target in table.facets.target.iter() {
            found.join(&match target.kind() {
                TargetKind::Object => self.state.read_cell(target, &key),
                TargetKind::Entries => self.read_entry(entry_table(target.index()), &key, span),
                _ => {
                    self.note_unknown_library(target, span);
                    Value::unknown()
                }
            });
        }
        if found.is_bottom() || table.facets.target.any_table {
            found.join(&Value::unknown());
        }
        found.same = ValueNumber::NONE;
        Values::one(found)
    }

    /// `next(t, k)`
    pub(super) fn next_of(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let table = self.nth(arguments, 0, span);
        let mut values = self.elements(&table, false, span);
        for value in &mut values.fixed {
            let mut with_end = value.clone();
            with_end.join(&Value::nil());
            with_end.origin.guarded = true;
            *value = with_end;
        }
        values
    }
}

fn add(object: &mut Object, next: &mut i64, value: &Value) {
    let before = object.length.as_constant();
    object.set(Key::At(*next), value.clone());
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
        let key = Key::Named(name.into());
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
