//! Functions of the script: what happens when one is followed.

use std::rc::Rc;

use super::Interpreter;
use super::conditions::deciders;
use super::site::Site;
use super::state::State;
use super::values::Values;
use crate::domain::{TargetId, TargetKind, Value};
use crate::lua::syntax::{ExprId, Function, FunctionId, LocalId, StatementId};

/// A function that is being followed.
#[derive(Default)]
pub(super) struct Frame {
    pub(super) function: Option<FunctionId>,
    pub(super) varargs: Values,
    pub(super) returns: Vec<Returned>,
}

/// What a `return` gave.
pub(super) struct Returned {
    pub(super) statement: StatementId,
    /// The last of the values; it may give more than one. Findings mark the statement.
    pub(super) site: Site,
    /// The first one.
    pub(super) first: Option<ExprId>,
    pub(super) values: Values,
    pub(super) state: State,
}

impl<'chunk> Interpreter<'chunk> {
    /// A function of the script as a value.
    pub(super) fn closure(&mut self, function: &'chunk Function) -> Value {
        self.functions.insert(function.id, function);
        if !self.followed.contains(function.id) {
            self.uncalled.insert(function.id);
        }
        Value::target(TargetId::new(TargetKind::Closure, function.id.0))
    }

    pub(super) fn captures_of(&self, function: FunctionId) -> Rc<[LocalId]> {
        let captures = self.upvalues.captures.get(function).cloned();
        captures.unwrap_or_else(|| Rc::from([]))
    }

    /// Follows a function with these arguments, from the state here to the one after the call.
    pub(super) fn inline(
        &mut self,
        function: &'chunk Function,
        arguments: &Values,
        call: Site,
    ) -> Values {
        let outer = self.context;
        self.enter_context(call.id);
        let values = self.run_function(function, arguments, call);
        self.context = outer;
        values
    }

    /// From here on, the chain of calls around has one call more.
    pub(super) fn enter_context(&mut self, call: ExprId) {
        let next = self.contexts.values().len() as u32 + 1;
        let chain = self.contexts.or_insert((self.context, call), next);
        self.context = chain.map_or(next, |chain| *chain);
    }

    pub(super) fn run_function(
        &mut self,
        function: &'chunk Function,
        arguments: &Values,
        site: Site,
    ) -> Values {
        let parameters = function.parameters.len();
        for (at, local) in function.parameters.iter().enumerate() {
            let value = self.nth(arguments, at, site);
            self.note_shadow(*local, &value, None);
            self.declare(*local, value);
        }
        if !function.is_vararg {
            for extra in arguments.fixed.iter().skip(parameters) {
                self.leave(extra);
            }
        }
        let varargs = Values {
            exprs: Vec::new(),
            ..arguments.skip(parameters)
        };
        if let Some(arg) = function
            .implicit_arg
            .filter(|arg| self.upvalues.read.contains(*arg))
        {
            let packed = self.pack_varargs(&varargs, function, site);
            self.declare(arg, packed);
        }
        self.follow_body(function, varargs)
    }

    fn follow_body(&mut self, function: &'chunk Function, varargs: Values) -> Values {
        if self.recording {
            self.uncalled.remove(function.id);
            self.followed.insert(function.id);
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
        let returns = self.frames.pop().map(|frame| frame.returns);
        self.leave_function(returns.unwrap_or_default())
    }

    /// Where a function's `return`s and its end meet.
    fn leave_function(&mut self, returns: Vec<Returned>) -> Values {
        let mut values = (!self.state.unreachable).then(Values::default);
        for Returned {
            site,
            values: returned,
            state,
            ..
        } in returns
        {
            if state.unreachable || planted!(EarlyReturnIsLost) && values.is_some() {
                continue;
            }
            let deciding = deciders(&self.state.conditions, &state.conditions);
            let here = self.state.take();
            let returned = match &values {
                // Two lists of entries become one of which nothing else is known.
                Some(known) if known.tail != returned.tail => {
                    self.state = state;
                    let returned = self.with_tail_read(&returned, site);
                    let state = self.state.take();
                    self.state = self.join(here, state);
                    returned
                }
                _ => {
                    self.state = self.join(here, state);
                    returned
                }
            };
            values = Some(match values {
                None => returned,
                Some(known) => {
                    let known = self.with_tail_read_if(&known, &returned, site);
                    let mut joined = known.join(&returned);
                    Self::set_deciders(&mut joined, &deciding);
                    joined
                }
            });
        }
        values.unwrap_or_default()
    }

    fn with_tail_read_if(&mut self, known: &Values, other: &Values, site: Site) -> Values {
        if known.tail == other.tail && known.fixed.len() == other.fixed.len() {
            known.clone()
        } else {
            self.with_tail_read(known, site)
        }
    }

    /// Follows the functions that nothing calls: they may be called by what they were handed to, or by nothing.
    pub(super) fn follow_uncalled(&mut self) {
        let end = self.state.clone();
        self.state.unreachable = false;
        while let Some(id) = self.uncalled.pop_first().or_else(|| self.waiting.pop()) {
            self.follow_unknown_call(id);
        }
        self.follow_after_changes();
        self.state = end;
    }
}

/// Functions that were not followed so far.
#[derive(Default)]
pub(super) struct Uncalled {
    /// By number.
    waiting: Vec<bool>,
    /// Those before it do not wait.
    first: usize,
}

impl Uncalled {
    pub(super) fn insert(&mut self, function: FunctionId) {
        let at = function.0 as usize;
        if at >= self.waiting.len() {
            self.waiting.resize(at + 1, false);
        }
        self.set(at, true);
        self.first = self.first.min(at);
    }

    fn remove(&mut self, function: FunctionId) {
        self.set(function.0 as usize, false);
    }

    fn set(&mut self, at: usize, waits: bool) {
        if let Some(known) = self.waiting.get_mut(at) {
            *known = waits;
        }
    }

    fn pop_first(&mut self) -> Option<FunctionId> {
        while !*self.waiting.get(self.first)? {
            self.first += 1;
        }
        let first = FunctionId(self.first as u32);
        self.remove(first);
        Some(first)
    }
}
