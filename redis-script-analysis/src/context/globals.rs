//! The globals that a script reads or assigns, each once.

use super::{Context, MARKED};
use crate::collections::Interner;
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
        let mut names: Interner<&str> = Interner::default();
        let mut globals: Vec<Repeated> = Vec::new();
        for used in &self.facts.globals {
            if used.access != access || used.protected {
                continue;
            }
            if names.insert(&used.name) {
                globals.push(Repeated {
                    first: used,
                    again: Vec::new(),
                });
                continue;
            }
            if let Some(known) = names.find(used.name.as_bytes())
                && let Some(known) = globals.get_mut(known)
            {
                known.add(used);
            }
        }
        globals
    }

    /// All uses of the globals, each with those of its name.
    pub(crate) fn global_uses(&self) -> GlobalUses<'_> {
        let (mut names, mut of) = (Interner::default(), Vec::new());
        for used in &self.facts.globals {
            if names.insert(&*used.name) {
                of.push(Vec::new());
            }
            if let Some(at) = names.find(used.name.as_bytes())
                && let Some(uses) = of.get_mut(at)
            {
                uses.push(used);
            }
        }
        GlobalUses { names, of }
    }

    /// Renames a global wherever it is used, if all of that is by its name alone.
    pub(crate) fn renamed(
        &self,
        mut found: Diagnostic,
        uses: &[&GlobalUse],
        name: &str,
    ) -> Diagnostic {
        for used in uses {
            if self.text(used.span) != used.name {
                return found;
            }
        }
        for used in uses {
            found = found.replace(used.span, name);
        }
        found.guess()
    }
}

/// All uses of each global, by their names.
pub(crate) struct GlobalUses<'facts> {
    names: Interner<&'facts str>,
    of: Vec<Vec<&'facts GlobalUse>>,
}

impl GlobalUses<'_> {
    /// The uses of one, in the order of the text.
    pub(crate) fn of(&self, name: &str) -> &[&GlobalUse] {
        match self.names.find(name.as_bytes()) {
            Some(at) => self.of.get(at).map_or(&[], Vec::as_slice),
            None => &[],
        }
    }
}

impl Repeated<'_> {
    fn add(&mut self, used: &GlobalUse) {
        if self.again.len() < MARKED && used.id != self.first.id {
            self.again.push(used.span);
        }
    }

    /// Marks the other places, too.
    pub(crate) fn mark_again(&self, mut found: Diagnostic) -> Diagnostic {
        for span in &self.again {
            found = found.also(*span, "also here");
        }
        found
    }
}
