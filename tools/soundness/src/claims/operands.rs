//! What is claimed of the operands of operators and conditions.

use std::cmp::Ordering;

use redis_script_analysis::Facts;
use redis_script_analysis::facts::{Operand, Types};

use super::Values;
use crate::log::Seen;

/// The operands of which the facts say something.
pub(super) struct Operands(Vec<Operand>);

impl Operands {
    pub(super) fn of(facts: &Facts) -> Self {
        let operations = facts
            .operations
            .iter()
            .flat_map(|operation| [&operation.left, &operation.right]);
        let unary = facts
            .unary_operations
            .iter()
            .map(|operation| &operation.operand);
        let tests = facts.tests.iter().map(|test| &test.operand);
        Self(operations.chain(unary).chain(tests).cloned().collect())
    }

    fn at(&self, start: usize, end: usize) -> impl Iterator<Item = &Operand> {
        self.0
            .iter()
            .filter(move |operand| operand.span.range() == (start..end))
    }
}

impl Values for Operands {
    fn holds(&self, start: usize, end: usize, seen: &Seen) -> Option<bool> {
        self.at(start, end)
            .map(|operand| can_be(operand, seen))
            .reduce(|one, other| one || other)
    }

    fn describe(&self, start: usize, end: usize) -> String {
        let mut all: Vec<String> = self.at(start, end).map(described).collect();
        all.sort();
        all.dedup();
        all.join(" or ")
    }
}

fn described(operand: &Operand) -> String {
    match (operand.number, &operand.text) {
        (Some(number), _) => format!("the number {number}"),
        (None, Some(text)) => format!("the string '{}'", text.escape_ascii()),
        (None, None) => operand.types.names().join("|"),
    }
}

fn can_be(operand: &Operand, seen: &Seen) -> bool {
    let wanted = match seen {
        Seen::Nil => Types::NIL,
        Seen::Boolean(false) => Types::FALSE,
        Seen::Boolean(true) => Types::TRUE,
        Seen::Number(_) => Types::NUMBER,
        Seen::Text(_) | Seen::LongText => Types::STRING,
        Seen::Table | Seen::ErrorTable => Types::TABLE,
        Seen::Function => Types::FUNCTION,
        Seen::Other => Types::OTHER,
    };
    let same_number = |seen: f64, known: f64| {
        seen.partial_cmp(&known) == Some(Ordering::Equal) || seen.is_nan() && known.is_nan()
    };
    operand.types.has(wanted)
        && match seen {
            Seen::Number(value) => operand
                .number
                .is_none_or(|known| same_number(*value, known)),
            Seen::Text(text) => operand.text.as_ref().is_none_or(|known| **known == **text),
            _ => true,
        }
}
