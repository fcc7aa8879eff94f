//! Expressions: what they give, and what they ask of their operands.

mod lists;

use super::Interpreter;
use super::operand::Seen;
use super::site::{CallSite, Site};
use super::values::Values;
use crate::domain::{
    IdSet, Number, Sources, TargetId, TargetKind, TargetSet, Types, Value, ValueNumber,
};
use crate::facts::{Asks, EntryTable, GlobalAccess, Test};
use crate::lua::syntax::{Expr, ExprKind, LocalId, Suffix, SuffixKind};
use crate::redis::builtins::{self, Builtin, Is, Operator, Role};
use crate::text::Span;

impl<'chunk> Interpreter<'chunk> {
    /// The value of an expression, cut to one.
    pub(super) fn evaluate(&mut self, expr: &'chunk Expr) -> Value {
        self.depth += 1;
        let value = self.evaluate_kind(expr);
        #[cfg(feature = "soundness")]
        self.log_value(Site::of(expr), &value);
        self.depth -= 1;
        value
    }

    fn evaluate_kind(&mut self, expr: &'chunk Expr) -> Value {
        match &expr.kind {
            ExprKind::Nil => Value::nil(),
            ExprKind::True => Value::boolean(Some(true)),
            ExprKind::False => Value::boolean(Some(false)),
            ExprKind::Number(number) if *number == 0.0 && self.upvalues.writes_negative_zero => {
                Value::new(Value::constant(*number).facets, Sources::UNKNOWN)
            }
            ExprKind::Number(number) => Value::constant(*number),
            ExprKind::String(bytes) => {
                let mut text = Value::text(&**bytes);
                text.origin.literals = IdSet::one(expr.id.0);
                self.literals.insert(expr.id, expr.span);
                text
            }
            ExprKind::Function(function) => self.closure(function),
            ExprKind::Local(local) => self.local(*local),
            ExprKind::Global(name) => {
                self.note_global(Site::of(expr), name, GlobalAccess::Read);
                Self::global(name)
            }
            ExprKind::Paren(inner) => self.evaluate(inner),
            ExprKind::Table(items) => self.table(items, Site::of(expr)),
            ExprKind::Unary { operator, operand } => self.unary(*operator, operand),
            ExprKind::Binary { first, rest } => self.binary(first, rest),
            ExprKind::Vararg | ExprKind::Suffixed { .. } => {
                let values = self.evaluate_list_of(expr);
                self.first(&values, Site::of(expr))
            }
            ExprKind::Invalid => Value::unknown(),
        }
    }

    /// The value of a local, with what conditions on this path told of it.
    fn local(&mut self, local: LocalId) -> Value {
        let is_known = !self.state.is_exposed(local) || !self.upvalues.mutated.contains(local);
        let mut value = match self.state.local(local) {
            Some(value) if is_known => value.clone(),
            _ => return Value::unknown(),
        };
        if self.state.has_several(local) {
            value.same = ValueNumber::NONE;
        } else if value.same == ValueNumber::NONE {
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
            value.origin.nil_unless.retain(&absent);
            if value.origin.nil_unless.is_empty() && !value.origin.nil_anyway {
                value.restrict(Types::ANY.without(Types::NIL));
            }
        }
        value
    }

    /// A new local variable gets its value.
    pub(super) fn declare(&mut self, local: LocalId, value: Value) {
        if let Some(declared) = self.chunk.locals.get(local.0 as usize)
            && declared.captured
            && self.state.local(local).is_some()
        {
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
            && self.upvalues.mutated.contains(local)
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
        self.name_value(local, &mut value);
        if planted!(ConditionOutlives)
            && let Some(known) = self.state.local(local)
        {
            value.same = known.same;
        }
        self.state.set_local(local, value);
    }

    /// The value of a global variable.
    pub(super) fn global(name: &str) -> Value {
        value_if_known(builtins::member(builtins::GLOBALS, name))
    }

    fn suffixed(&mut self, base: &'chunk Expr, suffixes: &'chunk [Suffix]) -> Values {
        let discarded = self.discarded.take();
        let Some((last, before)) = suffixes.split_last() else {
            return Values::one(self.evaluate(base));
        };
        let object = self.evaluate_suffixed(base, before);
        let seen = Seen::suffixes(base, before);
        let is_statement = discarded == Some(last.id);
        let span = base.span.to(last.span);
        let values = self.suffix((&object, seen), last, span, is_statement);
        #[cfg(feature = "soundness")]
        self.log_value(Site { id: last.id, span }, &values.known(0));
        values
    }

    /// A base with its suffixes, cut to one value after each.
    pub(super) fn evaluate_suffixed(
        &mut self,
        base: &'chunk Expr,
        suffixes: &'chunk [Suffix],
    ) -> Value {
        let mut object = self.evaluate(base);
        let mut seen = Seen::expr(base);
        for suffix in suffixes {
            let span = base.span.to(suffix.span);
            let values = self.suffix((&object, seen), suffix, span, false);
            seen = Seen::suffixed(span, base, Some(suffix));
            let id = suffix.id;
            object = self.first(&values, Site { id, span });
            #[cfg(feature = "soundness")]
            self.log_value(Site { id, span }, &object);
        }
        object
    }

    fn suffix(
        &mut self,
        object: (&Value, Seen),
        suffix: &'chunk Suffix,
        span: Span,
        is_statement: bool,
    ) -> Values {
        let used = object;
        let (object, seen) = object;
        let at = Site {
            id: suffix.id,
            span,
        };
        match &suffix.kind {
            SuffixKind::Field(name) => {
                let index = Value::text(name.text.as_bytes());
                Values::one(self.index(used, &index, Seen::unnamed(at)))
            }
            SuffixKind::Index(index) => {
                self.pending += 1;
                let index = self.evaluate(index);
                self.pending -= 1;
                Values::one(self.index(used, &index, Seen::unnamed(at)))
            }
            SuffixKind::Call(arguments) => {
                self.pending += 1;
                let arguments = self.evaluate_list(arguments);
                self.pending -= 1;
                let callee = seen.marked(Span::new(span.start, suffix.span.start));
                self.discarded = is_statement.then_some(suffix.id);
                let site = CallSite {
                    at,
                    named: self.named(seen),
                    as_method: false,
                };
                self.call_operand((object, callee), &arguments, site)
            }
            SuffixKind::MethodCall {
                method,
                name,
                arguments,
            } => {
                let receiver = Span::new(span.start, suffix.span.start);
                self.pending += 1;
                let arguments = self.evaluate_list(arguments);
                self.pending -= 1;
                let arguments = arguments.after(object.clone(), seen.marked(receiver).at);
                let name_value = Value::text(name.text.as_bytes());
                let place = receiver.to(name.span);
                let named = Seen::method(*method, place, name.span);
                let method = self.index(used, &name_value, named);
                self.discarded = is_statement.then_some(suffix.id);
                let site = CallSite {
                    at,
                    named: self.named(named),
                    as_method: true,
                };
                self.call_operand((&method, named), &arguments, site)
            }
        }
    }

    fn call_operand(
        &mut self,
        (callee, seen): (&Value, Seen),
        arguments: &Values,
        site: CallSite,
    ) -> Values {
        self.note_unary(Operator::Call, callee, seen);
        self.require_operand(Operator::Call, callee);
        self.call(callee, arguments, site)
    }

    /// Something asks whether a value is true.
    pub(super) fn test(&mut self, asks: Asks, value: &Value, seen: Seen) {
        self.tolerate(value);
        self.asks_for_false(value);
        if self.is_noting_values() {
            let operand = self.operand(value, seen);
            let test = Test {
                asks,
                operand,
                guards: false,
                chain: self.chain,
                in_function: self.frames.len() > 1,
            };
            self.events.test(seen.at.id, test);
        }
    }
}

/// A member of the sandbox.
pub(super) fn value_of(builtin: Builtin) -> Value {
    let name = builtin.row.name;
    match builtin.row.is {
        Is::Function => Value::target(TargetId::new(TargetKind::Builtin, builtin.number)),
        Is::Library => match builtins::library_number(name) {
            Some(number) => Value::target(TargetId::new(TargetKind::Library, number)),
            None => Value::unknown(),
        },
        Is::Entries => match EntryTable::of_name(name) {
            Some(table) => entries_value(table),
            None => Value::unknown(),
        },
        Is::String => Value::string(),
        Is::Number(low, high, is_integral) => {
            Value::number(Number::between(low, high, is_integral))
        }
        Is::Userdata => Value::of_types(Types::OTHER),
    }
}

/// A function of iterators.
pub(super) fn iterator_of(role: Role) -> Value {
    value_if_known(builtins::iterator(role))
}

fn value_if_known(builtin: Option<Builtin>) -> Value {
    match builtin {
        Some(builtin) => value_of(builtin),
        None => Value::unknown(),
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
