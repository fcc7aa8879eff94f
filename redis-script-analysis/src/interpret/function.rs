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

impl Frame {
    /// The frame of the script itself.
    pub(super) const EMPTY: Self = Self {
        function: None,
        varargs: Values::EMPTY,
        returns: Vec::new(),
    };
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
        match self.upvalues.captures.get(function) {
            Some(captures) => captures.clone(),
            None => Rc::from([]),
        }
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
        let before = self.begin_steps();
        let values = self.run_function(function, arguments, call);
        let steps = self.end_steps(before);
        self.note_function(steps);
        self.context = outer;
        values
    }

    /// From here on, the chain of calls around has one call more.
    pub(super) fn enter_context(&mut self, call: ExprId) {
        let next = self.contexts.values().len() as u32 + 1;
        self.context = match self.contexts.or_insert((self.context, call), next) {
            Some(chain) => *chain,
            None => next,
        };
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
            for extra in arguments.from(parameters) {
                self.leave(extra);
            }
        }
        let mut varargs = arguments.skip(parameters);
        varargs.exprs.clear();
        if let Some(arg) = function.implicit_arg
            && self.upvalues.read.contains(arg)
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
        match self.frames.pop() {
            Some(frame) => self.leave_function(frame.returns),
            None => Values::EMPTY,
        }
    }

    /// Where a function's `return`s and its end meet.
    fn leave_function(&mut self, mut returns: Vec<Returned>) -> Values {
        let mut values = if self.state.unreachable {
            None
        } else {
            Some(Values::EMPTY)
        };
        for returned in &mut returns {
            if returned.state.unreachable || planted!(EarlyReturnIsLost) && values.is_some() {
                continue;
            }
            values = Some(match &values {
                None => {
                    self.join_here(returned.state.take());
                    std::mem::replace(&mut returned.values, Values::EMPTY)
                }
                Some(known) => self.with_returned(known, returned),
            });
        }
        values.unwrap_or(Values::EMPTY)
    }

    /// The values so far, or those of one more `return`.
    fn with_returned(&mut self, known: &Values, returned: &mut Returned) -> Values {
        let site = returned.site;
        let deciding = deciders(&self.state.conditions, &returned.state.conditions);
        if known.tail != returned.values.tail {
            // Two lists of entries become one of which nothing else is known.
            std::mem::swap(&mut self.state, &mut returned.state);
            returned.values = self.with_tail_read(&returned.values, site);
            std::mem::swap(&mut self.state, &mut returned.state);
        }
        self.join_here(returned.state.take());
        let known = self.with_tail_read_if(known, &returned.values, site);
        let mut joined = known.join(&returned.values);
        Self::set_deciders(&mut joined, &deciding);
        joined
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
        loop {
            // What nothing calls does not run.
            if let Some(id) = self.uncalled.pop_first() {
                self.follow_unknown_call(id);
            } else if let Some(id) = self.waiting.pop() {
                self.note_at_large(id);
                self.follow_unknown_call(id);
            } else {
                break;
            }
        }
        self.follow_after_changes();
        self.state = end;
    }
}

/// Functions that were not followed so far.
pub(super) struct Uncalled {
    /// By number.
    waiting: Vec<bool>,
    /// Those before it do not wait.
    first: usize,
}

impl Uncalled {
    pub(super) const EMPTY: Self = Self {
        waiting: Vec::new(),
        first: 0,
    };

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
