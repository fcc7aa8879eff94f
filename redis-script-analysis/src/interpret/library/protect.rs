//! `assert`, `pcall` and `xpcall`: errors that are raised, and that are caught.

use crate::collections::lists;
use crate::domain::{Types, Value, ValueNumber};
use crate::facts::Named;
use crate::interpret::Interpreter;
use crate::interpret::handler::Handler;
use crate::interpret::site::{CallSite, Site};
use crate::interpret::state::State;
use crate::interpret::values::Values;

impl Interpreter<'_> {
    pub(super) fn assert(&mut self, arguments: &Values, site: Site) -> Values {
        let tested = self.nth(arguments, 0, site);
        self.raised += 1;
        self.need(&tested);
        self.may_raise();
        self.assume(&tested, true);
        let mut passed = arguments.clone();
        if let Some(first) = passed.fixed.first_mut() {
            first.restrict(Types::TRUTHY);
            if first.is_bottom() {
                *first = Value::unknown();
            }
        }
        passed
    }

    /// `pcall(f, ...)` and `xpcall(f, handler)`: the function runs, and may stop anywhere.
    pub(super) fn pcall(&mut self, arguments: &Values, own: usize, call: CallSite) -> Values {
        let function = self.nth(arguments, 0, call.at);
        let passed = arguments.skip(own);
        for at in 1..own {
            if let Some(handler) = arguments.fixed.get(at) {
                self.escape(handler);
            }
        }
        let given = if planted!(PcallIsUndone) {
            let before = self.state.clone();
            let given = self.protected_call(&function, &passed, call);
            self.state = before;
            given
        } else {
            self.protected_call(&function, &passed, call)
        };
        with_error(&given)
    }

    fn protected_call(&mut self, function: &Value, passed: &Values, call: CallSite) -> Values {
        let conditions = self.state.conditions.clone();
        self.handlers.push(Handler::Caught(State::DEAD));
        self.may_raise();
        self.protected += 1;
        let unnamed = CallSite {
            named: Named::No,
            as_method: false,
            ..call
        };
        let before = self.begin_steps();
        let given = self.call(function, passed, unnamed);
        let steps = self.end_steps(before);
        let given = self.with_tail_read(&given, call.at);
        self.protected -= 1;
        match self.handlers.pop() {
            Some(Handler::Caught(raised)) => self.join_here(raised),
            _ => self.state = State::DEAD,
        }
        self.note_function(steps);
        self.state.conditions = conditions;
        given
    }
}

/// What `pcall` gives, from what the function does.
fn with_error(given: &Values) -> Values {
    let mut fixed = lists::one(Value::boolean(None));
    let length = given.fixed.len().max(1);
    for at in 0..length {
        let mut value = given.known(at);
        if at == 0 {
            // What was raised: a string, or anything that escaped to `error`.
            value.join(&Value::unknown());
        } else {
            value.join(&Value::nil());
            value.origin.guarded = true;
        }
        value.same = ValueNumber::NONE;
        fixed.push(value);
    }
    // Of an error, there is but what was raised.
    let least = given.least().min(1) + 1;
    Values {
        absent: fixed.len().saturating_sub(least),
        fixed,
        exprs: Vec::new(),
        tail: given.tail.clone(),
    }
}
