//! What lints see of values.

mod description;
mod seen;

pub(super) use self::seen::Seen;

use std::rc::Rc;

use super::Interpreter;
use super::site::Site;
use super::state::PathKind;
use super::values::{Tail, Values};
use crate::domain::{Value, ValueNumber};
use crate::facts::{CallArguments, More, Named, Operand, ValueAt};
use crate::text::Span;

impl Interpreter<'_> {
    /// What lints see of the arguments of a call.
    pub(super) fn arguments(&self, values: &Values, call: Span) -> CallArguments {
        let count = values.least();
        let mut fixed = Vec::with_capacity(count);
        for (at, value) in values.fixed.iter().enumerate() {
            if at < count {
                fixed.push(self.argument(value, values.expr(at), values.span(at, call)));
            }
        }
        CallArguments {
            fixed,
            more: match values.tail {
                Tail::End if values.absent == 0 => More::None,
                Tail::Entries(table, first) => {
                    let entries = self.state.entries(table);
                    More::Entries {
                        table,
                        first,
                        present: entries.present_from(first),
                        excluded: entries.excluded_count(),
                    }
                }
                Tail::End | Tail::Any(_) => More::Unknown,
            },
        }
    }

    fn argument(&self, value: &Value, expr: Option<Site>, span: Span) -> Operand {
        match expr {
            Some(expr) if is_literal(value, expr) => self.argument_of(value, Some(expr), span),
            _ if self.state.path == PathKind::Refuted => {
                self.argument_of(&Value::unknown(), expr, span)
            }
            _ => self.argument_of(value, expr, span),
        }
    }

    fn argument_of(&self, value: &Value, expr: Option<Site>, span: Span) -> Operand {
        match expr {
            Some(expr) => self.operand(value, Seen::unnamed(expr)),
            None => self.element(value, span),
        }
    }

    /// What lints see of the value of an expression.
    pub(super) fn operand(&self, value: &Value, seen: Seen) -> Operand {
        Operand {
            expr: Some(seen.at.id),
            named: self.named(seen),
            ..self.element(value, seen.at.span)
        }
    }

    /// What lints see of one of the values that one expression gives.
    pub(super) fn element(&self, value: &Value, span: Span) -> Operand {
        Operand {
            expr: None,
            span,
            named: Named::No,
            protected: self.protected > 0,
            same: value.same,
            value: self.described.borrow_mut().intern(self.described(value)),
        }
    }
}

/// Whether a value is the string that is written at the place where it is seen.
fn is_literal(value: &Value, expr: Site) -> bool {
    value.origin.literals.single() == Some(expr.id.0)
}

pub(super) fn join_arguments(known: &mut CallArguments, other: &CallArguments) {
    known.more = match (known.more, other.more) {
        _ if known.fixed.len() != other.fixed.len() => More::Unknown,
        (same, more) if same == more => same,
        (
            More::Entries {
                table,
                first,
                present,
                excluded,
            },
            More::Entries {
                table: other,
                first: from,
                present: others,
                excluded: also,
            },
        ) if table == other && first == from => More::Entries {
            table,
            first,
            present: present.min(others),
            excluded: excluded.filter(|_| excluded == also),
        },
        _ => More::Unknown,
    };
    join_lists(&mut known.fixed, &other.fixed);
}

/// The operands of two lists are joined, as far as both go.
pub(super) fn join_lists(known: &mut Vec<Operand>, other: &[Operand]) {
    known.truncate(other.len());
    for (at, other) in other.iter().enumerate() {
        if let Some(known) = known.get_mut(at) {
            join_operands(known, other);
        }
    }
}

/// Two uses of one place become one.
pub(super) fn join_operands(known: &mut Operand, other: &Operand) {
    if known.named != other.named {
        known.named = Named::No;
    }
    if known.same != other.same {
        known.same = ValueNumber::NONE;
    }
    known.protected &= other.protected;
    if Rc::ptr_eq(&known.value, &other.value) {
        return;
    }
    if let Some(value) = Rc::get_mut(&mut known.value) {
        value.join(other);
    } else {
        let mut value = ValueAt::clone(&known.value);
        value.join(other);
        known.value = Rc::new(value);
    }
}
