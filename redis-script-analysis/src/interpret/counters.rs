//! Variables that a `while` or `repeat` counts by: what bounds its rounds.

use super::Interpreter;
use super::amounts::{one_of, rounds_up_to};
use super::compute::numeric;
use super::numbering::Definition;
use super::state::State;
use crate::domain::{Comparison, Value, ValueNumber};
use crate::facts::Amount;

/// Steps between the value of a variable at the head of a loop and at the end of a round that are followed.
const FOLLOWED: u32 = 8;
/// Conditions within the condition of a loop.
const NESTED: u32 = 8;

/// A loop whose rounds are to be bounded.
pub(super) struct CountedLoop {
    /// What held before the loop.
    pub(super) entry: State,
    /// What held at the begin of a round.
    pub(super) head: State,
    /// The last number of a value before the round: what has it is the same in all rounds.
    pub(super) before: ValueNumber,
}

impl Interpreter<'_> {
    /// Begins a round: each variable gets a number for the value that it has in all of the round up to its first assignment.
    pub(super) fn begin_round(&mut self, entry: &State) -> CountedLoop {
        let before = self.numbering.next();
        let mut unnumbered = Vec::new();
        self.state.for_each_numbered_local(&mut |local, value| {
            if value.same == ValueNumber::NONE && !self.state.has_several(local) {
                unnumbered.push((local, value.clone()));
            }
        });
        for (local, value) in unnumbered {
            let number = self.numbering.fresh();
            self.state.set_local(local, value.numbered(number));
        }
        CountedLoop {
            entry: entry.clone(),
            head: self.state.clone(),
            before,
        }
    }

    /// How often a loop goes round at most that goes on only while a condition has an outcome. `end`: what holds at the end of a
    /// round.
    pub(super) fn counted_rounds(
        &self,
        counted: &CountedLoop,
        (condition, truth): (&Value, bool),
        end: &State,
        depth: u32,
    ) -> Option<Amount> {
        let depth = depth.checked_sub(1)?;
        let within =
            |value: &Value, truth: bool| self.counted_rounds(counted, (value, truth), end, depth);
        match self.numbering.definition(condition.same) {
            Definition::Not(inner) => within(inner, !truth),
            Definition::And(both) if truth => one_of(within(&both.0, true), within(&both.1, true)),
            Definition::Or(both) if !truth => {
                one_of(within(&both.0, false), within(&both.1, false))
            }
            Definition::Compare(comparison, sides) if *comparison != Comparison::Equal => {
                let (left, right) = (&sides.0, &sides.1);
                let may_be_nan = numeric(left).nan || numeric(right).nan;
                let strictly = (*comparison == Comparison::Less) == truth;
                match truth {
                    true => self.between(counted, (left, right, strictly), end),
                    // What is not less is not therefore greater.
                    false if may_be_nan => None,
                    false => self.between(counted, (right, left, strictly), end),
                }
            }
            _ => None,
        }
    }

    /// The rounds while one value is less than another, of which one counts towards the other.
    fn between(
        &self,
        counted: &CountedLoop,
        (less, more, strictly): (&Value, &Value, bool),
        end: &State,
    ) -> Option<Amount> {
        let is_integral = numeric(less).integral && numeric(more).integral;
        let gap = if strictly && is_integral { 1.0 } else { 0.0 };
        if let Some((start, offset, step)) = self.counter(counted, less, end)
            && step > 0.0
        {
            let from = numeric(&start).low().as_constant()? + offset + gap;
            let limit = self.fixed_amount(counted, more)?;
            let end = numeric(&self.refined(more)).high();
            return from
                .is_finite()
                .then(|| rounds_up_to(&limit, Some(end), from, step));
        }
        let (start, offset, step) = self.counter(counted, more, end)?;
        let low = numeric(&self.refined(less)).low().as_constant()? - offset + gap;
        if step >= 0.0 || !low.is_finite() {
            return None;
        }
        let high = self.amount_of(&start)?;
        Some(rounds_up_to(
            &high,
            Some(numeric(&start).high()),
            low,
            -step,
        ))
    }

    /// What a value is at most in all rounds.
    fn fixed_amount(&self, counted: &CountedLoop, value: &Value) -> Option<Amount> {
        let is_fixed = value.same != ValueNumber::NONE && value.same < counted.before;
        let mut value = self.refined(value);
        if !is_fixed {
            // Its interval holds in each of them, but not what it was computed from.
            value.same = ValueNumber::NONE;
        }
        self.amount_of(&value)
    }

    /// If a value is that of a variable which each round changes by one step: what the variable is before the loop, how much the
    /// value is more than it, and the step.
    fn counter(
        &self,
        counted: &CountedLoop,
        value: &Value,
        end: &State,
    ) -> Option<(Value, f64, f64)> {
        let (number, offset) = self.based(value.same);
        if number == ValueNumber::NONE {
            return None;
        }
        let mut found = None;
        counted.head.for_each_numbered_local(&mut |local, value| {
            if value.same == number {
                found = Some(local);
            }
        });
        let local = found?;
        let (base, step) = self.based(end.local(local)?.same);
        let start = counted.entry.local(local)?;
        (base == number).then(|| (counted.entry.refine(start), offset, step))
    }

    /// The value from which a value was computed by adding constants, and their sum.
    fn based(&self, number: ValueNumber) -> (ValueNumber, f64) {
        let (mut number, mut sum) = (number, 0.0);
        for _ in 0..FOLLOWED {
            let Definition::Sum(of, by) = self.numbering.definition(number) else {
                break;
            };
            (number, sum) = (of.same, sum + by);
        }
        (number, sum)
    }

    /// The same of all conditions in one.
    pub(super) fn rounds_while(
        &self,
        counted: &CountedLoop,
        condition: (&Value, bool),
        end: &State,
    ) -> Option<Amount> {
        self.counted_rounds(counted, condition, end, NESTED)
    }
}
