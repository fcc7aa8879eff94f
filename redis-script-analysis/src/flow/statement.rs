//! Statements: how the state moves through the script.

use std::collections::BTreeSet;

use super::Interpreter;
use super::state::State;
use super::value::{Kind, Value};
use crate::lua::syntax::{Block, Expr, ExprKind, LocalId, Statement, StatementKind, SuffixKind};
use crate::lua::visit;

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn block(&mut self, block: &'chunk Block) {
        self.depth += 1;
        for statement in &block.statements {
            self.statement(statement);
        }
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
                self.state.locals.remove(local);
            }
        }
    }

    fn statement(&mut self, statement: &'chunk Statement) {
        self.budget = self.budget.saturating_sub(1);
        match &statement.kind {
            StatementKind::Local { locals, values } => {
                let values = self.evaluate_exactly(values, locals.len());
                self.assign_locals(locals, values);
            }
            StatementKind::Assign { targets, values } => self.assign(targets, values),
            StatementKind::Call(call) => {
                self.evaluate_list_of(call);
            }
            StatementKind::Do(body) => self.block(body),
            StatementKind::While { condition, body } => self.while_loop(condition, body),
            StatementKind::Repeat { body, condition } => self.repeat_loop(body, condition),
            StatementKind::If { arms, otherwise } => self.branches(arms, otherwise.as_ref()),
            StatementKind::NumericFor {
                variable,
                start,
                limit,
                step,
                body,
            } => {
                let interval = self.loop_interval(start, limit, step.as_ref());
                self.for_loop(body, &[(*variable, Value::new(Kind::Number(interval)))]);
            }
            StatementKind::GenericFor {
                variables,
                values,
                body,
            } => {
                let iterated = self.iterated(values);
                let variables: Vec<_> = variables
                    .iter()
                    .copied()
                    .zip(
                        iterated
                            .into_iter()
                            .chain(std::iter::repeat_with(Value::unknown)),
                    )
                    .collect();
                self.for_loop(body, &variables);
            }
            StatementKind::Function { target, function } => {
                let value = self.closure(function);
                self.store(target, value);
            }
            StatementKind::LocalFunction { local, function } => {
                let value = self.closure(function);
                self.set_local(*local, value);
            }
            StatementKind::Return(values) => self.return_values(values),
            StatementKind::Break => self.leave_loop(),
        }
    }

    fn assign_locals(&mut self, locals: &[LocalId], values: Vec<Value>) {
        for (local, value) in locals.iter().zip(values) {
            self.set_local(*local, value);
        }
    }

    pub(super) fn set_local(&mut self, local: LocalId, value: Value) {
        if self.shared.contains(&local) {
            self.escape(&value);
            self.state.locals.insert(local, Value::unknown());
        } else {
            self.state.locals.insert(local, value);
        }
    }

    fn assign(&mut self, targets: &'chunk [Expr], values: &'chunk [Expr]) {
        let values = self.evaluate_exactly(values, targets.len());
        for (target, value) in targets.iter().zip(values) {
            self.store(target, value);
        }
    }

    fn store(&mut self, target: &'chunk Expr, value: Value) {
        match &target.kind {
            ExprKind::Local(local) => self.set_local(*local, value),
            ExprKind::Suffixed { base, suffixes } => {
                let Some((last, before)) = suffixes.split_last() else {
                    return;
                };
                let object = self.evaluate_suffixed(base, before);
                let index = match &last.kind {
                    SuffixKind::Index(index) => self.evaluate(index),
                    _ => Value::unknown(),
                };
                self.store_index(&object, &index, &value);
            }
            _ => self.escape(&value),
        }
    }

    fn store_index(&mut self, object: &Value, index: &Value, value: &Value) {
        self.need(object);
        let Kind::Entries(table) = object.kind else {
            return self.escape(value);
        };
        if let Some(removed) = self.state.entries(table).removed_front
            && let Some(at) = index.interval().as_constant()
        {
            self.state
                .entries_mut(table)
                .overwritten
                .insert(at + removed);
        }
        self.escape(value);
    }

    /// Evaluates a condition and says what holds where it is true and where it is false.
    pub(super) fn condition(&mut self, condition: &'chunk Expr) -> Value {
        let value = self.evaluate(condition);
        self.tolerate(&value);
        value
    }

    fn branches(&mut self, arms: &'chunk [(Expr, Block)], otherwise: Option<&'chunk Block>) {
        let mut exits: Vec<State> = Vec::new();
        for (condition, body) in arms {
            let tested = self.condition(condition);
            let before = self.state.clone();
            self.learn(&tested.when_true);
            self.block(body);
            exits.push(std::mem::replace(&mut self.state, before));
            self.learn(&tested.when_false);
        }
        if let Some(body) = otherwise {
            self.block(body);
        }
        self.state = exits
            .into_iter()
            .fold(std::mem::take(&mut self.state), State::join);
    }

    fn return_values(&mut self, values: &'chunk [Expr]) {
        let values = self.evaluate_list(values);
        if self.frames.len() == 1 {
            // The reply: a table that is returned is read from its first entry on.
            values.fixed.iter().for_each(|value| self.escape(value));
        }
        let state = self.state.clone();
        if let Some(frame) = self.frames.last_mut() {
            frame.returns.push((values, state));
        }
        self.state.unreachable = true;
    }
}

/// The locals that a function other than the one that declares them assigns.
pub(super) fn shared_locals(block: &Block) -> BTreeSet<LocalId> {
    let mut shared = BTreeSet::new();
    visit::functions(block, &mut |function| {
        let mut declared: BTreeSet<LocalId> = function
            .parameters
            .iter()
            .copied()
            .chain(function.implicit_arg)
            .collect();
        visit::own_declarations(&function.body, &mut |local| {
            declared.insert(local);
        });
        visit::own_assignments(&function.body, &mut |local| {
            if !declared.contains(&local) {
                shared.insert(local);
            }
        });
    });
    shared
}
