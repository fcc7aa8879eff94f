//! What lints see of values.

use std::rc::Rc;

use super::Interpreter;
use super::compute::in_text;
use super::values::{Tail, Values};
use crate::domain::{Domain, Number, Sources, TargetKind, Types, Value};
use crate::facts::{CallArguments, Integrality, More, Operand, TableKind};
use crate::lua::syntax::ExprId;
use crate::text::Span;

impl Interpreter<'_> {
    /// What lints see of the arguments of a call.
    pub(super) fn arguments(&self, values: &Values, call: Span) -> CallArguments {
        let fixed = values.fixed.iter().enumerate();
        CallArguments {
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
                Tail::Any(_) => More::Unknown,
            },
        }
    }

    /// What lints see of a value.
    pub(super) fn operand(&self, value: &Value, span: Span) -> Operand {
        let types = value.types();
        let number = &value.facets.number;
        Operand {
            span,
            types,
            text: value.as_text().cloned(),
            literal: value
                .origin
                .literals
                .single()
                .filter(|_| value.as_text().is_some()),
            number: value.as_number(),
            integrality: integrality(number),
            magnitude: magnitude(value),
            sources: self.sources_of(value),
            reads: value
                .origin
                .reads
                .iter()
                .map(|read| read as usize)
                .collect(),
            table: self.table_kind(value),
            reply_of: self.command_of(value),
            doubtful: value.origin.guarded || self.is_key_tested(value),
            caught: self.caught_at(value).filter(|_| types.has(Types::TABLE)),
            may_be_absent: !value.origin.nil_unless.is_empty(),
        }
    }

    fn sources_of(&self, value: &Value) -> Sources {
        if self.state.declared.contains(value.same.0.into()) {
            Sources::KEY
        } else {
            value.origin.sources
        }
    }

    /// The command whose reply it is, if all calls that it may come from are of one.
    fn command_of(&self, value: &Value) -> Option<Rc<str>> {
        let mut names = value
            .origin
            .calls
            .iter()
            .map(|call| self.call_names.get(&ExprId(call)).cloned().flatten());
        let first = names.next().flatten()?;
        names
            .all(|name| name.as_ref() == Some(&first))
            .then_some(first)
    }

    /// Whether a condition depends on another reply of the key: it may exclude what this one can be.
    fn is_key_tested(&self, value: &Value) -> bool {
        value.origin.calls.iter().any(|call| {
            let key = self.call_keys.get(&ExprId(call));
            key.is_some_and(|key| self.state.tested.has_other(*key, value.same))
        })
    }

    fn caught_at(&self, value: &Value) -> Option<Span> {
        let call = value.origin.caught.iter().next()?;
        self.call_spans.get(&ExprId(call)).copied()
    }

    fn table_kind(&self, value: &Value) -> TableKind {
        if value.facets.target.any_table {
            return TableKind::Any;
        }
        let mut kinds = value.facets.target.iter().filter_map(|target| {
            Some(match target.kind() {
                TargetKind::Entries => TableKind::Entries,
                TargetKind::Object => self
                    .state
                    .object(target)
                    .filter(|object| !object.is_escaped)
                    .map_or(TableKind::Any, |object| object.kind),
                TargetKind::Library => TableKind::Any,
                TargetKind::Closure | TargetKind::Builtin => return None,
            })
        });
        let first = kinds.next().unwrap_or_default();
        kinds.fold(
            first,
            |one, other| {
                if one == other { one } else { TableKind::Any }
            },
        )
    }
}

fn integrality(number: &Number) -> Integrality {
    if number.is_bottom() {
        Integrality::Unknown
    } else if number.integral {
        Integrality::Integral
    } else if number.divided {
        Integrality::Fractional
    } else {
        Integrality::Unknown
    }
}

/// How large it is at least as a number, whatever its sign.
fn magnitude(value: &Value) -> f64 {
    let mut number = value.facets.number.clone();
    number.join(&in_text(&value.facets.text));
    let (low, high) = (number.low().as_constant(), number.high().as_constant());
    match (low, high) {
        (Some(low), _) if low > 0.0 && low.is_finite() => low,
        (_, Some(high)) if high < 0.0 && high.is_finite() => -high,
        _ => 0.0,
    }
}

pub(super) fn join_arguments(known: &mut CallArguments, other: CallArguments) {
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
    if known.literal != other.literal {
        known.literal = None;
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
