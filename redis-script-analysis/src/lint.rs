//! What a lint is: its name, its topic, and how seriously it is taken.

use crate::context::Context;
use crate::lua::ScriptKind;
use crate::report::diagnostic::Diagnostic;

/// A lint. Its findings come as errors or warnings; a level that is set overrules that.
pub struct Lint {
    /// Its file's name, and what `allow(...)` takes.
    pub name: &'static str,
    /// Under which heading it stands in the manual.
    pub topic: Topic,
    /// What it says where nobody sets its level.
    pub by_default: ByDefault,
    pub(crate) check: fn(&Context, &mut Vec<Diagnostic>),
}

impl Lint {
    /// Whether it gives errors or warnings if nobody sets its level.
    pub(crate) fn speaks(&self) -> bool {
        !matches!(self.by_default, ByDefault::Note | ByDefault::Silent)
    }

    /// Whether it means anything there. A library has no KEYS and no ARGV, and is not run as a whole.
    pub(crate) fn holds_in(&self, kind: ScriptKind) -> bool {
        let whole = ["similar_command", "single_command", "transaction_suffices"];
        kind == ScriptKind::Script
            || !matches!(self.topic, Topic::Signature | Topic::Keys) && !whole.contains(&self.name)
    }
}

/// What a lint is about.
#[derive(Clone, Copy, PartialEq, Hash)]
pub enum Topic {
    /// KEYS, ARGV and the reply against what callers pass and expect.
    Signature,
    /// Commands and their arguments.
    Commands,
    /// The keys that a script touches.
    Keys,
    /// What Lua is as Redis runs it.
    Sandbox,
    /// Values and replies, and how they are compared and used.
    Values,
    /// What a script costs the server, and matters of taste.
    Cost,
}

impl Topic {
    /// All, in the order of the manual.
    pub const ALL: [Self; 6] = [
        Self::Signature,
        Self::Commands,
        Self::Keys,
        Self::Sandbox,
        Self::Values,
        Self::Cost,
    ];

    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Signature => "KEYS, ARGV and the signature",
            Self::Commands => "Commands",
            Self::Keys => "Keys and clusters",
            Self::Sandbox => "Lua as Redis runs it",
            Self::Values => "Values and replies",
            Self::Cost => "Cost and taste",
        }
    }
}

/// What the findings of a lint are where nobody sets its level.
#[derive(Clone, Copy, PartialEq, Hash)]
pub enum ByDefault {
    /// Errors.
    Error,
    /// Warnings.
    Warning,
    /// Errors where the failure is certain, otherwise warnings.
    Depends,
    /// What may be of interest and is not a mistake: `redis-script inspect`, JSON and the documentation of functions show it. The
    /// compiler and `redis-script check` do so once someone sets its level.
    Note,
    /// A matter of taste: it is silent until someone sets its level.
    Silent,
}

impl ByDefault {
    /// As the manual says it.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Depends => "error if the failure is certain, otherwise warning",
            Self::Note => {
                "note, which only `redis-script inspect`, JSON and the functions' documentation show"
            }
            Self::Silent => "off",
        }
    }
}
