//! Statements: how the state moves through the script.

use super::Interpreter;
use super::function::Returned;
use super::operand::Seen;
use super::reach::literal;
use super::site::Site;
use super::state::State;
use crate::domain::Value;
use crate::facts::{Asks, GlobalAccess};
use crate::lua::syntax::{
    Block, Expr, ExprKind, LocalId, Statement, StatementKind, Suffix, SuffixKind,
};

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
            if let Some(declared) = self.chunk.locals.get(local.0 as usize)
                && !declared.captured
            {
                self.state.forget(*local);
            }
        }
    }

    pub(super) fn statement(&mut self, statement: &'chunk Statement) {
        if self.is_way_lost() {
            return;
        }
        if self.budget > 0 {
            self.budget -= 1;
        } else {
            self.overdraft = self.overdraft.saturating_sub(1);
        }
        self.may_raise();
        match &statement.kind {
            StatementKind::Local { locals, values } => {
                let mut given = self.evaluate_exactly(values, locals.len());
                for (at, local) in locals.iter().enumerate() {
                    if let Some(value) = given.get_mut(at) {
                        self.note_shadow(*local, value, values.get(at).or(values.last()));
                        self.declare(*local, std::mem::replace(value, Value::BOTTOM));
                    }
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
                self.while_loop(condition, body, statement);
            }
            StatementKind::Repeat { body, condition } => {
                self.repeat_loop(body, condition, statement);
            }
            StatementKind::If { arms, otherwise } => self.branches(arms, otherwise.as_ref()),
            StatementKind::NumericFor {
                variable,
                start,
                limit,
                step,
                body,
            } => self.numeric_for(*variable, [start, limit], step.as_ref(), body, statement),
            StatementKind::GenericFor {
                variables,
                values,
                body,
            } => self.generic_for(variables, values, body, statement),
            StatementKind::Function { target, function } => {
                let place = self.place(target);
                let value = self.closure(function);
                self.store(target, place.as_ref(), value);
            }
            StatementKind::LocalFunction { local, function } => {
                let value = self.closure(function);
                self.declare(*local, value);
            }
            StatementKind::Return(values) => self.return_values(values, statement),
            StatementKind::Break => self.leave_loop(),
        }
    }

    /// What is indexed is evaluated before the values, and the last target is assigned first.
    fn assign(&mut self, targets: &'chunk [Expr], values: &'chunk [Expr]) {
        let mut places = Vec::new();
        for target in targets {
            places.push(self.place(target));
        }
        self.pending += 1;
        let mut values = self.evaluate_exactly(values, targets.len());
        for (at, target) in targets.iter().enumerate() {
            if let Some(Some(place)) = places.get_mut(at) {
                self.at_store(target, place);
            }
        }
        for target in targets.iter().rev() {
            if let (Some(place), Some(value)) = (places.pop(), values.pop()) {
                self.store(target, place.as_ref(), value);
            }
        }
        self.pending -= 1;
    }

    /// What an assignment indexes; `None` if it is to a variable.
    fn place(&mut self, target: &'chunk Expr) -> Option<Place> {
        let (base, before, last) = parts(target)?;
        let object = self.evaluate_suffixed(base, before);
        self.pending += 1;
        let index = match &last.kind {
            SuffixKind::Index(index) => self.evaluate(index),
            SuffixKind::Field(name) => Value::text(name.text.as_bytes()),
            _ => Value::unknown(),
        };
        self.pending -= 1;
        Some(Place { object, index })
    }

    /// A local variable is only looked at when the store is made: the values may have changed it, or not yet.
    fn at_store(&mut self, target: &'chunk Expr, place: &mut Place) {
        let Some((base, before, last)) = parts(target) else {
            return;
        };
        if before.is_empty() && matches!(base.kind, ExprKind::Local(_)) {
            place.object.join(&self.evaluate(base));
        }
        if let SuffixKind::Index(index) = &last.kind
            && matches!(index.kind, ExprKind::Local(_))
        {
            place.index.join(&self.evaluate(index));
        }
    }

    fn store(&mut self, target: &'chunk Expr, place: Option<&Place>, value: Value) {
        match (&target.kind, place) {
            (ExprKind::Local(local), _) => self.assign_local(*local, value),
            (ExprKind::Global(name), _) => {
                self.note_global(Site::of(target), name, GlobalAccess::Write);
                self.escape(&value);
            }
            (_, Some(Place { object, index })) => {
                if let Some((base, before, _)) = parts(target) {
                    let seen = Seen::suffixes(base, before);
                    self.access((object, seen), index, Seen::expr(target), true);
                }
                self.note_global_store(object, index, Site::of(target));
                if let Some(name) = index.as_text() {
                    self.name_field(name, target.span, &value);
                }
                self.store_index(object, index, &value, Site::of(target));
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
        // What was noted before each arm, and in it.
        let mut taken = Vec::new();
        for (condition, body) in arms {
            let tested = self.condition(condition);
            let falsy = self.part(&tested);
            let before = self.begin_steps();
            match (always, literal(condition)) {
                (Some(always), _) => self.dead_block(body, always),
                (None, Some(false)) => self.dead_block(body, condition),
                _ => self.block(body),
            }
            let arm = self.end_path(Vec::new());
            taken.push((before, arm));
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
        self.note_arms(taken);
        // The last ones first, as in nested `if`s: what one condition parted meets before what those above it parted.
        while let Some(exit) = exits.pop() {
            self.join_before(exit);
        }
        self.reunite(&parted, self.ends() == ends);
    }

    fn return_values(&mut self, exprs: &'chunk [Expr], statement: &Statement) {
        let mut values = self.evaluate_list(exprs);
        let site = Site {
            span: statement.span,
            ..Site::of_last(exprs)
        };
        if self.frames.len() == 1 {
            // The reply: KEYS or ARGV that is returned is read from its first entry on.
            values = self.with_tail_read(&values, site);
            for value in &values.fixed {
                self.leave_nested(value);
            }
            self.use_all_taken(&values);
            self.note_lost(statement.span);
            self.note_rejection(&values, statement.span);
        }
        let state = self.state.clone();
        if let Some(frame) = self.frames.last_mut() {
            frame.returns.push(Returned {
                statement: statement.id,
                site,
                first: match exprs {
                    [first, ..] => Some(first.id),
                    [] => None,
                },
                values,
                state,
            });
        }
        self.state.unreachable = true;
    }
}

/// The table and the index of an assignment.
struct Place {
    object: Value,
    index: Value,
}

fn parts(target: &Expr) -> Option<(&Expr, &[Suffix], &Suffix)> {
    let ExprKind::Suffixed { base, suffixes } = &target.kind else {
        return None;
    };
    let (last, before) = suffixes.split_last()?;
    Some((base, before, last))
}
