//! Operators: what they give, what they tell where the result is true, and what they ask of their operands.

use super::Interpreter;
use super::value::{Bound, Interval, Kind, Known, Value};
use crate::lua::syntax::{BinaryOperator, Expr, UnaryOperator};

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn unary(&mut self, operator: UnaryOperator, operand: &'chunk Expr) -> Value {
        let value = self.evaluate(operand);
        match operator {
            UnaryOperator::Not => {
                self.tolerate(&value);
                let Value {
                    when_true,
                    when_false,
                    ..
                } = value;
                Value {
                    when_true: when_false,
                    when_false: when_true,
                    ..Value::unknown()
                }
            }
            UnaryOperator::Length => {
                if let Kind::Entries(table) = value.kind {
                    self.entry_count(table)
                } else {
                    self.need(&value);
                    Value::new(Kind::Number(Interval::UNKNOWN))
                }
            }
            UnaryOperator::Negate => {
                self.need(&value);
                let negated = value.interval().as_constant().and_then(i64::checked_neg);
                negated.map_or_else(
                    || Value::new(Kind::Number(Interval::UNKNOWN)),
                    Value::integer,
                )
            }
        }
    }

    pub(super) fn binary(
        &mut self,
        first: &'chunk Expr,
        rest: &'chunk [(BinaryOperator, Expr)],
    ) -> Value {
        let mut left = self.evaluate(first);
        for (operator, operand) in rest {
            left = match operator {
                BinaryOperator::And => self.and(&left, operand),
                BinaryOperator::Or => self.or(left, operand),
                _ => {
                    let right = self.evaluate(operand);
                    self.operate(*operator, &left, &right)
                }
            };
        }
        left
    }

    fn and(&mut self, left: &Value, operand: &'chunk Expr) -> Value {
        self.tolerate(left);
        let skipped = self.state.clone();
        self.learn(&left.when_true);
        let right = self.evaluate(operand);
        self.state = skipped.join(std::mem::take(&mut self.state));
        let when_true = left
            .when_true
            .iter()
            .chain(&right.when_true)
            .copied()
            .collect();
        let origins = left.origins.iter().chain(&right.origins).copied().collect();
        Value {
            kind: right.kind,
            origins,
            when_true,
            when_false: Vec::new(),
        }
    }

    fn or(&mut self, left: Value, operand: &'chunk Expr) -> Value {
        self.tolerate(&left);
        let taken = self.state.clone();
        self.learn(&left.when_false);
        let right = self.evaluate(operand);
        self.state = taken.join(std::mem::take(&mut self.state));
        if left.is_nil() {
            return right;
        }
        let when_false = left
            .when_false
            .iter()
            .chain(&right.when_false)
            .copied()
            .collect();
        // A value that is taken for its truth was passed.
        let left = Value {
            origins: Vec::new(),
            ..left
        };
        Value {
            when_false,
            ..left.join(right)
        }
    }

    fn operate(&mut self, operator: BinaryOperator, left: &Value, right: &Value) -> Value {
        match operator {
            BinaryOperator::Equal => self.equal(left, right),
            BinaryOperator::NotEqual => {
                let Value {
                    when_true,
                    when_false,
                    ..
                } = self.equal(left, right);
                Value {
                    when_true: when_false,
                    when_false: when_true,
                    ..Value::unknown()
                }
            }
            BinaryOperator::Less => self.less(left, right, true),
            BinaryOperator::LessEqual => self.less(left, right, false),
            BinaryOperator::Greater => self.less(right, left, true),
            BinaryOperator::GreaterEqual => self.less(right, left, false),
            _ => {
                self.need(left);
                self.need(right);
                arithmetic(operator, left, right)
            }
        }
    }

    fn equal(&mut self, left: &Value, right: &Value) -> Value {
        let (mut when_true, mut when_false) = (Vec::new(), Vec::new());
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
        }
        Value {
            when_true,
            when_false,
            ..Value::unknown()
        }
    }

    /// `small < large`, or `small <= large`.
    fn less(&mut self, small: &Value, large: &Value, strictly: bool) -> Value {
        self.need(small);
        self.need(large);
        // small < large tells `large >= small + 1`; its negation tells `small >= large`.
        let (by, not_by) = if strictly { (1, 0) } else { (0, 1) };
        let when_true = counted(large.interval(), small.interval(), by)
            .into_iter()
            .collect();
        let when_false = counted(small.interval(), large.interval(), not_by)
            .into_iter()
            .collect();
        Value {
            when_true,
            when_false,
            ..Value::unknown()
        }
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

fn arithmetic(operator: BinaryOperator, left: &Value, right: &Value) -> Value {
    let (a, b) = (left.interval(), right.interval());
    let interval = match (operator, a.as_constant(), b.as_constant()) {
        (BinaryOperator::Concat, ..) => return Value::new(Kind::String(None)),
        (BinaryOperator::Add, _, Some(by)) => a.shift(by),
        (BinaryOperator::Add, Some(by), _) => b.shift(by),
        (BinaryOperator::Subtract, _, Some(by)) => {
            by.checked_neg().map_or(Interval::UNKNOWN, |by| a.shift(by))
        }
        (BinaryOperator::Multiply, Some(left), Some(right)) => left
            .checked_mul(right)
            .map_or(Interval::UNKNOWN, Interval::constant),
        _ => Interval::UNKNOWN,
    };
    Value::new(Kind::Number(interval))
}
