//! What lints see of values.

use super::Interpreter;
use super::value::{Kind, Number, Value};
use super::values::{Tail, Values};
use crate::facts::{Arguments, Integrality, More, Operand, TableKind, Types};
use crate::lua::source::Span;

impl Interpreter<'_> {
    /// What lints see of the arguments of a call.
    pub(super) fn arguments(&self, values: &Values, call: Span) -> Arguments {
        let fixed = values.fixed.iter().enumerate();
        Arguments {
            fixed: fixed
                .map(|(at, value)| self.operand(value, values.span(at, call)))
                .collect(),
            more: match values.tail {
                Tail::End => More::None,
                Tail::Entries(table, first) => {
                    let present = self.state.entries(table).present_from(first);
                    More::Entries {
                        table,
                        first,
                        present,
                    }
                }
                Tail::Unknown => More::Unknown,
            },
        }
    }

    /// What lints see of a value.
    pub(super) fn operand(&self, value: &Value, span: Span) -> Operand {
        let may_be_absent = !value.origins.is_empty();
        let types = if may_be_absent {
            value.types.or(Types::NIL)
        } else {
            value.types
        };
        let number = match value.kind {
            Kind::Number(number) => number,
            _ => Number::UNKNOWN,
        };
        Operand {
            span,
            types,
            text: match &value.kind {
                Kind::String(text) if types == Types::STRING => text.clone(),
                _ => None,
            },
            number: number.constant.filter(|_| types == Types::NUMBER),
            integrality: match number {
                Number { integral: true, .. } => Integrality::Integral,
                Number {
                    fractional: true, ..
                } => Integrality::Fractional,
                _ => Integrality::Unknown,
            },
            magnitude: value.magnitude,
            sources: value.sources,
            reads: value.reads.iter().map(|read| read.0).collect(),
            table: self.table_kind(value),
            reply_of: value.reply_of.clone(),
            doubtful: value.doubtful,
            caught: value.caught.filter(|_| types.has(Types::TABLE)),
            may_be_absent,
        }
    }

    fn table_kind(&self, value: &Value) -> TableKind {
        match &value.kind {
            Kind::Entries(_) => TableKind::Entries,
            Kind::Tables(ids) => {
                let kinds = ids.iter().map(|id| self.heap.kind(*id));
                kinds
                    .reduce(|one, other| if one == other { one } else { TableKind::Any })
                    .unwrap_or_default()
            }
            _ => TableKind::Any,
        }
    }
}

pub(super) fn join_arguments(known: &mut Arguments, other: Arguments) {
    known.more = match (known.more, other.more) {
        _ if known.fixed.len() != other.fixed.len() => More::Unknown,
        (same, more) if same == more => same,
        (
            More::Entries {
                table,
                first,
                present,
            },
            More::Entries {
                table: other,
                first: from,
                present: others,
            },
        ) if table == other && first == from => More::Entries {
            table,
            first,
            present: present.min(others),
        },
        _ => More::Unknown,
    };
    known.fixed.truncate(other.fixed.len());
    for (known, other) in known.fixed.iter_mut().zip(other.fixed) {
        join_operands(known, &other);
    }
}

pub(super) fn join_operands(known: &mut Operand, other: &Operand) {
    known.types = known.types.or(other.types);
    if known.text != other.text {
        known.text = None;
    }
    if known.number != other.number {
        known.number = None;
    }
    if known.reply_of != other.reply_of {
        known.reply_of = None;
    }
    if known.table != other.table {
        known.table = TableKind::Any;
    }
    if known.integrality != other.integrality {
        known.integrality = Integrality::Unknown;
    }
    known.magnitude = known.magnitude.min(other.magnitude);
    known.sources = known.sources.or(other.sources);
    let more: Vec<_> = other
        .reads
        .iter()
        .filter(|read| !known.reads.contains(read))
        .copied()
        .collect();
    known.reads.extend(more);
    known.doubtful |= other.doubtful;
    known.caught = known.caught.or(other.caught);
    known.may_be_absent |= other.may_be_absent;
}
