//! What the script itself stores where a command reads.

use super::{Context, UsedBy, each_use};
use crate::contract::types::ArgType;
use crate::domain::Text;
use crate::facts::{CommandCall, Integrality, Operand, Types};
use crate::redis::builtins::Operator;
use crate::redis::commands::{KeyType, Property};

impl Context<'_> {
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
        let field = (kind == KeyType::Hash).then_some(others.first());
        for call in &self.facts.commands {
            let at = call.command().and_then(|command| {
                let place = command.property(Property::HOLDS)?;
                (command.key_type() == Some(kind)).then_some(place)
            });
            let [ours, ..] = call.operands() else {
                continue;
            };
            let Some(mut at) = at.and_then(|place| place.parse::<usize>().ok()) else {
                continue;
            };
            // Of a hash, pairs may follow.
            while is_same(key, ours)
                && let Some(value) = call.operands().get(at)
            {
                let is_there = match field {
                    None => true,
                    Some(field) => match (field, call.operands().get(at - 1)) {
                        (Some(field), Some(stored)) => is_same(field, stored),
                        _ => false,
                    },
                };
                if is_there && wanted(value) {
                    return Some(value);
                }
                if field.is_none() {
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
            || value.types.has(Types::NUMBER) && value.integrality == Integrality::Fractional
            || value.types.has(Types::STRING)
                && matches!(self.parameter(value), Some((_, ArgType::Float)))
    }

    /// Whether a value is a number, or the digits of one: as its parameter's type says, its command, or what the script stores there.
    pub(crate) fn is_number(&self, value: &Operand) -> bool {
        self.is_plain_number(value) || self.is_used_as_number(value) || self.is_stored_number(value)
    }

    fn is_plain_number(&self, value: &Operand) -> bool {
        let sent = self.parameter(value);
        matches!(value.string, Text::Numeral(_))
            || value.types.only(Types::NUMBER)
            || matches!(sent, Some((_, ArgType::Integer(_) | ArgType::Float)))
            || matches!(value.text.as_deref(), Some(text) if is_numeral(text))
    }

    /// Whether the script computes with the number in it somewhere. `tonumber` may only ask whether it is one.
    fn is_used_as_number(&self, value: &Operand) -> bool {
        let mut is_used = false;
        each_use(self.facts, &mut |used| {
            let computes = matches!(used.by, UsedBy::Binary(Operator::Arithmetic));
            is_used |= computes && used.operand.is_one(value);
        });
        is_used
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

/// Whether both are the same key or field for sure.
fn is_same(one: &Operand, other: &Operand) -> bool {
    one.is_one(other) || one.text.is_some() && one.text == other.text
}

/// Whether it is a number in quotes.
fn is_numeral(text: &[u8]) -> bool {
    // Rust's parser takes `inf` and `nan`, too.
    let [.., b'0'..=b'9'] = text else {
        return false;
    };
    matches!(std::str::from_utf8(text), Ok(text) if text.parse::<f64>().is_ok())
}
