//! What is known of a value tells of what it was computed from.

use crate::domain::{Domain, End, Facets, Number, Plain, Types, Value, ValueNumber};
use crate::interpret::Interpreter;
use crate::interpret::conversion::named_type;
use crate::interpret::numbering::Definition;

impl Interpreter<'_> {
    /// A value is known to be one of these, and so what it was computed from is known better.
    pub(in crate::interpret) fn refine(&mut self, number: ValueNumber, facets: &Facets) {
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
                    let mut types = Types::default();
                    for name in names {
                        types = types.or(named_type(name));
                    }
                    self.refine(value.same, &Facets::of_types(types));
                }
            }
            Definition::ToNumber(value) if !known.plain.has(Plain::NIL) => {
                self.refine(value.same, &Facets::of_types(Types::NUMERIC));
            }
            Definition::First(length) if !known.plain.has(Plain::NIL) => {
                self.refine(
                    length.same,
                    &Facets::of_number(Number::between(1.0, f64::INFINITY, true)),
                );
            }
            Definition::EntryAfter(table, at) if !known.plain.has(Plain::NIL) => {
                self.state.entries_mut(table).set_count(at + 1, None);
            }
            Definition::Sum(value, by) => {
                let integral = self.refined(&value).facets.number.integral;
                let mut facets = Facets::TOP;
                facets.number = known.number.before_adding(by, integral);
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
