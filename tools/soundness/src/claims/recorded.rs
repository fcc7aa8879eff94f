//! What is claimed of each expression: by the interpreter, and by what lints see of it.

use redis_script_analysis::Facts;
use redis_script_analysis::Span;
use redis_script_analysis::facts::value_log::{Concrete, ValueLog};

use super::operands::Operands;
use super::{Place, Values};
use crate::log::Seen;

/// What was recorded of each expression.
pub(super) struct Recorded {
    log: ValueLog,
    operands: Operands,
}

impl Recorded {
    pub(super) fn of(facts: Facts) -> Self {
        Self {
            operands: Operands::of(&facts),
            log: facts.value_log,
        }
    }
}

impl Values for Recorded {
    fn holds(&self, place: &Place<'_>, seen: &Seen) -> bool {
        let end = |node: &usize| place.nodes[*node].end;
        let concrete = match seen {
            Seen::Nil => Concrete::Nil,
            Seen::Boolean(value) => Concrete::Boolean(*value),
            Seen::Number(number) => Concrete::Number(*number),
            Seen::Text(text) => Concrete::Text(text),
            Seen::LongText => Concrete::LongText,
            Seen::Entries(table) => Concrete::Entries(*table),
            Seen::Library => Concrete::Library,
            Seen::Table(node) | Seen::ErrorTable(node) => Concrete::Table(node.as_ref().map(end)),
            Seen::Closure(node) => Concrete::Closure(end(node)),
            Seen::Builtin => Concrete::Builtin,
            Seen::Other => Concrete::Other,
        };
        self.log.holds(span(place), &concrete, place.passed) && self.operands.hold(place, seen)
    }

    fn describe(&self, place: &Place<'_>) -> String {
        let recorded = self.log.describe(span(place));
        match self.operands.describe(place) {
            seen if seen.is_empty() => recorded,
            seen => format!("{recorded} (to lints: {seen})"),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a script is short")]
fn span(place: &Place<'_>) -> Span {
    Span::new(place.node.start as u32, place.node.end as u32)
}
