//! What a comparison tells of its sides.

use super::is_data;
use crate::domain::{Comparison, Domain, End, Facets, Number, Sources, Types, Value, ValueNumber};
use crate::facts::EntryTable;
use crate::interpret::Interpreter;
use crate::interpret::conversion::{base_of, table_of};
use crate::interpret::numbering::Numbering;

impl Interpreter<'_> {
    /// A comparison gave `truth`.
    pub(in crate::interpret) fn assume_comparison(
        &mut self,
        comparison: Comparison,
        truth: bool,
        left: &Value,
        right: &Value,
    ) {
        let (left, right) = (self.refined(left), self.refined(right));
        self.note_tested(&left);
        self.note_tested(&right);
        self.require_comparison(comparison == Comparison::Equal, truth, &left, &right);
        let mut facets = (left.facets.clone(), right.facets.clone());
        Facets::assume(comparison, truth, &mut facets.0, &mut facets.1);
        if facets.0.is_bottom() || facets.1.is_bottom() {
            let mut others = (left.facets.clone(), right.facets.clone());
            Facets::assume(comparison, !truth, &mut others.0, &mut others.1);
            let is_error = others.0.is_bottom() || others.1.is_bottom();
            self.refute(!is_error && !is_data(&left) && !is_data(&right));
            return;
        }
        self.refine(left.same, &facets.0);
        self.refine(right.same, &facets.1);
        if comparison == Comparison::Equal && truth {
            self.note_declared(&left, &right);
            self.note_declared(&right, &left);
            if facets.0.types().only(Types::STRING) {
                self.note_equal(&left, &right);
            }
        }
        self.note_more(comparison, truth, (&left, &right));
        self.assume_counts(comparison, truth, &left, &right);
    }

    /// What equals an entry of KEYS is a key that the caller declared.
    fn note_declared(&mut self, value: &Value, other: &Value) {
        if other.origin.sources == Sources::KEY && value.same != ValueNumber::NONE {
            self.state.declared.insert(value.same.0.into(), ());
        }
    }

    /// A number of entries was compared: what is known of it as a constant.
    fn assume_counts(&mut self, comparison: Comparison, truth: bool, left: &Value, right: &Value) {
        let constants = [self.counted(left), self.counted(right)];
        let [Some(ours), Some(theirs)] = constants else {
            return;
        };
        let mut facets = (Facets::of_number(ours), Facets::of_number(theirs));
        Facets::assume(comparison, truth, &mut facets.0, &mut facets.1);
        self.set_count(left, &facets.0.number);
        self.set_count(right, &facets.1.number);
        if comparison == Comparison::Equal && !truth {
            self.exclude_count(left, &theirs);
            self.exclude_count(right, &ours);
        }
    }

    /// Not so many entries were passed: no interval says that.
    fn exclude_count(&mut self, value: &Value, other: &Number) {
        if let Some(end) = only_end(value)
            && let Some(table) = table_of(end.base)
            && let Some(count) = count(other.as_constant(), end.offset)
        {
            self.state.entries_mut(table).exclude_count(count);
        }
    }

    /// What a comparison left of a number tells how many entries there are.
    fn set_count(&mut self, value: &Value, known: &Number) {
        let Some(end) = only_end(value) else {
            return;
        };
        if let Some(table) = table_of(end.base) {
            let least = count(known.low().as_constant(), end.offset);
            let most = count(known.high().as_constant(), end.offset);
            let entries = self.state.entries_mut(table);
            entries.set_count(least.unwrap_or(0), most);
        }
    }

    /// A number with the constants that are known of the numbers of entries in it.
    fn counted(&self, value: &Value) -> Option<Number> {
        let number = &value.facets.number;
        let Some(end) = only_end(value) else {
            return match (table_of(number.low().base), table_of(number.high().base)) {
                (None, None) => Some(*number),
                _ => None,
            };
        };
        let Some(table) = table_of(end.base) else {
            return Some(*number);
        };
        let (least, most) = self.state.entries(table).count();
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let (least, most) = match most {
            Some(most) => (least as f64, most as f64),
            None => (least as f64, f64::INFINITY),
        };
        Some(Number::between(
            least + end.offset,
            most + end.offset,
            number.integral,
        ))
    }
}

/// How many entries there are if a length is this with an offset.
fn count(length: Option<f64>, offset: f64) -> Option<i64> {
    let count = length? - offset;
    #[expect(clippy::cast_possible_truncation, reason = "a small number")]
    (count.abs() < 1e9).then_some(count as i64)
}

/// The end that both ends of a number are. A number of entries stays that, also if conditions tell more of it.
fn only_end(value: &Value) -> Option<End> {
    for table in EntryTable::ALL {
        if value.same == Numbering::count(table) {
            let base = base_of(table);
            return Some(End { base, offset: 0.0 });
        }
    }
    value.facets.number.single()
}
