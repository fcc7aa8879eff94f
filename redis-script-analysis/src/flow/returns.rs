//! What Redis makes of what the script returns.

use std::collections::BTreeMap;

use super::heap::TableId;
use super::interval::Bound;
use super::value::{Kind, Value};
use super::{Frame, Interpreter};
use crate::contract::reply::ReplyShape;
use crate::facts::{Constructed, Facts, Return, TableKind, Types};
use crate::lua::source::Span;

/// Arrays in arrays behind which the shape of a reply is not looked at.
const NESTED: usize = 4;

/// Elements of a reply that are told apart.
const TUPLE: usize = 64;

impl Interpreter<'_> {
    /// Notes each `return` of the script itself, with what it gives whenever it is reached.
    pub(super) fn note_returns(&mut self, frame: &Frame, facts: &mut Facts) {
        let mut places: BTreeMap<Span, Option<Value>> = BTreeMap::new();
        for (span, values, state) in frame
            .returns
            .iter()
            .filter(|(.., state)| !state.unreachable)
        {
            let bare = values.fixed.is_empty() && values.tail == super::values::Tail::End;
            let value = (!bare).then(|| values.known(0));
            let _ = state;
            places.insert(*span, value);
        }
        for (span, value) in places {
            let reply = value
                .as_ref()
                .map_or(ReplyShape::Null, |value| self.reply_shape(value, NESTED));
            if let Some(value) = &value {
                self.events
                    .leaves(value, &self.heap, |table: &mut Constructed| {
                        table.returned = true;
                    });
            }
            let operand = value.map(|value| self.operand(&value, span));
            facts.returns.push(Return {
                span,
                operand,
                reply,
            });
        }
        facts.falls_off = !self.state.unreachable;
    }

    fn reply_shape(&self, value: &Value, depth: usize) -> ReplyShape {
        if depth == 0 || value.types == Types::ANY && value.kind == Kind::Unknown {
            return ReplyShape::Any;
        }
        let mut shapes = Vec::new();
        let null = Types::FALSY.or(Types::FUNCTION).or(Types::OTHER);
        // An absent entry is another lint's finding, and a doubtful null no finding at all.
        let doubtful = value.doubtful && value.types.has(Types::TRUTHY);
        if value.types.has(null) && !doubtful {
            shapes.push(ReplyShape::Null);
        }
        if value.types.has(Types::TRUE) {
            shapes.push(ReplyShape::Bool);
        }
        if value.types.has(Types::NUMBER) {
            shapes.push(ReplyShape::Integer {
                range: range(value),
            });
        }
        if value.types.has(Types::STRING) {
            let text = match &value.kind {
                Kind::String(text) => text.as_deref().map(Vec::from),
                _ => None,
            };
            shapes.push(ReplyShape::Bulk { text });
        }
        if value.types.has(Types::TABLE) {
            match &value.kind {
                Kind::Tables(ids) => {
                    shapes.extend(ids.iter().map(|id| self.table_shape(*id, depth - 1)));
                }
                Kind::Entries(_) => {
                    shapes.push(ReplyShape::Array(Box::new(ReplyShape::Bulk { text: None })));
                }
                _ => shapes.push(ReplyShape::Any),
            }
        }
        one_of(shapes)
    }

    fn table_shape(&self, id: TableId, depth: usize) -> ReplyShape {
        let Some(table) = self.heap.get(id).filter(|table| !table.opaque) else {
            return ReplyShape::Any;
        };
        match table.kind {
            TableKind::Status => return ReplyShape::Status,
            TableKind::Error => return ReplyShape::Error,
            TableKind::Any | TableKind::Entries => return ReplyShape::Any,
            TableKind::Array | TableKind::Flat | TableKind::Constructed => {}
        }
        let converts = |name: &str| {
            [
                "ok",
                "err",
                "double",
                "map",
                "set",
                "big_number",
                "verbatim_string",
            ]
            .contains(&name)
        };
        if table.fields.keys().any(|name| converts(name)) {
            return ReplyShape::Any;
        }
        let item = |value: &Value| self.reply_shape(value, depth);
        if table.kind == TableKind::Flat && !table.changed {
            let rest = table.rest.as_ref().map_or(ReplyShape::Any, item);
            return ReplyShape::Flat(Box::new(rest.clone()), Box::new(rest));
        }
        let may_end_early = table
            .items
            .iter()
            .any(|value| value.types.has(Types::NIL) || !value.origins.is_empty());
        if !table.changed && table.rest.is_none() && !may_end_early && table.items.len() <= TUPLE {
            return ReplyShape::Tuple(table.items.iter().map(item).collect());
        }
        let all = table
            .items
            .iter()
            .chain(&table.rest)
            .cloned()
            .reduce(Value::join);
        let Some(mut all) = all else {
            return ReplyShape::Tuple(Vec::new());
        };
        // A nil ends the array.
        all.types = all.types.without(Types::NIL);
        ReplyShape::Array(Box::new(item(&all)))
    }
}

/// The lowest and the highest integer that Redis makes of a number.
fn range(value: &Value) -> Option<(i64, i64)> {
    let Kind::Number(number) = &value.kind else {
        return None;
    };
    if let Some(constant) = number.constant.filter(|number| number.abs() < 9e15) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "Redis truncates it, too; it is small"
        )]
        let integer = constant as i64;
        return Some((integer, integer));
    }
    match (number.interval.low, number.interval.high) {
        (Bound::Constant(low), Bound::Constant(high)) => Some((low, high)),
        _ => None,
    }
}

fn one_of(mut shapes: Vec<ReplyShape>) -> ReplyShape {
    if shapes.contains(&ReplyShape::Any) {
        return ReplyShape::Any;
    }
    shapes.dedup();
    match shapes.len() {
        0 => ReplyShape::Any,
        1 => shapes.remove(0),
        _ => ReplyShape::OneOf(shapes),
    }
}
