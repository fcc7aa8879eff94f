//! Whether a script is needed: the one command that could take its place.

mod pattern;
mod rules;

use self::pattern::{Call, Letters, count};
use self::rules::{Differs, RULES, Rule, Said, When};
use crate::collections::lists;
use crate::context::Context;
use crate::facts::{More, Run, RunReply, RunTest, RunValue, Sources};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, find};

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

const REPLY: &RunValue = &RunValue::Reply(0);

/// A script that calls one command, and then another one, always or for some replies of the first.
struct Outline<'a> {
    first: Call<'a>,
    second: Call<'a>,
    span: Span,
    when: When,
    /// What decides beside the reply.
    with: Option<&'a RunValue>,
    /// A run that calls both.
    acting: &'a Run,
    /// Those that call only the first.
    others: Vec<&'a Run>,
    /// Whether a call of EXPIRE is part of the second command.
    sets_expiry: bool,
}

impl<'a> Outline<'a> {
    fn of(runs: &'a [Run]) -> Option<Self> {
        let (mut acting, mut others): (Vec<&Run>, Vec<&Run>) = (Vec::new(), Vec::new());
        for run in runs {
            match run.calls.len() {
                0 => return None,
                1 => others.push(run),
                _ => acting.push(run),
            }
        }
        let (run, when, with) = match acting.as_slice() {
            [run] => one_way(run)?,
            [one, other] => null_or_less(one, other).or_else(|| null_or_less(other, one))?,
            _ => return None,
        };
        let (first, second, third) = match run.calls.as_slice() {
            [first, second] => (first, second, None),
            [first, second, third] => (first, second, Some(third)),
            _ => return None,
        };
        let mut outline = Self {
            first: Call::of(first)?,
            second: Call::of(second)?,
            span: first.span,
            when,
            with,
            acting: run,
            others,
            sets_expiry: third.is_some(),
        };
        match third {
            Some(third) if !outline.second.add_expiry(&Call::of(third)?) => None,
            _ => Some(outline),
        }
    }

    fn fit(&'a self, rule: &'a Rule) -> Option<Letters<'a>> {
        let mut letters = Letters::default();
        letters.fit("r", REPLY);
        let is_known = match (self.with, self.when) {
            (Some(with), When::Equal) => letters.fit("w", with),
            (Some(with), _) => letters.fit("t", with),
            (None, _) => true,
        };
        let fits = is_known
            && rule.when.contains(&self.when)
            && letters.fit_call(rule.first, &self.first)
            && letters.fit_call(rule.second, &self.second);
        fits.then_some(letters)
    }

    /// The command of a rule that fits, if its reply tells what that of the script does.
    fn instead(&self, rule: &Rule, letters: &Letters, context: &Context) -> Option<Instead> {
        if let (Some(kept), Some(taken)) = (letters.get("m"), letters.get("n"))
            && rule.first.starts_with("LRANGE")
            && count(kept)? != count(taken)? + 1
        {
            return None;
        }
        let mut found = Instead {
            command: letters.written(rule.instead, context)?,
            span: self.span,
            remarks: Vec::new(),
            differences: Vec::new(),
        };
        let [acting, other] = rule.replies;
        found.compare(acting, self.said(self.acting, letters))?;
        for run in &self.others {
            found.compare(other, self.said(run, letters))?;
        }
        let time_is_open = letters.may_be_refused();
        match rule.differs {
            Differs::Always(what) => found.differences.push(what.to_owned()),
            Differs::ByTime(what) if time_is_open => found.differences.push(what.to_owned()),
            Differs::Hardly(what) => found.remarks.push(what.to_owned()),
            Differs::No if time_is_open && !self.others.is_empty() => {
                found.remarks.push(REFUSED_ANYWAY.to_owned());
            }
            Differs::No | Differs::ByTime(_) => {}
        }
        if self.sets_expiry && time_is_open {
            found.differences.push(rules::TIME_FIRST.to_owned());
        }
        Some(found)
    }

    /// What a run replies.
    fn said(&self, run: &Run, letters: &Letters) -> Said {
        let value = match &run.reply {
            RunReply::Null => return Said::Null,
            RunReply::Integer(number) => return Said::Integer(*number),
            RunReply::Ok => return Said::Ok,
            RunReply::Value(value) => value,
            RunReply::List(_) | RunReply::Other => return Said::Other,
        };
        match value {
            RunValue::Reply(0) => read(run),
            RunValue::Reply(1) => self.second.replies(),
            RunValue::Reply(_) => Said::Integer(1),
            value if letters.get("v") == Some(value) => Said::New,
            value if letters.get("w") == Some(value) => Said::Old,
            _ => Said::Other,
        }
    }
}

const REFUSED_ANYWAY: &str =
    "a time or a score that the server refuses is an error also if it would not be used";

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
            _ => format!("{ours} instead of {of_script}"),
        };
        let list = if (ours, of_script) == (Said::Null, Said::New) {
            &mut self.remarks
        } else {
            &mut self.differences
        };
        match list.last_mut() {
            // Replies come before all else.
            Some(known) if find(known, &text).is_none() => *known = format!("{known}, {text}"),
            Some(_) => {}
            None => list.push(format!("reply: {text}")),
        }
        Some(())
    }
}

/// What the first command told on the way of a run.
fn read(run: &Run) -> Said {
    for test in &run.tests {
        match test {
            RunTest::IsNull(0) => return Said::Null,
            RunTest::IsNumber(0, number) => return Said::Integer(*number),
            _ => {}
        }
    }
    Said::Old
}

/// What a run asks, and what decides beside the reply of the first command.
type Asked<'a> = (&'a Run, When, Option<&'a RunValue>);

/// What the only run asks that calls several commands.
fn one_way(run: &Run) -> Option<Asked<'_>> {
    let (mut when, mut with) = (When::Always, None);
    for test in &run.tests {
        let asked = match test {
            RunTest::IsNull(0) => When::Null,
            RunTest::IsThere(0) if when == When::Equal => continue,
            RunTest::IsThere(0) => When::There,
            RunTest::IsNumber(0, number) => When::Number(*number),
            RunTest::Equal(RunValue::Reply(0), other, true)
            | RunTest::Equal(other, RunValue::Reply(0), true) => {
                with = Some(other);
                When::Equal
            }
            _ => return None,
        };
        if !matches!(when, When::Always | When::There) {
            return None;
        }
        when = asked;
    }
    Some((run, when, with))
}

/// The same if two runs do: the reply is null, or it is less than another value.
fn null_or_less<'a>(one: &'a Run, other: &'a Run) -> Option<Asked<'a>> {
    let (
        [RunTest::IsNull(0)],
        [
            RunTest::IsThere(0),
            RunTest::Less(RunValue::Number(read), value),
        ],
    ) = (one.tests.as_slice(), other.tests.as_slice())
    else {
        return None;
    };
    let RunValue::Number(value) = value else {
        return None;
    };
    let is_alike = one.calls == other.calls && one.reply == other.reply;
    (is_alike && **read == *REPLY).then_some((other, When::NullOrLess, Some(&**value)))
}

impl Instead {
    /// What a lint says of it.
    pub(crate) fn diagnostic(self, lint: &'static str, message: String) -> Diagnostic {
        let help = if self.differences.is_empty() {
            "send the command itself".to_owned()
        } else {
            let what = lists::joined(&self.differences, "; ");
            format!("send the command itself if these differences do not matter: {what}")
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
    // In a script it does not block, and SELECT ends with the script.
    let differs = command.having_flag("blocking").or(command.noscript());
    if !differs.is_empty()
        || called.name == "SELECT"
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
    for call in &run.calls {
        // It would change the connection, where it ends with a script.
        if call.name == "SELECT" {
            return None;
        }
    }
    for call in &context.facts.commands {
        if call.arguments.more == More::Unknown {
            return None;
        }
        for operand in &call.arguments.fixed {
            if operand.sources.has(Sources::REPLY.or(Sources::UNKNOWN)) {
                return None;
            }
        }
    }
    // What one command does is said by another lint.
    match instead(context) {
        Some(found) if found.differences.is_empty() => None,
        _ => Some(first.span),
    }
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
