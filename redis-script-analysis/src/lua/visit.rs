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
pub fn block<'tree>(block: &'tree Block, visitor: &mut impl Visitor<'tree>) {
    for statement in &block.statements {
        if visitor.statement(statement) {
            parts_of_statement(statement, visitor);
        }
    }
}

fn parts_of_statement<'tree>(statement: &'tree Statement, visitor: &mut impl Visitor<'tree>) {
    match &statement.kind {
        StatementKind::Local { values, .. } | StatementKind::Return(values) => {
            expressions(values, visitor);
        }
        StatementKind::Assign { targets, values } => {
            expressions(targets, visitor);
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
        StatementKind::Function { target, function } => {
            expression(target, visitor);
            body_of(function, visitor);
        }
        StatementKind::LocalFunction { function, .. } => body_of(function, visitor),
        StatementKind::Break => {}
    }
}

/// Walks an expression.
pub fn expression<'tree>(expr: &'tree Expr, visitor: &mut impl Visitor<'tree>) {
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

fn expressions<'tree>(list: &'tree [Expr], visitor: &mut impl Visitor<'tree>) {
    for expr in list {
        expression(expr, visitor);
    }
}

fn table_item<'tree>(item: &'tree TableItem, visitor: &mut impl Visitor<'tree>) {
    match item {
        TableItem::Positional(value) | TableItem::Named(_, value) => expression(value, visitor),
        TableItem::Keyed(key, value) => {
            expression(key, visitor);
            expression(value, visitor);
        }
    }
}

/// Walks the arguments or the index of a suffix.
pub fn suffix<'tree>(suffix: &'tree Suffix, visitor: &mut impl Visitor<'tree>) {
    match &suffix.kind {
        SuffixKind::Field(_) => {}
        SuffixKind::Index(index) => expression(index, visitor),
        SuffixKind::Call(arguments) | SuffixKind::MethodCall(_, arguments) => {
            expressions(arguments, visitor);
        }
    }
}

fn body_of<'tree>(function: &'tree Function, visitor: &mut impl Visitor<'tree>) {
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
pub fn functions<'tree>(body: &'tree Block, found: &mut impl FnMut(&'tree Function)) {
    struct Functions<F>(F);
    impl<'tree, F: FnMut(&'tree Function)> Visitor<'tree> for Functions<F> {
        fn function(&mut self, function: &'tree Function) -> bool {
            (self.0)(function);
            true
        }
    }
    block(body, &mut Functions(found));
}

/// Calls `found` for each local that a block declares, those of its inner functions left out.
pub fn own_declarations(body: &Block, found: &mut impl FnMut(LocalId)) {
    own_statements(body, &mut |kind| match kind {
        StatementKind::Local { locals, .. }
        | StatementKind::GenericFor {
            variables: locals, ..
        } => {
            locals.iter().copied().for_each(&mut *found);
        }
        StatementKind::LocalFunction { local, .. }
        | StatementKind::NumericFor {
            variable: local, ..
        } => found(*local),
        _ => {}
    });
}

/// Calls `found` for each local that a block assigns (not: declares), inner functions left out.
pub fn own_assignments(body: &Block, found: &mut impl FnMut(LocalId)) {
    let mut target = |target: &Expr| {
        if let ExprKind::Local(local) = target.kind {
            found(local);
        }
    };
    own_statements(body, &mut |kind| match kind {
        StatementKind::Assign { targets, .. } => targets.iter().for_each(&mut target),
        StatementKind::Function { target: name, .. } => target(name),
        _ => {}
    });
}

fn own_statements(body: &Block, found: &mut impl FnMut(&StatementKind)) {
    struct Own<F>(F);
    impl<'tree, F: FnMut(&StatementKind)> Visitor<'tree> for Own<F> {
        fn statement(&mut self, statement: &'tree Statement) -> bool {
            (self.0)(&statement.kind);
            true
        }

        fn expression(&mut self, _: &'tree Expr) -> bool {
            false
        }

        fn function(&mut self, _: &'tree Function) -> bool {
            false
        }
    }
    block(body, &mut Own(found));
}
