//! What a condition tells: it is taken for true or false, and that is followed back to what it was computed from.

use super::Interpreter;
use super::conditions::deciders;
use super::conversion::{base_of, named_type, table_of};
use super::numbering::{Definition, Numbering};
use super::state::{PathKind, State};
use crate::collections::Shared;
use crate::domain::{
    Comparison, Domain, End, Facets, Number, Plain, Sources, Types, Value, ValueNumber,
};
use crate::facts::{Conditions, EntryTable};

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
        self.part_within(value, NESTED)
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

    fn part_within(&mut self, value: &Value, depth: u32) -> State {
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
    fn either(&mut self, one: State, other: State, before: &Shared<Conditions>) -> State {
        let mut deciding = deciders(&one.conditions, before);
        deciding.extend(&deciders(&other.conditions, before));
        let joined = self.join(one, other);
        let here = std::mem::replace(&mut self.state, joined);
        self.require_either(before, &deciding);
        std::mem::replace(&mut self.state, here)
    }

    /// A comparison gave `truth`.
    pub(super) fn assume_comparison(
        &mut self,
        comparison: Comparison,
        truth: bool,
        left: &Value,
        right: &Value,
    ) {
        let (left, right) = (self.refined(left), self.refined(right));
        self.note_tested(&left);
        self.note_tested(&right);
        self.require_comparison(comparison == Comparison::Equal, truth, &left, &right);
        let mut facets = (left.facets.clone(), right.facets.clone());
        Facets::assume(comparison, truth, &mut facets.0, &mut facets.1);
        if facets.0.is_bottom() || facets.1.is_bottom() {
            let mut others = (left.facets.clone(), right.facets.clone());
            Facets::assume(comparison, !truth, &mut others.0, &mut others.1);
            let is_error = others.0.is_bottom() || others.1.is_bottom();
            self.refute(!is_error && !is_data(&left) && !is_data(&right));
            return;
        }
        self.refine(left.same, &facets.0);
        self.refine(right.same, &facets.1);
        if comparison == Comparison::Equal && truth {
            self.note_declared(&left, &right);
            self.note_declared(&right, &left);
        }
        self.assume_counts(comparison, truth, &left, &right);
    }

    /// What equals an entry of KEYS is a key that the caller declared.
    fn note_declared(&mut self, value: &Value, other: &Value) {
        if other.origin.sources == Sources::KEY && value.same != ValueNumber::NONE {
            self.state.declared.insert(value.same.0.into(), ());
        }
    }

    /// A number of entries was compared: what is known of it as a constant.
    fn assume_counts(&mut self, comparison: Comparison, truth: bool, left: &Value, right: &Value) {
        let constants = [self.counted(left), self.counted(right)];
        let [Some(ours), Some(theirs)] = constants else {
            return;
        };
        let mut facets = (Facets::of_number(ours), Facets::of_number(theirs));
        Facets::assume(comparison, truth, &mut facets.0, &mut facets.1);
        for (value, facets) in &[(left, &facets.0), (right, &facets.1)] {
            let Some(end) = only_end(value) else {
                continue;
            };
            if let Some(table) = table_of(end.base) {
                let known = &facets.number;
                let least = known.low().as_constant().map(|low| low - end.offset);
                let most = known.high().as_constant().map(|high| high - end.offset);
                let count = |number: f64| {
                    #[expect(clippy::cast_possible_truncation, reason = "a small number")]
                    (number.abs() < 1e9).then_some(number as i64)
                };
                let entries = self.state.entries_mut(table);
                entries.set_count(least.and_then(count).unwrap_or(0), most.and_then(count));
            }
        }
    }

    /// A number with the constants that are known of the numbers of entries in it.
    fn counted(&self, value: &Value) -> Option<Number> {
        let number = &value.facets.number;
        let Some(end) = only_end(value) else {
            let constant = table_of(number.low().base).or(table_of(number.high().base));
            return constant.is_none().then_some(*number);
        };
        let Some(table) = table_of(end.base) else {
            return Some(*number);
        };
        let (least, most) = self.state.entries(table).count();
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let (least, most) = (least as f64, most.map_or(f64::INFINITY, |most| most as f64));
        Some(Number::between(
            least + end.offset,
            most + end.offset,
            number.integral,
        ))
    }

    /// A value is known to be one of these, and so what it was computed from is known better.
    pub(super) fn refine(&mut self, number: ValueNumber, facets: &Facets) {
        if number == ValueNumber::NONE || self.state.unreachable {
            return;
        }
        let known = self.state.set_refined(number, facets);
        match self.numbering.definition(number).clone() {
            Definition::Entry(table, at) if !known.plain.has(Plain::NIL) => {
                self.state.entries_mut(table).set_present(at);
            }
            Definition::Type(value) => {
                if let Some(names) = known.text.constants() {
                    let types = names
                        .iter()
                        .fold(Types::default(), |types, name| types.or(named_type(name)));
                    self.refine(value.same, &Facets::of_types(types));
                }
            }
            Definition::ToNumber(value) if !known.plain.has(Plain::NIL) => {
                self.refine(value.same, &Facets::of_types(Types::NUMERIC));
            }
            Definition::Sum(value, by) => {
                let moved = known.number.add(&Number::constant(-by));
                let mut facets = Facets::TOP;
                facets.number = moved;
                facets.number.integral = false;
                facets.number.divided = false;
                self.refine(value.same, &facets);
            }
            Definition::Modulo(value, by) => {
                if let Some(rest) = known.number.as_constant() {
                    self.refine_modulo(&value, by, rest);
                }
            }
            _ => {}
        }
    }

    /// `x % n == rest`: the ends of `x` are such numbers, too.
    fn refine_modulo(&mut self, value: &Value, by: f64, rest: f64) {
        let number = self.refined(value).facets.number;
        let (Some(low), true) = (number.low().as_constant(), number.integral && by > 0.0) else {
            return;
        };
        if !low.is_finite() || by.fract() != 0.0 || low.abs() > 9e15 {
            return;
        }
        let missing = (rest - low).rem_euclid(by);
        let mut facets = Facets::TOP;
        facets.number.set_low(End::constant(low + missing));
        self.refine(value.same, &facets);
    }
}

/// The end that both ends of a number are. A number of entries stays that, also if conditions tell more of it.
fn only_end(value: &Value) -> Option<End> {
    for table in EntryTable::ALL {
        if value.same == Numbering::count(table) {
            let base = base_of(table);
            return Some(End { base, offset: 0.0 });
        }
    }
    value.facets.number.single()
}

/// Whether a value comes from entries or replies.
fn is_data(value: &Value) -> bool {
    !value.origin.calls.is_empty() || !value.origin.reads.is_empty()
}
