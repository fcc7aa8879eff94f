//! Notes which commands a script calls in which order, and how often its loops go round.

use super::Interpreter;
use crate::collections::lists;
use crate::facts::{Amount, LoopSteps, PathSteps, Step};
use crate::lua::syntax::{FunctionId, StatementId};
use crate::text::Span;

/// Conditions that call commands of one `if`, each of which comes only after the one before.
const NESTED: usize = 32;

impl Interpreter<'_> {
    /// Commands are called here, if the place counts.
    pub(super) fn note_step(&mut self, step: Step) {
        if self.is_noting() && self.state.path.is_possible() {
            self.steps.push(step);
        }
    }

    /// What is noted from here on is kept apart from the steps that it gives back, until [`Self::end_steps`].
    pub(super) fn begin_steps(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.steps)
    }

    /// What was noted since; those before are continued.
    pub(super) fn end_steps(&mut self, before: Vec<Step>) -> Vec<Step> {
        std::mem::replace(&mut self.steps, before)
    }

    /// One of several paths ends, or comes to where they meet.
    pub(super) fn end_path(&mut self, before: Vec<Step>) -> PathSteps {
        PathSteps {
            steps: self.end_steps(before),
            ends: self.state.unreachable,
        }
    }

    /// The arms of an `if`, each with what was noted before it; what was noted after the last one is on no arm.
    pub(super) fn note_arms(&mut self, mut taken: Vec<(Vec<Step>, PathSteps)>) {
        let mut paths = lists::one(self.end_path(Vec::new()));
        while let Some((mut before, arm)) = taken.pop() {
            paths.push(arm);
            let is_far = taken.len() > NESTED;
            if let Some((earlier, _)) = taken.last_mut()
                && (before.is_empty() || is_far)
            {
                // What a condition far behind calls is taken to be called before.
                earlier.append(&mut before);
                continue;
            }
            let ends = paths.iter().all(|path| path.ends);
            self.steps = before;
            paths.reverse();
            self.note_branches(std::mem::take(&mut paths));
            paths.push(PathSteps {
                steps: self.begin_steps(),
                ends,
            });
        }
        if let Some(first) = paths.pop() {
            self.steps = first.steps;
        }
    }

    /// Paths that call nothing matter only if they end: what follows is then not on them.
    pub(super) fn note_branches(&mut self, paths: Vec<PathSteps>) {
        let matters = |path: &PathSteps| !path.steps.is_empty();
        if paths.iter().any(matters) {
            self.steps.push(Step::Branches(paths));
        }
    }

    /// Something may call a function at any time from here on.
    pub(super) fn note_at_large(&mut self, function: FunctionId) {
        if !self.state.unreachable {
            self.at_large.insert(function, function);
        }
    }

    /// The body of a function.
    pub(super) fn note_function(&mut self, steps: Vec<Step>) {
        if !steps.is_empty() {
            self.steps.push(Step::Function(steps));
        }
    }

    /// The rounds of a loop.
    pub(super) fn note_rounds(
        &mut self,
        (statement, head): (StatementId, Span),
        rounds: Amount,
        body: Vec<Step>,
    ) {
        if !body.is_empty() {
            self.steps.push(Step::Loop(LoopSteps {
                statement,
                head,
                rounds,
                body,
            }));
        }
    }
}
