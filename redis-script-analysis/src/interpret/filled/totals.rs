//! What all stores together put into the tables, once all of the script is followed.

use super::{ELSEWHERE, Filled, StorePlace};
use crate::collections::{Map, lists};
use crate::facts::{Amount, EntryTable, Factor, Facts, Step};
use crate::interpret::Interpreter;
use crate::interpret::limits::FILLED_BY_FILLED;
use crate::lua::syntax::{ExprId, StatementId};

impl Interpreter<'_> {
    /// Puts what is known of filled tables into the facts.
    pub(in crate::interpret) fn finish_amounts(&mut self, facts: &mut Facts) {
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
            if let Some(known) = counts.or_insert(*statement, rounds.clone()) {
                *known = match (&known, &rounds) {
                    (Some(known), Some(rounds)) => Some(known.max(rounds)),
                    _ => None,
                };
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

/// What is known so far.
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
                (StorePlace::Named, true) => continue,
                (StorePlace::At(index), true) => {
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
