//! The calls that the grammars of servers refuse.

use std::cell::OnceCell;

use super::arguments::skipped;
use super::{Context, Reached};
use crate::contract::types::ArgType;
use crate::facts::{CommandCall, More};
use crate::redis::commands::Command;
use crate::redis::grammar::{Grammar, Mismatch};
use crate::redis::servers::Servers;

/// The calls that some servers refuse for their arguments. They are the same whichever of these servers are targets.
pub(crate) struct Refusals<'a> {
    servers: Servers,
    found: OnceCell<Vec<Refused<'a>>>,
}

/// A call that some servers refuse.
pub(super) struct Refused<'a> {
    pub(super) call: &'a CommandCall,
    /// Whether it is refused only if a number has a fraction, as it may have.
    pub(super) if_fractional: bool,
    /// The grammars that refuse it, those of the oldest servers first.
    pub(super) by: Vec<RefusedBy>,
}

/// Servers that refuse a call for the same reason.
pub(super) struct RefusedBy {
    pub(super) servers: Servers,
    pub(super) grammar: &'static Grammar,
    pub(super) refusal: Mismatch,
    /// The refused argument in upper case, if it is an option that no known server has; found when it is asked for.
    pub(super) unknown_option: OnceCell<Option<String>>,
}

impl Refusals<'_> {
    pub(crate) fn on(servers: Servers) -> Self {
        Self {
            servers,
            found: OnceCell::new(),
        }
    }
}

impl<'a> Context<'a> {
    /// The servers that certainly refuse a call which nothing catches, targets or not.
    pub(crate) fn refusing_servers(&self) -> Servers {
        let mut refusing = Servers::NONE;
        for Refused {
            call,
            if_fractional,
            by,
        } in self.refusals()
        {
            if !call.protected && !if_fractional && self.comes_to_refusal(call) != Reached::Never {
                for by in by {
                    refusing = refusing.or(by.servers);
                }
            }
        }
        refusing
    }

    /// The calls that some servers refuse, in the order of the facts.
    pub(super) fn refusals(&self) -> &'a [Refused<'a>] {
        self.refusals.found.get_or_init(|| self.find_refused())
    }

    fn find_refused(&self) -> Vec<Refused<'a>> {
        let mut found = Vec::new();
        for call in &self.facts.commands {
            if let Some(refused) = self.refused(call, false) {
                found.push(refused);
            }
            if self.may_have_fraction(call)
                && let Some(refused) = self.refused(call, true)
            {
                found.push(refused);
            }
        }
        found
    }

    fn may_have_fraction(&self, call: &CommandCall) -> bool {
        for operand in call.operands() {
            let parameter = self.parameter(operand);
            if operand.integrality.may_be_fractional()
                || matches!(parameter, Some((_, ArgType::Float)))
            {
                return true;
            }
        }
        false
    }

    /// The refusals, also where it is so only if numbers that may have a fraction have one.
    fn refused(&self, call: &'a CommandCall, if_fractional: bool) -> Option<Refused<'a>> {
        let command = call.command()?;
        let skipped = skipped(command);
        if call.operands().len() < skipped || command.is_container() {
            return None;
        }
        let constants = call.constants();
        let arguments = self.arguments(call, &constants, if_fractional)?;
        let taking = taking(command, arguments.all.len() + skipped, arguments.open);
        let mut by = Vec::new();
        for &(servers, grammar) in &command.grammars(self.refusals.servers.and(taking)) {
            if let Some(refusal) = grammar.refusal(&arguments.all, arguments.open) {
                by.push(RefusedBy {
                    servers,
                    grammar,
                    refusal,
                    unknown_option: OnceCell::new(),
                });
            }
        }
        let refused = Refused {
            call,
            if_fractional,
            by,
        };
        (!refused.by.is_empty()).then_some(refused)
    }

    /// Whether a call of the contract comes to what is refused.
    pub(super) fn comes_to_refusal(&self, call: &CommandCall) -> Reached {
        match call.arguments.more {
            // What is refused may be what this caller leaves out.
            More::Entries { .. } => self.reached(&call.conditions),
            More::None | More::Unknown => Reached::Always,
        }
    }
}

/// The servers that do not refuse the number of arguments.
fn taking(command: Command, count: usize, open: bool) -> Servers {
    let mut taking = Servers::NONE;
    for &(servers, arity) in command.arities() {
        let enough = open || count >= arity.least;
        if enough && count <= arity.most.unwrap_or(usize::MAX) {
            taking = taking.or(servers);
        }
    }
    taking
}
