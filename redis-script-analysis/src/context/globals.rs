//! The globals that a script reads or assigns, each once.

use std::collections::HashMap;

use super::{Context, MARKED};
use crate::facts::{GlobalAccess, GlobalUse};
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

/// The uses of one global.
pub(crate) struct Repeated<'facts> {
    /// In the order of the text.
    pub(crate) first: &'facts GlobalUse,
    /// The next ones at other places, as many as one finding marks.
    again: Vec<Span>,
}

impl Context<'_> {
    /// The globals that are read, or those that are assigned, in the order of their first use.
    pub(crate) fn globals(&self, access: GlobalAccess) -> Vec<Repeated<'_>> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut globals: Vec<Repeated> = Vec::new();
        for used in &self.facts.globals {
            if used.access != access {
                continue;
            }
            let place = *places.entry(&used.name).or_insert(globals.len());
            match globals.get_mut(place) {
                Some(known) => known.add(used.span),
                None => globals.push(Repeated {
                    first: used,
                    again: Vec::new(),
                }),
            }
        }
        globals
    }
}

impl Repeated<'_> {
    fn add(&mut self, span: Span) {
        if self.again.len() < MARKED && span != self.first.span {
            self.again.push(span);
        }
    }

    /// Marks the other places, too.
    pub(crate) fn mark_again(&self, found: Diagnostic) -> Diagnostic {
        let mark = |found: Diagnostic, span: &Span| found.also(*span, "also here");
        self.again.iter().fold(found, mark)
    }
}
