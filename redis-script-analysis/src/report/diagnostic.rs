//! One finding about a script.

use crate::lua::source::Span;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build goes on.
    Warning,
    /// The build stops.
    Error,
}

/// The part of the Rust declaration that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The script's path or inline text.
    Script,
    /// The `keys = ...` of the attribute (the script where there is none).
    Keys,
    /// A parameter behind the connection, from 0.
    Param(usize),
    /// The return type.
    Reply,
}

/// A marked stretch of the script with what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What is marked; the empty span at 0 for what is about no place in the text.
    pub span: Span,
    /// Short text beside the marks; may be empty.
    pub text: String,
}

/// One error or warning. Texts are lower case, without a full stop, code in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The lint's name as `allow(...)` takes it; `syntax` for what no `allow` can silence.
    pub lint: &'static str,
    /// Whether the build stops.
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// The guilty text, marked with `^^^`.
    pub primary: Label,
    /// More places, marked with `---`.
    pub secondary: Vec<Label>,
    /// What happens in production, one `= note:` each.
    pub notes: Vec<String>,
    /// What to write instead, one `= help:` each.
    pub help: Vec<String>,
    /// What to underline on the Rust side.
    pub subject: Subject,
}

impl Diagnostic {
    /// An error about `span`; the rest is filled in by the methods below.
    #[must_use]
    pub fn error(lint: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            lint,
            severity: Severity::Error,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            subject: Subject::Script,
        }
    }

    /// A warning about `span`.
    #[must_use]
    pub fn warning(lint: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(lint, span, message)
        }
    }

    /// The finding, made an error or a warning.
    #[must_use]
    pub fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// The text beside the primary marks.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Marks a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds what happens in production.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
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
