//! Calls: of the script's own functions, which are followed, and of others.

use super::value::{Kind, Tail, Value, Values, beyond};
use super::{DEPTH, Frame, Interpreter};
use crate::lua::source::Span;
use crate::lua::syntax::{Function, FunctionId};

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn closure(&mut self, function: &'chunk Function) -> Value {
        self.functions.insert(function.id, function);
        Value::new(Kind::Closure(function.id))
    }

    pub(super) fn call(&mut self, callee: &Value, arguments: &Values, span: Span) -> Values {
        match &callee.kind {
            Kind::Closure(id) => self.call_closure(*id, arguments, span),
            Kind::Library(name) => self.call_library(&name.clone(), arguments, span),
            _ => self.hand_over(arguments, span),
        }
    }

    /// Arguments of a function that is not followed: what becomes of them is unknown.
    pub(super) fn hand_over(&mut self, arguments: &Values, span: Span) -> Values {
        self.read_tail(arguments, span);
        for value in &arguments.fixed {
            self.tolerate(value);
            self.escape(value);
        }
        Values::unknown()
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
        let varargs = rest(arguments, parameters);
        if let Some(arg) = function.implicit_arg {
            self.bind(arg, Value::unknown());
        }
        if !function.is_vararg && arguments.fixed.len() > parameters {
            arguments
                .fixed
                .iter()
                .skip(parameters)
                .for_each(|extra| self.escape(extra));
        }
        self.follow_body(function, varargs)
    }

    fn bind(&mut self, local: crate::lua::syntax::LocalId, value: Value) {
        let value = if self.shared.contains(&local) {
            Value::unknown()
        } else {
            value
        };
        self.state.locals.insert(local, value);
    }

    fn follow_body(&mut self, function: &'chunk Function, varargs: Values) -> Values {
        self.followed.insert(function.id);
        self.frames.push(Frame {
            function: Some(function.id),
            varargs,
            returns: Vec::new(),
        });
        let loops = std::mem::take(&mut self.breaks);
        self.block(&function.body);
        self.breaks = loops;
        self.forget_locals(&function.parameters);
        let returns = self
            .frames
            .pop()
            .map(|frame| frame.returns)
            .unwrap_or_default();
        self.leave_function(returns)
    }

    /// Where a function's `return`s and its end meet.
    fn leave_function(&mut self, returns: Vec<(Values, super::state::State)>) -> Values {
        let end = std::mem::take(&mut self.state);
        let mut values = (!end.unreachable).then(Values::default);
        self.state = end;
        for (returned, state) in returns {
            self.state = std::mem::take(&mut self.state).join(state);
            values = Some(match values {
                None => returned,
                Some(values) => values.join(&returned),
            });
        }
        values.unwrap_or_default()
    }

    /// Follows a function of which only is known that something calls it.
    pub(super) fn follow_unknown_call(&mut self, id: FunctionId) {
        let Some(function) = self.functions.get(&id).copied() else {
            return;
        };
        if !self.followed.insert(id) {
            return;
        }
        let before = self.state.clone();
        for local in function.parameters.iter().chain(&function.implicit_arg) {
            self.bind(*local, Value::unknown());
        }
        self.follow_body(function, Values::unknown());
        self.state = before;
    }

    /// A value goes where it is not followed.
    pub(super) fn escape(&mut self, value: &Value) {
        match value.kind {
            Kind::Entries(table) => self.read_all(table, Span::default()),
            Kind::Closure(id) => self.follow_unknown_call(id),
            _ => {}
        }
    }
}

/// The arguments behind the named parameters.
fn rest(arguments: &Values, parameters: usize) -> Values {
    let taken = parameters.min(arguments.fixed.len());
    let fixed = arguments.fixed.iter().skip(taken).cloned().collect();
    let tail = match arguments.tail {
        Tail::Entries(table, first) => Tail::Entries(table, beyond(first, parameters - taken)),
        tail => tail,
    };
    Values { fixed, tail }
}
