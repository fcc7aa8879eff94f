//! Operators: what they give, what they tell, and what they ask of their operands.

mod logic;
mod operands;

use self::logic::guard;
use super::Interpreter;
use super::compute::{length_of_text, numeric};
use super::numbering::{Computation, Definition};
use super::operand::Seen;
use super::site::Site;
use crate::domain::{
    Comparison, Domain, Facets, Number, Sources, TargetKind, Types, Value, ValueNumber,
};
use crate::facts::{Asks, Operation};
use crate::lua::syntax::{BinaryOperator, BinaryStep, Expr, UnaryOperator};
use crate::redis::builtins::Operator;
use crate::text::Span;

/// What stands to the left of an operator: its value, and where it stands.
type Left<'chunk> = (Value, Seen<'chunk>, Span);

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn unary(&mut self, operator: UnaryOperator, operand: &'chunk Expr) -> Value {
        let value = self.evaluate(operand);
        match operator {
            UnaryOperator::Not => {
                self.test(Asks::Not, &value, Seen::expr(operand));
                self.negation(&value)
            }
            UnaryOperator::Length => {
                self.note_unary(Operator::Length, &value, Seen::expr(operand));
                self.length_of(&value)
            }
            UnaryOperator::Negate => {
                if self.overload(&value) {
                    return Value::unknown();
                }
                self.note_unary(Operator::Arithmetic, &value, Seen::expr(operand));
                self.pass(&value, Operator::Arithmetic.takes());
                let mut number = numeric(&value).negate();
                if number.is_bottom() {
                    number = Number::TOP;
                }
                let mut negated = Value::number(number);
                if value.origin.sources != Sources::LITERAL {
                    negated.origin.sources = Sources::BUILT.or(value.origin.sources.of_part());
                }
                negated
            }
        }
    }

    fn negation(&mut self, value: &Value) -> Value {
        let truth = match (value.may_be(true), value.may_be(false)) {
            (true, false) => Some(false),
            (false, true) => Some(true),
            _ => None,
        };
        let definition = Definition::Not(value.clone().into());
        Value::boolean(truth).numbered(self.numbering.define(definition))
    }

    pub(super) fn length_of(&mut self, value: &Value) -> Value {
        self.pass(value, Operator::Length.takes());
        let mut length = Number::BOTTOM;
        let mut same = ValueNumber::NONE;
        let text = &value.facets.text;
        if !text.is_none() {
            length.join(&length_of_text(text));
        }
        let target = value.facets.target.clone();
        for id in target.iter() {
            match id.kind() {
                TargetKind::Entries => {
                    let table = super::escape::entry_table(id.index());
                    let count = self.entry_count(table);
                    length.join(&count.facets.number);
                    if Self::is_entries(value, table) {
                        same = count.same;
                    }
                }
                TargetKind::Object => {
                    length.join(match self.state.object(id) {
                        Some(object) if !object.is_escaped => &object.length,
                        _ => &Number::NATURAL,
                    });
                }
                _ => {
                    length.join(&Number::NATURAL);
                }
            }
        }
        if target.any_table || length.is_bottom() {
            length.join(&Number::NATURAL);
        }
        let mut length = Value::number(length);
        length.origin.sources = Sources::UNKNOWN;
        self.computed_from(&mut length, std::slice::from_ref(value));
        let elements = self.elements_of(value, true);
        length.same = match (same, value.same) {
            (ValueNumber::NONE, ValueNumber::NONE) => self.numbering.fresh(),
            (ValueNumber::NONE, of) => {
                let length = Computation::Length(of, self.time_of(value));
                self.numbering.computed(length)
            }
            (same, _) => same,
        };
        if let Some(elements) = elements {
            let definition = Definition::Amount(elements.into());
            self.numbering.redefine(length.same, definition);
        }
        self.note_length(value, length.same);
        self.refined(&length)
    }

    pub(super) fn binary(&mut self, first: &'chunk Expr, mut rest: &'chunk [BinaryStep]) -> Value {
        let around = self.chain;
        if let (None, Some(step)) = (around, rest.first()) {
            self.chain = Some(step.id);
        }
        let mut left = (self.evaluate(first), Seen::expr(first), first.span);
        let guard = match rest.first() {
            Some(step) => guard(first, step.operator, &step.operand),
            None => None,
        };
        self.pending += 1;
        while let Some(step) = rest.first() {
            let mut run = 1;
            while let Some(next) = rest.get(run)
                && next.operator == step.operator
            {
                run += 1;
            }
            let (steps, others) = rest.split_at(run);
            left = match step.operator {
                BinaryOperator::And => self.chain(left, steps, true),
                BinaryOperator::Or => self.chain(left, steps, false),
                _ => self.operations(left, steps),
            };
            rest = others;
        }
        self.pending -= 1;
        self.chain = around;
        if let (Some((asks, tested)), Some(events)) = (guard, self.note()) {
            events.guard(asks, tested);
        }
        left.0
    }

    fn operations(&mut self, left: Left<'chunk>, steps: &'chunk [BinaryStep]) -> Left<'chunk> {
        let (mut left, mut seen, mut span) = left;
        for step in steps {
            let right = self.evaluate(&step.operand);
            left = self.operate(step, (&left, seen), (&right, Seen::expr(&step.operand)));
            span = span.to(step.operand.span);
            seen = Seen::unnamed(Site { id: step.id, span });
            #[cfg(feature = "soundness")]
            self.log_value(seen.at, &left);
        }
        (left, seen, span)
    }

    fn operate(&mut self, step: &BinaryStep, left: (&Value, Seen), right: (&Value, Seen)) -> Value {
        let operator = step.operator;
        let (left, left_seen) = left;
        let (right, right_seen) = right;
        let overloaded = operator.if_equal().is_none() && self.overload_either(left, right);
        if self.is_noting_values() {
            let outdated_by = self.outdated_comparison(operator, left, right);
            let is_apart = operator.if_equal().is_some() && self.are_apart(left, right);
            let left = self.operand(left, left_seen);
            let right = self.operand(right, right_seen);
            self.events.operation(Operation {
                id: step.id,
                operator,
                is_apart,
                chain: self.chain,
                in_function: self.frames.len() > 1,
                is_of_one: left.number_of_value().is_some() && left.same == right.same,
                left,
                right,
                is_overloaded: overloaded,
                outdated_by,
                asks_for_false: false,
                result: ValueNumber::NONE,
            });
        }
        if operator.if_equal().is_some() {
            self.note_null_test(step.id, left, right);
        }
        if !left.types().only(Types::FALSY) && !right.types().only(Types::FALSY) {
            self.use_taken(left);
            self.use_taken(right);
        }
        if overloaded {
            return Value::unknown();
        }
        match operator {
            BinaryOperator::Equal => self.compare(Comparison::Equal, left, right),
            BinaryOperator::NotEqual => {
                let equal = self.compare(Comparison::Equal, left, right);
                self.negation(&equal)
            }
            BinaryOperator::Less => self.order(Comparison::Less, left, right),
            BinaryOperator::LessEqual => self.order(Comparison::LessEqual, left, right),
            BinaryOperator::Greater => self.order(Comparison::Less, right, left),
            BinaryOperator::GreaterEqual => self.order(Comparison::LessEqual, right, left),
            _ => {
                let takes = match Operator::of(operator) {
                    Some(operator) => operator.takes(),
                    None => Types::ANY,
                };
                self.pass(left, takes);
                self.pass(right, takes);
                let result = self.compute(operator, left, right);
                if let Some(events) = self.note() {
                    events.computed(step.id, result.same);
                }
                result
            }
        }
    }

    fn order(&mut self, comparison: Comparison, left: &Value, right: &Value) -> Value {
        self.pass(left, Operator::Order.takes());
        self.pass(right, Operator::Order.takes());
        self.compare(comparison, left, right)
    }

    fn compare(&mut self, comparison: Comparison, left: &Value, right: &Value) -> Value {
        if comparison == Comparison::Equal {
            if right.is_nil() {
                self.tolerate(left);
            }
            if left.is_nil() {
                self.tolerate(right);
            }
            // Tables of one metatable may be equal by its `__eq`.
            if left.types().has(Types::TABLE) && right.types().has(Types::TABLE) {
                self.overload_either(left, right);
            }
        }
        self.note_measured(left, right);
        self.note_measured(right, left);
        let may_be = |truth: bool| {
            let (mut left, mut right) = (left.facets.clone(), right.facets.clone());
            Facets::assume(comparison, truth, &mut left, &mut right);
            !left.is_bottom() && !right.is_bottom()
        };
        let truth = match (may_be(true), may_be(false)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        };
        let definition = Definition::Compare(comparison, (left.clone(), right.clone()).into());
        Value::boolean(truth).numbered(self.numbering.define(definition))
    }
}
