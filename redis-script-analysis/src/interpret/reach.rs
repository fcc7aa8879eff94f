//! What no path reaches.

use super::Interpreter;
use crate::collections::{Map, Set};
use crate::facts::{Barrier, Unreachable};
use crate::lua::syntax::{Block, Expr, ExprKind, Statement, StatementId, StatementKind};
use crate::text::Span;

/// The statements that were reached so far, and those that were not, each behind one that was.
pub(super) struct Reach {
    reached: Set<StatementId>,
    dead: Map<StatementId, (StatementId, Unreachable)>,
}

impl Reach {
    pub(super) const EMPTY: Self = Self {
        reached: Set::EMPTY,
        dead: Map::EMPTY,
    };

    /// What was never reached: the same function may be called again and get further.
    pub(super) fn finish(&mut self) -> Vec<Unreachable> {
        let mut unreachable = Vec::new();
        for (id, dead) in &self.dead.take_sorted() {
            if !self.reached.contains(*id) {
                unreachable.push(*dead);
            }
        }
        unreachable
    }
}

impl<'chunk> Interpreter<'chunk> {
    /// Follows the statements of a block, and notes the first one that no path reaches.
    pub(super) fn statements(&mut self, statements: &'chunk [Statement]) {
        let mut before: Option<&Statement> = None;
        let mut is_reached = !self.state.unreachable;
        for statement in statements {
            if is_reached && self.state.unreachable {
                is_reached = false;
                if let Some(before) = before {
                    let after = Some(before.id);
                    self.note_dead(statement, after, (barrier(before), before.span));
                }
            } else if is_reached && self.recording {
                self.reach.reached.insert(statement.id);
            }
            self.statement(statement);
            self.note_global_scope(statement, statements);
            before = Some(statement);
        }
    }

    /// Follows a block behind a condition that is literally the other way.
    pub(super) fn dead_block(&mut self, block: &'chunk Block, condition: &Expr) {
        if !self.state.unreachable
            && let Some(first) = block.statements.first()
        {
            self.note_dead(first, None, (Barrier::Literal, condition.span));
        }
        self.state.unreachable = true;
        self.block(block);
    }

    fn note_dead(
        &mut self,
        statement: &Statement,
        after: Option<StatementId>,
        (because, barrier): (Barrier, Span),
    ) {
        if self.recording {
            let dead = Unreachable {
                span: statement.span,
                after,
                because,
                barrier,
            };
            self.reach
                .dead
                .or_insert(statement.id, (statement.id, dead));
        }
    }
}

fn barrier(statement: &Statement) -> Barrier {
    match statement.kind {
        StatementKind::While { .. } | StatementKind::Repeat { .. } => Barrier::Loop,
        StatementKind::If { .. } | StatementKind::Do(_) => Barrier::Branches,
        _ => Barrier::Call,
    }
}

/// The truth of a condition that is a literal.
pub(super) fn literal(condition: &Expr) -> Option<bool> {
    match &condition.kind {
        ExprKind::True | ExprKind::Number(_) | ExprKind::String(_) => Some(true),
        ExprKind::False | ExprKind::Nil => Some(false),
        ExprKind::Paren(inner) => literal(inner),
        _ => None,
    }
}
