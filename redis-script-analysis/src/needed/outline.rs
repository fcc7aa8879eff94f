//! Scripts of two commands, of which the second may depend on the reply of the first.

use super::Instead;
use super::pattern::{CommandWords, Letters, count};
use crate::context::Context;
use crate::facts::{RunReply, RunTest, RunValue, ScriptRun};
use crate::redis::replacements::{Differs, Rule, Said, TIME_FIRST, When};
use crate::text::Span;

const REFUSED_ANYWAY: &str =
    "a time or a score that the server refuses is an error also if it would not be used";

const REPLY: &RunValue = &RunValue::Reply(0);

/// A script that calls one command, and then another one, always or for some replies of the first.
pub(super) struct Outline<'a> {
    first: CommandWords<'a>,
    second: CommandWords<'a>,
    span: Span,
    when: When,
    /// What decides beside the reply.
    with: Option<&'a RunValue>,
    /// A run that calls both.
    acting: &'a ScriptRun,
    /// Those that call only the first.
    others: Vec<&'a ScriptRun>,
    /// Whether a call of EXPIRE is part of the second command.
    sets_expiry: bool,
}

impl<'a> Outline<'a> {
    pub(super) fn of(runs: &'a [ScriptRun]) -> Option<Self> {
        let (mut acting, mut others): (Vec<&ScriptRun>, Vec<&ScriptRun>) = (Vec::new(), Vec::new());
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
            first: CommandWords::of(first)?,
            second: CommandWords::of(second)?,
            span: first.span,
            when,
            with,
            acting: run,
            others,
            sets_expiry: third.is_some(),
        };
        match third {
            Some(third) if !outline.second.add_expiry(&CommandWords::of(third)?) => None,
            _ => Some(outline),
        }
    }

    pub(super) fn fit(&'a self, rule: &Rule) -> Option<Letters<'a>> {
        let [first, second, _] = rule.commands()?;
        let mut letters = Letters::default();
        letters.fit("r", REPLY);
        let is_known = match (self.with, self.when) {
            (Some(with), When::Equal) => letters.fit("w", with),
            (Some(with), _) => letters.fit("t", with),
            (None, _) => true,
        };
        let fits = is_known
            && rule.when.contains(&self.when)
            && letters.fit_call(first, &self.first)
            && letters.fit_call(second, &self.second);
        fits.then_some(letters)
    }

    /// The command of a rule that fits, if its reply tells what that of the script does.
    pub(super) fn instead(
        &self,
        rule: &Rule,
        letters: &Letters,
        context: &Context,
    ) -> Option<Instead> {
        let [_, _, one] = rule.commands()?;
        if let (Some(kept), Some(taken)) = (letters.get("y"), letters.get("x"))
            && count(kept)? != count(taken)? + 1
        {
            return None;
        }
        let mut found = Instead {
            command: letters.written(one, context)?,
            span: self.span,
            remarks: Vec::new(),
            differences: Vec::new(),
        };
        let [acting, other] = rule.replies;
        found.compare(acting, self.said(self.acting, acting, letters))?;
        for run in &self.others {
            found.compare(other, self.said(run, other, letters))?;
        }
        let time_is_open = letters.may_be_refused();
        match rule.differs {
            Differs::Always(what) => found.differences.push(what.to_owned()),
            Differs::ByTime(what) if time_is_open => found.differences.push(what.to_owned()),
            Differs::Hardly(what) => found.remarks.push(what.to_owned()),
            Differs::IfAlways(what) if self.others.is_empty() => {
                found.remarks.push(what.to_owned());
            }
            Differs::No if time_is_open && !self.others.is_empty() => {
                found.remarks.push(REFUSED_ANYWAY.to_owned());
            }
            Differs::No | Differs::ByTime(_) | Differs::IfAlways(_) => {}
        }
        if self.sets_expiry && time_is_open {
            found.differences.push(TIME_FIRST.to_owned());
        }
        Some(found)
    }

    /// What a run replies, in terms of what is expected as far as that is possible.
    fn said(&self, run: &ScriptRun, expected: Said, letters: &Letters) -> Said {
        let value = match &run.reply {
            RunReply::Null => return Said::Null,
            RunReply::Integer(number) => return Said::Integer(*number),
            RunReply::Ok => return Said::Ok,
            RunReply::Value(value) => value,
            RunReply::List(_) | RunReply::Other => return Said::Other,
        };
        match value {
            RunValue::Reply(0) if expected == Said::Old => Said::Old,
            RunValue::Reply(0) => read(run),
            RunValue::Reply(1) => self.second.replies(),
            RunValue::Reply(_) => Said::Integer(1),
            value if letters.get("v") == Some(value) => Said::New,
            value if letters.get("w") == Some(value) => Said::Old,
            _ => Said::Other,
        }
    }
}

/// What the first command told on the way of a run.
fn read(run: &ScriptRun) -> Said {
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
type Asked<'a> = (&'a ScriptRun, When, Option<&'a RunValue>);

/// What the only run asks that calls several commands.
fn one_way(run: &ScriptRun) -> Option<Asked<'_>> {
    let (mut when, mut with) = (When::Always, None);
    for test in &run.tests {
        let asked = match test {
            RunTest::IsNull(0) => When::Null,
            RunTest::IsThere(0) if when == When::Equal => continue,
            RunTest::IsThere(0) => When::There,
            RunTest::IsNumber(0, _) if planted!(NumberIsOne) => When::Number(1),
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
fn null_or_less<'a>(one: &'a ScriptRun, other: &'a ScriptRun) -> Option<Asked<'a>> {
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
