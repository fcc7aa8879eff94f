//! Calls whose arguments the grammar of the command refuses.

use std::rc::Rc;

use super::arguments::skipped;
use super::refusals::{Refused, RefusedBy};
use super::{Context, Reached, unknown_option};
use crate::facts::{CommandCall, Operand, Types};
use crate::redis::commands::Command;
use crate::redis::grammar::{Expected, Grammar, Kind, Mismatch};
use crate::redis::servers::Servers;
use crate::report::diagnostic::Severity;
use crate::text::Span;

/// A call with an argument that targeted servers refuse.
pub(crate) struct RefusedCall<'a> {
    pub(crate) call: &'a CommandCall,
    pub(crate) command: Command,
    /// The grammar of the newest of these servers.
    pub(crate) grammar: &'a Grammar,
    /// Why it is refused; places count from after the name of a subcommand.
    pub(crate) refusal: &'a Mismatch,
    /// The refused argument in upper case, if it is an option that no known server has.
    pub(crate) unknown_option: Option<&'a str>,
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
        match self.operand {
            Some(operand) => operand.span,
            None => self.call.span,
        }
    }

    /// The name of the value that must be an integer, if it is a number with a fraction that is refused.
    pub(crate) fn integer_wanted(&self) -> Option<&'static str> {
        let operand = self.operand?;
        let fraction = match self.constants.last() {
            Some(Some(text)) => is_fraction(text),
            _ => operand.number.is_some() || self.if_fractional || operand.types.has(Types::STRING),
        };
        for expected in &self.refusal.expected {
            if let (true, Expected::Value(name, Kind::Integer(..))) = (fraction, expected) {
                return Some(name);
            }
        }
        None
    }
}

fn is_fraction(text: &[u8]) -> bool {
    let text = std::str::from_utf8(text).unwrap_or_default();
    text.contains('.') && text.parse::<f64>().is_ok()
}

impl<'a> Context<'a> {
    /// Each call of a command that targeted servers refuse for its arguments; for their number they do so before.
    pub(crate) fn refused_calls(&self) -> &[RefusedCall<'a>] {
        let refusals = self.refusals();
        if refusals.is_empty() {
            return &[];
        }
        let targets = self.servers();
        self.refused.get_or_init(|| {
            let mut calls: Vec<RefusedCall> = Vec::new();
            for refused in refusals {
                // Refused anyway: whether a number has a fraction does not matter.
                let last = calls.last();
                if !matches!(last, Some(last) if std::ptr::eq(last.call, refused.call))
                    && let Some(call) = self.on_targets(refused, targets)
                {
                    calls.push(call);
                }
            }
            calls
        })
    }

    /// The refusal by targets.
    fn on_targets(&self, refused: &'a Refused<'a>, targets: Servers) -> Option<RefusedCall<'a>> {
        let (call, command) = (refused.call, refused.call.command()?);
        let (mut servers, mut newest) = (Servers::NONE, None);
        for by in &refused.by {
            let refusing = by.servers.and(targets);
            if !refusing.is_empty() {
                servers = servers.or(refusing);
                newest = Some(by);
            }
        }
        let RefusedBy {
            grammar,
            refusal,
            unknown_option,
            ..
        } = newest?;
        let reached = self.comes_to_refusal(call);
        if reached == Reached::Never {
            return None;
        }
        let constants = call.constants();
        let unknown_option = unknown_option.get_or_init(|| {
            let arguments = self.arguments(call, &constants, refused.if_fractional)?;
            unknown_option::find(command, grammar, refusal, &arguments.all, arguments.open)
        });
        let unknown_option = unknown_option.as_deref();
        let certain = servers.without(command.ignores_arguments_without_key());
        let is_certain = call.is_certain() && !refused.if_fractional && reached == Reached::Always;
        let severity = is_certain.then(|| self.by_grammar(command, certain, unknown_option));
        let skipped = skipped(command);
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
            severity: severity.flatten().unwrap_or(Severity::Warning),
            if_fractional: refused.if_fractional,
        })
    }

    /// How bad it is that servers refuse the arguments, if they certainly do.
    fn by_grammar(
        &self,
        command: Command,
        certain: Servers,
        unknown_option: Option<&str>,
    ) -> Option<Severity> {
        let lacking = Servers::ALL.without(command.servers());
        let Some(option) = unknown_option else {
            return self.severity_by_asked(certain, lacking);
        };
        self.severity_on(certain)?;
        let unknown = self.severity_of_unknown(option, &unknown_option::words(command));
        let severity = self.severity_on(certain.or(lacking))?;
        Some(match unknown {
            Severity::Warning => unknown,
            Severity::Error => severity,
        })
    }
}
