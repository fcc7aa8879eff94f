//! Whether loops end.

use super::Interpreter;
use super::reach::literal;
use super::state::State;
use crate::facts::{EntryTable, Loop, LoopEnd, LoopKind};
use crate::lua::syntax::{Expr, ExprKind, ExprRange, LocalId, Statement, UnaryOperator};

/// What could leave a loop before it was entered.
pub(super) struct LoopEntry {
    returns: usize,
    raised: u32,
    before: State,
    counts: bool,
}

impl Interpreter<'_> {
    pub(super) fn enter_loop(&self) -> LoopEntry {
        LoopEntry {
            returns: self.returns(),
            raised: self.raised,
            before: self.state.clone(),
            counts: self.is_noting(),
        }
    }

    pub(super) fn returns(&self) -> usize {
        match self.frames.last() {
            Some(frame) => frame.returns.len(),
            None => 0,
        }
    }

    /// Notes a loop that was gone through.
    pub(super) fn note_loop(
        &mut self,
        entry: &LoopEntry,
        (kind, statement, head): (LoopKind, &Statement, ExprRange),
        condition: &Expr,
    ) {
        if !entry.counts {
            return;
        }
        let raises = self.raised != entry.raised || self.returns() != entry.returns;
        let is_left = raises || self.left_by_break;
        let end = match () {
            () if is_left => LoopEnd::Possible,
            () if self.state.unreachable => LoopEnd::Never,
            () if self.state.moved_since(&entry.before) => LoopEnd::Possible,
            () if self.is_fixed(condition, statement) => LoopEnd::Stuck,
            () => LoopEnd::Possible,
        };
        self.events.looped(Loop {
            id: statement.id,
            exprs: statement.exprs,
            kind,
            span: statement.span,
            head: condition.span,
            condition: Some(head),
            end,
            limit: None,
        });
    }

    /// Whether nothing in the loop changes the condition: it asks local variables and the number of entries alone, and the
    /// loop neither declares nor assigns one of those.
    fn is_fixed(&self, condition: &Expr, statement: &Statement) -> bool {
        let mut asked = Vec::new();
        if literal(condition).is_some() || !locals_alone(condition, &mut asked) {
            return false;
        }
        for local in &asked {
            if statement.locals.contains(*local)
                || self.upvalues.mutated.contains(*local)
                || self.upvalues.assigns(*local, statement.exprs)
            {
                return false;
            }
        }
        !asked.is_empty()
    }
}

/// Whether an expression is made of local variables and constants alone: no table, no call.
fn locals_alone(expr: &Expr, asked: &mut Vec<LocalId>) -> bool {
    match &expr.kind {
        ExprKind::Local(local) => {
            asked.push(*local);
            true
        }
        ExprKind::Nil
        | ExprKind::True
        | ExprKind::False
        | ExprKind::Number(_)
        | ExprKind::String(_) => true,
        ExprKind::Paren(inner) => locals_alone(inner, asked),
        ExprKind::Unary { operator, operand } => match &operand.kind {
            // Of other tables it may change in many ways.
            _ if *operator != UnaryOperator::Length => locals_alone(operand, asked),
            ExprKind::Global(name) => EntryTable::of_name(name).is_some(),
            _ => false,
        },
        ExprKind::Binary { first, rest } => {
            for step in rest {
                if !locals_alone(&step.operand, asked) {
                    return false;
                }
            }
            locals_alone(first, asked)
        }
        _ => false,
    }
}
