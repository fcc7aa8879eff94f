//! The level at which each lint runs, and each finding stands.

use crate::collections::lists;
use crate::context::Context;
use crate::lint::{ByDefault, Lint};
use crate::occurrences;
use crate::report::diagnostic::{self, Diagnostic, Severity};
use crate::settings::{Level, Levels, Placed};
use crate::text::{Span, fill};

/// The levels at which the lints of a script run.
pub(crate) struct Applied<'a> {
    pub(crate) comments: &'a Placed,
    pub(crate) settings: &'a Levels,
}

impl Applied<'_> {
    /// Whether a lint may say anything anywhere.
    pub(crate) fn is_enabled(&self, lint: &Lint) -> bool {
        let speaks = |level| match level {
            Some(level) => level != Level::Allow,
            None => lint.speaks(),
        };
        self.any(lint, Severity::Warning, &speaks) || self.any(lint, Severity::Error, &speaks)
    }

    /// Whether it may find an error anywhere.
    pub(crate) fn may_find_errors(&self, lint: &Lint) -> bool {
        let by_default = matches!(lint.by_default, ByDefault::Error | ByDefault::Depends);
        let denied = |level| level == Some(Level::Deny);
        self.any(lint, Severity::Warning, &denied)
            || self.any(lint, Severity::Error, &|level| {
                denied(level) || level.is_none() && by_default
            })
    }

    /// Whether something is so of the level of a severity somewhere in the script; `None`: it is not set.
    fn any(&self, lint: &Lint, severity: Severity, is: &dyn Fn(Option<Level>) -> bool) -> bool {
        let outside = self.settings.get(lint.name, severity);
        self.comments.any(lint.name, severity, outside, is)
    }

    /// The level of a lint's findings of this severity at a place, if it is set.
    pub(crate) fn level(&self, lint: &Lint, severity: Severity, place: Span) -> Option<Level> {
        match self.comments.at(lint.name, severity, place) {
            None => self.settings.get(lint.name, severity),
            level => level,
        }
    }

    /// Runs a lint, and gives its findings the levels that are set where they stand.
    pub(crate) fn run(&self, lint: &Lint, context: &Context, diagnostics: &mut Vec<Diagnostic>) {
        let mut found = Vec::new();
        (lint.check)(context, &mut found);
        lists::keep(&mut found, |found| self.apply(lint, found));
        occurrences::join(&mut found, context.source);
        diagnostic::append(diagnostics, found);
    }

    /// Runs a lint whose findings are notes, and adds those that are neither silenced nor warnings or errors.
    pub(crate) fn note(&self, lint: &Lint, context: &Context, notes: &mut Vec<Diagnostic>) {
        let mut found = Vec::new();
        (lint.check)(context, &mut found);
        lists::keep(&mut found, |found| {
            self.level(lint, found.severity, found.span()).is_none()
        });
        diagnostic::append(notes, found);
    }

    /// Makes a finding the error or the warning that its level asks for; `false` if it is to be left out.
    fn apply(&self, lint: &Lint, found: &mut Diagnostic) -> bool {
        match self.level(lint, found.severity, found.span()) {
            Some(Level::Allow) => return false,
            Some(Level::Warn) => found.severity = Severity::Warning,
            Some(Level::Deny) => found.severity = Severity::Error,
            None => {
                let warnings = self.level(lint, Severity::Warning, found.span());
                if found.severity == Severity::Error && warnings == Some(Level::Allow) {
                    found.help.push(allowed_by_reason(lint).into());
                }
                return lint.speaks();
            }
        }
        true
    }
}

/// What to write if an error is allowed without a reason.
fn allowed_by_reason(lint: &Lint) -> String {
    let name = lint.name;
    fill!(
        "`allow({name})` hides only warnings; to allow this error, give a reason: `allow({name} = \"why\")`",
        name,
        name
    )
}
