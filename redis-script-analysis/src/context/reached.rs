//! Whether a call of the contract comes to a place that only some values of its entries lead to.

use super::Context;
use crate::contract::types::{ArgType, IntegerType, is_integer};
use crate::facts::{Condition, Conditions, Constant, ConstantSet, EntryTable};

/// How many of the calls come to a place, as far as the values of their entries decide it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Reached {
    /// All: no value that a caller can send leads elsewhere.
    Always,
    /// Some may, and others may not.
    Sometimes,
    /// None.
    Never,
}

/// What a call passes for an entry.
struct PassedEntry<'a> {
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

    /// The conditions that hold in some calls and not in others.
    pub(crate) fn undecided(&self, conditions: &Conditions) -> Conditions {
        let mut undecided = conditions.clone();
        undecided.retain(|condition| self.holds(condition) == Reached::Sometimes);
        undecided
    }

    fn holds(&self, condition: &Condition) -> Reached {
        let passed = self.passed_for(condition);
        match &condition.values {
            ConstantSet::OneOf(list) if !passed.may_be_among(list) => Reached::Never,
            ConstantSet::OneOf(list) if passed.is_among(list) => Reached::Always,
            ConstantSet::NoneOf(list) if !passed.may_be_among(list) => Reached::Always,
            ConstantSet::NoneOf(list) if passed.is_among(list) => Reached::Never,
            ConstantSet::OneOf(_) | ConstantSet::NoneOf(_) | ConstantSet::Some => {
                Reached::Sometimes
            }
        }
    }

    fn passed_for(&self, condition: &Condition) -> PassedEntry<'_> {
        let count = self.passed(condition.table);
        let entry = usize::try_from(condition.entry).unwrap_or(0);
        let ty = self.type_of(condition.table, entry);
        let (least, most) = match count {
            Some(count) => (count.least, count.most),
            None => (0, None),
        };
        PassedEntry {
            present: entry <= most.unwrap_or(usize::MAX),
            absent: count.is_none() || entry > least,
            ty: ty.unwrap_or(&ArgType::Unknown),
        }
    }

    /// The type of what is sent as an entry, also by a slice of them or an `Option`.
    pub(super) fn type_of(&self, table: EntryTable, entry: usize) -> Option<&ArgType> {
        let (at, entry) = self.layout?.of(table).param_of(entry)?;
        let param = self.contract.params.get(at)?;
        Some(param.ty(entry))
    }
}

impl PassedEntry<'_> {
    fn may_be(&self, value: &Constant) -> bool {
        match value {
            Constant::Absent => self.absent,
            _ => self.present && may_send(self.ty, value),
        }
    }

    fn may_be_among(&self, list: &[Constant]) -> bool {
        for value in list {
            if self.may_be(value) {
                return true;
            }
        }
        false
    }

    /// Whether each value that it can have is in the list.
    fn is_among(&self, list: &[Constant]) -> bool {
        let are_all = *self.ty == ArgType::Bool && has(list, b"0") && has(list, b"1");
        let all_present = !self.present || are_all;
        all_present && (!self.absent || list.contains(&Constant::Absent))
    }
}

fn has(list: &[Constant], text: &[u8]) -> bool {
    for value in list {
        let is_text = match value {
            Constant::Text(known) => **known == *text,
            Constant::Number(number) => text == number.to_string().as_bytes(),
            Constant::Absent => false,
        };
        if is_text {
            return true;
        }
    }
    false
}

/// Whether a type can send a text, or a text that is this number.
pub(super) fn may_send(ty: &ArgType, value: &Constant) -> bool {
    match (ty, value) {
        (ArgType::Bool, Constant::Text(text)) => matches!(&**text, b"0" | b"1"),
        #[expect(
            clippy::float_cmp,
            reason = "these two numbers are sent, and no others"
        )]
        (ArgType::Bool, Constant::Number(number)) => *number == 0.0 || *number == 1.0,
        (ArgType::Integer(ty), Constant::Text(text)) => {
            sends(*ty, std::str::from_utf8(text).unwrap_or_default())
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is an integer, and the cast ends at the type's ends"
        )]
        (ArgType::Integer(ty), Constant::Number(number)) => {
            let integer = *number as i64;
            number.fract() == 0.0 && ty.holds((integer, integer))
        }
        (ArgType::Float, Constant::Text(text)) => {
            let text = std::str::from_utf8(text).unwrap_or_default();
            // With a fraction or an exponent: 1 is sent as `1.0`.
            text.parse::<f64>().is_ok() && text.contains(['.', 'e', 'n', 'N'])
        }
        _ => true,
    }
}

/// Whether a type can send a text: in decimal digits, without a plus sign or zeros in front.
fn sends(ty: IntegerType, text: &str) -> bool {
    if let Ok(number) = text.parse::<i64>() {
        return text == number.to_string() && ty.holds((number, number));
    }
    // The ends of a type are known as far as an integer of Redis can be.
    let (digits, is_open) = match text.strip_prefix('-') {
        Some(digits) => (digits, ty.low == i64::MIN),
        None => (text, ty.high == i64::MAX),
    };
    is_open && is_integer(text) && !digits.starts_with(['+', '0'])
}
