//! What operators and functions that only compute give.

mod functions;
mod times;
mod written;

pub(super) use self::functions::{case_changed, result};
pub(super) use self::times::time_of_call;
pub(super) use self::written::{length_of_text, text_of, written};

use std::rc::Rc;

use self::times::time_of;
use super::Interpreter;
use super::numbering::{Computation, Definition};
use crate::collections::lists;
use crate::domain::{Domain, HashTag, Number, Sources, TagPart, Text, Types, Value, ValueNumber};
use crate::lua::number;
use crate::lua::syntax::{BinaryOperator, Chunk, Expr, ExprKind};
use crate::lua::visit::{self, Visitor};

/// The constants of a script in ascending order, with those that counting is about: ends at which widening stops.
pub(super) fn thresholds(chunk: &Chunk) -> Rc<[f64]> {
    struct Constants {
        all: Vec<f64>,
        seen: usize,
    }
    impl Constants {
        fn add(&mut self, number: f64) {
            let place = lists::count_before(&self.all, |known| *known < number);
            if self.all.get(place) != Some(&number) {
                self.all.insert(place, number);
            }
        }
    }
    impl<'tree> Visitor<'tree> for Constants {
        fn expression(&mut self, expr: &'tree Expr) -> bool {
            if let ExprKind::Number(number) = expr.kind
                && number.is_finite()
                && self.seen < MOST
            {
                self.seen += 1;
                for near in &[number - 1.0, number, number + 1.0] {
                    self.add(*near);
                }
            }
            true
        }
    }
    let mut constants = Constants {
        all: vec![-1.0, 0.0, 1.0, EXACT],
        seen: 0,
    };
    visit::block(&chunk.body, &mut constants);
    constants.all.into()
}

/// Constants beyond this number are not looked at.
const MOST: usize = 20;
/// 2^53, the end of exact integers.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Interpreter<'_> {
    /// The result of an arithmetic operator or of `..`, if no metamethod gives it.
    pub(super) fn compute(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> Value {
        let numbers = [self.numbering.of(left), self.numbering.of(right)];
        let same = match numbers {
            [ours, theirs] if ours != ValueNumber::NONE && theirs != ValueNumber::NONE => self
                .numbering
                .computed(Computation::Operator(operator as u8, ours, theirs)),
            _ => ValueNumber::NONE,
        };
        if operator == BinaryOperator::Concat {
            return concatenate(left, right).numbered(same);
        }
        let (a, b) = (numeric(left), numeric(right));
        let mut number = match operator {
            BinaryOperator::Add => a.add(&b),
            BinaryOperator::Subtract => a.subtract(&b),
            BinaryOperator::Multiply => a.multiply(&b),
            BinaryOperator::Divide => a.divide(&b),
            BinaryOperator::Modulo => a.modulo(&b),
            _ => a.power(&b),
        };
        // Divided by a zero whose sign is not known, it may be infinite in both directions.
        let unsigned = match operator {
            BinaryOperator::Divide => is_unsigned_zero(&b, right),
            BinaryOperator::Power => is_unsigned_zero(&a, left),
            _ => false,
        };
        if unsigned {
            let negated = number.negate();
            number.join(&negated);
        }
        // It raises an error then: what follows does not run, and nothing is claimed of it.
        let number = if number.is_bottom() {
            Number::TOP
        } else {
            number
        };
        let constant =
            left.origin.sources == Sources::LITERAL && right.origin.sources == Sources::LITERAL;
        let mut value = Value::number(number);
        // The sign of a zero that was computed is not known.
        let has_sign = value.facets.number.as_constant() != Some(0.0);
        value.origin.sources = if constant && has_sign {
            Sources::LITERAL
        } else {
            Sources::BUILT
        };
        value.origin.built_with(&left.origin);
        value.origin.built_with(&right.origin);
        value.origin.time = time_of(operator, (left, &a), (right, &b));
        let definition = match (operator, a.as_constant(), b.as_constant()) {
            (BinaryOperator::Add, None, Some(by)) => Some(sum(left, by)),
            (BinaryOperator::Add, Some(by), None) => Some(sum(right, by)),
            (BinaryOperator::Subtract, None, Some(by)) => Some(sum(left, -by)),
            (BinaryOperator::Subtract, None, None) if b.low().as_constant() >= Some(0.0) => {
                Some(Definition::AtMost(left.clone().into(), 1.0))
            }
            (BinaryOperator::Multiply, None, Some(by)) if by > 0.0 => {
                Some(Definition::AtMost(left.clone().into(), by))
            }
            (BinaryOperator::Multiply, Some(by), None) if by > 0.0 => {
                Some(Definition::AtMost(right.clone().into(), by))
            }
            (BinaryOperator::Divide, None, Some(by)) if by > 0.0 => {
                Some(Definition::AtMost(left.clone().into(), 1.0 / by))
            }
            (BinaryOperator::Modulo, None, Some(by)) => {
                Some(Definition::Modulo(left.clone().into(), by))
            }
            (BinaryOperator::Multiply, None, Some(by))
            | (BinaryOperator::Multiply, Some(by), None)
                if -by >= LARGE_FACTOR =>
            {
                Some(Definition::Scaled)
            }
            (BinaryOperator::Add, None, None) if self.is_scaled(left) || self.is_scaled(right) => {
                Some(Definition::Crowded)
            }
            _ => None,
        };
        match definition {
            Some(definition) if same == ValueNumber::NONE => {
                value.same = self.numbering.define(definition);
            }
            Some(definition) => {
                self.numbering.redefine(same, definition);
                value.same = same;
            }
            None => value.same = same,
        }
        value
    }

    fn is_scaled(&self, value: &Value) -> bool {
        match self.numbering.definition(value.same) {
            Definition::Scaled => true,
            Definition::AtMost(_, factor) => *factor >= LARGE_FACTOR,
            _ => false,
        }
    }
}

/// A double has room for a factor of nine beside that.
const LARGE_FACTOR: f64 = 1e15;

fn sum(value: &Value, by: f64) -> Definition {
    Definition::Sum(value.clone().into(), by)
}

/// Whether it is a zero that was not written so: it may be -0.
fn is_unsigned_zero(number: &Number, value: &Value) -> bool {
    number.as_constant() == Some(0.0) && value.origin.sources != Sources::LITERAL
}

/// The number that arithmetic takes a value for.
pub(super) fn numeric(value: &Value) -> Number {
    let mut number = value.facets.number;
    number.join(&in_text(&value.facets.text));
    number
}

/// The numbers that strings are.
pub(super) fn in_text(text: &Text) -> Number {
    match text {
        Text::None => Number::BOTTOM,
        Text::Numeral(number) => Number::clone(number),
        Text::OneOf(constants) => {
            let mut number = Number::BOTTOM;
            for constant in constants.iter() {
                if let Some(value) = number::of_text(constant) {
                    number.join(&Number::constant(value));
                }
            }
            number
        }
        Text::Prefixed(_) | Text::Any => Number::TOP,
    }
}

pub(super) fn concatenate(left: &Value, right: &Value) -> Value {
    let (ours, theirs) = (text_of(left), text_of(right));
    let text = ours.concat(&theirs);
    let text = if text.is_none() { Text::Any } else { text };
    let constant = text.as_constant().is_some();
    let mut value = Value::string();
    value.facets.text = text;
    let is_literal = |value: &Value| Sources::LITERAL.or(value.origin.sources) == Sources::LITERAL;
    if constant && is_literal(left) && is_literal(right) {
        value.origin.sources = Sources::LITERAL;
    } else {
        value.origin.sources = Sources::BUILT;
        value.origin.built_with(&left.origin);
        value.origin.built_with(&right.origin);
    }
    let tag = HashTag::concat(&tag_part(left, &ours), &tag_part(right, &theirs));
    value.origin.set_tag(tag);
    value
}

fn tag_part<'a>(value: &Value, text: &'a Text) -> TagPart<'a> {
    TagPart {
        tag: value.origin.tag(),
        text,
        is_number: value.types() == Types::NUMBER,
    }
}

/// The bytes of a constant, as `..` takes them.
pub(super) fn constant_text(value: &Value) -> Option<Vec<u8>> {
    if value.types().has(Types::ANY.without(Types::NUMERIC)) {
        return None;
    }
    Some(text_of(value).as_constant()?.to_vec())
}
