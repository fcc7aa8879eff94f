//! Whether loops end.

use super::Interpreter;
use super::progress::{self, Progress};
use super::reach::literal;
use super::state::State;
use crate::facts::{Amount, EntryTable, Loop, LoopEnd, LoopKind};
use crate::lua::syntax::{
    Expr, ExprKind, ExprRange, LocalId, Statement, StatementKind, SuffixKind, UnaryOperator,
};
use crate::redis::builtins::{self, Role};

/// What could leave a loop before it was entered.
pub(super) struct LoopEntry {
    returns: usize,
    raised: u32,
    pub(super) before: State,
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
            () => self.end_by_condition(condition, statement),
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
            rounds: Amount::ZERO,
        });
    }

    /// Whether the rounds change the condition, if it asks local variables and the number of entries alone.
    fn end_by_condition(&self, condition: &Expr, statement: &Statement) -> LoopEnd {
        let mut asked = Vec::new();
        let asks_locals = literal(condition).is_none() && locals_alone(condition, &mut asked);
        if !asks_locals || asked.is_empty() {
            return LoopEnd::Possible;
        }
        let (StatementKind::While { body, .. } | StatementKind::Repeat { body, .. }) =
            &statement.kind
        else {
            return LoopEnd::Possible;
        };
        for local in &asked {
            if statement.locals.contains(*local) || self.upvalues.mutated.contains(*local) {
                return LoopEnd::Possible;
            }
        }
        match progress::of_round(body, &asked) {
            Progress::None => LoopEnd::Stuck,
            Progress::InLoop => LoopEnd::StuckIfEmpty,
            Progress::IfSo => LoopEnd::StuckUnless,
            Progress::Always => LoopEnd::Possible,
        }
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
        ExprKind::Suffixed { base, suffixes } => match (&base.kind, suffixes.as_slice()) {
            (ExprKind::Global(name), [suffix]) => match &suffix.kind {
                SuffixKind::Call(arguments) if is_conversion(name) => arguments
                    .iter()
                    .all(|argument| locals_alone(argument, asked)),
                _ => false,
            },
            _ => false,
        },
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

/// Whether a global function gives the same whenever it gets the same.
fn is_conversion(name: &str) -> bool {
    match builtins::member(builtins::GLOBALS, name) {
        Some(builtin) => matches!(
            builtin.row.role,
            Role::ToNumber | Role::ToString | Role::Type
        ),
        None => false,
    }
}
