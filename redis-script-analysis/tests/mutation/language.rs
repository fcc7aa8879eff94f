//! Mistakes in the language itself.

use redis_script_analysis::lua::syntax::{
    BinaryOperator, BinaryStep, Block, Expr, ExprKind, Name, Statement, StatementKind, SuffixKind,
};
use redis_script_analysis::redis::builtins;
use redis_script_analysis::text::Span;

use crate::base::Base;
use crate::edit::{Edit, Nodes, swaps};

pub(crate) fn drop_end(base: &Base) -> Vec<Edit> {
    let nodes = Nodes::of(&base.chunk.body);
    let statements = nodes.statements.iter().map(|statement| statement.span);
    let expressions = nodes
        .expressions
        .iter()
        .filter(|expr| matches!(expr.kind, ExprKind::Function(_)));
    statements
        .chain(expressions.map(|expr| expr.span))
        .map(|span| Span::new(span.end.saturating_sub(3).max(span.start), span.end))
        .filter(|last| base.text(*last) == "end")
        .map(Edit::remove)
        .collect()
}

pub(crate) fn drop_local(base: &Base) -> Vec<Edit> {
    let is_local = |statement: &&&Statement| {
        matches!(
            statement.kind,
            StatementKind::Local { .. } | StatementKind::LocalFunction { .. }
        )
    };
    let nodes = Nodes::of(&base.chunk.body);
    let word = "local ".len() as u32;
    let locals = nodes.statements.iter().filter(is_local);
    locals
        .map(|local| Edit::remove(Span::new(local.span.start, local.span.start + word)))
        .collect()
}

pub(crate) fn misspell_local(base: &Base) -> Vec<Edit> {
    let is_taken = |name: &String| {
        let mut locals = base.chunk.locals.iter();
        locals.any(|local| *local.name == **name) || builtins::has_global(name) || is_word(name)
    };
    let misspell = |name: &str| {
        let wrong = swaps(name).into_iter().find(|name| !is_taken(name));
        wrong.unwrap_or_else(|| format!("{name}_"))
    };
    Nodes::of(&base.chunk.body)
        .expressions
        .iter()
        .filter(|expr| matches!(expr.kind, ExprKind::Local(_)))
        .map(|expr| Edit::replace(expr.span, misspell(base.text_of(expr))))
        .collect()
}

/// Whether a short word is a keyword: the only ones that swapped letters can make.
fn is_word(name: &str) -> bool {
    matches!(
        name,
        "do" | "if" | "in" | "or" | "and" | "end" | "for" | "nil" | "not"
    )
}

pub(crate) fn misspell_member(base: &Base) -> Vec<Edit> {
    let nodes = Nodes::of(&base.chunk.body);
    let members = nodes.expressions.iter().flat_map(|expr| members(expr));
    let wrong = |member: &Name| {
        let mut words = swaps(&member.text);
        words.push(member.text[..member.text.len() - 1].to_owned());
        let span = member.span;
        words.into_iter().map(move |word| Edit::replace(span, word))
    };
    members.flat_map(wrong).collect()
}

/// The member of a library that a suffixed expression begins with, and the methods of strings.
fn members(expr: &Expr) -> Vec<&Name> {
    let ExprKind::Suffixed { base, suffixes } = &expr.kind else {
        return Vec::new();
    };
    let library =
        matches!(&base.kind, ExprKind::Global(name) if builtins::library_number(name).is_some());
    let mut members = Vec::new();
    for (at, suffix) in suffixes.iter().enumerate() {
        match &suffix.kind {
            SuffixKind::Field(name) if at == 0 && library => members.push(name),
            SuffixKind::MethodCall { name, .. } => members.push(name),
            _ => {}
        }
    }
    members
}

/// What Lua 5.2 and later, or other dialects, know: `//`, `!=`, `+=`, `continue` and `goto`.
pub(crate) fn newer_syntax(base: &Base) -> Vec<Edit> {
    let nodes = Nodes::of(&base.chunk.body);
    let mut edits = Vec::new();
    for expr in &nodes.expressions {
        edits.extend(operators(base, expr));
    }
    for statement in &nodes.statements {
        edits.extend(compound_assignment(base, statement));
        let first = loop_body(statement).and_then(|body| body.statements.first());
        for jump in ["continue ", "goto continue "] {
            edits.extend(first.map(|first| Edit::insert(first.span.start, jump)));
        }
    }
    edits
}

fn operators(base: &Base, expr: &Expr) -> Vec<Edit> {
    let ExprKind::Binary { first, rest } = &expr.kind else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    let mut before = first.span.end;
    for BinaryStep {
        operator, operand, ..
    } in rest
    {
        let gap = Span::new(before, operand.span.start);
        let newer = match operator {
            BinaryOperator::Divide => Some(("/", "//")),
            BinaryOperator::NotEqual => Some(("~=", "!=")),
            _ => None,
        };
        edits.extend(newer.map(|(old, new)| Edit::replace(gap, base.text(gap).replace(old, new))));
        before = operand.span.end;
    }
    edits
}

/// `x = x + 1` as `x += 1`.
fn compound_assignment(base: &Base, statement: &Statement) -> Option<Edit> {
    let StatementKind::Assign { targets, values } = &statement.kind else {
        return None;
    };
    let ([target], [value]) = (&targets[..], &values[..]) else {
        return None;
    };
    let ExprKind::Binary { first, rest } = &value.kind else {
        return None;
    };
    let sign = match rest[..] {
        [
            BinaryStep {
                operator: BinaryOperator::Add,
                ..
            },
        ] => "+=",
        [
            BinaryStep {
                operator: BinaryOperator::Subtract,
                ..
            },
        ] => "-=",
        _ => return None,
    };
    let between = Span::new(target.span.end, rest[0].operand.span.start);
    let same = base.text_of(target) == base.text_of(first);
    same.then(|| Edit::replace(between, format!(" {sign} ")))
}

fn loop_body(statement: &Statement) -> Option<&Block> {
    match &statement.kind {
        StatementKind::While { body, .. }
        | StatementKind::Repeat { body, .. }
        | StatementKind::NumericFor { body, .. }
        | StatementKind::GenericFor { body, .. } => Some(body),
        _ => None,
    }
}
