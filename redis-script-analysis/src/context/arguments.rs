//! What grammars see of the arguments of a call.

use std::rc::Rc;

use super::Context;
use crate::contract::types::ArgType;
use crate::facts::{
    CommandCall, Count, EntryTable, Index, Integrality, More, Operand, Sources, Types,
};
use crate::redis::commands::Command;
use crate::redis::grammar::Argument;

/// The arguments of a call after the name of a subcommand, as grammars see them.
pub(super) struct Arguments<'text> {
    pub(super) all: Vec<Argument<'text>>,
    /// Whether more may follow.
    pub(super) open: bool,
}

impl Context<'_> {
    /// The arguments of a call; `None` if its command is not known, or the name of a subcommand is missing.
    pub(super) fn arguments<'text>(
        &self,
        call: &CommandCall,
        constants: &'text [Option<Rc<[u8]>>],
        if_fractional: bool,
    ) -> Option<Arguments<'text>> {
        let mut all: Vec<Argument> = Vec::new();
        for (operand, constant) in call.operands().iter().zip(constants) {
            all.push(match constant {
                Some(text) => Argument::Text(text),
                None => self.argument(operand, if_fractional),
            });
        }
        let open = self.add_entries(call, &mut all);
        let subcommand = skipped(call.command()?);
        if all.len() < subcommand {
            return None;
        }
        all.drain(..subcommand);
        Some(Arguments { all, open })
    }

    /// What is known of an argument that is not constant.
    fn argument(&self, operand: &Operand, if_fractional: bool) -> Argument<'static> {
        let taken = operand.types.and(Types::NUMERIC);
        let parameter = self.parameter(operand).map(|(_, ty)| ty);
        let is_float = parameter == Some(&ArgType::Float);
        match (operand.number, operand.integrality) {
            _ if taken == Types::STRING => parameter.map_or(Argument::Any, sent),
            _ if taken != Types::NUMBER => Argument::Any,
            (Some(number), _) if number.is_finite() && number.fract() != 0.0 => Argument::Fraction,
            (None, Integrality::Integral) => Argument::Integer,
            (None, Integrality::Fractional) if if_fractional => Argument::Fraction,
            (None, Integrality::Unknown) if if_fractional && is_float => Argument::Fraction,
            _ => Argument::Number,
        }
    }

    /// Adds the entries of KEYS or ARGV that `unpack` passes; whether more may follow.
    fn add_entries(&self, call: &CommandCall, arguments: &mut Vec<Argument>) -> bool {
        let More::Entries {
            table,
            first,
            present,
        } = call.arguments.more
        else {
            return call.is_open();
        };
        let passed = self
            .layout
            .map(|layout| (layout.passed(table), layout.first_param(table)));
        let (passed, first_param) = passed.unwrap_or((Count::at_least(0), 0));
        let count = passed.least;
        let before = usize::try_from(first.saturating_sub(1)).unwrap_or(0);
        for entry in before..count.max(before.saturating_add(present)) {
            let param = self
                .contract
                .params
                .get(first_param + entry)
                .filter(|_| entry < count);
            arguments.push(param.map_or(Argument::Any, |param| sent(&param.ty)));
        }
        passed.varies()
    }

    /// The parameter whose entry a value is: as it came, or the number of it.
    pub(crate) fn parameter(&self, operand: &Operand) -> Option<(usize, &ArgType)> {
        let layout = self.layout?;
        let [read] = operand.reads.as_slice() else {
            return None;
        };
        let read = self.facts.reads.get(*read)?;
        let (EntryTable::Argv, Index::At(entry @ 1..)) = (read.table, read.index) else {
            return None;
        };
        let entry = usize::try_from(entry).ok()?;
        if entry > layout.fixed_args || operand.sources != Sources::ARGUMENT {
            return None;
        }
        let at = layout.first_param(EntryTable::Argv) + entry - 1;
        Some((at, &self.contract.params.get(at)?.ty))
    }
}

/// The number of arguments that the grammar does not see: the name of a subcommand.
pub(super) fn skipped(command: Command) -> usize {
    usize::from(command.name().contains(' '))
}

/// What a parameter sends.
fn sent(ty: &ArgType) -> Argument<'static> {
    match ty {
        ArgType::Integer(_) | ArgType::Bool => Argument::Integer,
        ArgType::Float => Argument::Fraction,
        _ => Argument::Any,
    }
}
