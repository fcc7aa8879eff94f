//! The places that read KEYS and ARGV, and what becomes of what they read.

use crate::collections::{HalfKey, Map, Shared, sort_by_key};
use crate::facts::{Conditions, EntryTable, Facts, Index, Read};
use crate::interpret::site::Site;
use crate::lua::syntax::ExprId;

/// All reads; they keep their numbers when the same place is followed again.
pub(in crate::interpret) struct Sites {
    list: Vec<ReadSite>,
    /// By the place, and the number of what is read there.
    places: Map<(ExprId, u32), u32>,
    /// Numbers for each table and index.
    indices: Map<(u64, u64), u32>,
}

/// A read in the making: later uses of its value decide whether the script provides for its absence.
pub(super) struct ReadSite {
    /// Its place in the list.
    number: u32,
    table: EntryTable,
    index: Index,
    site: Site,
    /// Those under which the script comes there.
    conditions: Shared<Conditions>,
    /// Whether the script comes there at all.
    is_possible: bool,
    /// Whether it is noted, and not only a read of a round that finds the head of a loop.
    noted: bool,
    fate: Fate,
    /// The fewest entries that are known to have been passed where it is read.
    known: i64,
    /// The fewest where its absence raises an error.
    known_where_needed: Option<i64>,
}

/// What the script does with the value of a read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// Nothing that tells.
    Open,
    /// It is tested, or has a default.
    Tolerated,
    /// Its absence raises an error.
    Needed,
}

impl Sites {
    pub(in crate::interpret) const EMPTY: Self = Self {
        list: Vec::new(),
        places: Map::EMPTY,
        indices: Map::EMPTY,
    };

    /// The same place read again, in another round or call, is the same read.
    pub(super) fn visit(&mut self, table: EntryTable, index: Index, site: Site) -> u32 {
        let next = self.indices.values().len() as u32;
        let number = match self.indices.or_insert(packed(table, index), next) {
            Some(number) => *number,
            None => 0,
        };
        let next = self.list.len() as u32;
        let id = match self.places.or_insert((site.id, number), next) {
            Some(id) => *id,
            None => next,
        };
        if id == next {
            self.list.push(ReadSite {
                number: id,
                table,
                index,
                site,
                conditions: Shared::EMPTY,
                is_possible: false,
                noted: false,
                fate: Fate::Open,
                known: i64::MAX,
                known_where_needed: None,
            });
        }
        id
    }

    /// A read is noted, maybe not for the first time.
    pub(super) fn note(
        &mut self,
        id: u32,
        conditions: &Shared<Conditions>,
        is_possible: bool,
        known: i64,
    ) {
        let Some(site) = self.list.get_mut(id as usize) else {
            return;
        };
        site.known = site.known.min(known);
        site.is_possible |= is_possible;
        if !site.noted {
            site.conditions = conditions.clone();
        } else if !site.conditions.shares(conditions) {
            site.conditions = Shared::new(site.conditions.of_either(conditions));
        }
        site.noted = true;
    }

    pub(super) fn get(&self, id: u32) -> Option<&ReadSite> {
        self.list.get(id as usize)
    }

    pub(in crate::interpret) fn index(&self, id: u32) -> Option<(EntryTable, Index)> {
        let site = self.get(id)?;
        Some((site.table, site.index))
    }

    pub(super) fn set_fate(&mut self, id: u32, fate: Fate) {
        if let Some(site) = self.list.get_mut(id as usize) {
            site.fate = site.fate.max(fate);
        }
    }

    /// So many entries are known to have been passed where one is needed.
    pub(super) fn set_needed(&mut self, id: u32, known: i64) {
        self.set_fate(id, Fate::Needed);
        if let Some(site) = self.list.get_mut(id as usize) {
            let before = site.known_where_needed.unwrap_or(known);
            site.known_where_needed = Some(before.min(known));
        }
    }

    /// Hands over the reads that were noted, in the order of the text, and corrects the numbers by which uses name them.
    pub(in crate::interpret) fn finish(&self, facts: &mut Facts) {
        let mut noted: Vec<&ReadSite> = Vec::new();
        for site in &self.list {
            if site.noted {
                noted.push(site);
            }
        }
        sort_by_key(&mut noted, |read| read.site.span);
        let mut places = vec![None; self.list.len()];
        for site in &noted {
            if let Some(place) = places.get_mut(site.number as usize) {
                *place = Some(facts.reads.len());
            }
            facts.reads.push(site.read());
        }
        facts.renumber_reads(&places);
    }
}

/// A number of its own for each entry or range of a table: no call passes so many entries that the cases meet.
fn packed(table: EntryTable, index: Index) -> (u64, u64) {
    let table = table.half() << 63;
    let (first, step, last) = match index {
        Index::At(at) => (at, 0, 0),
        Index::FromEnd(back) => (back, 0, 1),
        Index::Any => (0, 0, 2),
        Index::Range {
            first,
            last: None,
            step,
        } => (first, step, 3),
        Index::Range {
            first,
            last: Some(last),
            step,
        } => (first, step, last.half() >> 1 | 4),
    };
    // A step is small, and so is an entry, which may be negative.
    (first.half() ^ step.half() << 40, last | table)
}

impl ReadSite {
    fn read(&self) -> Read {
        Read {
            table: self.table,
            index: self.index,
            id: self.site.id,
            span: self.site.span,
            optional: self.fate == Fate::Tolerated,
            conditions: Conditions::clone(&self.conditions),
            known: self.known_where_needed.unwrap_or(self.known),
            is_impossible: !self.is_possible,
        }
    }
}
