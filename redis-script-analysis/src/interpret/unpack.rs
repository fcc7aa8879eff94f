//! What takes tables apart: `unpack`, `select`, and the iterators.

use super::Interpreter;
use super::escape::entry_table;
use super::expression::iterator_of;
use super::limits::UNPACKED;
use super::numbering::Definition;
use super::site::Site;
use super::values::{Tail, Values};
use crate::domain::{Number, TargetId, TargetKind, Types, Value, ValueNumber};
use crate::facts::{EntryTable, Index};
use crate::redis::builtins::Role;

impl Interpreter<'_> {
    pub(super) fn unpack(&mut self, arguments: &Values, site: Site) -> Values {
        let table = self.nth(arguments, 0, site);
        self.note_unpacked(&table, arguments, site);
        let mut given: Option<Values> = None;
        let targets = table.facets.target.to_vec();
        let is_one = targets.len() == 1 && table.single_target().is_some();
        for target in &targets {
            let values = match target.kind() {
                TargetKind::Entries => {
                    let values = self.unpack_entries(entry_table(target.index()), arguments, site);
                    if is_one {
                        values
                    } else {
                        self.with_tail_read(&values, site)
                    }
                }
                TargetKind::Object => self.unpack_object(*target, arguments),
                _ => Values::unknown(),
            };
            given = Some(values.joined_to(given));
        }
        let is_known = table.types().without(Types::FALSY).only(Types::TABLE)
            && !table.facets.target.any_table;
        match given {
            Some(given) if is_known => given,
            given => {
                self.use_all(arguments, site);
                let mut unknown = Value::unknown();
                unknown.origin.sources = table.origin.sources;
                unknown.origin.reads = table.origin.reads.clone();
                unknown.origin.time = table.origin.time.lost();
                Values::any(unknown).joined_to(given)
            }
        }
    }

    fn unpack_object(&mut self, target: TargetId, arguments: &Values) -> Values {
        let Some(object) = self.state.object(target) else {
            return Values::unknown();
        };
        match object.elements() {
            Some(elements) if arguments.fixed.len() == 1 && !arguments.is_open() => {
                Values::of(elements)
            }
            _ => {
                let mut any = object.any();
                if any.is_bottom() {
                    any = Value::nil();
                }
                any.same = ValueNumber::NONE;
                Values::any(any)
            }
        }
    }

    fn unpack_entries(&mut self, table: EntryTable, arguments: &Values, site: Site) -> Values {
        let Some(removed) = self.state.entries(table).removed_front else {
            self.read_all(table, site);
            return Values::any(Value::unknown());
        };
        if !self.state.entries(table).is_as_passed() || self.state.entries(table).is_resized {
            self.read_all(table, site);
            return Values::any(Value::unknown());
        }
        let end = self.entry_count(table).facets.number;
        let one = Number::constant(1.0);
        let at = |place: usize, default: &Number| match arguments.fixed.get(place) {
            None => *default,
            Some(value) if value.is_nil() => *default,
            Some(value) => value.facets.number,
        };
        let (first, last) = (at(1, &one).low(), at(2, &end));
        let Some(first) = entry_at(first.as_constant(), removed) else {
            self.record_read(table, Index::Any, site);
            return Values::any(Value::unknown());
        };
        match entry_at(last.as_constant(), removed) {
            Some(last) if last - first < UNPACKED => {
                let mut entries = Vec::new();
                for at in first..=last {
                    entries.push(self.record_read(table, Index::At(at), site));
                }
                Values::of(entries)
            }
            Some(last) => {
                let index = Index::Range {
                    first,
                    last: Some(last),
                    step: 1,
                };
                let entry = self.record_read(table, index, site);
                Values::any(entry)
            }
            // To the end, or to some place before it.
            None if last.single() == end.single() => Values {
                tail: Tail::Entries(table, first),
                ..Values::EMPTY
            },
            None => {
                let entry = self.record_read(table, Index::from(first), site);
                Values::any(entry)
            }
        }
    }

    pub(super) fn select(&mut self, arguments: &Values, site: Site) -> Values {
        let place = self.nth(arguments, 0, site);
        if let Some(text) = place.as_text()
            && **text == *b"#"
        {
            let rest = arguments.skip(1);
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            let (least, most) = (rest.least() as f64, rest.fixed.len() as f64);
            return Values::one(Value::number(match rest.tail {
                Tail::End => Number::between(least, most, true),
                _ => Number::between(least, 9e15, true),
            }));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked: it is small"
        )]
        if let Some(from) = place.as_number()
            && (1.0..1e6).contains(&from)
        {
            arguments.skip(from as usize)
        } else {
            let rest = self.with_tail_read(&arguments.skip(1), site);
            let mut any = rest.beyond();
            for value in &rest.fixed {
                any.join(value);
            }
            Values::any(any)
        }
    }

    /// `ipairs(t)` and `pairs(t)`: an iterator, and the table.
    pub(super) fn iterator(&mut self, arguments: &Values, site: Site, in_order: bool) -> Values {
        let table = self.nth(arguments, 0, site);
        for target in table.facets.target.iter() {
            if target.kind() == TargetKind::Entries {
                self.read_all(entry_table(target.index()), site);
            }
        }
        if table.types().has(Types::ANY.without(Types::TABLE)) {
            self.use_all(arguments, site);
        }
        let iterator = if in_order {
            iterator_of(Role::IpairsIterator)
        } else {
            Self::global("next")
        };
        let mut values = Values::two(iterator, table);
        values.fixed.push(Value::nil());
        values
    }

    /// `next(t, k)`
    pub(super) fn next_of(&mut self, arguments: &Values, site: Site) -> Values {
        self.use_all(arguments, site);
        let table = self.nth(arguments, 0, site);
        let mut values = self.elements(&table, false, site);
        for value in &mut values.fixed {
            value.join(&Value::nil());
            value.origin.guarded = true;
        }
        if let ([_], Some(first), true) = (
            arguments.fixed.as_slice(),
            values.fixed.first_mut(),
            self.is_replied_list(&table),
        ) {
            let length = self.length_of(&table).into();
            first.same = self.numbering.define(Definition::First(length));
        }
        if let ([_, place], Some(first)) = (arguments.fixed.as_slice(), values.fixed.first_mut())
            && let Some(definition) = self.entry_after(&table, place)
        {
            first.same = self.numbering.define(definition);
        }
        values
    }

    /// What `next` tells of KEYS or ARGV, if it is asked for the entry after one.
    fn entry_after(&self, table: &Value, place: &Value) -> Option<Definition> {
        let target = table.single_target()?;
        if target.kind() != TargetKind::Entries {
            return None;
        }
        let table = entry_table(target.index());
        let entries = self.state.entries(table);
        let removed = entries.removed_front?;
        let place = entry_at(place.as_number(), removed)?;
        let is_known = entries.is_as_passed() && !entries.is_resized;
        is_known.then_some(Definition::EntryAfter(table, place))
    }
}

/// The entry at a number that is passed, counted as the caller passed them.
fn entry_at(number: Option<f64>, removed: i64) -> Option<i64> {
    match number {
        #[expect(clippy::cast_possible_truncation, reason = "checked: it is small")]
        Some(number) if number.abs() < 9e15 => Some((number as i64).saturating_add(removed)),
        _ => None,
    }
}
