//! Whether a script is needed: the one command that could take its place.

mod outline;
mod pattern;

use self::outline::Outline;
use crate::collections::lists;
use crate::context::Context;
use crate::facts::{Facts, More, RunReply, RunValue, Sources};
use crate::redis::commands::Property;
use crate::redis::replacements::{RULES, Said};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill, find};

/// A command that does what a script does, or nearly so.
pub(crate) struct Instead {
    /// The command with its arguments.
    pub(crate) command: String,
    /// The first command that the script calls.
    pub(crate) span: Span,
    /// What its caller must know.
    pub(crate) remarks: Vec<String>,
    /// In what it differs: if there is something, the command does not do the same.
    pub(crate) differences: Vec<String>,
}

/// The one command that does what the script does by several.
pub(crate) fn instead(context: &Context) -> Option<Instead> {
    let outline = Outline::of(&context.facts.runs)?;
    let mut best: Option<Instead> = None;
    for rule in RULES {
        if let Some(letters) = outline.fit(rule)
            && let Some(found) = outline.instead(rule, &letters, context)
        {
            if found.differences.is_empty() {
                return Some(found);
            }
            best = best.or(Some(found));
        }
    }
    best
}

impl Instead {
    /// Notes how a reply of the command differs from that of the script; `None` if it does not tell what the script's tells.
    fn compare(&mut self, ours: Said, of_script: Said) -> Option<()> {
        let is_own = matches!(ours, Said::Own(_));
        if of_script == Said::Other || !is_own && (ours == Said::Old) != (of_script == Said::Old) {
            return None;
        }
        let text = match (ours, of_script) {
            (Said::Own(reply), _) => reply.to_owned(),
            _ if ours == of_script => return Some(()),
            _ => fill!("{ours} instead of {of_script}", ours, of_script),
        };
        let list = if (ours, of_script) == (Said::Null, Said::New) {
            &mut self.remarks
        } else {
            &mut self.differences
        };
        match list.last_mut() {
            // Replies come before all else.
            Some(known) if find(known, &text).is_none() => {
                *known = fill!("{known}, {text}", known, text);
            }
            Some(_) => {}
            None => list.push(fill!("reply: {text}", text)),
        }
        Some(())
    }
}

impl Instead {
    /// What a lint says of it.
    pub(crate) fn diagnostic(self, lint: &'static str, message: String) -> Diagnostic {
        let help = if self.differences.is_empty() {
            "send the command itself".to_owned()
        } else {
            let what = lists::joined(&self.differences, "; ");
            fill!(
                "send the command itself if these differences do not matter: {what}",
                what
            )
        };
        let mut found = Diagnostic::warning(lint, self.span, message)
            .label("atomic as it is")
            .help(help);
        for text in self.remarks {
            found = found.note(text);
        }
        found
    }
}

/// The command of a script that calls only one, with nothing but constants and entries as they were passed.
pub(crate) fn only_command(context: &Context) -> Option<Instead> {
    let ([run], [call]) = (
        context.facts.runs.as_slice(),
        context.facts.commands.as_slice(),
    ) else {
        return None;
    };
    let [called] = run.calls.as_slice() else {
        return None;
    };
    let command = call.command()?;
    // In a script it does not block.
    let differs = command.having_flag("blocking").or(command.noscript());
    if !differs.is_empty()
        || command.has(Property::SWITCHES)
        || call.arguments.more == More::Unknown
        || !run.tests.is_empty()
    {
        return None;
    }
    for value in &called.arguments {
        if !matches!(value, RunValue::Entry(..) | RunValue::Text(_)) {
            return None;
        }
    }
    let mut remarks = Vec::new();
    match &run.reply {
        RunReply::Value(RunValue::Reply(0)) if call.replies_otherwise_in_resp3() => {
            remarks.push("in RESP3 its reply may be a map, a set or a double; that of the script is a list or a string".to_owned());
        }
        RunReply::Value(RunValue::Reply(0)) => {}
        RunReply::Null | RunReply::Integer(_) | RunReply::Ok => {
            remarks.push("its reply is its own; that of the script is always the same".to_owned());
        }
        _ => return None,
    }
    Some(Instead {
        command: command.to_string(),
        span: call.span,
        remarks,
        differences: Vec::new(),
    })
}

/// The first command of a script in which no reply decides anything.
pub(crate) fn transaction(context: &Context) -> Option<Span> {
    let [run] = context.facts.runs.as_slice() else {
        return None;
    };
    let [first, _, ..] = run.calls.as_slice() else {
        return None;
    };
    if !run.tests.is_empty() || !is_passed_on(&run.reply) {
        return None;
    }
    for call in &context.facts.commands {
        let is_allowed = call
            .command()
            .is_some_and(|command| command.noscript().is_empty());
        if !is_allowed || call.arguments.more == More::Unknown || call.has(Property::SWITCHES) {
            return None;
        }
        for operand in &call.arguments.fixed {
            if operand.sources.has(Sources::REPLY.or(Sources::UNKNOWN)) {
                return None;
            }
        }
    }
    if asks_replies(context.facts) {
        return None;
    }
    // What one command does is said by another lint.
    match instead(context) {
        Some(found) if found.differences.is_empty() => None,
        _ => Some(first.span),
    }
}

/// Whether something is asked of a reply: if that has one answer only, it is not what the author means.
fn asks_replies(facts: &Facts) -> bool {
    for test in &facts.tests {
        if !test.operand.calls.is_empty() {
            return true;
        }
    }
    for operation in &facts.operations {
        if !operation.left.calls.is_empty() || !operation.right.calls.is_empty() {
            return true;
        }
    }
    false
}

/// Whether a reply is made of replies as they are, and of constants.
fn is_passed_on(reply: &RunReply) -> bool {
    match reply {
        RunReply::Null | RunReply::Integer(_) | RunReply::Ok => true,
        RunReply::Value(value) => !matches!(
            value,
            RunValue::Number(_) | RunValue::Computed(..) | RunValue::Unknown
        ),
        RunReply::List(replies) => replies.iter().all(is_passed_on),
        RunReply::Other => false,
    }
}
