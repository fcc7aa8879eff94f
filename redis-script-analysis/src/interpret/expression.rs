//! Expressions: what they give, and what they ask of their operands.

use super::Interpreter;
use super::call::Site;
use super::values::{Tail, Values, beyond};
use crate::domain::{IdSet, TargetId, TargetKind, TargetSet, Types, Value, ValueNumber};
use crate::facts::{Asks, EntryTable, Index, Unary};
use crate::lua::syntax::{Expr, ExprKind, LocalId, Suffix, SuffixKind};
use crate::redis::sandbox;
use crate::text::Span;

impl<'chunk> Interpreter<'chunk> {
    /// The value of an expression, cut to one.
    pub(super) fn evaluate(&mut self, expr: &'chunk Expr) -> Value {
        self.depth += 1;
        let value = self.evaluate_kind(expr);
        #[cfg(feature = "soundness")]
        self.log_value(expr.span, &value);
        self.depth -= 1;
        value
    }

    fn evaluate_kind(&mut self, expr: &'chunk Expr) -> Value {
        match &expr.kind {
            ExprKind::Nil => Value::nil(),
            ExprKind::True => Value::boolean(Some(true)),
            ExprKind::False => Value::boolean(Some(false)),
            ExprKind::Number(number) => Value::constant(*number),
            ExprKind::String(bytes) => {
                let mut text = Value::text(&**bytes);
                text.origin.literals = IdSet::one(expr.span.start);
                text
            }
            ExprKind::Function(function) => self.closure(function),
            ExprKind::Local(local) => self.local(*local),
            ExprKind::Global(name) => self.global(name),
            ExprKind::Paren(inner) => self.evaluate(inner),
            ExprKind::Table(items) => self.table(items, expr.id, expr.span),
            ExprKind::Unary { operator, operand } => self.unary(*operator, operand),
            ExprKind::Binary { first, rest } => self.binary(first, rest),
            ExprKind::Vararg | ExprKind::Suffixed { .. } => {
                let values = self.evaluate_list_of(expr);
                self.first(&values, expr.span)
            }
            ExprKind::Invalid => Value::unknown(),
        }
    }

    /// The value of a local, with what conditions on this path told of it.
    fn local(&mut self, local: LocalId) -> Value {
        let is_known = !self.state.is_exposed(local) || !self.upvalues.mutated.contains(&local);
        let Some(value) = self.state.local(local).filter(|_| is_known) else {
            return Value::unknown();
        };
        let mut value = value.clone();
        if value.same == ValueNumber::NONE && !self.state.has_several(local) {
            value.same = self.numbering.fresh();
            self.state.set_local(local, value.clone());
        }
        self.refined(&value)
    }

    /// A value with what conditions on this path told of it, and of the entries without which it is nil.
    pub(super) fn refined(&self, value: &Value) -> Value {
        let mut value = self.state.refine(value);
        if !value.origin.nil_unless.is_empty() {
            let absent = |read| !self.is_read_present(read);
            value.origin.nil_unless.retain(absent);
            if value.origin.nil_unless.is_empty() {
                value.restrict(Types::ANY.without(Types::NIL));
            }
        }
        value
    }

    /// A new local variable gets its value.
    pub(super) fn declare(&mut self, local: LocalId, value: Value) {
        let is_captured = self
            .locals
            .get(local.0 as usize)
            .is_some_and(|local| local.captured);
        if is_captured && self.state.local(local).is_some() {
            // A function may still see the variable that was made here before.
            self.state.set_several(local);
        }
        self.assign_local(local, value);
    }

    pub(super) fn assign_local(&mut self, local: LocalId, mut value: Value) {
        if self.state.is_exposed(local) {
            self.escape(&value);
        }
        if planted!(UpvalueIsMissed)
            && self.upvalues.mutated.contains(&local)
            && self.state.local(local).is_some()
        {
            return;
        }
        if self.state.has_several(local)
            && let Some(known) = self.state.local(local)
        {
            value = known.clone().joined(&value);
            value.same = ValueNumber::NONE;
        } else if value.same == ValueNumber::NONE {
            value.same = self.numbering.fresh();
        }
        if planted!(ConditionOutlives)
            && let Some(known) = self.state.local(local)
        {
            value.same = known.same;
        }
        self.state.set_local(local, value);
    }

    /// The value of a global variable.
    pub(super) fn global(&mut self, name: &str) -> Value {
        match name {
            "KEYS" => entries_value(EntryTable::Keys),
            "ARGV" => entries_value(EntryTable::Argv),
            "_VERSION" => Value::string(),
            _ if sandbox::members(name).is_some() || name == "_G" => {
                self.named(TargetKind::Library, name)
            }
            _ if sandbox::GLOBALS.contains(&name) || name == "print" => {
                self.named(TargetKind::Builtin, name)
            }
            _ => Value::unknown(),
        }
    }

    /// A library, or a function of one.
    pub(super) fn named(&mut self, kind: TargetKind, name: &str) -> Value {
        let known = self.builtins.iter().position(|known| **known == *name);
        let index = known.unwrap_or_else(|| {
            self.builtins.push(name.into());
            self.builtins.len() - 1
        });
        Value::target(TargetId::new(kind, index as u32))
    }

    pub(super) fn name_of(&self, target: TargetId) -> &str {
        let name = self.builtins.get(target.index() as usize);
        name.map_or("", |name| name)
    }

    /// The values of an expression that may give any number of them.
    pub(super) fn evaluate_list_of(&mut self, expr: &'chunk Expr) -> Values {
        match &expr.kind {
            ExprKind::Vararg => {
                let frame = self.frames.last();
                let values = frame.map(|frame| frame.varargs.clone()).unwrap_or_default();
                #[cfg(feature = "soundness")]
                self.log_value(expr.span, &values.known(0));
                values
            }
            ExprKind::Suffixed { base, suffixes } => self.suffixed(base, suffixes),
            _ => Values::one(self.evaluate(expr)),
        }
    }

    /// A list as Lua evaluates it: each cut to one value but the last.
    pub(super) fn evaluate_list(&mut self, exprs: &'chunk [Expr]) -> Values {
        let Some((last, before)) = exprs.split_last() else {
            return Values::default();
        };
        let mut fixed: Vec<Value> = Vec::with_capacity(exprs.len());
        for expr in before {
            fixed.push(self.evaluate(expr));
            self.pending += 1;
        }
        let mut values = self.evaluate_list_of(last);
        self.pending -= before.len() as u32;
        fixed.append(&mut values.fixed);
        let spans = exprs
            .iter()
            .map(|expr| expr.span)
            .chain(std::iter::repeat(last.span));
        Values {
            spans: spans.take(fixed.len()).collect(),
            fixed,
            tail: values.tail,
        }
    }

    /// A list cut or filled to `count` values.
    pub(super) fn evaluate_exactly(&mut self, exprs: &'chunk [Expr], count: usize) -> Vec<Value> {
        let values = self.evaluate_list(exprs);
        let span = exprs.last().map(|expr| expr.span).unwrap_or_default();
        (0..count).map(|at| self.nth(&values, at, span)).collect()
    }

    pub(super) fn first(&mut self, values: &Values, span: Span) -> Value {
        self.nth(values, 0, span)
    }

    /// The value at a place of a list; taking it from the rest of KEYS or ARGV reads it.
    pub(super) fn nth(&mut self, values: &Values, at: usize, span: Span) -> Value {
        match values.tail {
            Tail::Entries(table, first) if at >= values.fixed.len() => {
                let entry = beyond(first, at - values.fixed.len());
                self.record_read(table, Index::At(entry), span)
            }
            _ => values.known(at),
        }
    }

    /// The whole list is used: what is left of KEYS or ARGV is read.
    pub(super) fn with_tail_read(&mut self, values: &Values, span: Span) -> Values {
        match values.tail {
            Tail::Entries(table, first) => {
                let entry = self.record_read(table, Index::Range { first, last: None }, span);
                Values {
                    tail: Tail::Any(Box::new(entry)),
                    ..values.clone()
                }
            }
            _ => values.clone(),
        }
    }

    fn suffixed(&mut self, base: &'chunk Expr, suffixes: &'chunk [Suffix]) -> Values {
        let discarded = self.discarded.take();
        let Some((last, before)) = suffixes.split_last() else {
            return Values::one(self.evaluate(base));
        };
        let object = self.evaluate_suffixed(base, before);
        let (is_statement, span) = (discarded == Some(last.id), base.span.to(last.span));
        let values = self.suffix(&object, last, span, is_statement);
        #[cfg(feature = "soundness")]
        self.log_value(span, &values.known(0));
        values
    }

    /// A base with its suffixes, cut to one value after each.
    pub(super) fn evaluate_suffixed(
        &mut self,
        base: &'chunk Expr,
        suffixes: &'chunk [Suffix],
    ) -> Value {
        let mut object = self.evaluate(base);
        for suffix in suffixes {
            let span = base.span.to(suffix.span);
            let values = self.suffix(&object, suffix, span, false);
            object = self.first(&values, span);
            #[cfg(feature = "soundness")]
            self.log_value(span, &object);
        }
        object
    }

    fn suffix(
        &mut self,
        object: &Value,
        suffix: &'chunk Suffix,
        span: Span,
        is_statement: bool,
    ) -> Values {
        self.need(object);
        match &suffix.kind {
            SuffixKind::Field(name) => {
                let index = Value::text(name.text.as_bytes());
                Values::one(self.index(object, &index, span))
            }
            SuffixKind::Index(index) => {
                self.pending += 1;
                let index = self.evaluate(index);
                self.pending -= 1;
                self.need(&index);
                Values::one(self.index(object, &index, span))
            }
            SuffixKind::Call(arguments) => {
                self.pending += 1;
                let arguments = self.evaluate_list(arguments);
                self.pending -= 1;
                let callee = Span::new(span.start, suffix.span.start);
                self.note_unary(Unary::Call, object, callee);
                self.require(object, Types::FUNCTION.or(Types::TABLE).or(Types::OTHER));
                self.discarded = is_statement.then_some(suffix.id);
                let site = Site {
                    id: suffix.id,
                    span,
                };
                self.call(object, &arguments, site, false)
            }
            SuffixKind::MethodCall(name, arguments) => {
                let receiver = Span::new(span.start, suffix.span.start);
                self.pending += 1;
                let mut arguments = self.evaluate_list(arguments);
                self.pending -= 1;
                arguments.fixed.insert(0, object.clone());
                arguments.spans.insert(0, receiver);
                let name_value = Value::text(name.text.as_bytes());
                let method = self.index(object, &name_value, receiver.to(name.span));
                self.discarded = is_statement.then_some(suffix.id);
                let site = Site {
                    id: suffix.id,
                    span,
                };
                self.call(&method, &arguments, site, true)
            }
        }
    }

    /// Something asks whether a value is true.
    pub(super) fn test(&mut self, asks: Asks, value: &Value, span: Span) {
        self.tolerate(value);
        if self.is_noting() {
            self.events.test(asks, self.operand(value, span));
        }
    }
}

/// KEYS or ARGV itself.
pub(super) fn entries_value(table: EntryTable) -> Value {
    let index = match table {
        EntryTable::Keys => 0,
        EntryTable::Argv => 1,
    };
    let target = TargetSet::one(TargetId::new(TargetKind::Entries, index));
    let mut value = Value::unknown();
    value.facets = crate::domain::Facets::of_target(target);
    value
}
