//! Where errors leave to.

use super::Interpreter;
use super::state::State;
use crate::facts::EntryTable;

/// What gets the errors of the code that is followed.
pub(super) enum Handler {
    /// A `pcall`: with all that may be so when one is raised.
    Caught(State),
    /// Whatever is around a shared activation, which asks only what may have changed by then.
    Left(Changes),
}

/// Whether KEYS and ARGV are others at an end of an activation than they were at its start.
pub(super) struct Changes {
    start: State,
    pub(super) moves: [bool; 2],
}

impl Changes {
    pub(super) fn since(start: State) -> Self {
        Self {
            start,
            moves: [false; 2],
        }
    }

    pub(super) fn add(&mut self, end: &State) {
        if end.unreachable {
            return;
        }
        let [keys, argv] = &mut self.moves;
        for (table, moved) in [(EntryTable::Keys, keys), (EntryTable::Argv, argv)] {
            *moved = *moved
                || end
                    .entries(table)
                    .is_changed_since(self.start.entries(table));
        }
    }
}

impl Interpreter<'_> {
    /// An error may be raised here: what is so far reaches its handler.
    pub(super) fn may_raise(&mut self) {
        if self.state.unreachable || planted!(ErrorExitIsLost) {
            return;
        }
        match self.handlers.pop() {
            Some(Handler::Caught(before)) => {
                let here = self.state.clone();
                let joined = self.join(before, here);
                self.handlers.push(Handler::Caught(joined));
            }
            Some(Handler::Left(mut changes)) => {
                changes.add(&self.state);
                self.handlers.push(Handler::Left(changes));
            }
            None => {}
        }
    }
}
