//! What an index gives.

mod member;
mod store;

use self::member::library_member;
use super::Interpreter;
use super::escape::entry_table;
use super::heap::{CellKey, Object};
use super::numbering::{Computation, Definition};
use super::operand::Seen;
use super::values::Values;
use crate::domain::{
    Facets, Number, Sources, TargetId, TargetKind, Text, Types, Value, ValueNumber,
};
use crate::facts::{FieldAccess, TableKind};
use crate::lua::syntax::ExprId;
use crate::redis::builtins::{self, Operator};

/// What an index of a string may give.
const STRING_MEMBER: Types = Types::FUNCTION.or(Types::NIL);

/// Metatables of metatables that are followed for an index.
const CHAINED: u32 = 8;

impl Interpreter<'_> {
    /// `object[index]`
    pub(super) fn index(&mut self, object: (&Value, Seen), index: &Value, place: Seen) -> Value {
        self.note_global_read((object.0, object.1.at.id), index, place.at);
        if let Some((library, name)) = library_member(object.0, index) {
            let mut value = self.member(library, &String::from_utf8_lossy(name), place);
            value.origin.guarded = true;
            return value;
        }
        self.access(object, index, place, false);
        let (object, _) = object;
        let object = &self.refined(object);
        let mut value = self.read(object, index, place, CHAINED);
        if value.is_bottom() {
            value = Value::unknown();
        }
        self.exclude_missing(object, index, &mut value);
        let (table, place) = (object.same, self.numbering.of(index));
        if table == ValueNumber::NONE || place == ValueNumber::NONE {
            // No condition can tell of it: its nil or false may well be excluded.
            value.origin.guarded |= table == ValueNumber::NONE;
        } else if value.same == ValueNumber::NONE {
            let read = Computation::Index(table, place, self.time_of(object));
            value.same = self.numbering.computed(read);
        }
        if index.as_text().is_some() && value.types().has(Types::NUMERIC) {
            value.origin.time = value.origin.time.or(self.time_of_field(place, index));
        }
        self.note_choice(object, index, &mut value);
        self.refined(&value)
    }

    fn read(&mut self, object: &Value, index: &Value, place: Seen, depth: u32) -> Value {
        let mut found = Value::BOTTOM;
        let single = object.single_target();
        for target in object.facets.target.iter() {
            let value = match target.kind() {
                TargetKind::Entries => {
                    let entry = self.read_entry(entry_table(target.index()), index, place.at);
                    self.one_of_several(entry, single.is_some())
                }
                TargetKind::Library => self.member_of(target, index, place),
                TargetKind::Object => self.read_object(target, index, place, depth),
                TargetKind::Closure | TargetKind::Builtin => continue,
            };
            if single.is_some() {
                return value;
            }
            found.join(&value);
        }
        if !object.facets.text.is_none() {
            // `("x"):rep(3)`: the string library is every string's metatable.
            let only = object.types().without(Types::FALSY).only(Types::STRING);
            let member = match index.as_text() {
                Some(name) if only => {
                    self.member(builtins::STRING, &String::from_utf8_lossy(name), place)
                }
                _ if index.types().has(Types::STRING) => {
                    Value::new(Facets::of_types(STRING_MEMBER), Sources::NONE)
                }
                _ => Value::nil(),
            };
            found.join(&member);
        }
        if object.facets.target.any_table || object.types().has(Types::OTHER) {
            let mut unknown = Value::unknown();
            unknown.origin.sources = object.origin.sources;
            unknown.origin.reads = object.origin.reads.clone();
            unknown.origin.time = object.origin.time.lost();
            found.join(&unknown);
        }
        found.same = ValueNumber::NONE;
        found
    }

    /// The time since which a table has been as it is.
    pub(super) fn time_of(&self, table: &Value) -> u32 {
        let targets = &table.facets.target;
        if targets.any_table {
            return self.state.stores;
        }
        for target in targets.iter() {
            match self.state.object(target) {
                Some(object) if object.is_untouched() => {}
                _ if planted!(LengthOutlives) => {}
                _ => return self.state.stores,
            }
        }
        0
    }

    /// Whether a value is a list of a reply as it came, which may be empty.
    pub(super) fn is_replied_list(&self, value: &Value) -> bool {
        let Some(target) = value.single_target() else {
            return false;
        };
        let is_list = |object: &Object| object.may_be_empty && object.is_untouched();
        value.same != ValueNumber::NONE && self.state.object(target).is_some_and(is_list)
    }

    /// Whether the length of a list is even, so that it has a second element if it has one.
    fn is_paired(&self, list: &Value) -> bool {
        let kind = |target| self.state.object(target).map(|object| object.kind);
        list.single_target().and_then(kind) == Some(TableKind::Flat)
    }

    /// A list that is long enough has an element.
    fn exclude_missing(&mut self, list: &Value, index: &Value, value: &mut Value) {
        let (true, Some(place), true) = (
            self.is_replied_list(list),
            index.as_number(),
            value.may_be_nil() && is_place(index),
        ) else {
            return;
        };
        let length = Computation::Length(list.same, self.time_of(list));
        let length = Value::number(Number::NATURAL).numbered(self.numbering.computed(length));
        // Of pairs, the second is there if the first is.
        if let Some(least) = self.state.refine(&length).facets.number.low().as_constant()
            && (least >= place
                || least + 1.0 >= place && place % 2.0 == 0.0 && self.is_paired(list))
        {
            value.restrict(Types::ANY.without(Types::NIL));
        }
    }

    fn read_object(&mut self, target: TargetId, index: &Value, place: Seen, depth: u32) -> Value {
        let mut value = self.state.read_cell(target, index);
        let Some(object) = self.state.object(target) else {
            return value;
        };
        let is_listed = match CellKey::of(index) {
            Some(key) => object.has_cell(&key),
            None => false,
        };
        let is_first = object.may_be_empty && object.is_untouched() && is_place(index);
        if value.may_be_nil() && !is_listed && !is_first && value.types() != Types::NIL {
            value.origin.guarded = true;
        }
        if object.metatable.is_bottom() || object.is_escaped || !value.may_be_nil() {
            return value;
        }
        let metatable = object.metatable.clone();
        let handler = self.metafield(&metatable, b"__index");
        if handler.is_nil() {
            return value;
        }
        let mut inherited = if depth == 0 {
            Value::unknown()
        } else {
            let tables = handler.clone().restricted(Types::TABLE);
            self.read(&tables, index, place, depth - 1)
        };
        if handler.types().has(Types::FUNCTION) {
            let arguments = Values::one(Value::target(target));
            self.escape(&handler);
            self.hand_over(&arguments, place.at);
            inherited.join(&Value::unknown());
        }
        if !handler.may_be_nil() && !metatable.may_be_nil() {
            value.restrict(Types::ANY.without(Types::NIL));
        }
        value.join(&inherited);
        value
    }

    /// What a metatable says of an event.
    pub(super) fn metafield(&mut self, metatable: &Value, event: &'static [u8]) -> Value {
        let index = Value::new(Facets::of_text(Text::constant(event)), Sources::LITERAL);
        let mut found = Value::BOTTOM;
        for target in metatable.facets.target.iter() {
            found.join(&self.state.read_cell(target, &index));
        }
        if metatable.facets.target.any_table {
            found.join(&Value::unknown());
        }
        if found.is_bottom() {
            Value::nil()
        } else {
            found
        }
    }

    /// Notes that a value is indexed; behind that, it is something that can be.
    pub(super) fn access(
        &mut self,
        object: (&Value, Seen),
        index: &Value,
        place: Seen,
        is_store: bool,
    ) {
        let (object, seen) = object;
        if self.is_noting_values() {
            let access = FieldAccess {
                object: self.operand(object, seen),
                index: self.element(index, place.at.span),
                span: place.at.span,
                is_store,
                at_zero: self.comes_to_zero(object, index),
            };
            self.events.access(place.at.id, access);
        }
        if let Some(name) = index.as_text()
            && matches!(&**name, b"err" | b"ok")
        {
            self.examine(object);
        }
        self.require_operand(Operator::Index, object);
    }

    /// Whether an index is the variable of a loop that comes to 0, and nothing stands there. That the index of `t[#t]` may be 0 for all
    /// that is known does not count.
    fn comes_to_zero(&self, object: &Value, index: &Value) -> bool {
        let is_counter = matches!(
            self.numbering.definition(index.same),
            Definition::Counter | Definition::CounterFrom(_)
        );
        let zero = Value::constant(0.0);
        let first = index.facets.number.low().as_constant();
        let ids = &object.facets.target;
        let is_list = object.types().only(Types::TABLE) && !ids.any_table;
        if !is_counter || first != Some(0.0) || !is_list {
            return false;
        }
        for id in ids.iter() {
            match self.state.object(id) {
                Some(table)
                    if !table.is_escaped
                        && table.metatable.is_bottom()
                        && table.read(&zero).is_nil() => {}
                _ => return false,
            }
        }
        true
    }

    /// Something looks whether a value is an error.
    pub(super) fn examine(&mut self, value: &Value) {
        if !self.recording {
            return;
        }
        for call in value.origin.caught.as_slice() {
            self.examined.insert(ExprId(*call), ExprId(*call));
        }
    }
}

/// Whether an index is one certain place of a list.
fn is_place(index: &Value) -> bool {
    matches!(CellKey::of(index), Some(CellKey::At(1..)))
}
