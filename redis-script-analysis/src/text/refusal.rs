//! The error of all input that is not accepted: a name, a value, a file.

use std::fmt;

use super::spelling::nearest;
use crate::collections::lists;
use crate::text::fill;

/// Why a name or a value was not accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The fact.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Refusal {
    /// A fact without a remedy.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    /// There is no `kind` of that name, but perhaps one of a similar name.
    #[must_use]
    pub fn unknown(kind: &str, name: &str, known: &[&str]) -> Self {
        let refusal = Self::new(fill!("there is no {kind} `{name}`", kind, name));
        match nearest(name, known) {
            Some(near) => refusal.help(fill!("did you mean `{near}`?", near)),
            None => refusal,
        }
    }

    /// Adds the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names all that there are, unless there is a remedy already.
    #[must_use]
    pub fn or_list(mut self, known: &[&str]) -> Self {
        if self.help.is_none() {
            self.help = Some(match known {
                [] => "there are none".to_owned(),
                [one] => fill!("there is `{one}`", one),
                [more @ .., last] => {
                    fill!(
                        "there are `{}` and `{last}`",
                        lists::joined(more, "`, `"),
                        last
                    )
                }
            });
        }
        self
    }
}

/// The message, and the remedy on a line of its own.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\n  = help: {help}"),
            None => Ok(()),
        }
    }
}
