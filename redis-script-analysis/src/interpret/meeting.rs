//! Places where two paths meet.

use std::rc::Rc;

use super::Interpreter;
use super::compute;
use super::state::{Meeting, State};

impl Interpreter<'_> {
    pub(super) fn thresholds(&mut self) -> Rc<[f64]> {
        if let Some(known) = &self.thresholds {
            return known.clone();
        }
        let found = compute::thresholds(self.chunk);
        self.thresholds = Some(found.clone());
        found
    }

    /// Another path comes here, too.
    pub(super) fn join_here(&mut self, other: State) {
        let here = self.state.take();
        self.state = self.join(here, other);
    }

    /// The same, with that path as the first of both.
    pub(super) fn join_before(&mut self, other: State) {
        let here = self.state.take();
        self.state = self.join(other, here);
    }

    /// Where two paths meet.
    pub(super) fn join(&mut self, one: State, other: State) -> State {
        self.meet(one, other, None)
    }

    /// Where two paths meet; at the head of a loop, with the ends at which intervals may settle.
    pub(super) fn meet(&mut self, one: State, other: State, thresholds: Option<&[f64]>) -> State {
        self.note_missed_null(&one, &other);
        self.note_renewed(&one, &other);
        self.time += 1;
        let meeting = Meeting {
            lost: &self.lost,
            thresholds,
            time: self.time,
            next: self.numbering.next().into(),
        };
        let mut joined = one.join(other, &meeting);
        let next = meeting.next.get();
        self.numbering.fill_up_to(next);
        if !self.lost.borrow().is_empty() {
            std::mem::swap(&mut self.state, &mut joined);
            self.escape_lost();
            std::mem::swap(&mut self.state, &mut joined);
        }
        joined
    }
}
