//! Calls whose arguments the grammar of the command refuses.

use std::rc::Rc;

use super::{Context, Reached, unknown_option};
use crate::contract::types::ArgType;
use crate::facts::{
    CommandCall, Count, EntryTable, Index, Integrality, More, Operand, Sources, Types,
};
use crate::redis::commands::Command;
use crate::redis::grammar::{Argument, Expected, Grammar, Kind, Refusal};
use crate::redis::servers::Servers;
use crate::report::diagnostic::Severity;
use crate::text::Span;

/// A call with an argument that targeted servers refuse.
pub(crate) struct RefusedCall<'a> {
    pub(crate) call: &'a CommandCall,
    pub(crate) command: Command,
    /// The grammar of the newest of these servers.
    pub(crate) grammar: Grammar,
    /// Why it is refused; places count from behind the name of a subcommand.
    pub(crate) refusal: Refusal,
    /// The refused argument in upper case, if it is an option that no known server has.
    pub(crate) unknown_option: Option<String>,
    /// The refused argument and those before it; `None` where they are not constant.
    pub(crate) constants: Vec<Option<Rc<[u8]>>>,
    /// The refused argument; `None` where one is missing.
    pub(crate) operand: Option<&'a Operand>,
    pub(crate) servers: Servers,
    pub(crate) severity: Severity,
    /// Whether it is refused only if a number has a fraction, as it may have.
    pub(crate) if_fractional: bool,
    /// Whether it is refused only where the key exists.
    pub(crate) needs_key: bool,
}

impl RefusedCall<'_> {
    /// Where the refused argument stands; the whole call where one is missing.
    pub(crate) fn span(&self) -> Span {
        self.operand.map_or(self.call.span, |operand| operand.span)
    }

    /// The name of the value that must be an integer, if it is a number with a fraction that is refused.
    pub(crate) fn integer_wanted(&self) -> Option<&'static str> {
        let operand = self.operand?;
        let constant = self.constants.last().and_then(Option::as_deref);
        let is_number = |text: &[u8]| {
            let text = std::str::from_utf8(text).ok()?;
            text.parse::<f64>().ok().filter(|_| text.contains('.'))
        };
        let fraction = constant.is_some_and(|text| is_number(text).is_some())
            || constant.is_none()
                && (operand.number.is_some()
                    || self.if_fractional
                    || operand.types.has(Types::STRING));
        for expected in &self.refusal.expected {
            if let (true, Expected::Value(name, Kind::Integer(..))) = (fraction, expected) {
                return Some(name);
            }
        }
        None
    }
}

impl Context<'_> {
    /// Each call of a command that targeted servers refuse for its arguments; for their number they do so before.
    pub(crate) fn refused_calls(&self) -> Vec<RefusedCall<'_>> {
        let mut all = Vec::new();
        for call in &self.facts.commands {
            if let Some(refused) = self.refused(call, false) {
                all.push(refused);
            } else if self.may_have_fraction(call) {
                all.extend(self.refused(call, true));
            }
        }
        all
    }

    fn may_have_fraction(&self, call: &CommandCall) -> bool {
        for operand in call.operands() {
            let parameter = self.parameter(operand);
            if operand.integrality == Integrality::Fractional
                || parameter.is_some_and(|(_, ty)| *ty == ArgType::Float)
            {
                return true;
            }
        }
        false
    }

    /// The refusal, also where it is so only if numbers that may have a fraction have one.
    fn refused<'a>(
        &'a self,
        call: &'a CommandCall,
        if_fractional: bool,
    ) -> Option<RefusedCall<'a>> {
        let command = call.command()?;
        let skipped = usize::from(command.name().contains(' '));
        if call.operands().len() < skipped || command.is_container() {
            return None;
        }
        let constants = call.constants();
        let mut arguments: Vec<Argument> = Vec::new();
        for (operand, constant) in call.operands().iter().zip(&constants) {
            arguments.push(match constant {
                Some(text) => Argument::Text(text),
                None => self.argument(operand, if_fractional),
            });
        }
        let open = self.add_entries(call, &mut arguments);
        let arguments = arguments.get(skipped..)?;
        let (mut servers, mut newest) = (Servers::NONE, None);
        let taking = taking(command, arguments.len() + skipped, open);
        for (having, grammar) in command.grammars(self.target.servers.and(taking)) {
            if let Some(refusal) = grammar.refusal(arguments, open) {
                servers = servers.or(having);
                newest = Some((grammar, refusal));
            }
        }
        let (grammar, refusal) = newest?;
        let lacking = Servers::ALL.without(command.servers());
        let certain = servers.without(command.ignores_arguments_without_key());
        let unknown_option = unknown_option::find(command, &grammar, &refusal, arguments, open);
        let by_grammar = || match &unknown_option {
            Some(option) => {
                self.severity_on(certain)?;
                let unknown = self.severity_of_unknown(option, &unknown_option::words(command));
                Some(self.severity_on(certain.or(lacking))?.min(unknown))
            }
            None => self.severity_by_asked(certain, lacking),
        };
        let reached = match call.arguments.more {
            // What is refused may be what this caller leaves out.
            More::Entries { .. } => self.reached(&call.conditions),
            More::None | More::Unknown => Reached::Always,
        };
        if reached == Reached::Never {
            return None;
        }
        let is_certain = call.is_certain() && !if_fractional && reached == Reached::Always;
        let severity = match by_grammar() {
            Some(severity) if is_certain => severity,
            _ => Severity::Warning,
        };
        let place = refusal.place + skipped;
        let end = constants.len().min(place + 1);
        let behind_name = constants.get(skipped..end);
        Some(RefusedCall {
            operand: call.operands().get(place),
            constants: behind_name.map(<[_]>::to_vec).unwrap_or_default(),
            needs_key: certain.is_empty(),
            call,
            command,
            grammar,
            refusal,
            unknown_option,
            servers,
            severity,
            if_fractional,
        })
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

/// What a parameter sends.
fn sent(ty: &ArgType) -> Argument<'static> {
    match ty {
        ArgType::Integer(_) | ArgType::Bool => Argument::Integer,
        ArgType::Float => Argument::Fraction,
        _ => Argument::Any,
    }
}

/// The servers that do not refuse the number of arguments.
fn taking(command: Command, count: usize, open: bool) -> Servers {
    let mut taking = Servers::NONE;
    for (servers, arity) in command.arities() {
        let enough = open || count >= arity.least;
        if enough && arity.most.is_none_or(|most| count <= most) {
            taking = taking.or(servers);
        }
    }
    taking
}
