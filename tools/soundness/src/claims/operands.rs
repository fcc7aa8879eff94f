//! What lints see of the operands of operators, of arguments, conditions and replies.

use std::cmp::Ordering;
use std::collections::HashMap;

use redis_script_analysis::Facts;
use redis_script_analysis::facts::{Integrality, Operand, TableKind, Types};
use redis_script_analysis::lua::syntax::ExprId;

use crate::log::Seen;

/// The operands of which the facts say something, by their expressions.
pub(super) struct Operands(HashMap<ExprId, Vec<Operand>>);

impl Operands {
    pub(super) fn of(facts: &Facts) -> Self {
        let operations = facts.operations.iter();
        let operations = operations.flat_map(|operation| [&operation.left, &operation.right]);
        let unary = facts.unary_operations.iter();
        let unary = unary.map(|operation| &operation.operand);
        let tests = facts.tests.iter().map(|test| &test.operand);
        let commands = facts.commands.iter().map(|call| &call.arguments);
        let calls = facts.library_calls.iter().map(|call| &call.arguments);
        let arguments = commands.chain(calls).flat_map(|all| &all.fixed);
        let items = facts.constructed.iter().flat_map(|table| &table.items);
        let returns = facts.returns.iter();
        let returns = returns.filter_map(|returned| returned.operand.as_ref());
        let limits = facts.loops.iter();
        let limits = limits.filter_map(|looped| looped.limit.as_ref());
        let all = operations.chain(unary).chain(tests);
        let all = all.chain(arguments).chain(items).chain(returns);
        let mut operands: HashMap<ExprId, Vec<Operand>> = HashMap::new();
        for operand in all.chain(limits) {
            // What an expression gives beyond its first value is not logged.
            if let Some(expr) = operand.expr {
                operands.entry(expr).or_default().push(operand.clone());
            }
        }
        Self(operands)
    }

    fn of_expr(&self, expr: ExprId) -> &[Operand] {
        self.0.get(&expr).map_or(&[], Vec::as_slice)
    }

    /// Whether one of the operands that an expression is can be this, or there is none.
    pub(super) fn hold(&self, expr: ExprId, seen: &Seen) -> bool {
        let all = self.of_expr(expr);
        all.is_empty() || all.iter().any(|operand| can_be(operand, seen))
    }

    pub(super) fn describe(&self, expr: ExprId) -> String {
        let mut all: Vec<String> = self.of_expr(expr).iter().map(described).collect();
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
        Seen::Entries(_) | Seen::Library | Seen::Table(_) | Seen::ErrorTable(_) => Types::TABLE,
        Seen::Closure(_) | Seen::Builtin => Types::FUNCTION,
        Seen::Other => Types::OTHER,
    };
    let same_number = |seen: f64, known: f64| {
        seen.partial_cmp(&known) == Some(Ordering::Equal) || seen.is_nan() && known.is_nan()
    };
    let kind = match seen {
        Seen::Entries(_) => matches!(operand.table, TableKind::Any | TableKind::Entries),
        Seen::Table(_) | Seen::Library => operand.table != TableKind::Entries,
        Seen::ErrorTable(_) => !matches!(
            operand.table,
            TableKind::Entries | TableKind::Array | TableKind::Flat
        ),
        _ => true,
    };
    let value = match seen {
        Seen::Number(value) => {
            let is_known = operand
                .number
                .is_none_or(|known| same_number(*value, known));
            let integral = operand.integrality == Integrality::Integral;
            is_known && (!integral || !value.is_finite() || value.fract() == 0.0)
        }
        Seen::Text(text) => operand.text.as_ref().is_none_or(|known| **known == **text),
        _ => true,
    };
    operand.types.has(wanted) && kind && value
}
