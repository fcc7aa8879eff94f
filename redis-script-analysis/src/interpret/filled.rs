//! How many elements the tables have that the script fills: what it stores in each, and how often.
//!
//! That is known only at the end. Until then, amounts have a factor for it.

mod measured;
mod totals;

use super::Interpreter;
use super::site::Site;
use super::values::Tail;
use crate::collections::{Map, Set, lists};
use crate::domain::{TargetId, Types, Value, ValueNumber};
use crate::facts::{Amount, Factor};
use crate::lua::syntax::{ExprId, FunctionId, StatementId};

/// Stands for all tables that are not followed.
pub(super) const ELSEWHERE: u32 = u32::MAX;

/// A loop, and the chain of calls around it.
type LoopKey = (StatementId, u32);

/// A round of a loop that is or was followed, or the body of a shared activation.
struct Round {
    /// The one around it, which has a lower number.
    outer: u32,
    of: LoopKey,
    /// Whether it may be left early, or the script compares what it may count by: it may go round less often than is known.
    is_measured: bool,
}

/// Where a value is stored.
#[derive(Clone)]
enum StorePlace {
    /// After the last element.
    End,
    /// At a number, which is at most so much.
    At(Option<Amount>),
    /// At something else.
    Named,
}

struct Stored {
    table: u32,
    place: StorePlace,
    /// The round in which it is stored, and the one around it in which the table was made.
    round: u32,
    since: u32,
}

/// What a constructor puts into a table.
struct ConstructorItems {
    fixed: f64,
    /// Entries, too, or what is not known.
    more: Option<Factor>,
}

/// How the tables are filled.
pub(super) struct Filled {
    rounds: Vec<Round>,
    /// The round that is being followed.
    pub(super) now: u32,
    /// The loops that are being followed.
    loops: Vec<LoopKey>,
    counts: Map<LoopKey, (StatementId, Amount)>,
    /// By the place that stores, the chain of calls around it and the table.
    stored: Map<(u64, u32), Stored>,
    made: Map<u32, ConstructorItems>,
    /// Tables and entries that the script compares with something, tables from which it takes something, and those of replies that the
    /// caller limits.
    pub(super) measured: Set<u32>,
    /// The lengths of such tables.
    measured_lengths: Set<ValueNumber>,
    measured_entries: Set<(bool, i64)>,
    /// Tables that are taken apart by a call.
    unpacked: Map<ExprId, (ExprId, u32)>,
}

impl Filled {
    pub(super) fn new() -> Self {
        Self {
            rounds: lists::one(Round {
                outer: 0,
                of: (StatementId(u32::MAX), 0),
                is_measured: false,
            }),
            now: 0,
            loops: Vec::new(),
            counts: Map::EMPTY,
            stored: Map::EMPTY,
            made: Map::EMPTY,
            measured: Set::EMPTY,
            measured_lengths: Set::EMPTY,
            measured_entries: Set::EMPTY,
            unpacked: Map::EMPTY,
        }
    }

    pub(super) fn begin_loop(&mut self, at: StatementId, context: u32) {
        self.loops.push((at, context));
    }

    pub(super) fn end_loop(&mut self) {
        self.loops.pop();
    }

    /// How often a loop goes round.
    pub(super) fn count(&mut self, at: StatementId, context: u32, rounds: &Amount) {
        self.counts.insert((at, context), (at, rounds.clone()));
    }

    /// Begins a round of the loop, and gives the one around it.
    pub(super) fn begin_round(&mut self) -> u32 {
        let outer = self.now;
        if let Some(of) = self.loops.last() {
            self.begin(outer, *of);
        }
        outer
    }

    /// The same of a function whose calls are not followed one by one.
    pub(super) fn begin_shared(&mut self, function: FunctionId) -> u32 {
        let outer = self.now;
        let of = (StatementId(u32::MAX - 1 - function.0), u32::MAX);
        let calls = Amount::of(Factor::Calls(function));
        self.counts.insert(of, (of.0, calls));
        self.begin(0, of);
        outer
    }

    fn begin(&mut self, outer: u32, of: LoopKey) {
        self.now = self.rounds.len() as u32;
        self.rounds.push(Round {
            outer,
            of,
            is_measured: false,
        });
    }

    /// The round that is being followed may end the loop early.
    pub(super) fn measure_round(&mut self) {
        if let Some(round) = self.rounds.get_mut(self.now as usize) {
            round.is_measured = true;
        }
    }

    fn outer(&self, round: u32) -> u32 {
        let known = self.rounds.get(round as usize);
        known.map_or(0, |round| round.outer)
    }

    /// The innermost round around both.
    fn common(&self, mut one: u32, mut other: u32) -> u32 {
        while one != other {
            if one < other {
                std::mem::swap(&mut one, &mut other);
            }
            one = self.outer(one);
        }
        one
    }
}

impl Interpreter<'_> {
    /// A constructor puts these into a table.
    pub(super) fn note_made(&mut self, table: TargetId, fixed: usize, last: &Tail) {
        let more = match last {
            Tail::End => None,
            Tail::Entries(table, from) => Some(Factor::Entries {
                table: *table,
                skipped: u32::try_from(from - 1).unwrap_or(0),
                group: 1,
            }),
            Tail::Any(_) => Some(Factor::Unknown),
        };
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let fixed = fixed as f64;
        let made = ConstructorItems { fixed, more };
        if let Some(known) = self.filled.made.or_insert(table.index(), made) {
            known.fixed = known.fixed.max(fixed);
            if known.more != more {
                known.more = Some(Factor::Unknown);
            }
        }
    }

    /// A value is stored; without an index, at the end.
    pub(super) fn count_store(
        &mut self,
        object: &Value,
        index: Option<&Value>,
        value: &Value,
        site: Site,
    ) {
        if self.state.unreachable {
            return;
        }
        let is_elsewhere = object.facets.target.any_table || object.types().has(Types::OTHER);
        let mut tables = Vec::new();
        for target in object.facets.target.iter() {
            if let Some(known) = self.state.object(target) {
                let since = if known.is_one { known.since.0 } else { 0 };
                tables.push((target.index(), self.filled.common(self.filled.now, since)));
            }
        }
        if is_elsewhere {
            tables.push((ELSEWHERE, 0));
        }
        if value.may_be_nil() {
            for (table, _) in &tables {
                self.filled.measured.insert(*table);
            }
        }
        if !self.recording {
            return;
        }
        let place = match index {
            None => StorePlace::End,
            Some(index) if index.types().has(Types::NUMBER) => {
                StorePlace::At(self.amount_of(index))
            }
            Some(_) => StorePlace::Named,
        };
        for (table, since) in tables {
            let stored = Stored {
                table,
                place: place.clone(),
                round: self.filled.now,
                since,
            };
            let site = u64::from(site.id.0) << 32 | u64::from(self.context);
            self.filled.stored.insert((site, table), stored);
        }
    }
}
