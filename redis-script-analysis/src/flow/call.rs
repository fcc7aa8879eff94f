//! Calls: of the script's own functions, which are followed, and of others.

use super::conditions::deciding;
use super::knowledge::Known;
use super::state::State;
use super::value::{Kind, Value};
use super::values::Values;
use super::{DEPTH, Frame, Interpreter};
use crate::lua::source::Span;
use crate::lua::syntax::{Function, FunctionId, LocalId};

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn closure(&mut self, function: &'chunk Function) -> Value {
        self.functions.insert(function.id, function);
        if !self.followed.contains(&function.id) {
            self.unfollowed.insert(function.id);
        }
        Value::new(Kind::Closure(function.id))
    }

    pub(super) fn call(&mut self, callee: &Value, arguments: &Values, span: Span) -> Values {
        match &callee.kind {
            Kind::Closure(id) => self.call_chosen(callee, *id, arguments, span),
            Kind::Library(name) => self.call_library(&name.clone(), arguments, span),
            _ => {
                self.note_unknown_call(span);
                self.hand_over(arguments, span)
            }
        }
    }

    /// A method that is not known is no `redis.call`: that refuses the receiver, which is a table, as its first argument.
    pub(super) fn call_method(&mut self, method: &Value, arguments: &Values, span: Span) -> Values {
        match &method.kind {
            Kind::Closure(_) | Kind::Library(_) => self.call(method, arguments, span),
            _ => self.hand_over(arguments, span),
        }
    }

    /// Where something gets `redis.call` that is not followed.
    pub(super) fn note_passed_on(&mut self, arguments: &Values, span: Span) {
        if arguments.fixed.iter().any(calls_commands) {
            self.note_unknown_call(span);
        }
    }

    pub(super) fn note_unknown_call(&mut self, span: Span) {
        if let Some(events) = self.note() {
            events.unknown_call(span);
        }
    }

    /// Arguments of a function that is not followed: what becomes of them is unknown.
    pub(super) fn hand_over(&mut self, arguments: &Values, span: Span) -> Values {
        self.note_passed_on(arguments, span);
        self.read_tail(arguments, span);
        for value in &arguments.fixed {
            self.tolerate(value);
            self.escape(value);
        }
        Values::unknown()
    }

    /// Calls a function that is there for some values of entries alone, as `actions[ARGV[1]]` may be.
    fn call_chosen(
        &mut self,
        callee: &Value,
        id: FunctionId,
        arguments: &Values,
        span: Span,
    ) -> Values {
        let (before, raised) = (self.state.conditions.clone(), self.raised);
        for known in callee
            .when_true
            .iter()
            .filter(|known| matches!(known, Known::Entry(_)))
        {
            self.state.learn(known);
        }
        let values = self.call_closure(id, arguments, span);
        self.meet(&before, self.raised == raised);
        values
    }

    fn call_closure(&mut self, id: FunctionId, arguments: &Values, span: Span) -> Values {
        let recursive = self.frames.iter().any(|frame| frame.function == Some(id));
        let Some(function) = self.functions.get(&id).copied() else {
            return Values::unknown();
        };
        if recursive || self.depth > DEPTH || self.budget == 0 {
            return self.hand_over(arguments, span);
        }
        let parameters = function.parameters.len();
        for (at, local) in function.parameters.iter().enumerate() {
            let value = self.nth(arguments, at, span);
            self.bind(*local, value);
        }
        if let Some(arg) = function.implicit_arg {
            self.bind(arg, Value::unknown());
        }
        if !function.is_vararg {
            arguments
                .fixed
                .iter()
                .skip(parameters)
                .for_each(|extra| self.escape(extra));
        }
        let varargs = Values {
            spans: Vec::new(),
            ..arguments.skip(parameters)
        };
        self.follow_body(function, varargs)
    }

    fn bind(&mut self, local: LocalId, value: Value) {
        self.note_shadow(local, &value, None);
        let value = if self.is_shared(local) {
            Value::unknown()
        } else {
            value
        };
        self.state.assign(local, value);
    }

    fn follow_body(&mut self, function: &'chunk Function, varargs: Values) -> Values {
        if self.quiet == 0 {
            self.set_followed(function.id);
        }
        self.frames.push(Frame {
            function: Some(function.id),
            varargs,
            returns: Vec::new(),
        });
        let breaks = std::mem::take(&mut self.breaks);
        self.block(&function.body);
        self.breaks = breaks;
        self.forget_locals(&function.parameters);
        let returns = self
            .frames
            .pop()
            .map(|frame| frame.returns)
            .unwrap_or_default();
        self.leave_function(returns)
    }

    /// Where a function's `return`s and its end meet.
    fn leave_function(&mut self, returns: Vec<(Span, Values, State)>) -> Values {
        let mut values = (!self.state.unreachable).then(Values::default);
        for (_, returned, state) in returns {
            let reached = !state.unreachable;
            let deciding = deciding(&self.state.conditions, &state.conditions);
            self.state = self.state.take().join(state);
            values = match values {
                None if reached => Some(returned),
                Some(values) if reached => {
                    let mut joined = values.join(&returned);
                    let fixed = joined.fixed.iter_mut();
                    fixed.for_each(|value| value.decided_by(&deciding));
                    Some(joined)
                }
                values => values,
            };
        }
        values.unwrap_or_default()
    }

    /// Gives whether it was not yet.
    fn set_followed(&mut self, id: FunctionId) -> bool {
        self.unfollowed.remove(&id);
        self.followed.insert(id)
    }

    /// Follows a function of which only is known that something calls it.
    pub(super) fn follow_unknown_call(&mut self, id: FunctionId) {
        let Some(function) = self.functions.get(&id).copied() else {
            return;
        };
        // What is seen in a first round of a loop does not count: the second comes here again.
        if self.quiet > 0 || !self.set_followed(id) {
            return;
        }
        let before = self.state.clone();
        self.may_be_called(id);
        for local in function.parameters.iter().chain(&function.implicit_arg) {
            self.bind(*local, Value::unknown());
        }
        self.follow_body(function, Values::unknown());
        self.state = before;
    }

    /// A value goes where it is not followed.
    pub(super) fn escape(&mut self, value: &Value) {
        self.leave(value);
        self.examine(value);
        if let Kind::Tables(ids) = &value.kind {
            self.state.forget_entries();
            if self.quiet == 0 {
                self.heap.expose(ids);
            }
        }
    }

    /// A value goes where it is only read, such as the reply.
    pub(super) fn leave(&mut self, value: &Value) {
        match value.kind {
            Kind::Entries(table) => self.read_all(table, Span::default()),
            Kind::Closure(id) => self.follow_unknown_call(id),
            _ => {}
        }
    }

    /// A value goes into a table that is followed.
    pub(super) fn keep(&mut self, value: &Value) {
        if let Kind::Entries(table) = value.kind {
            self.read_all(table, Span::default());
        }
    }
}

/// Whether a value is what calls commands, or has it.
fn calls_commands(value: &Value) -> bool {
    let Kind::Library(name) = &value.kind else {
        return false;
    };
    matches!(
        &**name,
        "redis" | "server" | "redis.call" | "server.call" | "redis.pcall" | "server.pcall"
    )
}
