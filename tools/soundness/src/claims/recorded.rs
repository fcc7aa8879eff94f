//! What is claimed of each expression: by the interpreter, and by what lints see of it.

use redis_script_analysis::Facts;
use redis_script_analysis::Span;
use redis_script_analysis::facts::value_log::{Concrete, ValueLog};

use super::operands::Operands;
use super::{Place, Values};
use crate::log::Seen;
use crate::print::Node;

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

impl Recorded {
    /// What a run saw, in the terms of the analysis; `None` if no path was found that makes it.
    fn concrete<'a>(&self, nodes: &[Node], seen: &'a Seen) -> Option<Concrete<'a>> {
        Some(match seen {
            Seen::Nil => Concrete::Nil,
            Seen::Boolean(value) => Concrete::Boolean(*value),
            Seen::Number(number) => Concrete::Number(*number),
            Seen::Text(text) => Concrete::Text(text),
            Seen::LongText => Concrete::LongText,
            Seen::Entries(table) => Concrete::Entries(*table),
            Seen::Library => Concrete::Library,
            Seen::Table(None) | Seen::ErrorTable(None) => Concrete::Table(None),
            Seen::Table(Some(node)) | Seen::ErrorTable(Some(node)) => {
                Concrete::Table(Some(self.log.expr(span(nodes[*node]))?))
            }
            Seen::Closure(node) => Concrete::Closure(self.log.function(span(nodes[*node]).end)?),
            Seen::Builtin => Concrete::Builtin,
            Seen::Other => Concrete::Other,
        })
    }
}

impl Values for Recorded {
    fn holds(&self, place: &Place<'_>, seen: &Seen) -> bool {
        let Some(expr) = self.log.expr(span(place.node)) else {
            return false;
        };
        let concrete = self.concrete(place.nodes, seen);
        concrete.is_some_and(|concrete| self.log.holds(expr, &concrete, place.passed))
            && self.operands.hold(expr, seen)
    }

    fn describe(&self, place: &Place<'_>) -> String {
        let Some(expr) = self.log.expr(span(place.node)) else {
            return "never evaluated".to_owned();
        };
        let recorded = self.log.describe(expr);
        match self.operands.describe(expr) {
            seen if seen.is_empty() => recorded,
            seen => format!("{recorded} (to lints: {seen})"),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a script is short")]
fn span(node: Node) -> Span {
    Span::new(node.start as u32, node.end as u32)
}
