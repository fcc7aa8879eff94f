//! What a condition tells: it is taken for true or false, and that is followed back to what it was computed from.

mod comparison;
mod parts;
mod refine;

use super::Interpreter;
use super::numbering::Definition;
use super::state::{PathKind, State};
use crate::domain::{Facets, Types, Value};

/// Conditions within conditions that are followed, in depth and in number: beyond that, less is known. There are fewer once the
/// text has cost all statements of its budget.
const NESTED: u32 = 24;
const CONDITIONS: u32 = 256;
const CONDITIONS_BEYOND_BUDGET: u32 = 16;

impl Interpreter<'_> {
    /// Takes a value for true, or for false.
    pub(super) fn assume(&mut self, value: &Value, truth: bool) {
        self.conditions_left = self.conditions();
        self.assume_within(value, truth, NESTED);
    }

    /// Takes a value for true here, and for false in the state that it gives. Both cost about as much as one of them does:
    /// what is true for one part of a condition is known for the next part of either.
    pub(super) fn part(&mut self, value: &Value) -> State {
        self.conditions_left = self.conditions();
        let mut falsy = self.part_within(value, NESTED);
        if self.steering.is_some() {
            self.steer(value, &mut falsy);
        }
        falsy
    }

    fn conditions(&self) -> u32 {
        if self.budget > 0 {
            CONDITIONS
        } else {
            CONDITIONS_BEYOND_BUDGET
        }
    }

    fn assume_within(&mut self, value: &Value, truth: bool, depth: u32) {
        if self.state.unreachable || depth == 0 || self.conditions_left == 0 {
            return;
        }
        self.conditions_left -= 1;
        let value = &self.refined(value);
        if !value.may_be(truth) {
            self.take_for_nil(value, truth);
            self.refute(value.may_be(!truth) && !self.asks_data(value, truth, 3));
            return;
        }
        self.note_tested(value);
        self.require_truth(value, truth);
        self.refine_truth(value, truth);
        match self.numbering.definition(value.same).clone() {
            Definition::Not(inner) => self.assume_within(&inner, !truth, depth - 1),
            Definition::Compare(comparison, operands) => {
                self.assume_comparison(comparison, truth, &operands.0, &operands.1);
            }
            Definition::And(operands) => self.assume_both(&operands, truth, true, depth - 1),
            Definition::Or(operands) => self.assume_both(&operands, truth, false, depth - 1),
            _ => {}
        }
    }

    /// No run comes here, by what the script itself says, or by a mistake.
    fn refute(&mut self, by_script: bool) {
        let path = if by_script {
            PathKind::Refuted
        } else {
            PathKind::AfterMistake
        };
        self.state.path = self.state.path.max(path);
    }

    /// Whether a condition that never has an outcome asks the data: whoever does so means both outcomes.
    fn asks_data(&self, value: &Value, truth: bool, depth: u32) -> bool {
        if is_data(value) {
            return true;
        }
        let Some(deeper) = depth.checked_sub(1) else {
            return false;
        };
        match self.numbering.definition(value.same) {
            Definition::Not(inner) => self.asks_data(inner, !truth, deeper),
            Definition::Compare(_, operands) => is_data(&operands.0) || is_data(&operands.1),
            Definition::And(operands) => self.either_asks_data(operands, truth, truth, deeper),
            Definition::Or(operands) => self.either_asks_data(operands, truth, !truth, deeper),
            _ => false,
        }
    }

    /// Of operands that all need to have the outcome, those count that never have it.
    fn either_asks_data(
        &self,
        operands: &(Value, Value),
        truth: bool,
        need_all: bool,
        depth: u32,
    ) -> bool {
        let asks = |operand: &Value| {
            let counts = !need_all || !self.refined(operand).may_be(truth);
            counts && self.asks_data(operand, truth, depth)
        };
        asks(&operands.0) || asks(&operands.1)
    }

    fn refine_truth(&mut self, value: &Value, truth: bool) {
        let types = if truth { Types::TRUTHY } else { Types::FALSY };
        self.refine(value.same, &Facets::of_types(types));
    }

    /// `a and b` is true if both are, `a or b` is false if neither is. Otherwise it is by the first, or by the second.
    fn assume_both(&mut self, operands: &(Value, Value), truth: bool, is_and: bool, depth: u32) {
        let (first, second) = operands;
        if truth == is_and {
            self.assume_within(first, truth, depth);
            self.assume_within(second, truth, depth);
            return;
        }
        let conditions = self.state.conditions.clone();
        let mut by_first = self.part_within(first, depth);
        if truth {
            std::mem::swap(&mut by_first, &mut self.state);
        }
        self.assume_within(second, truth, depth);
        let by_second = self.state.take();
        self.state = self.either(by_first, by_second, &conditions);
    }
}

/// Whether a value comes from entries or replies.
fn is_data(value: &Value) -> bool {
    !value.origin.calls.is_empty() || !value.origin.reads.is_empty()
}
