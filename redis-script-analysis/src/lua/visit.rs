//! Walks over the syntax tree.

use super::syntax::{
    Block, Expr, ExprKind, Function, LocalId, Statement, StatementKind, Suffix, SuffixKind,
    TableItem,
};

/// What a walk does at each node; every method does nothing unless it is given.
pub trait Visitor<'tree> {
    /// Before a statement's parts. `false`: leave them out.
    fn statement(&mut self, _: &'tree Statement) -> bool {
        true
    }

    /// Before what is assigned, which is then walked as an expression. `false`: leave it out.
    fn target(&mut self, _: &'tree Expr) -> bool {
        true
    }

    /// Before an expression's parts. `false`: leave them out.
    fn expression(&mut self, _: &'tree Expr) -> bool {
        true
    }

    /// Before a function's body. `false`: leave it out.
    fn function(&mut self, _: &'tree Function) -> bool {
        true
    }
}

/// Walks a block in the order of the text.
pub fn block<'tree>(block: &'tree Block, visitor: &mut dyn Visitor<'tree>) {
    for statement in &block.statements {
        if visitor.statement(statement) {
            parts_of_statement(statement, visitor);
        }
    }
}

fn parts_of_statement<'tree>(statement: &'tree Statement, visitor: &mut dyn Visitor<'tree>) {
    match &statement.kind {
        StatementKind::Local { values, .. } | StatementKind::Return(values) => {
            expressions(values, visitor);
        }
        StatementKind::Assign { targets, values } => {
            for assigned in targets {
                target(assigned, visitor);
            }
            expressions(values, visitor);
        }
        StatementKind::Call(call) => expression(call, visitor),
        StatementKind::Do(body) => block(body, visitor),
        StatementKind::While { condition, body } => {
            expression(condition, visitor);
            block(body, visitor);
        }
        StatementKind::Repeat { body, condition } => {
            block(body, visitor);
            expression(condition, visitor);
        }
        StatementKind::If { arms, otherwise } => {
            for (condition, body) in arms {
                expression(condition, visitor);
                block(body, visitor);
            }
            if let Some(body) = otherwise {
                block(body, visitor);
            }
        }
        StatementKind::NumericFor {
            start,
            limit,
            step,
            body,
            ..
        } => {
            expression(start, visitor);
            expression(limit, visitor);
            if let Some(step) = step {
                expression(step, visitor);
            }
            block(body, visitor);
        }
        StatementKind::GenericFor { values, body, .. } => {
            expressions(values, visitor);
            block(body, visitor);
        }
        StatementKind::Function {
            target: assigned,
            function,
        } => {
            target(assigned, visitor);
            body_of(function, visitor);
        }
        StatementKind::LocalFunction { function, .. } => body_of(function, visitor),
        StatementKind::Break => {}
    }
}

fn target<'tree>(assigned: &'tree Expr, visitor: &mut dyn Visitor<'tree>) {
    if visitor.target(assigned) {
        expression(assigned, visitor);
    }
}

/// Walks an expression.
pub fn expression<'tree>(expr: &'tree Expr, visitor: &mut dyn Visitor<'tree>) {
    if !visitor.expression(expr) {
        return;
    }
    match &expr.kind {
        ExprKind::Function(function) => body_of(function, visitor),
        ExprKind::Paren(inner) | ExprKind::Unary { operand: inner, .. } => {
            expression(inner, visitor);
        }
        ExprKind::Table(items) => {
            for item in items {
                table_item(item, visitor);
            }
        }
        ExprKind::Suffixed { base, suffixes } => {
            expression(base, visitor);
            for part in suffixes {
                suffix(part, visitor);
            }
        }
        ExprKind::Binary { first, rest } => {
            expression(first, visitor);
            for step in rest {
                expression(&step.operand, visitor);
            }
        }
        ExprKind::Nil
        | ExprKind::True
        | ExprKind::False
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::Vararg
        | ExprKind::Local(_)
        | ExprKind::Global(_)
        | ExprKind::Invalid => {}
    }
}

fn expressions<'tree>(list: &'tree [Expr], visitor: &mut dyn Visitor<'tree>) {
    for expr in list {
        expression(expr, visitor);
    }
}

fn table_item<'tree>(item: &'tree TableItem, visitor: &mut dyn Visitor<'tree>) {
    match item {
        TableItem::Positional(value) | TableItem::Named(_, value) => expression(value, visitor),
        TableItem::Keyed(key, value) => {
            expression(key, visitor);
            expression(value, visitor);
        }
    }
}

/// Walks the arguments or the index of a suffix.
pub fn suffix<'tree>(suffix: &'tree Suffix, visitor: &mut dyn Visitor<'tree>) {
    match &suffix.kind {
        SuffixKind::Field(_) => {}
        SuffixKind::Index(index) => expression(index, visitor),
        SuffixKind::Call(arguments) | SuffixKind::MethodCall { arguments, .. } => {
            expressions(arguments, visitor);
        }
    }
}

fn body_of<'tree>(function: &'tree Function, visitor: &mut dyn Visitor<'tree>) {
    if visitor.function(function) {
        block(&function.body, visitor);
    }
}

/// Whether an expression reads a local.
#[must_use]
pub fn mentions(expr: &Expr, local: LocalId) -> bool {
    struct Mentions(LocalId, bool);
    impl<'tree> Visitor<'tree> for Mentions {
        fn expression(&mut self, expr: &'tree Expr) -> bool {
            self.1 |= matches!(expr.kind, ExprKind::Local(local) if local == self.0);
            !self.1
        }
    }
    let mut mentions = Mentions(local, false);
    expression(expr, &mut mentions);
    mentions.1
}

/// Calls `found` for each function, also those inside of others.
pub fn functions<'tree>(body: &'tree Block, found: &mut dyn FnMut(&'tree Function)) {
    struct Functions<'found, 'tree>(&'found mut dyn FnMut(&'tree Function));
    impl<'tree> Visitor<'tree> for Functions<'_, 'tree> {
        fn function(&mut self, function: &'tree Function) -> bool {
            (self.0)(function);
            true
        }
    }
    block(body, &mut Functions(found));
}

/// The locals that a statement itself declares.
#[must_use]
pub fn declared(statement: &StatementKind) -> &[LocalId] {
    match statement {
        StatementKind::Local { locals, .. }
        | StatementKind::GenericFor {
            variables: locals, ..
        } => locals,
        StatementKind::LocalFunction { local, .. }
        | StatementKind::NumericFor {
            variable: local, ..
        } => std::slice::from_ref(local),
        _ => &[],
    }
}
