//! Functions of the script: what happens when one is followed.

use std::rc::Rc;

use super::Interpreter;
use super::conditions::deciders;
use super::limits::DEPTH;
use super::state::State;
use super::values::Values;
use crate::domain::{TargetId, TargetKind, Value};
use crate::facts::EntryTable;
use crate::lua::syntax::{ExprId, Function, FunctionId, LocalId};
use crate::text::Span;

/// A function that is being followed.
#[derive(Default)]
pub(super) struct Frame {
    pub(super) function: Option<FunctionId>,
    pub(super) varargs: Values,
    /// What each `return` gave, where, and the state there.
    pub(super) returns: Vec<(Span, Values, State)>,
}

impl<'chunk> Interpreter<'chunk> {
    /// A function of the script as a value.
    pub(super) fn closure(&mut self, function: &'chunk Function) -> Value {
        self.functions.insert(function.id, function);
        if !self.followed.contains(&function.id) {
            self.uncalled.insert(function.id);
        }
        Value::target(TargetId::new(TargetKind::Closure, function.id.0))
    }

    pub(super) fn captures_of(&self, function: FunctionId) -> Rc<[LocalId]> {
        let captures = self.upvalues.captures.get(&function).cloned();
        captures.unwrap_or_else(|| Rc::from([]))
    }

    /// Follows a function with these arguments, from the state here to the one behind the call.
    pub(super) fn inline(
        &mut self,
        function: &'chunk Function,
        arguments: &Values,
        call: ExprId,
        span: Span,
    ) -> Values {
        let parameters = function.parameters.len();
        for (at, local) in function.parameters.iter().enumerate() {
            let value = self.nth(arguments, at, span);
            self.note_shadow(*local, &value, None);
            self.declare(*local, value);
        }
        if !function.is_vararg {
            for extra in arguments.fixed.iter().skip(parameters) {
                self.leave(extra);
            }
        }
        let varargs = Values {
            spans: Vec::new(),
            ..arguments.skip(parameters)
        };
        if let Some(arg) = function
            .implicit_arg
            .filter(|arg| self.upvalues.read.contains(arg))
        {
            let packed = self.pack_varargs(&varargs, function, span);
            self.declare(arg, packed);
        }
        let outer = self.context;
        let next = self.contexts.len() as u32 + 1;
        self.context = *self.contexts.entry((outer, call)).or_insert(next);
        let values = self.follow_body(function, varargs);
        self.context = outer;
        values
    }

    fn follow_body(&mut self, function: &'chunk Function, varargs: Values) -> Values {
        if self.recording {
            self.uncalled.remove(&function.id);
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
    fn leave_function(&mut self, returns: Vec<(Span, Values, State)>) -> Values {
        let mut values = (!self.state.unreachable).then(Values::default);
        for (span, returned, state) in returns {
            if state.unreachable {
                continue;
            }
            let deciding = deciders(&self.state.conditions, &state.conditions);
            let here = self.state.take();
            let returned = match &values {
                // Two lists of entries become one of which nothing else is known.
                Some(known) if known.tail != returned.tail => {
                    self.state = state;
                    let returned = self.with_tail_read(&returned, span);
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
                    let known = self.with_tail_read_if(&known, &returned, span);
                    let mut joined = known.join(&returned);
                    Self::set_deciders(&mut joined, &deciding);
                    joined
                }
            });
        }
        values.unwrap_or_default()
    }

    fn with_tail_read_if(&mut self, known: &Values, other: &Values, span: Span) -> Values {
        if known.tail == other.tail && known.fixed.len() == other.fixed.len() {
            known.clone()
        } else {
            self.with_tail_read(known, span)
        }
    }

    /// Follows the functions that nothing calls: they may be called by what they were handed to, or by nothing.
    pub(super) fn follow_uncalled(&mut self) {
        let end = self.state.clone();
        self.state.unreachable = false;
        while let Some(id) = self.uncalled.pop_first() {
            self.follow_unknown_call(id);
        }
        self.state = end;
    }

    /// Follows a function of which only is known that something calls it, at any time from here on.
    pub(super) fn follow_unknown_call(&mut self, id: FunctionId) {
        let Some(function) = self.functions.get(&id).copied() else {
            return;
        };
        if !self.is_followed_as_unknown(id) && self.depth <= DEPTH {
            self.follow_as_unknown(function);
        }
        let Some([keys, argv]) = self.effects.get(&id).copied() else {
            return;
        };
        for (moves, table) in [(keys, EntryTable::Keys), (argv, EntryTable::Argv)] {
            if moves {
                self.state.entries_mut(table).escape();
            }
        }
    }

    fn follow_as_unknown(&mut self, function: &'chunk Function) {
        let before = self.state.clone();
        for local in self.captures_of(function.id).iter() {
            if self.upvalues.reassigned.contains(local) {
                self.state.set_local(*local, Value::unknown());
            }
        }
        for local in function.parameters.iter().chain(&function.implicit_arg) {
            self.declare(*local, Value::unknown());
        }
        self.state.conditions = self.conditions_when_uncalled();
        let handlers = std::mem::replace(&mut self.handlers, vec![State::dead()]);
        let protected = std::mem::take(&mut self.protected);
        self.follow_body(function, Values::unknown());
        self.protected = protected;
        let raised = std::mem::replace(&mut self.handlers, handlers);
        let after = std::mem::replace(&mut self.state, before);
        // What it does to KEYS and ARGV may happen at any time; variables and tables escaped before.
        let mut effects = self.effects.get(&function.id).copied().unwrap_or_default();
        for end in raised.iter().chain([&after]) {
            for (at, table) in [EntryTable::Keys, EntryTable::Argv].into_iter().enumerate() {
                let changes = !end.unreachable
                    && end
                        .entries(table)
                        .is_changed_since(self.state.entries(table));
                if let Some(known) = effects.get_mut(at) {
                    *known |= changes;
                }
            }
        }
        self.effects.insert(function.id, effects);
    }

    /// Whether it was followed so before; what is noted in it was not noted if that was in a round of a loop.
    fn is_followed_as_unknown(&mut self, id: FunctionId) -> bool {
        if self.recording {
            self.uncalled.remove(&id);
            !self.noted_as_unknown.insert(id)
        } else {
            self.noted_as_unknown.contains(&id) || !self.solved_as_unknown.insert(id)
        }
    }
}
