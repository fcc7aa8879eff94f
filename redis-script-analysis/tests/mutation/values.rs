//! Mistakes with entries, replies and numbers.

use redis_script_analysis::facts::{Leaves, Operand, Types};
use redis_script_analysis::lua::syntax::{
    BinaryOperator, BinaryStep, Expr, ExprKind, LocalId, Statement, StatementKind, SuffixKind,
    UnaryOperator,
};
use redis_script_analysis::text::Span;

use crate::base::Base;
use crate::commands::{Call, call_of};
use crate::edit::{Edit, Nodes};

pub(crate) fn index_zero(base: &Base) -> Vec<Edit> {
    shifted(base, |index| Some(0).filter(|_| index > 0))
}

pub(crate) fn index_above(base: &Base) -> Vec<Edit> {
    shifted(base, |index| Some(index + 1))
}

/// Without the first entry: that one is [`index_zero`]'s.
pub(crate) fn index_below(base: &Base) -> Vec<Edit> {
    shifted(base, |index| Some(index - 1).filter(|index| *index > 0))
}

/// `KEYS[n]` and `ARGV[n]` with another index.
fn shifted(base: &Base, shift: impl Fn(i64) -> Option<i64>) -> Vec<Edit> {
    let nodes = Nodes::of(&base.chunk.body);
    let mut edits = Vec::new();
    for (index, value) in nodes
        .expressions
        .iter()
        .filter_map(|expr| entry_index(expr))
    {
        edits.extend(shift(value).map(|value| Edit::replace(index.span, value.to_string())));
    }
    edits
}

fn entry_index(expr: &Expr) -> Option<(&Expr, i64)> {
    let ExprKind::Suffixed { base, suffixes } = &expr.kind else {
        return None;
    };
    let ExprKind::Global(table) = &base.kind else {
        return None;
    };
    let SuffixKind::Index(index) = &suffixes.first()?.kind else {
        return None;
    };
    match index.kind {
        ExprKind::Number(value) if ["KEYS", "ARGV"].contains(&&**table) => {
            Some((index, value as i64))
        }
        _ => None,
    }
}

/// Whether a reply that can be null is there, asked by a comparison with nil. The reply is that of a call, or an item of
/// an MGET or HMGET; other replies hold nil where an item is missing. `reply or default` has no such form.
pub(crate) fn compare_with_nil(base: &Base) -> Vec<Edit> {
    let nodes = Nodes::of(&base.chunk.body);
    let mut edits = Vec::new();
    for expr in &nodes.expressions {
        match &expr.kind {
            ExprKind::Unary {
                operator: UnaryOperator::Not,
                operand,
            } if is_reply(base, operand) => {
                edits.push(Edit::replace(
                    expr.span,
                    format!("{} == nil", base.text_of(operand)),
                ));
            }
            ExprKind::Binary { first, rest } if is_reply(base, first) => {
                edits.extend(compared_with_false(rest));
            }
            _ => {}
        }
    }
    for statement in &nodes.statements {
        for condition in conditions(statement) {
            ask_for_nil(base, condition, &mut edits);
        }
    }
    edits
}

fn compared_with_false(rest: &[BinaryStep]) -> Option<Edit> {
    let [
        BinaryStep {
            operator: BinaryOperator::Equal | BinaryOperator::NotEqual,
            operand: other,
            ..
        },
    ] = rest
    else {
        return None;
    };
    matches!(other.kind, ExprKind::False).then(|| Edit::replace(other.span, "nil"))
}

fn conditions(statement: &Statement) -> Vec<&Expr> {
    match &statement.kind {
        StatementKind::If { arms, .. } => arms.iter().map(|(condition, _)| condition).collect(),
        StatementKind::While { condition, .. } | StatementKind::Repeat { condition, .. } => {
            vec![condition]
        }
        _ => Vec::new(),
    }
}

fn ask_for_nil(base: &Base, condition: &Expr, edits: &mut Vec<Edit>) {
    match &condition.kind {
        ExprKind::Paren(inner) => ask_for_nil(base, inner, edits),
        ExprKind::Binary { first, rest }
            if matches!(rest[0].operator, BinaryOperator::And | BinaryOperator::Or) =>
        {
            ask_for_nil(base, first, edits);
            for step in rest {
                ask_for_nil(base, &step.operand, edits);
            }
        }
        _ if is_reply(base, condition) => {
            edits.push(Edit::insert(condition.span.end, " ~= nil"));
        }
        _ => {}
    }
}

/// Whether an expression is a reply that is false where it is null, or a local that began as one.
fn is_reply(base: &Base, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Local(local) => {
            initial_value(base, *local).is_some_and(|value| is_reply(base, value))
        }
        ExprKind::Suffixed {
            base: object,
            suffixes,
        } => match suffixes.last().map(|last| &last.kind) {
            Some(SuffixKind::Index(_)) => suffixes.len() == 1 && is_list_of_values(base, object),
            _ => call_of(base, expr).is_some_and(|call| !gives_values(&call)),
        },
        _ => false,
    }
}

fn is_list_of_values(base: &Base, expr: &Expr) -> bool {
    match expr.kind {
        ExprKind::Local(local) => initial_value(base, local)
            .and_then(|value| call_of(base, value))
            .is_some_and(|call| gives_values(&call)),
        _ => false,
    }
}

fn gives_values(call: &Call) -> bool {
    matches!(call.fact.name().as_deref(), Some("MGET" | "HMGET"))
}

fn initial_value(base: &Base, local: LocalId) -> Option<&Expr> {
    let nodes = Nodes::of(&base.chunk.body);
    nodes
        .statements
        .iter()
        .find_map(|statement| match &statement.kind {
            StatementKind::Local { locals, values } => {
                let at = locals.iter().position(|declared| *declared == local)?;
                values.get(at)
            }
            _ => None,
        })
}

/// Numbers that the script returns, alone or in a table: a literal as one half, others as a third.
pub(crate) fn return_fraction(base: &Base) -> Vec<Edit> {
    let mut edits = Vec::new();
    for returned in &base.facts.returns {
        let number = returned.operand.as_ref().is_some_and(is_number);
        let value = returned_expression(base, returned.span).filter(|_| number);
        edits.extend(value.map(|value| fraction(base, value.span)));
    }
    let tables = base
        .facts
        .constructed
        .iter()
        .filter(|table| table.leaves_by(&[Leaves::Reply]));
    let items = tables
        .flat_map(|table| &table.items)
        .filter(|item| is_number(item));
    edits.extend(items.map(|item| fraction(base, item.span)));
    edits
}

fn returned_expression(base: &Base, statement: Span) -> Option<&Expr> {
    let nodes = Nodes::of(&base.chunk.body);
    nodes.statements.iter().find_map(|found| match &found.kind {
        StatementKind::Return(values) if found.span == statement => values.first(),
        _ => None,
    })
}

fn fraction(base: &Base, number: Span) -> Edit {
    let text = base.text(number);
    if text.parse::<f64>().is_ok() {
        Edit::replace(number, "0.5")
    } else {
        Edit::replace(number, format!("({text}) / 3"))
    }
}

fn is_number(value: &Operand) -> bool {
    value.types.has(Types::NUMBER) && !value.types.has(Types::STRING.or(Types::TABLE))
}
