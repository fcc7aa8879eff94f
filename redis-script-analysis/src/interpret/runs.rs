//! The ways through a short script: it is followed once for each, with one outcome of each condition.

mod seen;

use super::Interpreter;
use super::site::Site;
use super::state::State;
use super::values::Values;
use crate::domain::{Value, ValueNumber};
use crate::facts::{Facts, RunCall, RunReply, RunTest, ScriptRun};
use crate::lua::syntax::Chunk;
use crate::redis::builtins::Role;

/// Commands of a script whose ways are told apart, if there is one way only, if there are more, and how many ways that may be.
const STRAIGHT: usize = 32;
const COMMANDS: usize = 4;
const RUNS: usize = 4;
/// Expressions of such a script: each way is followed from the start.
const EXPRESSIONS: u32 = 2_000;

/// Which way is followed, and what was seen on it.
#[derive(Default)]
pub(super) struct Steering {
    /// The outcomes of the conditions so far: those that are given, and those that were found to be open.
    outcomes: Vec<bool>,
    /// So many conditions were open.
    met: usize,
    /// Whether something was seen that is not followed.
    is_lost: bool,
    run: ScriptRun,
    /// The values that the calls gave.
    replies: Vec<ValueNumber>,
}

/// Whether the ways through a script may be few, and nothing else happens on them than commands.
pub(super) fn are_few(facts: &Facts, chunk: &Chunk) -> bool {
    if chunk.expr_count > EXPRESSIONS {
        return false;
    }
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
pub(super) fn find<'chunk>(
    interpreter: &dyn Fn(Steering) -> Interpreter<'chunk>,
) -> Vec<ScriptRun> {
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
        // A way on which something else decides is of no use.
        let is_decided_otherwise =
            steering.run.calls.len() > 1 && steering.run.tests.contains(&RunTest::Other);
        if steering.is_lost || is_decided_otherwise || runs.len() >= RUNS {
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
    /// Whether the way that is followed is of no use any more.
    pub(super) fn is_way_lost(&self) -> bool {
        matches!(&self.steering, Some(steering) if steering.is_lost)
    }

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
            // A function may call many, at few places.
            steering.is_lost |= is_lost || steering.run.calls.len() >= STRAIGHT;
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
}

impl Steering {
    /// The outcome of the next condition.
    fn outcome(&mut self) -> bool {
        let at = self.met;
        self.met += 1;
        if at == self.outcomes.len() {
            self.outcomes.push(true);
        }
        self.outcomes.get(at) == Some(&true)
    }
}

fn is_possible(state: &State) -> bool {
    !state.unreachable && state.path.is_possible()
}
