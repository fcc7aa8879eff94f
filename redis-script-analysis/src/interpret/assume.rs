//! What a condition tells: it is taken for true or false, and that is followed back to what it was computed from.

use super::Interpreter;
use super::conditions::deciders;
use super::numbering::Definition;
use super::operator::{named_type, table_of};
use crate::domain::{
    Comparison, Domain, End, Facets, Number, Plain, Sources, Types, Value, ValueNumber,
};

/// Conditions within conditions that are followed: behind it less is known.
const NESTED: u32 = 24;
/// Alternatives within alternatives that are followed; each doubles the work.
const ALTERNATIVES: u32 = 4;

impl Interpreter<'_> {
    /// Takes a value for true, or for false.
    pub(super) fn assume(&mut self, value: &Value, truth: bool) {
        self.assume_within(value, truth, NESTED, ALTERNATIVES);
    }

    fn assume_within(&mut self, value: &Value, truth: bool, depth: u32, alternatives: u32) {
        if self.state.unreachable || depth == 0 {
            return;
        }
        let value = &self.refined(value);
        if !value.may_be(truth) {
            self.state.impossible = true;
            return;
        }
        self.note_tested(value);
        self.require_truth(value, truth);
        let types = if truth { Types::TRUTHY } else { Types::FALSY };
        self.refine(value.same, &Facets::of_types(types));
        match self.numbering.definition(value.same).clone() {
            Definition::Not(inner) => {
                self.assume_within(&inner, !truth, depth - 1, alternatives);
            }
            Definition::Compare(comparison, operands) => {
                self.assume_comparison(comparison, truth, &operands.0, &operands.1);
            }
            Definition::And(operands) => {
                self.assume_both(&operands, truth, true, depth - 1, alternatives);
            }
            Definition::Or(operands) => {
                self.assume_both(&operands, truth, false, depth - 1, alternatives);
            }
            _ => {}
        }
    }

    /// `a and b` is true if both are, `a or b` is false if neither is. Otherwise it is by the first, or by the second.
    fn assume_both(
        &mut self,
        operands: &(Value, Value),
        truth: bool,
        is_and: bool,
        depth: u32,
        alternatives: u32,
    ) {
        let (first, second) = operands;
        if truth == is_and {
            self.assume_within(first, truth, depth, alternatives);
            self.assume_within(second, truth, depth, alternatives);
        } else if alternatives > 0 {
            let before = self.state.clone();
            let conditions = before.conditions.clone();
            self.assume_within(first, truth, depth, alternatives - 1);
            let by_first = std::mem::replace(&mut self.state, before);
            self.assume_within(first, !truth, depth, alternatives - 1);
            self.assume_within(second, truth, depth, alternatives - 1);
            let by_second = self.state.take();
            let mut deciding = deciders(&by_first.conditions, &conditions);
            deciding.extend(&deciders(&by_second.conditions, &conditions));
            self.state = self.join(by_first, by_second);
            self.require_either(&conditions, &deciding);
        }
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
            self.state.impossible = true;
            return;
        }
        self.refine(left.same, &facets.0);
        self.refine(right.same, &facets.1);
        if comparison == Comparison::Equal && truth {
            self.note_declared(&left, &right);
            self.note_declared(&right, &left);
        }
        self.assume_counts(comparison, truth, &left.facets.number, &right.facets.number);
    }

    /// What equals an entry of KEYS is a key that the caller declared.
    fn note_declared(&mut self, value: &Value, other: &Value) {
        if other.origin.sources == Sources::KEY && value.same != ValueNumber::NONE {
            self.state.declared.insert(value.same.0.into(), ());
        }
    }

    /// A number of entries was compared: what is known of it as a constant.
    fn assume_counts(
        &mut self,
        comparison: Comparison,
        truth: bool,
        left: &Number,
        right: &Number,
    ) {
        let constants = [self.counted(left), self.counted(right)];
        let [Some(ours), Some(theirs)] = constants else {
            return;
        };
        let mut facets = (Facets::of_number(ours), Facets::of_number(theirs));
        Facets::assume(comparison, truth, &mut facets.0, &mut facets.1);
        for (number, facets) in [(left, &facets.0), (right, &facets.1)] {
            let Some(end) = number.single() else {
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
    fn counted(&self, number: &Number) -> Option<Number> {
        let Some(end) = number.single() else {
            let constant = table_of(number.low().base).or(table_of(number.high().base));
            return constant.is_none().then(|| number.clone());
        };
        let Some(table) = table_of(end.base) else {
            return Some(number.clone());
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
