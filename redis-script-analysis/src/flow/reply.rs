//! What a script sees of a command's reply.

use std::rc::Rc;

use super::heap::{Heap, Table, TableId};
use super::interval::{Bound, Interval};
use super::value::{Number, Value};
use crate::facts::{Sources, TableKind};
use crate::lua::source::Span;
use crate::redis::replies::Shape;

/// The part of a call's span that names the table of an error, behind those of the reply.
const ERROR: u16 = u16::MAX;

/// Seconds since 1970, about: TIME replies such a number.
const NOW: f64 = 1.7e9;

/// Makes the values of one reply.
pub(super) struct Reply<'heap> {
    heap: &'heap mut Heap,
    span: Span,
    command: Rc<str>,
    /// Whether something may exclude a null.
    doubtful: bool,
    /// Whether the protocol of the replies may be RESP3.
    resp3: bool,
    /// Tables made so far.
    made: u16,
}

impl<'heap> Reply<'heap> {
    pub(super) fn new(
        heap: &'heap mut Heap,
        span: Span,
        command: Rc<str>,
        doubtful: bool,
        resp3: bool,
    ) -> Self {
        Self {
            heap,
            span,
            command,
            doubtful,
            resp3,
            made: 0,
        }
    }

    pub(super) fn value(&mut self, shape: &Shape) -> Value {
        let value = self.plain(shape);
        let time = *self.command == *"TIME" && *shape == Shape::Bulk;
        Value {
            reply_of: Some(self.command.clone()),
            sources: Sources::REPLY,
            doubtful: self.doubtful,
            // The first element; the second, the microseconds, is of no weight in a sum.
            magnitude: if time { NOW } else { 0.0 },
            ..value
        }
    }

    fn plain(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Integer => Value::any_integer(),
            Shape::Flag => Value::number(Number::integral(Interval {
                low: Bound::Constant(0),
                high: Bound::Constant(1),
            })),
            Shape::Bulk => Value::string(),
            Shape::Status => {
                let text = self.value(&Shape::Bulk);
                self.table(
                    TableKind::Status,
                    Table {
                        fields: [("ok".into(), text)].into(),
                        ..Table::default()
                    },
                )
            }
            _ if self.resp3 => Value::unknown(),
            Shape::Double => Value::string(),
            Shape::Null => Value::boolean(Some(false)),
            Shape::Array(item) | Shape::Set(item) => {
                let rest = Some(self.value(item));
                self.table(
                    TableKind::Array,
                    Table {
                        rest,
                        ..Table::default()
                    },
                )
            }
            Shape::Map(key, value) => {
                let rest = Some(self.value(key).join(self.value(value)));
                self.table(
                    TableKind::Flat,
                    Table {
                        rest,
                        ..Table::default()
                    },
                )
            }
            Shape::Tuple(items) => {
                let items = items.iter().map(|item| self.value(item)).collect();
                self.table(
                    TableKind::Array,
                    Table {
                        items,
                        ..Table::default()
                    },
                )
            }
            Shape::OneOf(shapes) => {
                let values: Vec<_> = shapes.iter().map(|shape| self.value(shape)).collect();
                values
                    .into_iter()
                    .reduce(Value::join)
                    .unwrap_or_else(Value::unknown)
            }
            Shape::Any => Value::unknown(),
        }
    }

    fn table(&mut self, kind: TableKind, table: Table) -> Value {
        let id = TableId {
            span: self.span,
            part: self.made,
        };
        self.made = self.made.saturating_add(1).min(ERROR - 1);
        self.heap.make(id, Table { kind, ..table });
        Value::table(id)
    }
}

/// What `redis.pcall` gives for an error.
pub(super) fn error(heap: &mut Heap, span: Span) -> Value {
    let id = TableId { span, part: ERROR };
    let fields = [("err".into(), Value::string())].into();
    heap.make(
        id,
        Table {
            kind: TableKind::Error,
            fields,
            ..Table::default()
        },
    );
    Value {
        sources: Sources::REPLY,
        ..Value::table(id)
    }
}
