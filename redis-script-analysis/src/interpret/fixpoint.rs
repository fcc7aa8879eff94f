//! The state at the head of a loop: what holds before each of its rounds.

use super::Interpreter;
use super::conditions::Ends;
use super::limits::{ROUNDS, ROUNDS_BEFORE_WIDENING};
use super::site::Site;
use super::state::State;
use crate::collections::Map;
use crate::domain::Value;
use crate::facts::{EntryTable, Step};
use crate::lua::syntax::StatementId;

/// Heads that were found before, by the loop and the calls around it. Loops inside of others start from there.
pub(super) struct Heads(Map<(StatementId, u32), State>);

impl Heads {
    pub(super) const EMPTY: Self = Self(Map::EMPTY);
}

/// The state at the head of a loop that does not grow any more.
enum Solved {
    Head(State),
    /// The last round began with it: what holds after the loop was found, too.
    Passed(State),
}

impl Interpreter<'_> {
    /// Goes through a loop by `round`, which takes the state at the head, leaves the state behind the loop, and gives the
    /// state at the end of a round.
    ///
    /// Nothing is noted until the head is known; then one round more is made, in which all is. The commands of that round are
    /// given back: whoever knows how often it goes round notes them.
    pub(super) fn iterate(
        &mut self,
        at: StatementId,
        round: &mut dyn FnMut(&mut Self) -> State,
    ) -> Vec<Step> {
        self.filled.begin_loop(at, self.context);
        let steps = self.iterate_in(at, round);
        self.filled.end_loop();
        steps
    }

    fn iterate_in(
        &mut self,
        at: StatementId,
        round: &mut dyn FnMut(&mut Self) -> State,
    ) -> Vec<Step> {
        if self.state.unreachable {
            self.round(round);
            return Vec::new();
        }
        let before = self.begin_steps();
        let key = (at, self.context);
        self.loops += 1;
        let entry = self.state.clone();
        let known = self.known_head(key, &entry);
        let mut ends = self.ends();
        let solved = match known {
            Some(known) if self.is_head(&known, &entry) => Solved::Head(known),
            known => {
                let recording = std::mem::replace(&mut self.recording, false);
                let solved = self.solve(&entry, known, &mut ends, round);
                self.recording = recording;
                self.keep_head(key, &solved);
                solved
            }
        };
        match solved {
            // What holds after the loop is in place already.
            Solved::Passed(_) if !self.recording => {}
            Solved::Head(head) | Solved::Passed(head) => {
                ends = self.ends();
                self.begin_at(head, &entry);
                self.round(round);
            }
        }
        self.loops -= 1;
        if self.loops == 0 && self.recording {
            // Nothing goes through the loops inside again.
            self.heads = Heads::EMPTY;
        }
        // Its own `break`s lead to its end.
        self.reunite(&entry.conditions, self.ends() == ends);
        self.end_steps(before)
    }

    // What follows is apart from what goes through loops in loops, whose frames on the stack should be small.

    fn known_head(&self, key: (StatementId, u32), entry: &State) -> Option<State> {
        let mut known = self.heads.0.get(key)?.clone();
        known.renew(entry);
        Some(known)
    }

    fn is_head(&mut self, known: &State, entry: &State) -> bool {
        self.join(known.clone(), entry.clone()).is_same(known)
    }

    fn keep_head(&mut self, key: (StatementId, u32), solved: &Solved) {
        let (Solved::Head(head) | Solved::Passed(head)) = solved;
        self.heads.0.insert(key, head.clone());
    }

    fn begin_at(&mut self, head: State, entry: &State) {
        self.state = head;
        // What was filled before the loop stays filled; the numbers of former rounds are no longer those of this one.
        self.state.filled = entry.filled.clone();
        self.note_escaped(entry);
    }

    /// The least that holds before each round, as far as widening finds it. `ends`: those that were seen before the last round.
    fn solve(
        &mut self,
        entry: &State,
        known: Option<State>,
        ends: &mut Ends,
        round: &mut dyn FnMut(&mut Self) -> State,
    ) -> Solved {
        let is_known = known.is_some();
        let mut head = self.first_head(entry, known);
        if is_known && self.overdraft == 0 {
            // What a round does is in it. One more for each loop around would be too much.
            return Solved::Head(self.give_up(head));
        }
        if planted!(LoopRunsOnce) {
            return Solved::Head(head);
        }
        let mut widened = false;
        for rounds in 0.. {
            *ends = self.ends();
            let next = self.next_head(&head, round);
            if next.is_same(&head) {
                if widened {
                    break;
                }
                return Solved::Passed(next);
            }
            if rounds >= ROUNDS || self.budget == 0 {
                return self.stop(next);
            }
            head = if rounds >= ROUNDS_BEFORE_WIDENING {
                widened = true;
                self.widened(head, next)
            } else {
                next
            };
        }
        // One round down: the state that the widened one leads to holds as well.
        self.state = head;
        let end = self.round(round);
        self.narrowed(entry, end)
    }

    fn first_head(&mut self, entry: &State, known: Option<State>) -> State {
        match known {
            Some(known) => self.join(known, entry.clone()),
            None => entry.clone(),
        }
    }

    fn widened(&mut self, head: State, next: State) -> State {
        let thresholds = self.thresholds();
        self.meet(head, next, Some(&thresholds))
    }

    fn narrowed(&mut self, entry: &State, end: State) -> Solved {
        Solved::Head(self.join(entry.clone(), end))
    }

    /// Ends the search after too many rounds.
    fn stop(&mut self, next: State) -> Solved {
        let after = self.state.take();
        let head = self.give_up(next);
        if self.overdraft > 0 || after.unreachable {
            return Solved::Head(head);
        }
        // For a round of a loop around, that is enough.
        self.state = self.join(after, head.clone());
        self.havoc();
        Solved::Passed(head)
    }

    fn next_head(&mut self, head: &State, round: &mut dyn FnMut(&mut Self) -> State) -> State {
        self.state = head.clone();
        let end = self.round(round);
        self.join(head.clone(), end)
    }

    fn round(&mut self, round: &mut dyn FnMut(&mut Self) -> State) -> State {
        self.breaks.push(Vec::new());
        let outer = self.filled.begin_round();
        let end = round(self);
        let mut breaks = self.breaks.pop().unwrap_or_default();
        self.left_by_break = false;
        for left in &mut breaks {
            self.left_by_break |= !left.unreachable;
            self.join_here(left.take());
        }
        if self.left_by_break {
            self.filled.measure_round();
        }
        self.filled.now = outer;
        end
    }

    /// KEYS or ARGV may have escaped while nothing was noted, when all was forgotten: from then on, anything may read them.
    fn note_escaped(&mut self, entry: &State) {
        for table in EntryTable::ALL {
            if self.state.entries(table).is_escaped && !entry.entries(table).is_escaped {
                self.read_all(table, Site::NOWHERE);
            }
        }
    }

    /// The head of a loop that is not followed to its end.
    fn give_up(&mut self, head: State) -> State {
        self.state = head;
        self.havoc();
        self.state.take()
    }

    /// Forgets all that is known of variables and tables.
    fn havoc(&mut self) {
        let mut held: Vec<Value> = Vec::new();
        self.state.for_each_local(&mut |value: &Value| {
            if !value.facets.target.ids.is_empty() {
                held.push(value.clone());
            }
            true
        });
        for value in &held {
            self.escape(value);
        }
        self.state.forget_locals();
    }

    pub(super) fn leave_loop(&mut self) {
        if let Some(breaks) = self.breaks.last_mut()
            && !planted!(BreakIsLost)
        {
            breaks.push(self.state.clone());
        }
        self.state.unreachable = true;
    }
}
