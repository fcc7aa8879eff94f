//! Which of what is seen counts, and the facts that it becomes.

use std::cell::RefCell;

use super::Interpreter;
use super::described::Described;
use super::events::Events;
use super::state::{PathKind, State};
use crate::facts::Facts;

impl Interpreter<'_> {
    /// Whether what is seen here counts. What is costly to describe for lints is described only then.
    pub(super) fn is_noting(&self) -> bool {
        self.is_noting_in(&self.state)
    }

    pub(super) fn is_noting_in(&self, state: &State) -> bool {
        self.recording && !state.unreachable
    }

    /// Whether the values that are seen here count. After a condition that never holds they contradict it, so that what is found of
    /// them says nothing.
    pub(super) fn is_noting_values(&self) -> bool {
        self.is_noting() && self.state.path != PathKind::Refuted
    }

    /// The list in which to note what is seen here, if it counts.
    pub(super) fn note(&mut self) -> Option<&mut Events> {
        self.is_noting().then_some(&mut self.events)
    }

    pub(super) fn finish(&mut self, facts: &mut Facts) {
        #[cfg(feature = "soundness")]
        self.finish_value_log(facts);
        facts.steps = std::mem::take(&mut self.steps);
        facts.shared_steps = self.shared_steps.take_sorted();
        facts.reply_sizes = self.reply_sizes.take_sorted();
        facts.at_any_time = self.at_large.take_sorted();
        facts.falls_off = !self.state.unreachable;
        if let Some(frame) = self.frames.pop() {
            self.note_returns(&frame, facts);
        }
        self.events.finish(facts);
        self.finish_amounts(facts);
        facts.examined = self.examined.take_sorted();
        facts.unreachable = self.reach.finish();
        self.described = RefCell::new(Described::EMPTY);
        self.sites.finish(facts);
    }
}
