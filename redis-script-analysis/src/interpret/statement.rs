//! Statements: how the state moves through the script.

use super::Interpreter;
use super::operand::Seen;
use super::reach::literal;
use super::state::State;
use crate::domain::Value;
use crate::facts::Asks;
use crate::lua::syntax::{Block, Expr, ExprKind, LocalId, Statement, StatementKind, SuffixKind};
use crate::text::Span;

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn block(&mut self, block: &'chunk Block) {
        self.depth += 1;
        self.statements(&block.statements);
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Local { locals, .. } => self.forget_locals(locals),
                StatementKind::LocalFunction { local, .. } => self.forget_locals(&[*local]),
                _ => {}
            }
        }
        self.depth -= 1;
    }

    /// Locals that go out of scope, but for those that a function may still see.
    pub(super) fn forget_locals(&mut self, locals: &[LocalId]) {
        for local in locals {
            if self
                .locals
                .get(local.0 as usize)
                .is_some_and(|local| !local.captured)
            {
                self.state.forget(*local);
            }
        }
    }

    pub(super) fn statement(&mut self, statement: &'chunk Statement) {
        self.budget = self.budget.saturating_sub(1);
        self.may_raise();
        match &statement.kind {
            StatementKind::Local { locals, values } => {
                let given = self.evaluate_exactly(values, locals.len());
                for (at, (local, value)) in locals.iter().zip(given).enumerate() {
                    self.note_shadow(*local, &value, values.get(at).or(values.last()));
                    self.declare(*local, value);
                }
            }
            StatementKind::Assign { targets, values } => self.assign(targets, values),
            StatementKind::Call(call) => {
                self.discarded = Some(call.id);
                self.evaluate_list_of(call);
                self.discarded = None;
            }
            StatementKind::Do(body) => self.block(body),
            StatementKind::While { condition, body } => {
                self.while_loop(condition, body, statement.span);
            }
            StatementKind::Repeat { body, condition } => {
                self.repeat_loop(body, condition, statement.span);
            }
            StatementKind::If { arms, otherwise } => self.branches(arms, otherwise.as_ref()),
            StatementKind::NumericFor {
                variable,
                start,
                limit,
                step,
                body,
            } => self.numeric_for(
                *variable,
                [start, limit],
                step.as_ref(),
                body,
                statement.span,
            ),
            StatementKind::GenericFor {
                variables,
                values,
                body,
            } => self.generic_for(variables, values, body),
            StatementKind::Function { target, function } => {
                let value = self.closure(function);
                self.store(target, value);
            }
            StatementKind::LocalFunction { local, function } => {
                let value = self.closure(function);
                self.declare(*local, value);
            }
            StatementKind::Return(values) => self.return_values(values, statement.span),
            StatementKind::Break => self.leave_loop(),
        }
    }

    fn assign(&mut self, targets: &'chunk [Expr], values: &'chunk [Expr]) {
        let values = self.evaluate_exactly(values, targets.len());
        self.pending += 1;
        for (target, value) in targets.iter().zip(values) {
            self.store(target, value);
        }
        self.pending -= 1;
    }

    fn store(&mut self, target: &'chunk Expr, value: Value) {
        match &target.kind {
            ExprKind::Local(local) => self.assign_local(*local, value),
            ExprKind::Suffixed { base, suffixes } => {
                let Some((last, before)) = suffixes.split_last() else {
                    return;
                };
                let object = self.evaluate_suffixed(base, before);
                let end = before.last().map_or(base.span, |suffix| suffix.span);
                let seen = Seen::suffixed(base.span.to(end), base, before.last());
                let index = match &last.kind {
                    SuffixKind::Index(index) => self.evaluate(index),
                    SuffixKind::Field(name) => Value::text(name.text.as_bytes()),
                    _ => Value::unknown(),
                };
                self.access((&object, seen), &index, Seen::expr(target));
                self.store_index(&object, &index, &value, target.span);
            }
            _ => self.escape(&value),
        }
        self.may_raise();
    }

    pub(super) fn condition(&mut self, condition: &'chunk Expr) -> Value {
        let value = self.evaluate(condition);
        self.test(Asks::Condition, &value, Seen::expr(condition));
        value
    }

    fn branches(&mut self, arms: &'chunk [(Expr, Block)], otherwise: Option<&'chunk Block>) {
        let (parted, ends) = (self.state.conditions.clone(), self.ends());
        let mut exits: Vec<State> = Vec::new();
        // The first condition that is literally true: nothing behind it is looked at.
        let mut always: Option<&Expr> = None;
        for (condition, body) in arms {
            let tested = self.condition(condition);
            let falsy = self.part(&tested);
            match (always, literal(condition)) {
                (Some(always), _) => self.dead_block(body, always),
                (None, Some(false)) => self.dead_block(body, condition),
                _ => self.block(body),
            }
            exits.push(std::mem::replace(&mut self.state, falsy));
            if always.is_none() && literal(condition) == Some(true) {
                always = Some(condition);
            }
        }
        match (otherwise, always) {
            (Some(body), Some(always)) => self.dead_block(body, always),
            (Some(body), None) => self.block(body),
            (None, Some(_)) => self.state.unreachable = true,
            (None, None) => {}
        }
        // The last ones first, as in nested `if`s: what one condition parted meets before what those above it parted.
        for exit in exits.into_iter().rev() {
            let here = self.state.take();
            self.state = self.join(exit, here);
        }
        self.reunite(&parted, self.ends() == ends);
    }

    fn return_values(&mut self, values: &'chunk [Expr], span: Span) {
        let mut values = self.evaluate_list(values);
        if self.frames.len() == 1 {
            // The reply: KEYS or ARGV that is returned is read from its first entry on.
            values = self.with_tail_read(&values, span);
            for value in &values.fixed {
                self.leave(value);
            }
            let whole = values.fixed.clone();
            for value in &whole {
                self.leave_nested(value);
            }
        }
        let state = self.state.clone();
        if let Some(frame) = self.frames.last_mut() {
            frame.returns.push((span, values, state));
        }
        self.state.unreachable = true;
    }
}
