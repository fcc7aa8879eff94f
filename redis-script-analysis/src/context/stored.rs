//! What the script takes for numbers, and what it stores where a command reads.

use super::{Context, UsedBy, each_use};
use crate::collections::Set;
use crate::contract::types::ArgType;
use crate::domain::Text;
use crate::facts::{CommandCall, Facts, Operand, Types};
use crate::redis::builtins::Operator;
use crate::redis::commands::{KeyType, Property};

/// Found once for all lints.
pub(super) struct AskedNumbers<'a> {
    /// The values that the script computes with, by their numbers.
    computed: Set<u32>,
    /// Those whose length it asks for.
    measured: Set<u32>,
    /// Calls that store one value under a key or in a field, up to a number of them.
    holding: Vec<(&'a CommandCall, KeyType, usize)>,
}

/// Calls that store something, among which others look for theirs.
const HOLDING: usize = 64;

impl<'a> AskedNumbers<'a> {
    fn of(facts: &'a Facts) -> Self {
        let (mut computed, mut measured) = (Set::default(), Set::default());
        each_use(facts, &mut |used| {
            let numbers = match used.by {
                UsedBy::Binary(Operator::Arithmetic) => &mut computed,
                UsedBy::Unary(unary) if unary.operator == Operator::Length => &mut measured,
                UsedBy::Function(call, ..) if call.function.row.name == "len" => &mut measured,
                _ => return,
            };
            if let Some(number) = used.operand.number_of_value() {
                numbers.insert(number);
            }
        });
        let mut holding = Vec::new();
        for call in &facts.commands {
            if holding.len() < HOLDING
                && let Some(command) = call.command()
                && let Some(kind) = command.key_type()
                && let Some(place) = command.property(Property::HOLDS)
                && let Ok(place) = place.parse::<usize>()
            {
                holding.push((call, kind, place));
            }
        }
        Self {
            computed,
            measured,
            holding,
        }
    }
}

impl<'a> Context<'a> {
    fn asked_numbers(&self) -> &AskedNumbers<'a> {
        self.numbers.get_or_init(|| AskedNumbers::of(self.facts))
    }

    /// The first value that the script stores where a call reads, under the same key and field, and that is looked for.
    pub(crate) fn stored_for(
        &self,
        reading: &CommandCall,
        wanted: &dyn Fn(&Operand) -> bool,
    ) -> Option<&Operand> {
        let [key, others @ ..] = reading.operands() else {
            return None;
        };
        let kind = reading.command()?.key_type()?;
        for (call, of, first) in &self.asked_numbers().holding {
            let [ours, ..] = call.operands() else {
                continue;
            };
            if *of != kind || !key.is_like(ours) {
                continue;
            }
            let mut at = *first;
            while let Some(value) = call.operands().get(at) {
                let is_there = kind != KeyType::Hash
                    || match (others.first(), call.operands().get(at - 1)) {
                        (Some(field), Some(stored)) => field.is_like(stored),
                        _ => false,
                    };
                if is_there && wanted(value) {
                    return Some(value);
                }
                // Of a hash, pairs may follow.
                if kind != KeyType::Hash {
                    break;
                }
                at += 2;
            }
        }
        None
    }

    /// Whether a value is a number with a fraction, or one that may have one.
    pub(crate) fn is_fractional(&self, value: &Operand) -> bool {
        let is_written = matches!(value.number, Some(number) if number.fract() != 0.0);
        is_written
            || value.types.has(Types::NUMBER) && value.integrality.may_be_fractional()
            || value.types.has(Types::STRING)
                && matches!(self.parameter(value), Some((_, ArgType::Float)))
    }

    /// Whether a value is a number, or the digits of one: as its parameter's type says, its command, or what the script does with it or
    /// stores there. `tonumber` may only ask whether it is one.
    pub(crate) fn is_number(&self, value: &Operand) -> bool {
        let is_computed = |number| self.asked_numbers().computed.contains(number);
        self.is_plain_number(value)
            || value.number_of_value().is_some_and(is_computed)
            || self.is_stored_number(value)
    }

    /// Whether the script asks how long a string is.
    pub(crate) fn is_measured(&self, value: &Operand) -> bool {
        let is_asked = |number| self.asked_numbers().measured.contains(number);
        value.number_of_value().is_some_and(is_asked)
    }

    fn is_plain_number(&self, value: &Operand) -> bool {
        let sent = self.parameter(value);
        matches!(value.string, Text::Numeral(_))
            || value.types.only(Types::NUMBER)
            || matches!(sent, Some((_, ArgType::Integer(_) | ArgType::Float)))
            || matches!(value.text.as_deref(), Some(text) if is_numeral(text))
    }

    /// Whether it is a reply of what the script stores as a number.
    fn is_stored_number(&self, reply: &Operand) -> bool {
        for call in self.facts.replies(reply) {
            let stored = self.stored_for(call, &|value| self.is_plain_number(value));
            if stored.is_some() && call.operands().len() <= 2 {
                return true;
            }
        }
        false
    }
}

/// Whether it is a number in quotes.
fn is_numeral(text: &[u8]) -> bool {
    // Rust's parser takes `inf` and `nan`, too.
    let [.., b'0'..=b'9'] = text else {
        return false;
    };
    matches!(std::str::from_utf8(text), Ok(text) if text.parse::<f64>().is_ok())
}
