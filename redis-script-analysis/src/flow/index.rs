//! Tables: what constructors make, what an index gives, what a store changes.

use super::Interpreter;
use super::expression::global_value;
use super::heap::{Slot, Table, TableId};
use super::knowledge::{Key, Place};
use super::value::{Kind, Value};
use super::values::Tail;
use crate::facts::{Access, TableKind, Types};
use crate::lua::source::Span;
use crate::lua::syntax::TableItem;
use crate::redis::sandbox;

impl<'chunk> Interpreter<'chunk> {
    /// `{...}`
    pub(super) fn table(&mut self, items: &'chunk [TableItem], span: Span) -> Value {
        let mut table = Table {
            kind: TableKind::Constructed,
            ..Table::default()
        };
        let mut operands = Vec::new();
        let last = items.len().saturating_sub(1);
        for (at, item) in items.iter().enumerate() {
            match item {
                TableItem::Positional(expr) if at == last => {
                    let values = self.evaluate_list_of(expr);
                    self.read_tail(&values, span);
                    for value in &values.fixed {
                        operands.push(self.operand(value, expr.span));
                        self.keep(value);
                    }
                    table.rest = match values.tail {
                        Tail::End => table.rest,
                        _ => Some(Value::unknown()),
                    };
                    table
                        .items
                        .extend(values.fixed.into_iter().map(Value::timeless));
                }
                TableItem::Positional(expr) => {
                    let value = self.evaluate(expr);
                    operands.push(self.operand(&value, expr.span));
                    self.keep(&value);
                    table.items.push(value.timeless());
                }
                TableItem::Named(name, value) => {
                    let value = self.evaluate(value);
                    self.keep(&value);
                    table.fields.insert((&*name.text).into(), value.timeless());
                }
                TableItem::Keyed(key, value) => {
                    let (key, value) = (self.evaluate(key), self.evaluate(value));
                    self.need(&key);
                    self.keep(&value);
                    keyed(&mut table, &key, value.timeless());
                }
            }
        }
        let id = TableId { span, part: 0 };
        if let Some(events) = self.note() {
            events.constructed(id, operands);
        }
        if self.quiet == 0 {
            self.heap.make(id, with_kind(table));
        }
        Value::table(id)
    }

    /// `object[index]`
    pub(super) fn index(&mut self, object: &Value, index: &Value, span: Span) -> Value {
        self.access(object, index, span);
        match (&object.kind, &index.kind) {
            (Kind::Entries(table), _) => self.read_entry(*table, index, span),
            (Kind::Library(library), Kind::String(Some(name))) => {
                let library = library.clone();
                self.member(&library, &String::from_utf8_lossy(name), span)
            }
            // `("x"):rep(3)`: the string library is every string's metatable.
            (Kind::String(_), Kind::String(Some(name))) => {
                self.member("string", &String::from_utf8_lossy(name), span)
            }
            (Kind::Tables(ids), _) => {
                let value = self.heap.read(ids, &slot(index));
                let value = self.at_place(object, index, value);
                let table = match **ids {
                    [id] => self.heap.get(id).cloned(),
                    _ => None,
                };
                self.chosen(index, table.as_ref(), value)
            }
            _ => self.at_place(object, index, object.derive(Value::unknown()).timeless()),
        }
    }

    /// Notes that a value is indexed; behind that, it is something that can be.
    pub(super) fn access(&mut self, object: &Value, index: &Value, span: Span) {
        let access = Access {
            object: self.operand(object, span),
            index: self.operand(index, span),
            span,
        };
        if let Some(events) = self.note() {
            events.access(access);
        }
        if let Kind::String(Some(name)) = &index.kind
            && matches!(&**name, b"err" | b"ok")
        {
            self.examine(object);
        }
        self.require(object, Types::TABLE.or(Types::STRING).or(Types::OTHER));
    }

    /// Something looks whether a value is an error.
    pub(super) fn examine(&mut self, value: &Value) {
        self.examined.extend(value.caught);
    }

    /// An entry of the table that a local holds: what conditions told about it counts.
    fn at_place(&mut self, object: &Value, index: &Value, value: Value) -> Value {
        let place = object
            .place
            .clone()
            .filter(|place| place.key.is_none())
            .zip(key(index));
        let Some((place, key)) = place else {
            // No condition can tell of it: its nil or false may well be excluded.
            return Value {
                doubtful: true,
                ..value
            };
        };
        let place = Place {
            key: Some(key),
            ..place
        };
        let mut value = value;
        let types = self.state.types_at(&place);
        if types != Types::ANY {
            value.restrict(types);
        }
        Value {
            place: Some(place),
            ..value
        }
    }

    /// A member of a library, or of a global that is none.
    fn member(&mut self, library: &str, name: &str, span: Span) -> Value {
        if library == "_G" {
            return global_value(name);
        }
        let Some(members) = sandbox::members(library) else {
            return Value::unknown();
        };
        let exists = members.contains(&name);
        if let Some(events) = self.note() {
            events.member(library, name, span, exists);
        }
        if exists {
            sandbox_value(library, name)
        } else if name == "register_function" {
            // What scripts lack, libraries have.
            Value::unknown()
        } else {
            Value::nil()
        }
    }

    pub(super) fn store_index(&mut self, object: &Value, index: &Value, value: &Value) {
        self.need(object);
        self.state.forget_entries();
        match &object.kind {
            Kind::Entries(table) => {
                if let Some(removed) = self.state.entries(*table).removed_front
                    && let Some(at) = index.interval().as_constant()
                {
                    self.state
                        .entries_mut(*table)
                        .set_overwritten(at.saturating_add(removed));
                }
                self.escape(value);
            }
            Kind::Tables(ids) => {
                self.keep(value);
                if self.quiet == 0 {
                    self.heap
                        .write(ids, &slot(index), &value.clone().timeless());
                }
            }
            _ => self.escape(value),
        }
    }
}

fn sandbox_value(library: &str, name: &str) -> Value {
    let value = Value::new(Kind::Library(format!("{library}.{name}").into()));
    match (library, name) {
        ("math", "pi" | "huge") => Value::any_number(),
        ("cjson", "null") => Value {
            types: Types::OTHER,
            ..value
        },
        ("redis" | "server", name) if name.ends_with("_VERSION") || name == "SERVER_NAME" => {
            Value::string()
        }
        (_, name) if name.starts_with(|first: char| first.is_ascii_uppercase()) => {
            Value::any_integer()
        }
        (_, name) if name.starts_with('_') => Value::string(),
        _ => Value {
            types: Types::FUNCTION,
            ..value
        },
    }
}

fn slot(index: &Value) -> Slot {
    match &index.kind {
        Kind::String(Some(name)) if index.types == Types::STRING => {
            Slot::Named(String::from_utf8_lossy(name).into())
        }
        _ => index.interval().as_constant().map_or(Slot::Any, Slot::At),
    }
}

fn key(index: &Value) -> Option<Key> {
    match slot(index) {
        Slot::At(at) => Some(Key::Integer(at)),
        Slot::Named(name) => Some(Key::Name(name)),
        Slot::Any => {
            let place = index.place.as_ref().filter(|place| place.key.is_none())?;
            Some(Key::Local(place.local, place.version))
        }
    }
}

fn keyed(table: &mut Table, key: &Value, value: Value) {
    match slot(key) {
        Slot::Named(name) => drop(table.fields.insert(name, value)),
        Slot::At(_) | Slot::Any => {
            table.changed = true;
            table.rest = Some(match table.rest.take() {
                Some(rest) => rest.join(value),
                None => value,
            });
        }
    }
}

/// `{ok = ...}` and `{err = ...}` are replies.
fn with_kind(table: Table) -> Table {
    let kind = match () {
        () if table.fields.contains_key("err") => TableKind::Error,
        () if table.fields.contains_key("ok") => TableKind::Status,
        () => table.kind,
    };
    Table { kind, ..table }
}
