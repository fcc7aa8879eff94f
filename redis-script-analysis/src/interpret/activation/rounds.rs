//! The body of a shared activation, followed until nothing grows any more.

use super::shared::{Growth, Stage};
use crate::collections::lists;
use crate::interpret::Interpreter;
use crate::interpret::handler::{Changes, Handler};
use crate::interpret::limits::{ACTIVATIONS, DEPTH};
use crate::interpret::site::Site;
use crate::lua::syntax::{ExprId, Function, FunctionId};

impl<'chunk> Interpreter<'chunk> {
    /// The function around whose shared activation is followed.
    pub(super) fn open_activation(&self) -> Option<FunctionId> {
        for frame in self.frames.iter().rev() {
            if let Some(id) = frame.function
                && let Some(known) = self.activations.get(id)
                && known.is_open
            {
                return Some(id);
            }
        }
        None
    }

    /// Follows the body until nothing grows any more. Only then is noted what happens in it.
    pub(super) fn settle(&mut self, function: &'chunk Function) {
        let id = function.id;
        let recording = self.recording;
        while let Some(activation) = self.activations.get_mut(id) {
            let notes = match activation.stage {
                Stage::Stale => false,
                Stage::Settled if recording => true,
                Stage::Settled | Stage::Noted => return,
            };
            if self.depth > DEPTH {
                // It is followed at the end, when nothing is around it.
                activation.forget();
                self.uncalled.insert(id);
                return;
            }
            if activation.times >= ACTIVATIONS || self.overdraft == 0 {
                activation.forget();
            }
            activation.times += 1;
            activation.is_open = true;
            activation.stage = if notes { Stage::Noted } else { Stage::Settled };
            self.recording = notes;
            let grown = self.follow_shared(function);
            self.recording = recording;
            if let Some(activation) = self.activations.get_mut(id) {
                activation.is_open = false;
            }
            if grown {
                self.make_users_stale(id);
            }
        }
    }

    /// Follows the body once; whether there are more results than before, or effects.
    fn follow_shared(&mut self, function: &'chunk Function) -> bool {
        let Some(activation) = self.activations.get(function.id) else {
            return false;
        };
        let before = self.state.clone();
        let arguments = activation.entry.arguments.clone();
        activation.entry.apply(&mut self.state);
        let protected = std::mem::replace(&mut self.protected, activation.entry.protected);
        // Another activation of the function may hold tables that were made at the same places.
        self.pending += 1;
        self.note_store();
        let changes = Changes::since(self.state.clone());
        let handlers = std::mem::replace(&mut self.handlers, lists::one(Handler::Left(changes)));
        let outer = self.context;
        self.context = u32::MAX;
        self.enter_context(ExprId(function.id.0));
        let round = self.filled.begin_shared(function.id);
        let steps = self.begin_steps();
        let returned = self.run_function(function, &arguments, Site::NOWHERE);
        let steps = self.end_steps(steps);
        self.filled.now = round;
        if self.recording {
            let id = function.id;
            self.shared_steps.insert(id, (id, steps));
        }
        self.context = outer;
        for value in &returned.fixed {
            self.escape(value);
        }
        self.escape(&returned.beyond());
        let results = (!self.state.unreachable).then(|| self.results_of(&returned));
        self.pending -= 1;
        self.protected = protected;
        let end = std::mem::replace(&mut self.state, before);
        let moves = match std::mem::replace(&mut self.handlers, handlers).pop() {
            Some(Handler::Left(mut changes)) => {
                changes.add(&end);
                changes.moves
            }
            _ => [true; 2],
        };
        let thresholds = self.thresholds();
        let Some(activation) = self.activations.get_mut(function.id) else {
            return false;
        };
        let growth = Growth {
            thresholds: Some(&thresholds),
            lost: &self.lost,
        };
        let grown = activation.add(results, moves, growth);
        self.escape_lost();
        grown
    }

    /// What follows from the results of a function must be followed again.
    fn make_users_stale(&mut self, id: FunctionId) {
        let mut open = lists::one(id);
        let mut seen = Vec::new();
        while let Some(id) = open.pop() {
            let Some(known) = self.activations.get(id) else {
                continue;
            };
            for user in &known.users.clone() {
                if let Some(activation) = self.activations.get_mut(*user)
                    && !seen.contains(user)
                {
                    activation.stage = Stage::Stale;
                    seen.push(*user);
                    open.push(*user);
                }
            }
        }
    }
}
