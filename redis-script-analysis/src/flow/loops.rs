//! Loops: one abstract round stands for all.

use std::collections::BTreeSet;

use super::Interpreter;
use super::state::State;
use super::value::{Bound, Interval, Kind, Value, Values};
use crate::lua::syntax::{Block, Expr, LocalId};
use crate::lua::visit;

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn while_loop(&mut self, condition: &'chunk Expr, body: &'chunk Block) {
        self.round(body, |this, body| {
            let tested = this.condition(condition);
            let skipped = this.state.clone();
            this.learn(&tested.when_true);
            this.block(body);
            let after = std::mem::take(&mut this.state);
            this.state = skipped.join(after);
            this.learn(&tested.when_false);
        });
    }

    pub(super) fn repeat_loop(&mut self, body: &'chunk Block, condition: &'chunk Expr) {
        self.round(body, |this, body| {
            this.block(body);
            let tested = this.condition(condition);
            this.learn(&tested.when_true);
        });
    }

    pub(super) fn for_loop(&mut self, body: &'chunk Block, variables: &[(LocalId, Value)]) {
        self.round(body, |this, body| {
            let skipped = this.state.clone();
            for (local, value) in variables {
                this.set_local(*local, value.clone());
            }
            this.block(body);
            let after = std::mem::take(&mut this.state);
            this.state = skipped.join(after);
            for (local, _) in variables {
                this.forget_locals(&[*local]);
            }
        });
    }

    /// One abstract round of a loop stands for all: what its body assigns is unknown at its start. If the body takes
    /// entries off KEYS or ARGV, the round is done again with their positions unknown.
    fn round(&mut self, body: &'chunk Block, once: impl Fn(&mut Self, &'chunk Block)) {
        for local in assigned_locals(body) {
            if let Some(value) = self.state.locals.get(&local).cloned() {
                self.tolerate(&value);
                self.escape(&value);
                self.state.locals.insert(local, Value::unknown());
            }
        }
        let (start, sites) = (self.state.clone(), self.sites.len());
        self.one_round(body, &once);
        if self.state.moved_since(&start) {
            self.sites.truncate(sites);
            let moved = std::mem::replace(&mut self.state, start);
            self.state.forget_moved(&moved);
            self.one_round(body, &once);
        }
    }

    fn one_round(&mut self, body: &'chunk Block, once: &impl Fn(&mut Self, &'chunk Block)) {
        self.breaks.push(Vec::new());
        once(self, body);
        let breaks = self.breaks.pop().unwrap_or_default();
        self.state = breaks
            .into_iter()
            .fold(std::mem::take(&mut self.state), State::join);
    }

    pub(super) fn leave_loop(&mut self) {
        if let Some(breaks) = self.breaks.last_mut() {
            breaks.push(self.state.clone());
        }
        self.state.unreachable = true;
    }

    pub(super) fn loop_interval(
        &mut self,
        start: &'chunk Expr,
        limit: &'chunk Expr,
        step: Option<&'chunk Expr>,
    ) -> Interval {
        let (start, limit) = (self.evaluate(start), self.evaluate(limit));
        let step = step.map_or_else(|| Value::integer(1), |step| self.evaluate(step));
        for value in [&start, &limit, &step] {
            self.need(value);
        }
        let (start, limit) = (start.interval(), limit.interval());
        match step.interval().as_constant() {
            Some(step) if step > 0 => Interval {
                low: start.low,
                high: last_round(start, limit.high, step),
            },
            Some(_) => Interval {
                low: limit.low,
                high: start.high,
            },
            None => Interval::UNKNOWN,
        }
    }

    /// The loop variables' values in a generic `for`.
    pub(super) fn iterated(&mut self, values: &'chunk [Expr]) -> Vec<Value> {
        let Values { fixed, .. } = self.evaluate_list(values);
        let mut fixed = fixed.into_iter();
        let Some(first) = fixed.next() else {
            return Vec::new();
        };
        self.need(&first);
        match (first.kind, fixed.next().map(|state| state.kind)) {
            (Kind::Iterator(table), _) => {
                let high = self.entry_count(table).interval().high;
                let index = Interval {
                    low: Bound::Constant(1),
                    high,
                };
                vec![
                    Value::new(Kind::Number(index)),
                    Value::new(Kind::String(None)),
                ]
            }
            // `for k, v in next, KEYS`
            (_, Some(Kind::Entries(table))) => {
                let span = values.last().map(|value| value.span).unwrap_or_default();
                self.read_all(table, span);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}

/// The last value that the loop variable takes, where the step does not land on the limit.
fn last_round(start: Interval, limit: Bound, step: i64) -> Bound {
    match (start.as_constant(), limit) {
        (Some(start), Bound::Constant(limit)) if limit >= start => {
            Bound::Constant(limit - (limit - start) % step)
        }
        _ => limit,
    }
}

fn assigned_locals(block: &Block) -> BTreeSet<LocalId> {
    let mut assigned = BTreeSet::new();
    visit::own_assignments(block, &mut |local| {
        assigned.insert(local);
    });
    assigned
}
