//! What lints see of a value: its facets, and where it may have come from.

use crate::domain::{Divided, Domain, Number, Sources, TargetKind, Types, Value};
use crate::facts::{Derivation, Integrality, TableKind, ValueAt};
use crate::interpret::Interpreter;
use crate::interpret::compute::numeric;
use crate::interpret::numbering::Definition;
use crate::lua::syntax::ExprId;
use crate::redis::commands::Command;

impl Interpreter<'_> {
    pub(super) fn described(&self, value: &Value) -> ValueAt {
        let number = &value.facets.number;
        let (magnitude, is_int64) = size(value);
        let mut described = ValueAt {
            types: value.types(),
            text: value.as_text().cloned(),
            number: value.as_number(),
            string: value.facets.text.clone(),
            made: match self.numbering.definition(value.same) {
                Definition::Decoded(_) => Derivation::Decoded,
                Definition::Crowded => Derivation::Crowded,
                _ => match self.fallback_of(value) {
                    Some(number) => Derivation::Fallback(number),
                    None => Derivation::Otherwise,
                },
            },
            integrality: integrality(number),
            is_int64,
            magnitude,
            time: value.origin.time,
            sources: self.sources_of(value),
            in_slot: value.origin.tag().is_in_slot(),
            reads: Vec::new(),
            table: self.table_kind(value),
            reply_of: None,
            doubtful: value.origin.guarded,
            calls: Vec::new(),
            caught: None,
            may_be_absent: false,
        };
        if !value.origin.has_no_traces() {
            self.describe_traces(value, &mut described);
        }
        described
    }

    /// The integer that a value is if what it should be is missing here, as it may be.
    fn fallback_of(&self, value: &Value) -> Option<i64> {
        let operands = match self.numbering.definition(value.same) {
            Definition::Or(operands) => operands,
            Definition::ToNumber(of) => match self.numbering.definition(of.same) {
                Definition::Or(operands) => operands,
                _ => return None,
            },
            _ => return None,
        };
        let (wanted, fallback) = &**operands;
        let number = numeric(fallback).as_constant()?;
        let is_missing = match self.numbering.definition(wanted.same) {
            Definition::ToNumber(of) => self.refined(of).may_be(false),
            _ => self.refined(wanted).may_be(false),
        };
        let is_left = numeric(&self.refined(value)).contains(number);
        #[expect(clippy::cast_possible_truncation, reason = "compared with what it was")]
        let integer = number as i64;
        #[expect(
            clippy::cast_precision_loss,
            clippy::float_cmp,
            reason = "exact if they are equal"
        )]
        let is_integer = integer as f64 == number;
        (is_missing && is_left && is_integer).then_some(integer)
    }

    fn describe_traces(&self, value: &Value, described: &mut ValueAt) {
        for read in value.origin.reads.iter() {
            described.reads.push(read as usize);
        }
        for call in value.origin.calls.iter() {
            described.calls.push(ExprId(call));
        }
        if described.types.has(Types::TABLE) {
            described.caught = value.origin.caught.iter().next().map(ExprId);
        }
        described.reply_of = self.command_of(value);
        described.doubtful |= self.is_key_tested(value);
        described.may_be_absent = !value.origin.nil_unless.is_empty();
    }

    fn sources_of(&self, value: &Value) -> Sources {
        if self.state.declared.contains(value.same.0.into()) {
            Sources::KEY
        } else {
            value.origin.sources
        }
    }

    /// The command whose reply it is, if all calls that it may come from are of one.
    pub(in crate::interpret) fn command_of(&self, value: &Value) -> Option<Command> {
        let mut command = None;
        for call in value.origin.calls.iter() {
            let called = *self.call_commands.get(ExprId(call))?;
            match command {
                Some(_) if called != command => return None,
                _ => command = Some(called?),
            }
        }
        command
    }

    /// Whether a condition depends on another reply of the key: it may exclude what this one can be.
    pub(in crate::interpret) fn is_key_tested(&self, value: &Value) -> bool {
        for call in value.origin.calls.as_slice() {
            if let Some(key) = self.call_keys.get(ExprId(*call))
                && self.state.tested.has_other(*key, value.same)
            {
                return true;
            }
        }
        false
    }

    fn table_kind(&self, value: &Value) -> TableKind {
        if value.facets.target.any_table {
            return TableKind::Any;
        }
        let mut kind = None;
        for target in value.facets.target.iter() {
            let one = match target.kind() {
                TargetKind::Entries => TableKind::Entries,
                TargetKind::Object => match self.state.object(target) {
                    Some(object) if !object.is_escaped => object.kind,
                    _ => TableKind::Any,
                },
                TargetKind::Library => TableKind::Any,
                TargetKind::Closure | TargetKind::Builtin => continue,
            };
            if *kind.get_or_insert(one) != one {
                return TableKind::Any;
            }
        }
        kind.unwrap_or_default()
    }
}

fn integrality(number: &Number) -> Integrality {
    if number.is_bottom() {
        Integrality::Unknown
    } else if number.integral {
        Integrality::Integral
    } else {
        match number.divided {
            Divided::Not => Integrality::Unknown,
            Divided::Halved => Integrality::Halved,
            Divided::Surely => Integrality::Fractional,
        }
    }
}

/// How large it is at least as a number, whatever its sign, and whether it surely is an integer of 64 bits.
fn size(value: &Value) -> (f64, bool) {
    let types = value.types();
    if !types.has(Types::NUMERIC) {
        return (0.0, false);
    }
    let number = numeric(value);
    let (low, high) = (number.low().as_constant(), number.high().as_constant());
    let magnitude = match (low, high) {
        (Some(low), _) if low > 0.0 && low.is_finite() => low,
        (_, Some(high)) if high < 0.0 && high.is_finite() => -high,
        _ => 0.0,
    };
    (magnitude, types.only(Types::NUMERIC) && number.is_int64())
}
