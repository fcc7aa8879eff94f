//! How many elements the tables have that the script fills: what it stores in each, and how often.
//!
//! That is known only at the end. Until then, amounts have a factor for it.

use super::Interpreter;
use super::heap::Object;
use super::limits::FILLED_BY_FILLED;
use super::numbering::Definition;
use super::site::Site;
use super::values::{Tail, Values};
use crate::collections::{Map, Set, lists};
use crate::domain::{TargetId, Types, Value, ValueNumber};
use crate::facts::{Amount, EntryTable, Factor, Facts, Step};
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
enum Place {
    /// After the last element.
    End,
    /// At a number, which is at most so much.
    At(Option<Amount>),
    /// At something else.
    Named,
}

struct Stored {
    table: u32,
    place: Place,
    /// The round in which it is stored, and the one around it in which the table was made.
    round: u32,
    since: u32,
}

/// What a constructor puts into a table.
struct Made {
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
    made: Map<u32, Made>,
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
        match self.filled.made.get_mut(table.index()) {
            Some(known) => {
                known.fixed = known.fixed.max(fixed);
                if known.more != more {
                    known.more = Some(Factor::Unknown);
                }
            }
            None => {
                let made = Made { fixed, more };
                self.filled.made.insert(table.index(), made);
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
        for (table, since) in tables {
            let place = match index {
                None => Place::End,
                Some(index) if index.types().has(Types::NUMBER) => Place::At(self.amount_of(index)),
                Some(_) => Place::Named,
            };
            if value.may_be_nil() {
                self.filled.measured.insert(table);
            }
            let stored = Stored {
                table,
                place,
                round: self.filled.now,
                since,
            };
            let site = u64::from(site.id.0) << 32 | u64::from(self.context);
            self.filled.stored.insert((site, table), stored);
        }
    }

    /// Something is taken out of a table, or moves.
    pub(super) fn note_shortened(&mut self, table: &Value) {
        for target in table.facets.target.iter() {
            self.filled.measured.insert(target.index());
        }
    }

    /// A number is compared with another: that may bound how often a loop goes round, or how long a table becomes. Whether anything
    /// is there bounds nothing.
    pub(super) fn note_measured(&mut self, value: &Value, other: &Value) {
        if other.as_number().is_some_and(|other| other <= 1.0) || value.as_number().is_some() {
            return;
        }
        let mut definition = self.numbering.definition(value.same);
        if let Definition::ToNumber(of) = definition {
            definition = self.numbering.definition(of.same);
        }
        if let Definition::Entry(table, at) = definition {
            let entry = (*table == EntryTable::Keys, *at);
            self.filled.measured_entries.insert(entry);
            return;
        }
        if let Definition::Amount(amount) = definition {
            for factor in amount.factors() {
                if let Factor::Length(table) = factor {
                    self.filled.measured.insert(table);
                }
            }
        }
        let number = value.facets.number;
        let is_count = number.low().as_constant().is_some_and(f64::is_finite) && number.integral;
        if is_count && value.types().has(Types::NUMBER) {
            self.filled.measure_round();
        }
    }

    /// The length of a table.
    pub(super) fn note_length(&mut self, table: &Value, length: ValueNumber) {
        if self.is_measured(table) {
            self.filled.measured_lengths.insert(length);
        }
    }

    fn is_measured(&self, table: &Value) -> bool {
        let measured = |target: TargetId| self.filled.measured.contains(target.index());
        table.facets.target.iter().any(measured)
    }

    /// A loop goes through what a caller limits, which may know that it is little.
    pub(super) fn note_limited(&mut self, table: &Value, rounds: Option<&Amount>) {
        let is_entry = |factor| matches!(factor, Factor::Entry(..));
        if self.is_measured(table) || rounds.is_some_and(|rounds| rounds.factors().any(is_entry)) {
            self.filled.measure_round();
        }
    }

    /// The same of a loop up to a length.
    pub(super) fn note_limited_by(&mut self, limit: &Value) {
        let is_entry = |factor| matches!(factor, Factor::Entry(..));
        let is_limited = match self.numbering.definition(limit.same) {
            Definition::Amount(amount) => amount.factors().any(is_entry),
            _ => false,
        };
        if is_limited || self.filled.measured_lengths.contains(limit.same) {
            self.filled.measure_round();
        }
    }

    /// A table becomes a list of values.
    pub(super) fn note_unpacked(&mut self, table: &Value, arguments: &Values, site: Site) {
        let is_whole = arguments.fixed.len() == 1 && !arguments.is_open();
        let Some(target) = table.single_target() else {
            return;
        };
        match self.state.object(target) {
            Some(object) if is_whole && is_filled(object) && self.is_noting_values() => {
                let table = target.index();
                match self.filled.unpacked.get_mut(site.id) {
                    Some((_, known)) if *known != table => *known = ELSEWHERE,
                    Some(_) => {}
                    None => self.filled.unpacked.insert(site.id, (site.id, table)),
                }
            }
            _ => {}
        }
    }

    /// Puts what is known of filled tables into the facts.
    pub(super) fn finish_amounts(&mut self, facts: &mut Facts) {
        let unpacked = self.filled.unpacked.take_sorted();
        let mut totals = self.totals();
        let mut open: Vec<&mut Vec<Step>> = vec![&mut facts.steps];
        for (_, steps) in &mut facts.shared_steps {
            open.push(steps);
        }
        while let Some(steps) = open.pop() {
            for step in steps {
                match step {
                    Step::Loop(looped) => {
                        let rounds = totals.put_into(&looped.rounds);
                        looped.rounds =
                            rounds.unwrap_or(Amount::of(Factor::Rounds(looped.statement)));
                        open.push(&mut looped.body);
                    }
                    Step::Branches(paths) => {
                        for path in paths {
                            open.push(&mut path.steps);
                        }
                    }
                    Step::Function(steps) => open.push(steps),
                    Step::Command(_) | Step::Shared(_) | Step::Unknown(_) => {}
                }
            }
        }
        let mut counts: Map<StatementId, Option<Amount>> = Map::EMPTY;
        for (statement, rounds) in self.filled.counts.values() {
            let rounds = totals.put_into(rounds);
            match counts.get_mut(*statement) {
                Some(Some(known)) if rounds.is_some() => {
                    *known = known.max(&rounds.unwrap_or_default())
                }
                Some(known) => *known = None,
                None => counts.insert(*statement, rounds),
            }
        }
        for looped in &mut facts.loops {
            let rounds = counts.get(looped.id).cloned().flatten();
            looped.rounds = rounds.unwrap_or(Amount::of(Factor::Rounds(looped.id)));
        }
        for (call, size) in &mut facts.reply_sizes {
            let known = totals.put_into(size);
            *size = known.unwrap_or(Amount::of(Factor::Reply(*call)));
        }
        for (call, table) in unpacked {
            if let Some(size) = totals.unmeasured(table) {
                facts.unpacked_sizes.push((call, size));
            }
        }
    }

    fn totals(&self) -> Totals<'_> {
        let mut by_table: Map<u32, Vec<usize>> = Map::EMPTY;
        for (at, stored) in self.filled.stored.values().iter().enumerate() {
            match by_table.get_mut(stored.table) {
                Some(known) => known.push(at),
                None => by_table.insert(stored.table, lists::one(at)),
            }
        }
        Totals {
            filled: &self.filled,
            sizes: &self.sizes,
            makers: &self.makers,
            by_table,
            known: Map::EMPTY,
            depth: 0,
        }
    }
}

/// Whether the script puts elements into a table, any number of them.
fn is_filled(object: &Object) -> bool {
    object.is_changed
        && !object.is_escaped
        && object.metatable.is_bottom()
        && !object.rest.is_bottom()
}

/// What all stores together put into the tables.
struct Totals<'a> {
    filled: &'a Filled,
    sizes: &'a Map<u32, Amount>,
    makers: &'a [ExprId],
    /// The places in the list of stores.
    by_table: Map<u32, Vec<usize>>,
    /// `None` for what is not known, or is being computed.
    known: Map<(u32, bool), Option<Amount>>,
    depth: usize,
}

impl Totals<'_> {
    /// An amount, without the factors that stand for filled tables.
    fn put_into(&mut self, amount: &Amount) -> Option<Amount> {
        if !amount.factors().any(Factor::is_of_filled) {
            return Some(amount.clone());
        }
        amount.with(&mut |factor| match factor {
            Factor::Stored(table) => self.total(table, false),
            Factor::Length(table) => self.total(table, true),
            _ => Some(Amount::of(factor)),
        })
    }

    fn total(&mut self, table: u32, is_length: bool) -> Option<Amount> {
        let key = (table, is_length);
        if let Some(known) = self.known.get(key) {
            return known.clone();
        }
        if self.depth >= FILLED_BY_FILLED {
            return None;
        }
        self.known.insert(key, None);
        self.depth += 1;
        let total = self.sum(table, is_length);
        self.depth -= 1;
        self.known.insert(key, total.clone());
        total
    }

    fn sum(&mut self, table: u32, is_length: bool) -> Option<Amount> {
        let mut highest = self.put_into(&self.at_first(table)?)?;
        let mut more = Amount::ZERO;
        for at in self.by_table.get(table).cloned().unwrap_or_default() {
            let filled = self.filled;
            let stored = filled.stored.values().get(at)?;
            match (&stored.place, is_length) {
                (Place::Named, true) => continue,
                (Place::At(index), true) => {
                    let index = index.as_ref()?;
                    // It was that long before.
                    if index.as_factor() != Some(Factor::Length(table)) {
                        highest = highest.max(&self.put_into(index)?);
                    }
                    continue;
                }
                _ => {}
            }
            let mut times = Amount::constant(1.0);
            let mut round = stored.round;
            while round != stored.since && !planted!(StoreCountsOnce) {
                let of = filled.rounds.get(round as usize)?.of;
                let (_, rounds) = filled.counts.get(of)?;
                times = times.times(&self.put_into(rounds)?);
                round = filled.outer(round);
            }
            more = more.plus(&times);
        }
        Some(highest.plus(&more))
    }

    /// How many elements a table has when it is made.
    fn at_first(&self, table: u32) -> Option<Amount> {
        if table == ELSEWHERE {
            return Some(Amount::ZERO);
        }
        if let Some(made) = self.filled.made.get(table) {
            let fixed = Amount::constant(made.fixed);
            return match made.more {
                None => Some(fixed),
                Some(Factor::Unknown) => None,
                Some(entries) => Some(fixed.plus(&Amount::of(entries))),
            };
        }
        if let Some(size) = self.sizes.get(table) {
            return Some(size.clone());
        }
        let maker = self.makers.get(table as usize)?;
        Some(Amount::of(Factor::Reply(*maker)))
    }

    /// How long a table becomes that the script only fills, and whose length it never looks at.
    fn unmeasured(&mut self, table: u32) -> Option<Amount> {
        let filled = self.filled;
        if filled.measured.contains(table) {
            return None;
        }
        for at in self.by_table.get(table)? {
            let stored = filled.stored.values().get(*at)?;
            let mut round = stored.round;
            while round != stored.since {
                if filled.rounds.get(round as usize)?.is_measured {
                    return None;
                }
                round = filled.outer(round);
            }
        }
        let size = self.total(table, true)?;
        for factor in size.factors() {
            if let Factor::Entry(table, at) = factor
                && filled
                    .measured_entries
                    .contains((table == EntryTable::Keys, at))
            {
                return None;
            }
        }
        Some(size)
    }
}
