//! Constants that arguments are if something else is missing, as in `tonumber(ARGV[2]) or 0`, and integers that some servers write
//! with an exponent.

use super::Context;
use super::arguments::skipped;
use crate::facts::{CommandCall, Derivation, Index, Operand, Types};
use crate::redis::grammar::{Expected, Kind};
use crate::text::fill;

/// An argument that is a number in some calls, or on some servers, which the command does not take.
pub(crate) struct RefusedNumber<'a> {
    pub(crate) operand: &'a Operand,
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
            for &(one, other) in &[(left, right), (right, left)] {
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
    ) -> Option<(RefusedNumber<'a>, i64)> {
        for (place, operand) in call.operands().iter().enumerate() {
            if let Some(number) = self.fallback(operand)
                && let Some(refused) = self.refused_as(call, place, number.to_string())
            {
                return Some((refused, number));
            }
        }
        None
    }

    /// The first argument of a call that is an integer which Redis 7.2.0 to 7.2.4 write in a way that they do not take.
    pub(crate) fn refused_exponent<'a>(
        &self,
        call: &'a CommandCall,
    ) -> Option<(RefusedNumber<'a>, String)> {
        for (place, operand) in call.operands().iter().enumerate() {
            if let (None, Some(number)) = (&operand.text, operand.number)
                && let Some(written) = with_exponent(number)
                && let Some(refused) = self.refused_as(call, place, written.clone())
            {
                return Some((refused, written));
            }
        }
        None
    }

    /// Whether a command takes a constant in the place of an argument.
    fn refused_as<'a>(
        &self,
        call: &'a CommandCall,
        place: usize,
        text: String,
    ) -> Option<RefusedNumber<'a>> {
        let command = call.command()?;
        let mut constants = call.constants();
        *constants.get_mut(place)? = Some(text.into_bytes().into());
        let arguments = self.arguments(call, &constants, false)?;
        let (_, grammar) = command.grammars(self.servers()).pop()?;
        let refusal = grammar.refusal(&arguments.all, arguments.open)?;
        let [Expected::Value(name, kind)] = refusal.expected.as_slice() else {
            return None;
        };
        // The name of a subcommand is not among the arguments.
        let is_here = refusal.place + skipped(command) == place;
        is_here.then_some(RefusedNumber {
            operand: call.operands().get(place)?,
            wanted: (name, *kind),
        })
    }
}

/// An integer with eight zeros or more at its end, as Redis 7.2.0 to 7.2.4 write it: `1e+8`.
fn with_exponent(number: f64) -> Option<String> {
    if number.fract() != 0.0 || !number.is_finite() {
        return None;
    }
    let shortest = format!("{number:e}");
    let (digits, exponent) = shortest.split_once('e')?;
    let after_point = digits.split_once('.').map_or(0, |(_, after)| after.len());
    let zeros = exponent.parse::<usize>().ok()?.checked_sub(after_point)?;
    (zeros >= 8).then(|| fill!("{digits}e+{exponent}", digits, exponent))
}
