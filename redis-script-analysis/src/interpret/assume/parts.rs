//! Both outcomes of a condition at once: the path on which it is true, and the one on which it is false.

use crate::collections::Shared;
use crate::domain::Value;
use crate::facts::Conditions;
use crate::interpret::Interpreter;
use crate::interpret::conditions::deciders;
use crate::interpret::numbering::Definition;
use crate::interpret::state::State;

impl Interpreter<'_> {
    pub(super) fn part_within(&mut self, value: &Value, depth: u32) -> State {
        let value = &self.refined(value);
        let definition = self.numbering.definition(value.same).clone();
        self.conditions_left = self.conditions_left.saturating_sub(1);
        let follows = depth > 0 && self.conditions_left > 0;
        let is_open = follows && value.may_be(true) && value.may_be(false);
        match definition {
            Definition::Not(inner) if is_open => {
                let falsy = self.part_within(&inner, depth - 1);
                let truthy = std::mem::replace(&mut self.state, falsy);
                self.refine_parts(value, truthy)
            }
            Definition::And(operands) if is_open => {
                self.part_both(value, &operands, true, depth - 1)
            }
            Definition::Or(operands) if is_open => {
                self.part_both(value, &operands, false, depth - 1)
            }
            _ => {
                let before = self.state.clone();
                self.assume_within(value, true, depth);
                let truthy = std::mem::replace(&mut self.state, before);
                self.assume_within(value, false, depth);
                std::mem::replace(&mut self.state, truthy)
            }
        }
    }

    /// [`part`](Self::part) for `a and b`, which is false by either, or for `a or b`, which is true by either.
    fn part_both(
        &mut self,
        value: &Value,
        operands: &(Value, Value),
        is_and: bool,
        depth: u32,
    ) -> State {
        let conditions = self.state.conditions.clone();
        let mut by_first = self.part_within(&operands.0, depth);
        if !is_and {
            std::mem::swap(&mut by_first, &mut self.state);
        }
        let mut by_second = self.part_within(&operands.1, depth);
        if !is_and {
            std::mem::swap(&mut by_second, &mut self.state);
        }
        let mut falsy = self.either(by_first, by_second, &conditions);
        if !is_and {
            std::mem::swap(&mut falsy, &mut self.state);
        }
        self.refine_parts(value, falsy)
    }

    /// A value is true here, and false there.
    fn refine_parts(&mut self, value: &Value, mut there: State) -> State {
        self.refine_truth(value, true);
        std::mem::swap(&mut there, &mut self.state);
        self.refine_truth(value, false);
        std::mem::replace(&mut self.state, there)
    }

    /// One part of a condition led here, or the other one.
    pub(super) fn either(
        &mut self,
        one: State,
        other: State,
        before: &Shared<Conditions>,
    ) -> State {
        let mut deciding = deciders(&one.conditions, before);
        deciding.extend(&deciders(&other.conditions, before));
        let joined = self.join(one, other);
        let here = std::mem::replace(&mut self.state, joined);
        self.require_either(before, &deciding);
        std::mem::replace(&mut self.state, here)
    }
}
