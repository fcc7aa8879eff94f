//! The text that is sent for a script, and its SHA1, as far as the macro knows them.

mod sha1;

use std::borrow::Cow;

use redis_script_analysis::Analysis;
use redis_script_analysis::constants::DeclaredConstant;

pub(crate) use self::sha1::Midstate;
use crate::script_file::{ScriptFile, sha1};

/// What is sent.
pub(crate) enum Sent<'a> {
    /// All of it is known.
    Known { text: Cow<'a, str>, sha1: String },
    /// The compiler finds the values of constants.
    Computed(Computed<'a>),
}

/// A text with values that only the compiler knows.
pub(crate) struct Computed<'a> {
    /// All that is before the first of them.
    pub(crate) before: String,
    /// The state of the SHA1 after the whole blocks of that.
    pub(crate) midstate: Midstate,
    /// The rest.
    pub(crate) parts: Vec<SentPart<'a>>,
}

/// A part of a text with values that only the compiler knows.
pub(crate) enum SentPart<'a> {
    /// Lua that the macro has written.
    Lua(String),
    /// The value of a constant.
    Value(&'a DeclaredConstant),
}

impl<'a> Sent<'a> {
    /// What is sent for a script without errors.
    pub(crate) fn of(script: &'a ScriptFile, analysis: &'a Analysis) -> Self {
        let Some(sent) = &analysis.sent else {
            return Self::Known {
                text: Cow::Borrowed(script.source.text()),
                sha1: script.sha1.clone(),
            };
        };
        if let Some(text) = sent.whole() {
            return Self::Known {
                sha1: sha1(&text),
                text: Cow::Owned(text),
            };
        }
        let (mut before, mut lua, mut parts) = (sent.before.clone(), String::new(), Vec::new());
        for (at, (constant, value)) in analysis.constants.iter().zip(&sent.values).enumerate() {
            let known = if parts.is_empty() {
                &mut before
            } else {
                &mut lua
            };
            if at > 0 {
                known.push_str(", ");
            }
            if let Some(value) = value {
                known.push_str(value);
                continue;
            }
            if !lua.is_empty() {
                parts.push(SentPart::Lua(std::mem::take(&mut lua)));
            }
            parts.push(SentPart::Value(constant));
        }
        lua.push(')');
        parts.push(SentPart::Lua(lua));
        Self::Computed(Computed {
            midstate: Midstate::after(before.as_bytes()),
            before,
            parts,
        })
    }

    /// The SHA1, if it is known.
    pub(crate) fn sha1(&self) -> Option<&str> {
        match self {
            Self::Known { sha1, .. } => Some(sha1),
            Self::Computed(_) => None,
        }
    }
}
