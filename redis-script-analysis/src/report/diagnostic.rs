//! One finding about a script.

use std::borrow::Cow;

use crate::collections::sort_by_key;
use crate::text::{Refusal, Span};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build goes on.
    Warning,
    /// The build stops.
    Error,
}

/// The part of the Rust declaration that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub enum Subject {
    /// The script's path or inline text.
    Script,
    /// The `keys = ...` of the attribute (the script where there is none).
    Keys,
    /// A parameter behind the connection, from 0.
    Param(usize),
    /// The type of one.
    ParamType(usize),
    /// The return type.
    Reply,
    /// The name of a constant that the attribute sets, from 0.
    ConstantName(usize),
    /// The value of one.
    ConstantValue(usize),
}

/// What is said. Most of it is the same for each finding of a kind, of which there may be many.
pub type MessageText = Cow<'static, str>;

/// A marked stretch of the script with what is to be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What is marked; the empty span at 0 for what is about no place in the text.
    pub span: Span,
    /// Short text beside the marks; may be empty.
    pub text: MessageText,
}

/// What to write in the place of a stretch of the script, so that the finding is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Replacement {
    /// What is replaced; empty for what is inserted.
    pub span: Span,
    /// What to write there.
    pub text: String,
}

/// One error or warning. Texts are lower case, without a full stop, code in backticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The lint's name as `allow(...)` takes it; `syntax` for what no `allow` can silence.
    pub lint: &'static str,
    /// Whether the build stops.
    pub severity: Severity,
    /// The fact.
    pub message: MessageText,
    /// The guilty text, marked with `^^^`.
    pub primary: Label,
    /// More places, marked with `---`.
    pub secondary: Vec<Label>,
    /// What happens in production, one `= note:` each.
    pub notes: Vec<MessageText>,
    /// What to write instead, one `= help:` each.
    pub help: Vec<MessageText>,
    /// What follows the help, all of it together; empty if that is not for a program to decide.
    pub replacements: Vec<Replacement>,
    /// Whether what they write is only likely to be meant, so that a person must look.
    pub is_guess: bool,
    /// What to underline on the Rust side.
    pub subject: Subject,
    /// What causes it, as a number that its lint knows: findings of one cause become one.
    pub(crate) cause: Option<u32>,
}

impl Diagnostic {
    /// An error about `span`; the rest is filled in by the methods below.
    #[must_use]
    pub fn error(lint: &'static str, span: Span, message: impl Into<MessageText>) -> Self {
        Self::new(lint, Severity::Error, span, message.into())
    }

    /// A warning about `span`.
    #[must_use]
    pub fn warning(lint: &'static str, span: Span, message: impl Into<MessageText>) -> Self {
        Self::new(lint, Severity::Warning, span, message.into())
    }

    fn new(lint: &'static str, severity: Severity, span: Span, message: MessageText) -> Self {
        Self {
            lint,
            severity,
            message: fit(message),
            primary: Label {
                span,
                text: MessageText::default(),
            },
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            replacements: Vec::new(),
            is_guess: false,
            subject: Subject::Script,
            cause: None,
        }
    }

    /// The error that what stands at `span` was refused.
    #[must_use]
    pub fn refused(lint: &'static str, span: Span, refusal: Refusal) -> Self {
        let error = Self::error(lint, span, refusal.message);
        match refusal.help {
            Some(help) => error.help(help),
            None => error,
        }
    }

    /// The finding, made an error or a warning.
    #[must_use]
    pub fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// The finding, with another message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<MessageText>) -> Self {
        self.message = message.into();
        self
    }

    /// The text beside the primary marks.
    #[must_use]
    pub fn label(mut self, text: impl Into<MessageText>) -> Self {
        self.primary.text = fit(text.into());
        self
    }

    /// Marks a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<MessageText>) -> Self {
        self.mark(span, text.into());
        self
    }

    fn mark(&mut self, span: Span, text: MessageText) {
        self.secondary.reserve_exact(1);
        self.secondary.push(Label {
            span,
            text: fit(text),
        });
    }

    /// Adds what happens in production.
    #[must_use]
    pub fn note(mut self, text: impl Into<MessageText>) -> Self {
        // Most have one, and there may be many findings.
        add(&mut self.notes, text.into());
        self
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<MessageText>) -> Self {
        add(&mut self.help, text.into());
        self
    }

    /// Adds what to write in the place of `span`, as the help says.
    #[must_use]
    pub fn replace(mut self, span: Span, text: impl Into<String>) -> Self {
        self.replacements.reserve_exact(1);
        self.replacements.push(Replacement {
            span,
            text: text.into(),
        });
        self
    }

    /// The same, if it is known what is to be replaced.
    #[must_use]
    pub(crate) fn replace_if(self, span: Option<Span>, text: impl Into<String>) -> Self {
        match span {
            Some(span) => self.replace(span, text),
            None => self,
        }
    }

    /// Says that the replacements are a guess: what is meant may be another name or number, or the script as it is.
    #[must_use]
    pub fn guess(mut self) -> Self {
        self.is_guess = true;
        self
    }

    /// Says what causes it, so that all findings of its lint with that cause become one.
    #[must_use]
    pub(crate) fn caused_by(mut self, cause: u32) -> Self {
        self.cause = Some(cause);
        self
    }

    /// Names the Rust token to underline.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    /// The guilty text.
    #[must_use]
    pub fn span(&self) -> Span {
        self.primary.span
    }
}

/// `format!` reserves twice what it needs.
fn add(texts: &mut Vec<MessageText>, text: MessageText) {
    texts.reserve_exact(1);
    texts.push(fit(text));
}

fn fit(mut text: MessageText) -> MessageText {
    if let Cow::Owned(owned) = &mut text {
        owned.shrink_to_fit();
    }
    text
}

/// Puts findings into the order of the text; those at one place stay in theirs.
pub(crate) fn sort(diagnostics: &mut [Diagnostic]) {
    sort_by_key(diagnostics, |found| found.span().start);
}

/// Adds findings after those that are there. Mostly there are none, so that a long list need not move.
pub(crate) fn append(diagnostics: &mut Vec<Diagnostic>, mut more: Vec<Diagnostic>) {
    if diagnostics.is_empty() {
        *diagnostics = more;
    } else {
        diagnostics.append(&mut more);
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Span, sort};

    #[test]
    fn findings_are_sorted_by_their_places_alone() {
        let places = [5, 1, 9, 1, 5, 0, 3, 1];
        let found = places.iter().enumerate();
        let found =
            found.map(|(at, start)| Diagnostic::error("x", Span::new(*start, 9), at.to_string()));
        let (mut sorted, mut expected): (Vec<_>, Vec<_>) =
            found.map(|found| (found.clone(), found)).unzip();
        sort(&mut sorted);
        expected.sort_by_key(|found| found.span().start);
        assert_eq!(sorted, expected);
    }
}
