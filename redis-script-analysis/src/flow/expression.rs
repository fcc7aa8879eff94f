//! Expressions: what they give, and what they ask of their operands.

use super::Interpreter;
use super::value::{Interval, Kind, Tail, Value, Values, beyond};
use crate::facts::{EntryTable, Index};
use crate::lua::source::Span;
use crate::lua::syntax::{Expr, ExprKind, Suffix, SuffixKind, TableItem};
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
            ExprKind::Nil => Value::new(Kind::Nil),
            ExprKind::Number(number) => number_value(*number),
            ExprKind::String(bytes) => Value::new(Kind::String(Some(bytes.as_ref().into()))),
            ExprKind::Function(function) => self.closure(function),
            ExprKind::Local(local) => self
                .state
                .locals
                .get(local)
                .cloned()
                .unwrap_or_else(Value::unknown),
            ExprKind::Global(name) => global_value(name),
            ExprKind::Paren(inner) => self.evaluate(inner),
            ExprKind::Table(items) => self.table(items, expr.span),
            ExprKind::Unary { operator, operand } => self.unary(*operator, operand),
            ExprKind::Binary { first, rest } => self.binary(first, rest),
            ExprKind::Vararg | ExprKind::Suffixed { .. } => {
                let values = self.evaluate_list_of(expr);
                self.first(values, expr.span)
            }
            ExprKind::True | ExprKind::False | ExprKind::Invalid => Value::unknown(),
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
            ExprKind::Suffixed { base, suffixes } => self.suffixed(base, suffixes),
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
        Values {
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

    fn suffixed(&mut self, base: &'chunk Expr, suffixes: &'chunk [Suffix]) -> Values {
        let Some((last, before)) = suffixes.split_last() else {
            return Values::one(self.evaluate(base));
        };
        let object = self.evaluate_suffixed(base, before);
        self.suffix(&object, last, base.span.to(last.span))
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
            let values = self.suffix(&object, suffix, span);
            object = self.first(values, span);
        }
        object
    }

    fn suffix(&mut self, object: &Value, suffix: &'chunk Suffix, span: Span) -> Values {
        self.need(object);
        match &suffix.kind {
            SuffixKind::Field(name) => Values::one(field(object, &name.text)),
            SuffixKind::Index(index) => {
                let index = self.evaluate(index);
                self.need(&index);
                Values::one(self.index(object, &index, span))
            }
            SuffixKind::Call(arguments) => {
                let arguments = self.evaluate_list(arguments);
                self.call(object, &arguments, span)
            }
            SuffixKind::MethodCall(name, arguments) => {
                let mut arguments = self.evaluate_list(arguments);
                arguments.fixed.insert(0, object.clone());
                self.call(&field(object, &name.text), &arguments, span)
            }
        }
    }

    fn index(&mut self, object: &Value, index: &Value, span: Span) -> Value {
        match (&object.kind, &index.kind) {
            (Kind::Entries(table), _) => self.read_entry(*table, index, span),
            (_, Kind::String(Some(name))) => field(object, &String::from_utf8_lossy(name)),
            _ => Value::unknown(),
        }
    }

    fn table(&mut self, items: &'chunk [TableItem], span: Span) -> Value {
        let last = items.len().saturating_sub(1);
        for (at, item) in items.iter().enumerate() {
            match item {
                TableItem::Positional(value) if at == last => {
                    let values = self.evaluate_list_of(value);
                    self.read_tail(&values, span);
                    values.fixed.iter().for_each(|value| self.escape(value));
                }
                TableItem::Positional(value) | TableItem::Named(_, value) => {
                    let value = self.evaluate(value);
                    self.escape(&value);
                }
                TableItem::Keyed(key, value) => {
                    let (key, value) = (self.evaluate(key), self.evaluate(value));
                    self.need(&key);
                    self.escape(&value);
                }
            }
        }
        Value::unknown()
    }
}

fn number_value(number: f64) -> Value {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked: the number is a small integer"
    )]
    let integer = number as i64;
    if number.abs() < 9e15 && number.fract() == 0.0 {
        Value::integer(integer)
    } else {
        Value::new(Kind::Number(Interval::UNKNOWN))
    }
}

fn global_value(name: &str) -> Value {
    match name {
        "KEYS" => Value::new(Kind::Entries(EntryTable::Keys)),
        "ARGV" => Value::new(Kind::Entries(EntryTable::Argv)),
        _ => Value::new(Kind::Library(name.into())),
    }
}

/// A member of a library, or of a value that is not followed.
fn field(object: &Value, name: &str) -> Value {
    match &object.kind {
        Kind::Library(library) if &**library == "_G" => global_value(name),
        Kind::Library(library) => match sandbox::members(library) {
            Some(members) if members.contains(&name) => {
                Value::new(Kind::Library(format!("{library}.{name}").into()))
            }
            Some(_) => Value::new(Kind::Nil),
            None => Value::unknown(),
        },
        // `("x"):rep(3)`: the string library is every string's metatable.
        Kind::String(_) => field(&Value::new(Kind::Library("string".into())), name),
        _ => Value::unknown(),
    }
}
