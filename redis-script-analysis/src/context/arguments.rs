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
        for (at, operand) in call.operands().iter().enumerate() {
            all.push(match constants.get(at)? {
                Some(text) => Argument::Text(text),
                None => self.argument(operand, if_fractional),
            });
        }
        let open = self.add_entries(call, &mut all);
        let subcommand = skipped(call.command()?);
        if all.len() < subcommand {
            return None;
        }
        let all = without(&all, 0, subcommand);
        Some(Arguments { all, open })
    }

    /// What is known of an argument that is not constant.
    fn argument(&self, operand: &Operand, if_fractional: bool) -> Argument<'static> {
        let taken = operand.types.and(Types::NUMERIC);
        let parameter = self.parameter(operand);
        let is_float = matches!(parameter, Some((_, ArgType::Float)));
        match (operand.number, operand.integrality) {
            _ if taken == Types::STRING => match parameter {
                Some((_, ty)) => sent(ty),
                None => Argument::Any,
            },
            _ if taken != Types::NUMBER => Argument::Any,
            (Some(number), _) if number.is_finite() && number.fract() != 0.0 => Argument::Fraction,
            (None, Integrality::Integral) => Argument::Integer,
            (None, Integrality::Unknown) if if_fractional && is_float => Argument::Fraction,
            (None, _) if if_fractional && operand.integrality.may_be_fractional() => {
                Argument::Fraction
            }
            _ => Argument::Number,
        }
    }

    /// Adds the entries of KEYS or ARGV that `unpack` passes; whether more may follow.
    fn add_entries(&self, call: &CommandCall, arguments: &mut Vec<Argument>) -> bool {
        let More::Entries {
            table,
            first,
            present,
            ..
        } = call.arguments.more
        else {
            return call.is_open();
        };
        let passed = match self.layout {
            Some(layout) => layout.of(table).passed(),
            None => Count::at_least(0),
        };
        let before = usize::try_from(first.saturating_sub(1)).unwrap_or(0);
        let known = passed.least_from(before.saturating_add(present));
        for entry in before..known {
            arguments.push(match self.type_of(table, entry + 1) {
                Some(ty) => sent(ty),
                None => Argument::Any,
            });
        }
        passed.varies()
    }

    /// The parameter whose entry a value is: as it came, or the number of it.
    pub(crate) fn parameter(&self, operand: &Operand) -> Option<(usize, &ArgType)> {
        let [read] = operand.reads.as_slice() else {
            return None;
        };
        let read = self.facts.reads.get(*read)?;
        if read.table != EntryTable::Argv || operand.sources != Sources::ARGUMENT {
            return None;
        }
        self.param_of(EntryTable::Argv, read.index)
    }

    /// The parameter that passes what a read finds, and its type.
    pub(super) fn param_of(&self, table: EntryTable, index: Index) -> Option<(usize, &ArgType)> {
        let (at, part) = self.part_of(table, index)?;
        Some((at, self.contract.params.get(at)?.ty(part)))
    }

    /// The parameter that passes what a read finds, and the name of its type, if that has 128 bits.
    pub(crate) fn wide_param(
        &self,
        table: EntryTable,
        index: Index,
    ) -> Option<(usize, &'static str)> {
        let (at, ArgType::Integer(ty)) = self.param_of(table, index)? else {
            return None;
        };
        matches!(ty.name, "i128" | "u128").then_some((at, ty.name))
    }

    /// The parameter that passes what a read finds, and the part of its tuple.
    pub(super) fn part_of(&self, table: EntryTable, index: Index) -> Option<(usize, usize)> {
        let (first, step) = match index {
            Index::At(entry) => (entry, 1),
            Index::Range { first, step, .. } => (first, step),
            Index::FromEnd(_) | Index::Any => return None,
        };
        let layout = self.layout?.of(table);
        let (at, entry) = layout.param_of(usize::try_from(first).ok()?)?;
        let param = self.contract.params.get(at)?;
        let is_range = matches!(index, Index::Range { .. });
        let is_of_rest = at == layout.first + layout.fixed;
        let size = param.size()?;
        let is_same_place = is_of_rest && step % i64::try_from(size).ok()? == 0;
        let part = entry.checked_rem(size).unwrap_or(0);
        (!is_range || is_same_place).then_some((at, part))
    }
}

/// The number of arguments that the grammar does not see: the name of a subcommand.
pub(super) fn skipped(command: Command) -> usize {
    command.words() - 1
}

/// What a parameter sends.
fn sent(ty: &ArgType) -> Argument<'static> {
    match ty {
        ArgType::Integer(_) | ArgType::Bool | ArgType::Duration => Argument::Integer,
        ArgType::Float => Argument::Fraction,
        _ => Argument::Any,
    }
}

/// The arguments, but for some in a row.
pub(crate) fn without<'text>(
    arguments: &[Argument<'text>],
    place: usize,
    count: usize,
) -> Vec<Argument<'text>> {
    let mut left = Vec::with_capacity(arguments.len());
    for (at, argument) in arguments.iter().enumerate() {
        if at < place || at >= place + count {
            left.push(*argument);
        }
    }
    left
}
