//! What a value is.

use super::{Domain, Number, Plain, TargetSet, Text, Types, product};

product! {
    /// What a value is: the product of what it is if it is nil, false or true, a number, a string, a table or a function.
    Facets {
        plain: Plain,
        number: Number,
        text: Text,
        target: TargetSet,
    }
}

/// A comparison; the others are these with the operands exchanged or the result negated.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum Comparison {
    /// `a == b`
    Equal,
    /// `a < b`
    Less,
    /// `a <= b`
    LessEqual,
}

impl Facets {
    pub(crate) fn of_plain(plain: Plain) -> Self {
        Self {
            plain,
            ..Self::BOTTOM
        }
    }

    pub(crate) fn of_number(number: Number) -> Self {
        Self {
            number,
            ..Self::BOTTOM
        }
    }

    pub(crate) fn of_text(text: Text) -> Self {
        Self {
            text,
            ..Self::BOTTOM
        }
    }

    pub(crate) fn of_target(target: TargetSet) -> Self {
        Self {
            target,
            ..Self::BOTTOM
        }
    }

    /// Any value of these types.
    pub(crate) fn of_types(types: Types) -> Self {
        Self {
            plain: Plain::of_types(types),
            number: if types.has(Types::NUMBER) {
                Number::TOP
            } else {
                Number::BOTTOM
            },
            text: if types.has(Types::STRING) {
                Text::Any
            } else {
                Text::None
            },
            target: TargetSet {
                any_table: types.has(Types::TABLE),
                any_function: types.has(Types::FUNCTION),
                ..TargetSet::BOTTOM
            },
        }
    }

    /// The types that it may have.
    pub(crate) fn types(&self) -> Types {
        let mut types = self.plain.types().or(self.target.types());
        if !self.number.is_bottom() {
            types = types.or(Types::NUMBER);
        }
        if !self.text.is_none() {
            types = types.or(Types::STRING);
        }
        types
    }

    /// Leaves what is of these types.
    pub(crate) fn restrict(&mut self, types: Types) {
        self.plain = self.plain.and(Plain::of_types(types));
        if !types.has(Types::NUMBER) {
            self.number = Number::BOTTOM;
        }
        if !types.has(Types::STRING) {
            self.text = Text::None;
        }
        self.target.restrict(types);
    }

    /// Whether there is but one value, which equals itself.
    fn is_single(&self) -> bool {
        let types = self.types();
        let one_plain = types.only(Types::FALSY.or(Types::TRUE)) && self.plain.is_single();
        one_plain
            || types.only(Types::NUMBER) && self.number.as_constant().is_some()
            || types.only(Types::STRING) && self.text.as_constant().is_some()
    }

    /// Takes out a value that is the only one of the other.
    fn remove(&mut self, other: &Self) {
        if !other.is_single() {
            return;
        }
        self.plain = self.plain.without(other.plain);
        if let Some(number) = other.number.as_constant() {
            self.number.remove(number);
        }
        if let Some(text) = other.text.as_constant() {
            self.text.remove(text);
        }
    }

    /// Leaves of two values what they can be if a comparison of them gave `truth` and no error.
    pub(crate) fn assume(comparison: Comparison, truth: bool, left: &mut Self, right: &mut Self) {
        match comparison {
            Comparison::Equal if truth => left.assume_equal(right),
            Comparison::Equal => {
                let before = left.clone();
                left.remove(right);
                right.remove(&before);
            }
            Comparison::Less => left.assume_order(right, true, truth),
            Comparison::LessEqual => left.assume_order(right, false, truth),
        }
    }

    fn assume_equal(&mut self, other: &mut Self) {
        self.number.nan = false;
        other.number.nan = false;
        let before = self.clone();
        self.meet_values(other);
        other.meet_values(&before);
    }

    /// A metamethod may call two tables equal that are not the same.
    fn meet_values(&mut self, other: &Self) {
        self.plain.meet(&other.plain);
        self.number.meet(&other.number);
        self.text.meet(&other.text);
        if other.target.is_bottom() {
            self.target = TargetSet::BOTTOM;
        }
    }

    /// Two numbers, two strings, or a metamethod.
    fn assume_order(&mut self, other: &mut Self, strictly: bool, truth: bool) {
        let not_ordered = Plain::FALSY.or(Plain::TRUE);
        self.plain = self.plain.without(not_ordered);
        other.plain = other.plain.without(not_ordered);
        self.agree_with(other);
        other.agree_with(self);
        if truth {
            self.number.assume_less(&mut other.number, strictly);
        } else {
            self.number.assume_not_less(&mut other.number, strictly);
        }
        // If no number is left, it was strings.
        self.agree_with(other);
        other.agree_with(self);
    }

    /// Numbers are ordered beside numbers, strings beside strings.
    fn agree_with(&mut self, other: &Self) {
        if other.number.is_bottom() {
            self.number = Number::BOTTOM;
        }
        if other.text.is_none() {
            self.text = Text::None;
        }
    }
}
