//! Elements of the lattices beside the concrete values that they were made of.

use proptest::prelude::*;

use crate::domain::{Base, Comparison, Domain, End, Facets, Number, Plain, Text};

/// Numbers that meet each other often.
const NUMBERS: [f64; 11] = [
    f64::NEG_INFINITY,
    -2.0,
    -1.0,
    0.0,
    0.5,
    1.0,
    2.0,
    3.0,
    9_007_199_254_740_992.0,
    f64::INFINITY,
    f64::NAN,
];
const STRINGS: [&str; 6] = ["", "1", "0.5", "a", "ab", "b"];

pub(super) fn a_number() -> impl Strategy<Value = f64> {
    prop::sample::select(NUMBERS.to_vec())
}

/// An element that is made of some numbers, so that it has them.
pub(super) fn numbers() -> impl Strategy<Value = (Number, Vec<f64>)> {
    prop::collection::vec(a_number(), 0..4).prop_map(|members| {
        let mut number = Number::BOTTOM;
        for member in &members {
            number.join(&Number::constant(*member));
        }
        (number, members)
    })
}

pub(super) fn symbolic() -> impl Strategy<Value = Number> {
    let base = prop::sample::select(vec![Base::Zero, Base::Keys, Base::Argv]);
    let end = (base, -2_i8..3).prop_map(|(base, offset)| End {
        base,
        offset: offset.into(),
    });
    (end.clone(), end, any::<bool>()).prop_map(|(low, high, integral)| {
        let number = Number::of_ends(low, high, integral);
        if number.is_bottom() {
            Number::BOTTOM
        } else {
            number
        }
    })
}

pub(super) fn texts() -> impl Strategy<Value = (Text, Vec<&'static str>)> {
    prop::collection::vec(prop::sample::select(STRINGS.to_vec()), 0..4).prop_map(|members| {
        let mut text = Text::None;
        for member in &members {
            text.join(&Text::constant(member.as_bytes()));
        }
        (text, members)
    })
}

pub(super) fn any_text() -> impl Strategy<Value = Text> {
    prop_oneof![
        texts().prop_map(|(text, _)| text),
        Just(Text::Any),
        numbers().prop_map(|(number, _)| Text::Numeral(number.into())),
        texts().prop_map(|(text, _)| text.concat(&Text::Any)),
    ]
}

pub(super) fn facets() -> impl Strategy<Value = (Facets, Vec<Concrete>)> {
    prop::collection::vec(concrete(), 0..4).prop_map(|members| {
        let mut facets = Facets::BOTTOM;
        for member in &members {
            facets.join(&member.facets());
        }
        (facets, members)
    })
}

#[derive(Clone, Debug)]
pub(super) enum Concrete {
    Nil,
    False,
    True,
    Number(f64),
    Text(&'static str),
}

pub(super) fn concrete() -> impl Strategy<Value = Concrete> {
    prop_oneof![
        Just(Concrete::Nil),
        Just(Concrete::False),
        Just(Concrete::True),
        a_number().prop_map(Concrete::Number),
        prop::sample::select(STRINGS.to_vec()).prop_map(Concrete::Text),
    ]
}

impl Concrete {
    pub(super) fn facets(&self) -> Facets {
        match self {
            Self::Nil => Facets::of_plain(Plain::NIL),
            Self::False => Facets::of_plain(Plain::FALSE),
            Self::True => Facets::of_plain(Plain::TRUE),
            Self::Number(number) => Facets::of_number(Number::constant(*number)),
            Self::Text(text) => Facets::of_text(Text::constant(text.as_bytes())),
        }
    }

    pub(super) fn is_in(&self, facets: &Facets) -> bool {
        match self {
            Self::Nil => facets.plain.has(Plain::NIL),
            Self::False => facets.plain.has(Plain::FALSE),
            Self::True => facets.plain.has(Plain::TRUE),
            Self::Number(number) => facets.number.contains(*number),
            Self::Text(text) => facets.text.may_be(text.as_bytes()),
        }
    }

    /// What Lua 5.1 makes of a comparison; `None` if it raises an error.
    pub(super) fn compare(&self, comparison: Comparison, other: &Self) -> Option<bool> {
        match (comparison, self, other) {
            (Comparison::Equal, Self::Number(one), Self::Number(other)) => Some(one == other),
            (Comparison::Equal, Self::Text(one), Self::Text(other)) => Some(one == other),
            (Comparison::Equal, Self::Nil, Self::Nil)
            | (Comparison::Equal, Self::False, Self::False)
            | (Comparison::Equal, Self::True, Self::True) => Some(true),
            (Comparison::Equal, ..) => Some(false),
            (Comparison::Less, Self::Number(one), Self::Number(other)) => Some(one < other),
            (Comparison::LessEqual, Self::Number(one), Self::Number(other)) => Some(one <= other),
            (Comparison::Less, Self::Text(one), Self::Text(other)) => Some(one < other),
            (Comparison::LessEqual, Self::Text(one), Self::Text(other)) => Some(one <= other),
            _ => None,
        }
    }
}
