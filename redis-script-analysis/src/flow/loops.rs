//! Loops: two abstract rounds stand for all.

use std::collections::BTreeSet;

use super::Interpreter;
use super::heap::Slot;
use super::interval::{Bound, Interval};
use super::reach::literal;
use super::state::State;
use super::value::{Kind, Number, Value};
use super::values::Values;
use crate::facts::{EntryTable, Loop, LoopEnd, LoopKind, Sources, Types};
use crate::lua::source::Span;
use crate::lua::syntax::{Block, Expr, LocalId};
use crate::lua::visit;

/// Loops around one another of which a first round is made; it doubles the work at each level.
const TWICE: u32 = 3;

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn while_loop(&mut self, condition: &'chunk Expr, body: &'chunk Block, span: Span) {
        let entry = self.enter_loop();
        let literal = literal(condition);
        self.rounds(body, |this, body| {
            let tested = this.condition(condition);
            let mut exit = this.state.clone();
            exit.unreachable |= literal == Some(true);
            this.learn(&tested, true);
            if literal == Some(false) {
                this.dead_block(body, condition);
            } else {
                this.block(body);
            }
            std::mem::swap(&mut this.state, &mut exit);
            this.learn(&tested, false);
            exit
        });
        self.note_loop(&entry, LoopKind::While, span, condition, body);
    }

    pub(super) fn repeat_loop(&mut self, body: &'chunk Block, condition: &'chunk Expr, span: Span) {
        let entry = self.enter_loop();
        let literal = literal(condition);
        self.rounds(body, |this, body| {
            this.block(body);
            let tested = this.condition(condition);
            let exit = this.state.clone();
            this.learn(&tested, false);
            this.state.unreachable |= literal == Some(true);
            let end = std::mem::replace(&mut this.state, exit);
            this.learn(&tested, true);
            this.state.unreachable |= literal == Some(false);
            end
        });
        self.note_loop(&entry, LoopKind::Repeat, span, condition, body);
    }

    pub(super) fn for_loop(&mut self, body: &'chunk Block, variables: &[(LocalId, Value)]) {
        self.rounds(body, |this, body| {
            let skipped = this.state.clone();
            for (local, value) in variables {
                this.note_shadow(*local, value, None);
                this.set_local(*local, value.clone());
            }
            this.block(body);
            for (local, _) in variables {
                this.forget_locals(&[*local]);
            }
            std::mem::replace(&mut this.state, skipped)
        });
    }

    /// Goes through a loop by `once`, which leaves the state behind the loop and gives the state at the end of a round.
    ///
    /// In a first round, which is not noted, what the body assigns is unknown at the start. So its end, together with
    /// what was before the loop, holds at the start of every round: with that the round that counts is made.
    fn rounds(&mut self, body: &'chunk Block, once: impl Fn(&mut Self, &'chunk Block) -> State) {
        let before = self.state.clone();
        let ends = self.ends();
        self.forget_assigned(body);
        self.loops += 1;
        if self.quiet < TWICE && self.budget > 0 && !self.state.unreachable {
            self.quiet += 1;
            let end = self.round(body, &once);
            self.quiet -= 1;
            self.state = before.clone().join(end);
            self.state.forget_entries();
            self.round(body, &once);
        } else {
            let start = self.state.clone();
            let end = self.round(body, &once);
            if end.moved_since(&start) {
                self.state = start;
                self.state.forget_moved(&end);
                self.round(body, &once);
            }
        }
        self.loops -= 1;
        // Its own `break`s lead to its end.
        self.meet(&before.conditions, self.ends() == ends);
    }

    fn round(
        &mut self,
        body: &'chunk Block,
        once: &impl Fn(&mut Self, &'chunk Block) -> State,
    ) -> State {
        self.breaks.push(Vec::new());
        let end = once(self, body);
        let breaks = self.breaks.pop().unwrap_or_default();
        self.left_by_break = breaks.iter().any(|state| !state.unreachable);
        self.state = breaks.into_iter().fold(self.state.take(), State::join);
        end
    }

    /// What the body assigns is unknown.
    fn forget_assigned(&mut self, body: &'chunk Block) {
        for local in assigned_locals(body) {
            if self.state.is_assigned(local) {
                let value = self.state.local(local);
                self.tolerate(&value);
                self.escape(&value);
                self.state.assign(local, Value::unknown());
            }
        }
        self.state.forget_entries();
    }

    pub(super) fn leave_loop(&mut self) {
        if let Some(breaks) = self.breaks.last_mut() {
            breaks.push(self.state.clone());
        }
        self.state.unreachable = true;
    }

    /// The variable of a numeric `for`.
    pub(super) fn loop_number(
        &mut self,
        start: &'chunk Expr,
        limit: &'chunk Expr,
        step: Option<&'chunk Expr>,
        span: Span,
    ) -> Number {
        let head = limit.span;
        let (start, limit) = (self.evaluate(start), self.evaluate(limit));
        let operand = self.operand(&limit, head);
        let step = step.map_or_else(
            || Value::number(Number::constant(1.0)),
            |step| self.evaluate(step),
        );
        let over = match limit.interval().high {
            Bound::Count(table, _) => step.interval().as_constant().map(|step| (table, step)),
            _ => None,
        };
        if let Some(events) = self.note() {
            events.looped(Loop {
                kind: LoopKind::Numeric,
                span,
                head,
                end: LoopEnd::Possible,
                limit: Some(operand),
                over,
            });
        }
        for value in [&start, &limit, &step] {
            self.need(value);
        }
        // How often it goes round, the number in an entry may decide: `for i = 1, tonumber(ARGV[1]) do`.
        for known in self.comparison(&start, &limit) {
            self.state.learn(&known);
        }
        let (from, to) = (start.interval(), limit.interval());
        let interval = match step.interval().as_constant() {
            Some(step) if step > 0 => Interval {
                low: from.low,
                high: last_round(from, to.high, step),
            },
            Some(_) => Interval {
                low: to.low,
                high: from.high,
            },
            None => Interval::UNKNOWN,
        };
        let integral =
            |value: &Value| matches!(value.kind, Kind::Number(number) if number.integral);
        Number {
            interval,
            integral: integral(&start) && integral(&step),
            ..Number::UNKNOWN
        }
    }

    /// The loop variables' values in a generic `for`.
    pub(super) fn iterated(&mut self, values: &'chunk [Expr]) -> Vec<Value> {
        let Values { fixed, .. } = self.evaluate_list(values);
        let mut fixed = fixed.into_iter();
        let Some(first) = fixed.next() else {
            return Vec::new();
        };
        self.need(&first);
        match (first.kind, fixed.next().map(|state| state.kind)) {
            (Kind::Iterator(table), _) => self.entries_iterated(table),
            (Kind::TableIterator(ids, in_order), _) => {
                let key = if in_order || self.heap.are_lists(&ids) {
                    Value::number(Number::integral(Interval {
                        low: Bound::Constant(1),
                        high: Bound::Unknown,
                    }))
                } else {
                    Value::of_types(Types::TRUTHY)
                };
                let mut value = self.heap.read(&ids, &Slot::Any);
                value.restrict(Types::ANY.without(Types::NIL));
                vec![key, value]
            }
            // `for k, v in next, KEYS`
            (_, Some(Kind::Entries(table))) => {
                let span = values.last().map(|value| value.span).unwrap_or_default();
                self.read_all(table, span);
                self.entries_iterated(table)
            }
            _ => Vec::new(),
        }
    }

    fn entries_iterated(&mut self, table: EntryTable) -> Vec<Value> {
        let high = self.entry_count(table).interval().high;
        let index = Number::integral(Interval {
            low: Bound::Constant(1),
            high,
        });
        let sources = match table {
            EntryTable::Keys => Sources::KEY,
            EntryTable::Argv => Sources::ARGUMENT,
        };
        vec![
            Value::number(index),
            Value {
                sources,
                ..Value::string()
            },
        ]
    }
}

/// The last value that the loop variable takes, where the step does not land on the limit.
fn last_round(start: Interval, limit: Bound, step: i64) -> Bound {
    match (start.as_constant(), limit) {
        (Some(start), Bound::Constant(limit)) if limit >= start => {
            Bound::Constant(limit - (limit - start) % step)
        }
        _ => limit,
    }
}

fn assigned_locals(block: &Block) -> BTreeSet<LocalId> {
    let mut assigned = BTreeSet::new();
    visit::own_assignments(block, &mut |local| {
        assigned.insert(local);
    });
    assigned
}
