//! Errors in pipelines: which command failed, and at which position.

use core::fmt;

use redis::RedisError;

use super::classify::classify;
use super::redis_error::classification;
use super::{Cause, Classification, ConversionError, Error, ErrorKind};
use crate::Script;

/// What failed.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// A call of a script.
    Script(&'static Script),
    /// Another command, by its name.
    Command(String),
    /// The commands with which a `ScriptPipeline` began.
    Initial,
    /// A pipeline as a whole.
    Pipeline,
    /// The same, because of the keys of its calls: the scripts that it calls, each once.
    Calls(Vec<&'static Script>),
    /// What a `RedisError` from elsewhere is about.
    Unknown,
}

/// A command's place in a pipeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PipelinePosition {
    /// From 0.
    pub(crate) index: usize,
    /// How many commands there are.
    pub(crate) count: usize,
    /// How many others have failed.
    pub(crate) more: usize,
    pub(crate) consequence: Option<Consequence>,
}

/// What an error means for the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Consequence {
    /// The source was sent before the call, and the server did not have it any more.
    Forgotten,
    /// The server rejected a command before the transaction, and therefore the transaction.
    Refused,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Script(script) => write!(f, "script `{}` ({})", script.name(), script.path()),
            Self::Command(name) => write!(f, "`{name}`"),
            Self::Initial => f.write_str("the given pipeline"),
            Self::Pipeline | Self::Calls(_) => f.write_str("the pipeline"),
            Self::Unknown => f.write_str("a command"),
        }
    }
}

/// Comes before the error's own message.
impl fmt::Display for PipelinePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "command {} of {}: ", self.index + 1, self.count)
    }
}

impl PipelinePosition {
    pub(crate) fn with(self, consequence: Option<Consequence>) -> Self {
        Self {
            consequence,
            ..self
        }
    }

    /// Comes after the error's own message.
    pub(super) fn fmt_consequences(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.more > 0 {
            write!(f, " ({} more failed)", self.more)?;
        }
        match self.consequence {
            Some(consequence) => write!(f, " ({consequence})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Consequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Forgotten => {
                "the server forgot the script during the pipeline, for example by SCRIPT FLUSH, so this call did not run; this \
                 cannot happen in an atomic pipeline"
            }
            Self::Refused => "so the server rejected the transaction, and none of it ran",
        })
    }
}

/// What it means if `EXEC` replies nil.
pub(super) const DISCARDED: &str =
    "the transaction did not run because a key that was watched on this connection has changed";

impl Error {
    /// The error of a command that calls no script.
    pub(crate) fn command(name: String, error: RedisError) -> Self {
        let subject = Subject::Command(name);
        let classification = classification(&subject, &error, false);
        Self::classified(subject, classification, error)
    }

    /// The reply of such a command does not convert.
    pub(crate) fn command_reply(name: String, conversion: ConversionError) -> Self {
        Self::conversion(Subject::Command(name), conversion)
    }

    /// The replies of the initial commands do not convert.
    pub(crate) fn initial_reply(conversion: ConversionError) -> Self {
        Self::conversion(Subject::Initial, conversion)
    }

    /// There are no replies to a pipeline.
    pub(crate) fn pipeline(error: RedisError) -> Self {
        let classification = classify(&error, false);
        Self::classified(Subject::Pipeline, classification, error)
    }

    /// The same error of a whole pipeline, with the scripts that it calls if it is about their keys.
    pub(crate) fn of_calls(mut self, calls: impl Iterator<Item = &'static Script>) -> Self {
        let is_about_keys = self.kind() == ErrorKind::CrossSlot;
        if is_about_keys && matches!(self.0.subject, Subject::Pipeline) {
            let mut scripts = Vec::new();
            for script in calls {
                if !script.keys().is_empty() && !scripts.contains(&script) {
                    scripts.push(script);
                }
            }
            self.0.subject = Subject::Calls(scripts);
        }
        self
    }

    /// A transaction that was discarded because of WATCH.
    pub(crate) fn discarded() -> Self {
        let classification = Classification {
            kind: ErrorKind::Discarded,
            may_have_run: false,
        };
        Self::new(Subject::Pipeline, classification, Cause::Discarded)
    }

    /// The same error, at its place in a pipeline.
    pub(crate) fn within(mut self, position: PipelinePosition) -> Self {
        self.0.position = Some(position);
        self
    }

    /// The same error for a whole pipeline: whether any of its commands may have run.
    pub(crate) fn with_run(mut self, may_have_run: bool) -> Self {
        self.0.classification.may_have_run = may_have_run;
        self
    }

    /// In a pipeline, the index of the command that failed, from 0, without those that load scripts. `None` for a single call,
    /// and if it was not one command that failed.
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        self.0.position.map(|position| position.index)
    }
}
