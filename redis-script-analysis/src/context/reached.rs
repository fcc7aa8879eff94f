//! Whether a call of the contract comes to a place that only some values of its entries lead to.

use super::Context;
use crate::contract::types::{ArgType, IntegerType};
use crate::facts::{Condition, Conditions, Constant, EntryTable, Values};

/// How many of the calls come to a place, as far as the values of their entries decide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reached {
    /// All: no value that a caller can send leads elsewhere.
    Always,
    /// Some may, and others may not.
    Sometimes,
    /// None.
    Never,
}

/// What a call passes for an entry.
struct Passed<'a> {
    /// Whether some call passes it.
    present: bool,
    /// Whether some call does not.
    absent: bool,
    ty: &'a ArgType,
}

impl Context<'_> {
    /// Which calls come to a place.
    pub(crate) fn reached(&self, conditions: &Conditions) -> Reached {
        let mut all = if conditions.is_uncalled() {
            Reached::Sometimes
        } else {
            Reached::Always
        };
        for condition in conditions.iter() {
            match self.holds(condition) {
                Reached::Never => return Reached::Never,
                Reached::Sometimes => all = Reached::Sometimes,
                Reached::Always => {}
            }
        }
        all
    }

    fn holds(&self, condition: &Condition) -> Reached {
        let passed = self.passed_for(condition);
        match &condition.values {
            Values::Some => Reached::Sometimes,
            Values::OneOf(list) if !list.iter().any(|value| passed.may_be(value)) => Reached::Never,
            Values::OneOf(list) if passed.is_among(list) => Reached::Always,
            Values::NoneOf(list) if !list.iter().any(|value| passed.may_be(value)) => {
                Reached::Always
            }
            Values::NoneOf(list) if passed.is_among(list) => Reached::Never,
            Values::OneOf(_) | Values::NoneOf(_) => Reached::Sometimes,
        }
    }

    fn passed_for(&self, condition: &Condition) -> Passed<'_> {
        let count = self.passed(condition.table);
        let entry = usize::try_from(condition.entry).unwrap_or(0);
        let ty = self.type_of(condition.table, entry);
        Passed {
            present: count.is_none_or(|count| count.most.is_none_or(|most| entry <= most)),
            absent: count.is_none_or(|count| entry > count.least),
            ty: ty.unwrap_or(&ArgType::Unknown),
        }
    }

    /// The type of what is sent as an entry, also by a slice of them.
    fn type_of(&self, table: EntryTable, entry: usize) -> Option<&ArgType> {
        let layout = self.layout?;
        let fixed = layout.passed(table).least;
        let place = layout.first_param(table) + entry.checked_sub(1)?.min(fixed);
        self.contract.params.get(place).map(|param| &param.ty)
    }
}

impl Passed<'_> {
    fn may_be(&self, value: &Constant) -> bool {
        match value {
            Constant::Absent => self.absent,
            _ => self.present && may_send(self.ty, value),
        }
    }

    /// Whether each value that it can have is in the list.
    fn is_among(&self, list: &[Constant]) -> bool {
        let has = |text: &[u8]| {
            list.iter().any(|value| match value {
                Constant::Text(known) => **known == *text,
                Constant::Number(number) => text == number.to_string().as_bytes(),
                Constant::Absent => false,
            })
        };
        let all_present = !self.present || *self.ty == ArgType::Bool && has(b"0") && has(b"1");
        all_present && (!self.absent || list.contains(&Constant::Absent))
    }
}

/// Whether a type can send a text, or a text that is this number.
fn may_send(ty: &ArgType, value: &Constant) -> bool {
    match (ty, value) {
        (ArgType::Bool, Constant::Text(text)) => matches!(&**text, b"0" | b"1"),
        #[expect(
            clippy::float_cmp,
            reason = "these two numbers are sent, and no others"
        )]
        (ArgType::Bool, Constant::Number(number)) => *number == 0.0 || *number == 1.0,
        (ArgType::Integer(ty), Constant::Text(text)) => sends_integer(*ty, text),
        (ArgType::Integer(ty), Constant::Number(number)) => {
            number.fract() == 0.0 && (ty.low < 0 || *number >= 0.0)
        }
        (ArgType::Float, Constant::Text(text)) => {
            std::str::from_utf8(text).is_ok_and(|text| text.parse::<f64>().is_ok())
        }
        _ => true,
    }
}

/// An integer is sent in decimal digits, without a plus sign or zeros in front.
fn sends_integer(ty: IntegerType, text: &[u8]) -> bool {
    let number = std::str::from_utf8(text)
        .ok()
        .and_then(|text| text.parse::<i128>().ok())
        .filter(|number| number.to_string().as_bytes() == text);
    // The ends of the type are known as far as an integer of Redis can be.
    number.is_some_and(|number| {
        number >= i128::from(ty.low) && (ty.high == i64::MAX || number <= i128::from(ty.high))
            || number < 0 && ty.low == i64::MIN
    })
}
