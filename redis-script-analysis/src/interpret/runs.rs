//! The ways through a short script: it is followed once for each, with one outcome of each condition.

use super::Interpreter;
use super::compute::constant_text;
use super::heap::field;
use super::numbering::Definition;
use super::returns::special_shape;
use super::site::Site;
use super::state::State;
use super::values::Values;
use crate::domain::{Comparison, Sources, Types, Value, ValueNumber};
use crate::facts::{Facts, Run, RunCall, RunReply, RunTest, RunValue};
use crate::redis::builtins::Role;

/// Commands of a script whose ways are told apart, if there is one way only, if there are more, and how many ways that may be.
const STRAIGHT: usize = 32;
const COMMANDS: usize = 4;
const RUNS: usize = 8;

/// Where a value comes from that is not the same whatever commands reply.
const UNKNOWN: Sources = Sources::REPLY.or(Sources::UNKNOWN).or(Sources::RANDOM);

/// Elements of a reply that are told apart.
const ELEMENTS: usize = 8;

/// Which way is followed, and what was seen on it.
#[derive(Default)]
pub(super) struct Steering {
    /// The outcomes of the conditions so far: those that are given, and those that were found to be open.
    outcomes: Vec<bool>,
    /// So many conditions were open.
    met: usize,
    /// Whether something was seen that is not followed.
    is_lost: bool,
    run: Run,
    /// The values that the calls gave.
    replies: Vec<ValueNumber>,
}

/// Whether the ways through a script may be few, and nothing else happens on them than commands.
pub(super) fn are_few(facts: &Facts) -> bool {
    for call in &facts.commands {
        if call.protected || call.is_alternative || call.loops > 0 {
            return false;
        }
    }
    for call in &facts.library_calls {
        let role = call.function.row.role;
        if !matches!(role, Role::ToNumber | Role::StatusReply | Role::Unpack) {
            return false;
        }
    }
    let limit = if facts.tests.is_empty() {
        STRAIGHT
    } else {
        COMMANDS
    };
    let is_short = (1..=limit).contains(&facts.commands.len());
    is_short && facts.loops.is_empty() && facts.unknown_calls.is_empty()
}

/// Follows each way, by an interpreter of its own; no ways if they are too many.
pub(super) fn find<'chunk>(interpreter: &dyn Fn(Steering) -> Interpreter<'chunk>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut outcomes: Vec<bool> = Vec::new();
    loop {
        let mut steered = interpreter(Steering {
            outcomes,
            ..Steering::default()
        });
        steered.end_run();
        let Some(steering) = steered.steering.take() else {
            return Vec::new();
        };
        if steering.is_lost || runs.len() >= RUNS {
            return Vec::new();
        }
        runs.push(steering.run);
        outcomes = steering.outcomes;
        // The next way has the other outcome of the last condition that was true.
        while outcomes.last() == Some(&false) {
            outcomes.pop();
        }
        match outcomes.last_mut() {
            Some(last) => *last = false,
            None => return runs,
        }
    }
}

impl Interpreter<'_> {
    /// Paths part here by a value: on the way that is followed, it has one outcome. The state is that of true.
    pub(super) fn steer(&mut self, value: &Value, falsy: &mut State) {
        if self.state.unreachable && falsy.unreachable {
            return;
        }
        let is_lost = self.loops > 0 || !self.recording;
        let Some(steering) = &mut self.steering else {
            return;
        };
        steering.is_lost |= is_lost;
        let (truthy, is_open) = (is_possible(&self.state), is_possible(falsy));
        let is_open = truthy && is_open;
        let outcome = if is_open { steering.outcome() } else { truthy };
        if outcome {
            falsy.unreachable = true;
        } else {
            std::mem::swap(&mut self.state, falsy);
        }
        if is_open {
            let test = self.run_test(value, outcome);
            if let Some(steering) = &mut self.steering {
                steering.run.tests.push(test);
            }
        }
        if !outcome {
            std::mem::swap(&mut self.state, falsy);
            self.state.unreachable = true;
        }
    }

    /// A command is called, and gives this.
    pub(super) fn steer_command(&mut self, arguments: &Values, site: Site, reply: &Value) {
        if self.steering.is_none() || self.state.unreachable {
            return;
        }
        let name = arguments
            .text()
            .map(|name| String::from_utf8_lossy(name).to_uppercase());
        let mut call = RunCall {
            id: site.id,
            span: site.span,
            name: name.unwrap_or_default(),
            arguments: Vec::new(),
            is_open: arguments.is_open(),
        };
        for (at, value) in arguments.fixed.iter().enumerate().skip(1) {
            let site = Site {
                span: arguments.span(at, site.span),
                ..site
            };
            call.arguments.push(self.run_value(value, site));
        }
        let is_lost = self.loops > 0 || !self.recording;
        if let Some(steering) = &mut self.steering {
            steering.is_lost |= is_lost;
            steering.run.calls.push(call);
            steering.replies.push(reply.same);
        }
    }

    /// The script is at its end.
    fn end_run(&mut self) {
        let mut reply = RunReply::Null;
        let mut ends = usize::from(!self.state.unreachable);
        if let Some(frame) = self.frames.pop() {
            for returned in frame.returns {
                if returned.state.unreachable {
                    continue;
                }
                ends += 1;
                self.state = returned.state;
                if !returned.values.fixed.is_empty() || returned.values.is_open() {
                    reply = self.run_reply(&returned.values.known(0), returned.site);
                }
            }
        }
        let is_possible = self.state.path.is_possible();
        if let Some(steering) = &mut self.steering {
            steering.is_lost |= ends != 1 || !is_possible;
            steering.run.reply = reply;
        }
    }

    fn run_value(&self, value: &Value, site: Site) -> RunValue {
        let value = &self.refined(value);
        if let Some(text) = value.as_text() {
            return RunValue::Text(text.clone());
        }
        if let Some(text) = constant_text(value) {
            return RunValue::Text(text.into());
        }
        self.named_value(value, site)
    }

    fn named_value(&self, value: &Value, site: Site) -> RunValue {
        if let Some(steering) = &self.steering
            && value.same != ValueNumber::NONE
            && let Some(call) = steering
                .replies
                .iter()
                .position(|reply| *reply == value.same)
        {
            return RunValue::Reply(call);
        }
        match self.numbering.definition(value.same) {
            Definition::Entry(table, entry) => RunValue::Entry(*table, *entry),
            Definition::ToNumber(of) => RunValue::Number(Box::new(self.run_value(of, site))),
            _ if value.same == ValueNumber::NONE
                || !value.origin.calls.is_empty()
                || value.origin.sources.has(UNKNOWN) =>
            {
                RunValue::Unknown
            }
            _ => RunValue::Computed(value.same.0, site.span),
        }
    }

    fn run_test(&self, value: &Value, truth: bool) -> RunTest {
        match self.numbering.definition(value.same) {
            Definition::Not(inner) => self.run_test(inner, !truth),
            Definition::Compare(Comparison::Equal, operands) => {
                self.run_equality(&operands.0, &operands.1, truth)
            }
            Definition::Compare(comparison, operands) => {
                let (less, more) = match (comparison, truth) {
                    (Comparison::Less, true) => (&operands.0, &operands.1),
                    (Comparison::LessEqual, false) => (&operands.1, &operands.0),
                    _ => return self.told_of(value),
                };
                let less = self.run_value(less, Site::NOWHERE);
                RunTest::Less(less, self.run_value(more, Site::NOWHERE))
            }
            _ => self.told_of(value),
        }
    }

    fn run_equality(&self, left: &Value, right: &Value, truth: bool) -> RunTest {
        for (value, other) in [(left, right), (right, left)] {
            let constant = other.types().only(Types::FALSY) || other.as_number().is_some();
            if constant {
                return self.told_of(value);
            }
        }
        let left = self.run_value(left, Site::NOWHERE);
        RunTest::Equal(left, self.run_value(right, Site::NOWHERE), truth)
    }

    /// What is known of a reply once a condition told of it.
    fn told_of(&self, value: &Value) -> RunTest {
        let RunValue::Reply(call) = self.named_value(value, Site::NOWHERE) else {
            return RunTest::Other;
        };
        let value = &self.refined(value);
        let types = value.types();
        match value.as_number().and_then(integer) {
            Some(number) => RunTest::IsNumber(call, number),
            None if types.only(Types::FALSY) => RunTest::IsNull(call),
            None if types.has(Types::FALSY) || types.has(Types::NUMBER) => RunTest::Other,
            None => RunTest::IsThere(call),
        }
    }

    fn run_reply(&self, value: &Value, site: Site) -> RunReply {
        let value = &self.refined(value);
        let named = self.named_value(value, site);
        if let RunValue::Reply(_) = named {
            return RunReply::Value(named);
        }
        let types = value.types();
        if types.only(Types::FALSY) {
            return RunReply::Null;
        }
        if types == Types::TRUE {
            return RunReply::Integer(1);
        }
        if let Some(number) = value.as_number() {
            return integer(number).map_or(RunReply::Other, RunReply::Integer);
        }
        if types == Types::STRING || matches!(named, RunValue::Entry(..)) {
            return RunReply::Value(self.run_value(value, site));
        }
        self.run_list(value, site)
    }

    fn run_list(&self, value: &Value, site: Site) -> RunReply {
        let object = match value.single_target() {
            Some(target) => self.state.object(target),
            None => None,
        };
        let Some(object) = object else {
            return RunReply::Other;
        };
        if object.is_escaped || !object.metatable.is_bottom() {
            return RunReply::Other;
        }
        if special_shape(object).is_some() {
            let is_ok = matches!(field(object, b"ok").as_text(), Some(text) if **text == *b"OK");
            let only = object.cells().len() == 1 && object.rest.is_bottom();
            return if is_ok && only {
                RunReply::Ok
            } else {
                RunReply::Other
            };
        }
        match object.elements() {
            Some(elements) if elements.len() <= ELEMENTS => {
                let mut replies = Vec::with_capacity(elements.len());
                for element in &elements {
                    replies.push(self.run_reply(element, site));
                }
                RunReply::List(replies)
            }
            _ => RunReply::Other,
        }
    }
}

impl Steering {
    /// The outcome of the next condition.
    fn outcome(&mut self) -> bool {
        let at = self.met;
        self.met += 1;
        match self.outcomes.get(at) {
            Some(outcome) => *outcome,
            None => {
                self.outcomes.push(true);
                true
            }
        }
    }
}

fn is_possible(state: &State) -> bool {
    !state.unreachable && state.path.is_possible()
}

fn integer(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "a small integer")]
    (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i64)
}
