//! What lints see of values.

use std::rc::Rc;

use super::Interpreter;
use super::compute::numeric;
use super::site::Site;
use super::state::PathKind;
use super::values::{Tail, Values};
use crate::domain::{Domain, Number, Sources, TargetKind, Types, Value, ValueNumber};
use crate::facts::{CallArguments, Integrality, More, Named, Operand, TableKind, ValueAt};
use crate::lua::syntax::{Expr, ExprId, ExprKind, Suffix, SuffixKind};
use crate::redis::commands::Command;
use crate::text::Span;

/// An expression whose value is used, as errors call it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'chunk> {
    pub(super) at: Site,
    by: By<'chunk>,
}

/// What gives a value.
#[derive(Clone, Copy)]
enum By<'chunk> {
    Expr(&'chunk Expr),
    Suffix(&'chunk Suffix),
    Method(Span),
    Other,
}

impl<'chunk> Seen<'chunk> {
    pub(super) fn expr(expr: &'chunk Expr) -> Self {
        Self {
            at: Site::of(expr),
            by: By::Expr(expr),
        }
    }

    /// A base with its suffixes up to one, or alone.
    pub(super) fn suffixed(span: Span, base: &'chunk Expr, last: Option<&'chunk Suffix>) -> Self {
        let id = last.map_or(base.id, |suffix| suffix.id);
        Self {
            at: Site { id, span },
            by: last.map_or(By::Expr(base), By::Suffix),
        }
    }

    /// The same, where findings mark something else.
    pub(super) fn marked(self, span: Span) -> Self {
        let at = Site { span, ..self.at };
        Self { at, ..self }
    }

    /// The method of a call.
    pub(super) fn method(id: ExprId, span: Span, name: Span) -> Self {
        Self {
            at: Site { id, span },
            by: By::Method(name),
        }
    }

    /// A step of a chain of operators, or an argument: errors do not name it.
    pub(super) fn unnamed(at: Site) -> Self {
        Self { at, by: By::Other }
    }
}

/// Whether a value is the string that is written at the place where it is seen.
fn is_literal(value: &Value, expr: Site) -> bool {
    value.origin.literals.single() == Some(expr.id.0)
}

impl Interpreter<'_> {
    /// How errors call what is used.
    pub(super) fn named(&self, seen: Seen) -> Named {
        match seen.by {
            By::Expr(expr) => self.named_by(expr),
            By::Suffix(suffix) => name_of_suffix(suffix),
            By::Method(name) => Named::Method(name),
            By::Other => Named::No,
        }
    }

    fn named_by(&self, expr: &Expr) -> Named {
        match &expr.kind {
            ExprKind::Paren(inner) => self.named_by(inner),
            ExprKind::Global(_) => Named::Global(expr.span),
            ExprKind::Local(local) => {
                let function = self.frames.last().and_then(|frame| frame.function);
                let captures = function.and_then(|id| self.upvalues.captures.get(id));
                if captures.is_some_and(|captures| captures.contains(local)) {
                    Named::Upvalue(expr.span)
                } else {
                    Named::Local(expr.span)
                }
            }
            ExprKind::Suffixed { suffixes, .. } => {
                suffixes.last().map_or(Named::No, name_of_suffix)
            }
            _ => Named::No,
        }
    }

    /// What lints see of the arguments of a call.
    pub(super) fn arguments(&self, values: &Values, call: Span) -> CallArguments {
        let count = values.least();
        let mut fixed = Vec::with_capacity(count);
        for (at, value) in values.fixed.iter().take(count).enumerate() {
            fixed.push(self.argument(value, values.expr(at), values.span(at, call)));
        }
        CallArguments {
            fixed,
            more: match values.tail {
                Tail::End if values.absent == 0 => More::None,
                Tail::Entries(table, first) => {
                    let present = self.state.entries(table).present_from(first);
                    More::Entries {
                        table,
                        first,
                        present,
                    }
                }
                Tail::End | Tail::Any(_) => More::Unknown,
            },
        }
    }

    fn argument(&self, value: &Value, expr: Option<Site>, span: Span) -> Operand {
        if self.state.path == PathKind::Refuted && !expr.is_some_and(|expr| is_literal(value, expr))
        {
            return self.argument_of(&Value::unknown(), expr, span);
        }
        self.argument_of(value, expr, span)
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
            same: value.same,
            value: self.described.borrow_mut().intern(self.described(value)),
        }
    }

    fn described(&self, value: &Value) -> ValueAt {
        let number = &value.facets.number;
        let mut described = ValueAt {
            types: value.types(),
            text: value.as_text().cloned(),
            number: value.as_number(),
            integrality: integrality(number),
            magnitude: magnitude(value),
            sources: self.sources_of(value),
            reads: Vec::new(),
            table: self.table_kind(value),
            reply_of: None,
            doubtful: value.origin.guarded,
            calls: Vec::new(),
            caught: None,
            may_be_absent: false,
        };
        if !value.origin.has_no_traces() {
            self.describe_traces(value, &mut described);
        }
        described
    }

    fn describe_traces(&self, value: &Value, described: &mut ValueAt) {
        for read in value.origin.reads.iter() {
            described.reads.push(read as usize);
        }
        for call in value.origin.calls.iter() {
            described.calls.push(ExprId(call));
        }
        if described.types.has(Types::TABLE) {
            described.caught = value.origin.caught.iter().next().map(ExprId);
        }
        described.reply_of = self.command_of(value);
        described.doubtful |= self.is_key_tested(value);
        described.may_be_absent = !value.origin.nil_unless.is_empty();
    }

    fn sources_of(&self, value: &Value) -> Sources {
        if self.state.declared.contains(value.same.0.into()) {
            Sources::KEY
        } else {
            value.origin.sources
        }
    }

    /// The command whose reply it is, if all calls that it may come from are of one.
    fn command_of(&self, value: &Value) -> Option<Command> {
        let mut command = None;
        for call in value.origin.calls.iter() {
            let called = *self.call_commands.get(ExprId(call))?;
            if command.is_some_and(|command| called != Some(command)) {
                return None;
            }
            command = Some(called?);
        }
        command
    }

    /// Whether a condition depends on another reply of the key: it may exclude what this one can be.
    fn is_key_tested(&self, value: &Value) -> bool {
        value.origin.calls.iter().any(|call| {
            let key = self.call_keys.get(ExprId(call));
            key.is_some_and(|key| self.state.tested.has_other(*key, value.same))
        })
    }

    fn table_kind(&self, value: &Value) -> TableKind {
        if value.facets.target.any_table {
            return TableKind::Any;
        }
        let mut kind = None;
        for target in value.facets.target.iter() {
            let one = match target.kind() {
                TargetKind::Entries => TableKind::Entries,
                TargetKind::Object => match self.state.object(target) {
                    Some(object) if !object.is_escaped => object.kind,
                    _ => TableKind::Any,
                },
                TargetKind::Library => TableKind::Any,
                TargetKind::Closure | TargetKind::Builtin => continue,
            };
            if *kind.get_or_insert(one) != one {
                return TableKind::Any;
            }
        }
        kind.unwrap_or_default()
    }
}

fn name_of_suffix(suffix: &Suffix) -> Named {
    match &suffix.kind {
        SuffixKind::Field(name) => Named::Field(Some(name.span)),
        // Between the quotes.
        SuffixKind::Index(index) => Named::Field(match index.kind {
            ExprKind::String(_) => Some(Span::new(index.span.start + 1, index.span.end - 1)),
            _ => None,
        }),
        SuffixKind::Call(_) | SuffixKind::MethodCall { .. } => Named::No,
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
    if !value.types().has(Types::NUMERIC) {
        return 0.0;
    }
    let number = numeric(value);
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

/// Two uses of one place become one.
pub(super) fn join_operands(known: &mut Operand, other: &Operand) {
    if known.named != other.named {
        known.named = Named::No;
    }
    if known.same != other.same {
        known.same = ValueNumber::NONE;
    }
    if !Rc::ptr_eq(&known.value, &other.value) {
        Rc::make_mut(&mut known.value).join(other);
    }
}
