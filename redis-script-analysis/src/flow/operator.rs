//! Operators: what they give, what they tell where the result is true, and what they ask of their operands.

use super::Interpreter;
use super::arithmetic::compute;
use super::interval::{Bound, Interval};
use super::knowledge::Known;
use super::value::{Kind, Number, Value};
use crate::facts::{Asks, Conditions, Types, Unary};
use crate::lua::source::Span;
use crate::lua::syntax::{BinaryOperator, Expr, ExprKind, UnaryOperator};
use crate::lua::visit;

/// What arithmetic and `..` take.
const NUMERIC: Types = Types::NUMBER.or(Types::STRING);

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn unary(&mut self, operator: UnaryOperator, operand: &'chunk Expr) -> Value {
        let value = self.evaluate(operand);
        match operator {
            UnaryOperator::Not => {
                self.test(Asks::Not, &value, operand.span);
                let decided = self.deciding(&value);
                let (mut when_true, mut when_false) = (value.known(false), value.known(true));
                when_true.extend(decided.iter().cloned());
                when_false.extend(decided);
                Value::condition(when_true, when_false)
            }
            UnaryOperator::Length => {
                self.note_unary(Unary::Length, &value, operand.span);
                self.length_of(&value)
            }
            UnaryOperator::Negate => {
                self.note_unary(Unary::Negate, &value, operand.span);
                self.need(&value);
                self.require(&value, NUMERIC);
                match value.kind {
                    Kind::Number(Number {
                        constant: Some(number),
                        ..
                    }) => Value::number(Number::constant(-number)),
                    Kind::Number(number) => Value::number(Number {
                        interval: Interval::UNKNOWN,
                        ..number
                    }),
                    _ => Value::any_number(),
                }
            }
        }
    }

    pub(super) fn note_unary(&mut self, operator: Unary, value: &Value, span: Span) {
        let operand = self.operand(value, span);
        if let Some(events) = self.note() {
            events.unary(operator, operand);
        }
    }

    pub(super) fn length_of(&mut self, value: &Value) -> Value {
        match &value.kind {
            Kind::Entries(table) => self.entry_count(*table),
            Kind::String(Some(text)) if value.types == Types::STRING => {
                #[expect(clippy::cast_precision_loss, reason = "a script's text is short")]
                let length = text.len() as f64;
                Value::number(Number::constant(length))
            }
            _ => {
                self.need(value);
                self.require(value, Types::TABLE.or(Types::STRING));
                self.computed_from(Value::any_integer(), std::slice::from_ref(value))
            }
        }
    }

    pub(super) fn binary(
        &mut self,
        first: &'chunk Expr,
        rest: &'chunk [(BinaryOperator, Expr)],
    ) -> Value {
        let mut left = self.evaluate(first);
        let mut span = first.span;
        let guard = rest
            .first()
            .and_then(|(operator, next)| guard(first, *operator, next));
        for (operator, operand) in rest {
            left = match operator {
                BinaryOperator::And => self.and(&left, span, operand),
                BinaryOperator::Or => self.or(left, span, operand),
                _ => {
                    let right = self.evaluate(operand);
                    self.operate(*operator, (&left, span), (&right, operand.span))
                }
            };
            span = span.to(operand.span);
        }
        if let Some(((asks, span), events)) = guard.zip(self.note()) {
            events.guard(asks, span);
        }
        left
    }

    fn and(&mut self, left: &Value, span: Span, operand: &'chunk Expr) -> Value {
        self.test(Asks::And, left, span);
        let (before, ends) = (self.state.conditions.clone(), self.ends());
        let skipped = self.state.clone();
        self.learn(left, true);
        let right = self.evaluate(operand);
        self.state = skipped.join(self.state.take());
        self.meet(&before, self.ends() == ends);
        let decided = [self.deciding(left), self.deciding(&right)].concat();
        let mut when_true = left.known(true);
        when_true.extend(right.known(true));
        when_true.extend(decided.iter().cloned());
        let when_false = either(left.known(false), right.known(false), decided);
        let falsy = left.types.and(Types::FALSY);
        let mut origins = left.origins.clone();
        origins.extend(
            right
                .origins
                .iter()
                .filter(|read| !left.origins.contains(read)),
        );
        let doubtful = left.doubtful || right.doubtful;
        Value {
            origins,
            doubtful,
            place: None,
            entry: None,
            ..right.or_types(falsy)
        }
        .telling(when_true, when_false)
    }

    fn or(&mut self, left: Value, span: Span, operand: &'chunk Expr) -> Value {
        self.test(Asks::Or, &left, span);
        if matches!(left.kind, Kind::Entries(_)) && left.types.only(Types::TABLE) {
            // It is always there, so that nobody asks for the other side.
            return left.stored();
        }
        let (before, ends) = (self.state.conditions.clone(), self.ends());
        let taken = self.state.clone();
        self.learn(&left, false);
        let right = self.evaluate(operand);
        self.state = taken.join(self.state.take());
        self.meet(&before, self.ends() == ends);
        if left.is_nil() {
            return right;
        }
        let decided = [self.deciding(&left), self.deciding(&right)].concat();
        let mut when_false = left.known(false);
        when_false.extend(right.known(false));
        when_false.extend(decided.iter().cloned());
        let either = either(left.known(true), right.known(true), decided);
        // A value that is taken for its truth was passed, and is neither nil nor false.
        let mut left = Value {
            origins: Vec::new(),
            ..left.stored()
        };
        left.restrict(Types::TRUTHY);
        let joined = left.join(right.stored());
        let mut when_true = joined.known(true);
        when_true.retain(|known| !matches!(known, Known::Entry(_)));
        when_true.extend(either);
        joined.telling(when_true, when_false)
    }

    fn operate(
        &mut self,
        operator: BinaryOperator,
        left: (&Value, Span),
        right: (&Value, Span),
    ) -> Value {
        let operands = (self.operand(left.0, left.1), self.operand(right.0, right.1));
        if let Some(events) = self.note() {
            events.operation(operator, operands.0, operands.1);
        }
        let (left, right) = (left.0, right.0);
        match operator {
            BinaryOperator::Equal => self.equal(left, right),
            BinaryOperator::NotEqual => {
                let equal = self.equal(left, right);
                Value::condition(equal.known(false), equal.known(true))
            }
            BinaryOperator::Less => self.less(left, right, true),
            BinaryOperator::LessEqual => self.less(left, right, false),
            BinaryOperator::Greater => self.less(right, left, true),
            BinaryOperator::GreaterEqual => self.less(right, left, false),
            _ => {
                for value in [left, right] {
                    self.need(value);
                    self.require(value, NUMERIC);
                }
                compute(operator, left, right)
            }
        }
    }

    fn equal(&mut self, left: &Value, right: &Value) -> Value {
        let (mut when_true, mut when_false) = self.equality(left, right);
        for (value, other) in [(left, right), (right, left)] {
            let present = value.origins.iter().map(|read| Known::Present(*read));
            if other.is_nil() {
                self.tolerate(value);
                when_false.extend(present);
            } else if matches!(other.kind, Kind::String(_) | Kind::Number(_))
                && other.origins.is_empty()
            {
                when_true.extend(present);
            }
            when_true.extend(counted(value.interval(), other.interval(), 0));
            when_false.extend(not_none(value.interval(), other.interval()));
            if let Some(place) = &value.place {
                if other.origins.is_empty() {
                    when_true.push(Known::Is(place.clone(), other.types));
                }
                if other.types.only(Types::NIL) || other.types.only(Types::FALSE) {
                    when_false.push(Known::Is(place.clone(), Types::ANY.without(other.types)));
                }
            }
            if let (Some(place), Kind::String(Some(name))) = (&value.type_of, &other.kind) {
                let types = named_type(name);
                when_true.push(Known::Is(place.clone(), types));
                when_false.push(Known::Is(place.clone(), Types::ANY.without(types)));
            }
        }
        Value::condition(when_true, when_false)
    }

    /// `small < large`, or `small <= large`.
    fn less(&mut self, small: &Value, large: &Value, strictly: bool) -> Value {
        for value in [small, large] {
            self.need(value);
            self.require(
                value,
                Types::ANY.without(Types::NIL.or(Types::FALSE).or(Types::TRUE)),
            );
        }
        // small < large tells `large >= small + 1`; its negation tells `small >= large`.
        let (by, not_by) = if strictly { (1, 0) } else { (0, 1) };
        let (mut when_true, mut when_false) = {
            let decided = self.comparison(small, large);
            (decided.clone(), decided)
        };
        when_true.extend(counted(large.interval(), small.interval(), by));
        when_false.extend(counted(small.interval(), large.interval(), not_by));
        Value::condition(when_true, when_false)
    }

    /// A use that raises an error on other types: behind it, the value has one of these.
    pub(super) fn require(&mut self, value: &Value, types: Types) {
        if let Some(place) = &value.place {
            self.state.learn(&Known::Is(place.clone(), types));
        }
    }
}

/// What is known of entries where one of two values is true, or one of them false.
fn either(left: Vec<Known>, right: Vec<Known>, decided: Vec<Known>) -> Vec<Known> {
    let conditions = |known: Vec<Known>| {
        let mut conditions = Conditions::default();
        for known in known {
            if let Known::Entry(condition) = known {
                conditions.require(condition);
            }
        }
        conditions
    };
    let joined = conditions(left).join(&conditions(right));
    let joined = joined.iter().cloned().map(Known::Entry);
    joined.chain(decided).collect()
}

/// The types whose name `type(x)` gives.
fn named_type(name: &[u8]) -> Types {
    match name {
        b"nil" => Types::NIL,
        b"boolean" => Types::FALSE.or(Types::TRUE),
        b"number" => Types::NUMBER,
        b"string" => Types::STRING,
        b"table" => Types::TABLE,
        b"function" => Types::FUNCTION,
        _ => Types::OTHER,
    }
}

/// What `count ~= 0` tells.
fn not_none(count: Interval, constant: Interval) -> Option<Known> {
    match (count.single(), constant.as_constant()) {
        (Some(Bound::Count(table, offset)), Some(constant)) if constant == offset => {
            Some(Known::AtLeast(table, 1))
        }
        _ => None,
    }
}

/// What `count >= constant + more` tells, where one is a number of entries and the other a constant.
fn counted(count: Interval, constant: Interval, more: i64) -> Option<Known> {
    match (count.single(), constant.single()) {
        (Some(Bound::Count(table, offset)), Some(Bound::Constant(constant))) => {
            let least = constant.checked_add(more)?.checked_sub(offset)?;
            Some(Known::AtLeast(table, least))
        }
        _ => None,
    }
}

/// The test of a local that the next part of the condition uses: `x and #x > 0`, `not x or #x == 0`.
fn guard(first: &Expr, operator: BinaryOperator, next: &Expr) -> Option<(Asks, Span)> {
    let (asks, tested) = match (&first.kind, operator) {
        (ExprKind::Local(_), BinaryOperator::And) => (Asks::And, first),
        (
            ExprKind::Unary {
                operator: UnaryOperator::Not,
                operand,
            },
            BinaryOperator::Or,
        ) => (Asks::Not, &**operand),
        _ => return None,
    };
    let ExprKind::Local(local) = tested.kind else {
        return None;
    };
    visit::mentions(next, local).then_some((asks, tested.span))
}
