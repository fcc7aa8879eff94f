//! What takes tables apart: `unpack`, `select`, and the iterators.

use super::Interpreter;
use super::escape::entry_table;
use super::expression::iterator_of;
use super::limits::UNPACKED;
use super::site::Site;
use super::values::{Tail, Values};
use crate::domain::{Number, TargetId, TargetKind, Types, Value, ValueNumber};
use crate::facts::{EntryTable, Index};
use crate::redis::builtins::Role;

impl Interpreter<'_> {
    pub(super) fn unpack(&mut self, arguments: &Values, site: Site) -> Values {
        let table = self.nth(arguments, 0, site);
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
            given = Some(match given {
                Some(known) => known.join(&values),
                None => values,
            });
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
                let unknown = Values::any(unknown);
                given.map_or(unknown.clone(), |given| given.join(&unknown))
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
        let small = |end: Option<f64>| {
            let number = end.filter(|number| number.abs() < 9e15)?;
            #[expect(clippy::cast_possible_truncation, reason = "checked: it is small")]
            Some((number as i64).saturating_add(removed))
        };
        let Some(first) = small(first.as_constant()) else {
            self.record_read(table, Index::Any, site);
            return Values::any(Value::unknown());
        };
        match small(last.as_constant()) {
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
                ..Values::default()
            },
            None => {
                let entry = self.record_read(table, Index::from(first), site);
                Values::any(entry)
            }
        }
    }

    pub(super) fn select(&mut self, arguments: &Values, site: Site) -> Values {
        let place = self.nth(arguments, 0, site);
        if place.as_text().is_some_and(|text| **text == *b"#") {
            let rest = arguments.skip(1);
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            let (least, most) = (rest.least() as f64, rest.fixed.len() as f64);
            return Values::one(Value::number(match rest.tail {
                Tail::End => Number::between(least, most, true),
                _ => Number::between(least, 9e15, true),
            }));
        }
        let from = place.as_number().filter(|from| *from >= 1.0 && *from < 1e6);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked: it is small"
        )]
        if let Some(from) = from {
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
        Values::of(vec![iterator, table, Value::nil()])
    }

    /// `next(t, k)`
    pub(super) fn next_of(&mut self, arguments: &Values, site: Site) -> Values {
        self.use_all(arguments, site);
        let table = self.nth(arguments, 0, site);
        let mut values = self.elements(&table, false, site);
        for value in &mut values.fixed {
            let mut with_end = value.clone();
            with_end.join(&Value::nil());
            with_end.origin.guarded = true;
            *value = with_end;
        }
        values
    }
}
