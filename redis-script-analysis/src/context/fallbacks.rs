//! Constants that arguments are if something else is missing: `tonumber(ARGV[2]) or 0`.

use super::Context;
use crate::facts::{CommandCall, Derivation, Index, Operand, Types};
use crate::redis::grammar::{Expected, Kind};

/// An argument that is a constant in some calls, which the command does not take.
pub(crate) struct RefusedFallback<'a> {
    pub(crate) operand: &'a Operand,
    pub(crate) number: i64,
    /// What the argument is called, and what is taken.
    pub(crate) wanted: (&'static str, Kind),
}

impl Context<'_> {
    /// The constant that a value is if what it should be is missing; `None` if it never is, or the script asks for that constant.
    pub(crate) fn fallback(&self, operand: &Operand) -> Option<i64> {
        let Derivation::Fallback(number) = operand.made else {
            return None;
        };
        let mut may_be_missing = operand.reads.is_empty() || !operand.calls.is_empty();
        for read in &operand.reads {
            let read = self.facts.reads.get(*read)?;
            let is_passed = match (read.index, self.passed(read.table)) {
                (Index::At(entry), Some(count)) => {
                    usize::try_from(entry).is_ok_and(|entry| entry <= count.least)
                }
                _ => false,
            };
            may_be_missing |= !is_passed;
        }
        (may_be_missing && !self.compares(operand)).then_some(number)
    }

    /// Whether the script compares a value with a number: what it does then is its own.
    fn compares(&self, value: &Operand) -> bool {
        for operation in &self.facts.operations {
            let (left, right) = (&operation.left, &operation.right);
            for (one, other) in [(left, right), (right, left)] {
                if one.is_one(value) && other.types.has(Types::NUMERIC) && other.number.is_some() {
                    return true;
                }
            }
        }
        false
    }

    /// The first argument of a call that is a constant which no targeted server takes, if something else is missing.
    pub(crate) fn refused_fallback<'a>(
        &self,
        call: &'a CommandCall,
    ) -> Option<RefusedFallback<'a>> {
        let command = call.command()?;
        for (place, operand) in call.operands().iter().enumerate() {
            let Some(number) = self.fallback(operand) else {
                continue;
            };
            let mut constants = call.constants();
            *constants.get_mut(place)? = Some(number.to_string().into_bytes().into());
            let arguments = self.arguments(call, &constants, false)?;
            let (_, grammar) = command.grammars(self.servers()).pop()?;
            let refusal = grammar.refusal(&arguments.all, arguments.open)?;
            if call.operands().len() == arguments.all.len()
                && refusal.place == place
                && let [Expected::Value(name, kind)] = refusal.expected.as_slice()
            {
                return Some(RefusedFallback {
                    operand,
                    number,
                    wanted: (name, *kind),
                });
            }
        }
        None
    }
}
