//! Where an error came from, written after the detail of a [`RedisError`], which has no other place for it.
//!
//! `[command 2 of 5: script `counter` at scripts/counter.lua:3, in its reply, may have run]`
//!
//! Only the text goes through a `RedisError`. So a script is remembered when one of its errors is converted, and found again by
//! its name and its path.

use core::fmt::Write as _;
use std::sync::{PoisonError, RwLock};

use redis::RedisError;

use super::classify::Classification;
use super::pipeline::{Consequence, PipelinePosition, Subject};
use super::redis_error::classification;
use super::server_message::ServerMessage;
use crate::Script;

/// What is known of an error besides the server's message.
pub(super) struct Origin {
    pub(super) subject: Subject,
    pub(super) position: Option<PipelinePosition>,
    /// Whether it was inside of a reply.
    pub(super) is_nested: bool,
    /// If the message does not say it.
    pub(super) may_have_run: Option<bool>,
}

const IN_REPLY: &str = "in its reply";
const MAY_HAVE_RUN: &str = "may have run";
const DID_NOT_RUN: &str = "did not run";
const MORE_FAILED: &str = " more failed";
const FORGOTTEN: &str = "the server forgot the script";
const REFUSED: &str = "the server rejected the transaction";

impl Origin {
    pub(super) fn new(
        subject: Subject,
        position: Option<PipelinePosition>,
        known: Classification,
        error: &RedisError,
    ) -> Self {
        let of_message = |is_nested| classification(&subject, error, is_nested);
        let is_nested = of_message(false).kind != known.kind;
        let may_have_run = of_message(is_nested).may_have_run != known.may_have_run;
        Self {
            is_nested,
            may_have_run: may_have_run.then_some(known.may_have_run),
            subject,
            position,
        }
    }

    /// The note; empty if there is nothing to say.
    pub(super) fn note(&self, parsed: &ServerMessage) -> String {
        let mut words = subject(&self.subject, parsed).unwrap_or_default();
        let mut add = |word: &str| {
            if !words.is_empty() {
                words.push_str(", ");
            }
            words.push_str(word);
        };
        if self.is_nested {
            add(IN_REPLY);
        }
        match self.may_have_run {
            Some(true) => add(MAY_HAVE_RUN),
            Some(false) => add(DID_NOT_RUN),
            None => {}
        }
        let position = self.position.unwrap_or_default();
        if position.more > 0 {
            add(&format!("{}{MORE_FAILED}", position.more));
        }
        match position.consequence {
            Some(Consequence::Forgotten) => add(FORGOTTEN),
            Some(Consequence::Refused) => add(REFUSED),
            None => {}
        }
        let place = self.position.map(|position| position.to_string());
        let place = place.unwrap_or_default();
        if place.is_empty() && words.is_empty() {
            String::new()
        } else {
            format!("[{place}{words}]")
        }
    }

    /// The origin from the note at the end of a detail, and what is before the note.
    pub(super) fn of_note(detail: &str) -> Option<(Self, Option<&str>)> {
        let text = detail.strip_suffix(']')?;
        let mut starts = text.rmatch_indices('[').map(|(start, _)| start);
        starts.find_map(|start| {
            let (before, note) = text.split_at_checked(start)?;
            let before = match before {
                "" => None,
                before => Some(before.strip_suffix(' ')?),
            };
            Some((Self::read(note.strip_prefix('[')?)?, before))
        })
    }

    /// The origin from the beginning of a whole message of this crate, if it is about a script.
    pub(super) fn of_text(text: &str) -> Option<Self> {
        let (position, text) = position(text);
        let is_about = |script: &'static Script| {
            let rest = text.strip_prefix(&Subject::Script(script).to_string());
            rest.is_some_and(|rest| rest.starts_with(' '))
        };
        Some(Self {
            subject: Subject::Script(recall(is_about)?),
            position,
            is_nested: false,
            may_have_run: None,
        })
    }

    fn read(note: &str) -> Option<Self> {
        let (position, text) = position(note);
        let (subject, rest) = read_subject(text)?;
        let mut origin = Self {
            subject,
            position,
            is_nested: false,
            may_have_run: None,
        };
        for word in rest.split(", ") {
            origin.add(word)?;
        }
        Some(origin)
    }

    /// Reads one statement of a note.
    fn add(&mut self, word: &str) -> Option<()> {
        match word {
            "" => {}
            IN_REPLY => self.is_nested = true,
            MAY_HAVE_RUN => self.may_have_run = Some(true),
            DID_NOT_RUN => self.may_have_run = Some(false),
            FORGOTTEN => self.position.as_mut()?.consequence = Some(Consequence::Forgotten),
            REFUSED => self.position.as_mut()?.consequence = Some(Consequence::Refused),
            word => {
                if let Some(more) = word.strip_suffix(MORE_FAILED) {
                    self.position.as_mut()?.more = more.parse().ok()?;
                } else {
                    // The server's message has the line, too.
                    let line = word.strip_prefix(':').or(word.strip_prefix("line "))?;
                    line.parse::<u32>().ok()?;
                }
            }
        }
        Some(())
    }
}

/// The subject of a note, with the line. The script is remembered.
fn subject(subject: &Subject, parsed: &ServerMessage) -> Option<String> {
    match subject {
        Subject::Script(script) => {
            remember(script);
            let (name, path) = (script.name(), parsed.file.unwrap_or(script.path()));
            let mut text = format!("script `{name}` at {path}");
            if let Some(line) = parsed.line {
                let is_inline = script.is_inline() && parsed.file.is_none();
                let before = if is_inline { ", line " } else { ":" };
                // Writing to a string does not fail.
                _ = write!(text, "{before}{line}");
            }
            Some(text)
        }
        Subject::Unknown => None,
        subject => Some(subject.to_string()),
    }
}

/// The subject, and what comes after it.
fn read_subject(text: &str) -> Option<(Subject, &str)> {
    for fixed in [Subject::Initial, Subject::Pipeline] {
        if let Some(rest) = text.strip_prefix(&fixed.to_string()) {
            return Some((fixed, rest));
        }
    }
    if let Some((name, rest)) = text.strip_prefix('`').and_then(|text| text.split_once('`')) {
        return Some((Subject::Command(name.to_owned()), rest));
    }
    let ends = |rest: &&str| rest.is_empty() || rest.starts_with([':', ',']);
    let after = |script: &Script| {
        let rest = text.strip_prefix("script `")?.strip_prefix(script.name())?;
        let rest = rest.strip_prefix("` at ")?;
        let mut files = script.files();
        files.find_map(|file| rest.strip_prefix(file).filter(ends))
    };
    match recall(|script| after(script).is_some()) {
        Some(script) => Some((Subject::Script(script), after(script)?)),
        None => text.is_empty().then_some((Subject::Unknown, text)),
    }
}

/// `command 2 of 5: `, and what comes after it.
fn position(text: &str) -> (Option<PipelinePosition>, &str) {
    let read = || {
        let (place, rest) = text.strip_prefix("command ")?.split_once(": ")?;
        let (number, count) = place.split_once(" of ")?;
        let number: usize = number.parse().ok()?;
        let position = PipelinePosition {
            index: number.checked_sub(1)?,
            count: count.parse().ok()?,
            ..PipelinePosition::default()
        };
        Some((Some(position), rest))
    };
    read().unwrap_or((None, text))
}

/// The scripts whose errors were converted: at most one for each script of the program.
static REMEMBERED: RwLock<Vec<&'static Script>> = RwLock::new(Vec::new());

/// Keeps a script for [`recall`].
pub(super) fn remember(script: &'static Script) {
    let is_known = {
        let known = REMEMBERED.read().unwrap_or_else(PoisonError::into_inner);
        known.contains(&script)
    };
    if !is_known {
        let mut known = REMEMBERED.write().unwrap_or_else(PoisonError::into_inner);
        if !known.contains(&script) {
            known.push(script);
        }
    }
}

/// The remembered script that is meant, if it is only one.
fn recall(is_meant: impl Fn(&'static Script) -> bool) -> Option<&'static Script> {
    let known = REMEMBERED.read().unwrap_or_else(PoisonError::into_inner);
    let mut meant = known.iter().copied().filter(|script| is_meant(script));
    meant.next().filter(|_| meant.next().is_none())
}
