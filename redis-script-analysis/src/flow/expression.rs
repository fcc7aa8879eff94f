//! Expressions: what they give, and what they ask of their operands.

use super::Interpreter;
use super::value::{Kind, Number, Value};
use super::values::{Tail, Values, beyond};
use crate::facts::{Asks, EntryTable, Index, Types, Unary};
use crate::lua::source::Span;
use crate::lua::syntax::{Expr, ExprKind, Suffix, SuffixKind};
use crate::redis::sandbox;

impl<'chunk> Interpreter<'chunk> {
    /// The value of an expression, cut to one.
    pub(super) fn evaluate(&mut self, expr: &'chunk Expr) -> Value {
        self.depth += 1;
        let value = self.evaluate_kind(expr);
        self.depth -= 1;
        value
    }

    fn evaluate_kind(&mut self, expr: &'chunk Expr) -> Value {
        match &expr.kind {
            ExprKind::Nil => Value::nil(),
            ExprKind::True => Value::boolean(Some(true)),
            ExprKind::False => Value::boolean(Some(false)),
            ExprKind::Number(number) => Value::number(Number::constant(*number)),
            ExprKind::String(bytes) => Value::text(bytes),
            ExprKind::Function(function) => self.closure(function),
            ExprKind::Local(local) => self.state.local(*local),
            ExprKind::Global(name) => global_value(name),
            ExprKind::Paren(inner) => self.evaluate(inner),
            ExprKind::Table(items) => self.table(items, expr.span),
            ExprKind::Unary { operator, operand } => self.unary(*operator, operand),
            ExprKind::Binary { first, rest } => self.binary(first, rest),
            ExprKind::Vararg | ExprKind::Suffixed { .. } => {
                let values = self.evaluate_list_of(expr);
                self.first(values, expr.span)
            }
            ExprKind::Invalid => Value::unknown(),
        }
    }

    /// The values of an expression that may give any number of them.
    pub(super) fn evaluate_list_of(&mut self, expr: &'chunk Expr) -> Values {
        match &expr.kind {
            ExprKind::Vararg => self
                .frames
                .last()
                .map(|frame| frame.varargs.clone())
                .unwrap_or_default(),
            ExprKind::Suffixed { base, suffixes } => self.suffixed(base, suffixes, expr.span),
            _ => Values::one(self.evaluate(expr)),
        }
    }

    /// A list as Lua evaluates it: each cut to one value but the last.
    pub(super) fn evaluate_list(&mut self, exprs: &'chunk [Expr]) -> Values {
        let Some((last, before)) = exprs.split_last() else {
            return Values::default();
        };
        let mut fixed: Vec<Value> = before.iter().map(|expr| self.evaluate(expr)).collect();
        let mut values = self.evaluate_list_of(last);
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

    fn first(&mut self, values: Values, span: Span) -> Value {
        let mut values = values;
        values.fixed.truncate(1);
        self.nth(&values, 0, span)
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
    pub(super) fn read_tail(&mut self, values: &Values, span: Span) {
        if let Tail::Entries(table, first) = values.tail {
            self.record_read(table, Index::Range { first, last: None }, span);
        }
    }

    fn suffixed(&mut self, base: &'chunk Expr, suffixes: &'chunk [Suffix], whole: Span) -> Values {
        let discarded = std::mem::take(&mut self.discarded) == Some(whole);
        let Some((last, before)) = suffixes.split_last() else {
            return Values::one(self.evaluate(base));
        };
        let object = self.evaluate_suffixed(base, before);
        self.suffix(&object, last, base.span.to(last.span), discarded)
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
            object = self.first(values, span);
        }
        object
    }

    fn suffix(
        &mut self,
        object: &Value,
        suffix: &'chunk Suffix,
        span: Span,
        discarded: bool,
    ) -> Values {
        self.need(object);
        match &suffix.kind {
            SuffixKind::Field(name) => {
                let index = Value::text(name.text.as_bytes());
                Values::one(self.index(object, &index, span))
            }
            SuffixKind::Index(index) => {
                let index = self.evaluate(index);
                self.need(&index);
                Values::one(self.index(object, &index, span))
            }
            SuffixKind::Call(arguments) => {
                let arguments = self.evaluate_list(arguments);
                let callee = Span::new(span.start, suffix.span.start);
                self.note_unary(Unary::Call, object, callee);
                self.require(object, Types::FUNCTION.or(Types::TABLE));
                self.discarded = discarded.then_some(span);
                self.call(object, &arguments, span)
            }
            SuffixKind::MethodCall(name, arguments) => {
                let receiver = Span::new(span.start, suffix.span.start);
                let mut arguments = self.evaluate_list(arguments);
                arguments.fixed.insert(0, object.clone());
                arguments.spans.insert(0, receiver);
                let method = self.index(
                    object,
                    &Value::text(name.text.as_bytes()),
                    receiver.to(name.span),
                );
                self.discarded = discarded.then_some(span);
                self.call_method(&method, &arguments, span)
            }
        }
    }

    /// Something asks whether a value is true.
    pub(super) fn test(&mut self, asks: Asks, value: &Value, span: Span) {
        self.tolerate(value);
        let operand = self.operand(value, span);
        if let Some(events) = self.note() {
            events.test(asks, operand);
        }
    }
}

/// The value of a global variable.
pub(super) fn global_value(name: &str) -> Value {
    match name {
        "KEYS" => Value::new(Kind::Entries(EntryTable::Keys)),
        "ARGV" => Value::new(Kind::Entries(EntryTable::Argv)),
        _ => {
            let value = Value::new(Kind::Library(name.into()));
            match sandbox::members(name) {
                Some(_) => Value {
                    types: Types::TABLE,
                    ..value
                },
                None => value,
            }
        }
    }
}
