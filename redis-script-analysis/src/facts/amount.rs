//! How many there are of something, at most: the largest of some sums of products.

use super::EntryTable;
use crate::collections::lists;
use crate::lua::syntax::{ExprId, FunctionId, StatementId};

/// Sums that are told apart in one amount; beyond it, one sum is as large as any of them.
const SUMS: usize = 4;
/// Products in one sum, and factors in one product; beyond it, nothing is known.
const TERMS: usize = 16;
const FACTORS: usize = 6;

/// What an amount depends on. None of them is ever negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// How many entries are passed after the first ones, in groups of which the last one may be short.
    Entries {
        /// KEYS or ARGV.
        table: EntryTable,
        /// How many of them do not count.
        skipped: u32,
        /// The size of a group.
        group: u32,
    },
    /// The number that an entry is; 0 if that is negative.
    Entry(EntryTable, i64),
    /// How much less than 0 an entry is; 0 if it is not.
    Below(EntryTable, i64),
    /// How many bytes an entry has.
    Bytes(EntryTable, i64),
    /// How many elements an entry of KEYS holds.
    KeySize(i64),
    /// How many elements the keys of a call hold.
    Size(ExprId),
    /// How many elements the longest list in the reply of a call has, or how many bytes its string has.
    Reply(ExprId),
    /// The number that the reply of a call is.
    Number(ExprId),
    /// How many values are stored in a table that the script fills. Only while the script is followed: no fact has it.
    Stored(u32),
    /// How long such a table is, as `#` says. Only while the script is followed: no fact has it.
    Length(u32),
    /// The rounds of a loop that nothing known bounds.
    Rounds(StatementId),
    /// How often a function calls itself, or is called by what is not followed.
    Calls(FunctionId),
    /// Not known.
    Unknown,
}

/// What bounds an amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoundedBy {
    /// A constant.
    #[default]
    Constant,
    /// What a call passes.
    Entries,
    /// What the keys hold.
    Data,
    /// Nothing that is known.
    Nothing,
}

impl BoundedBy {
    /// In one word, as JSON has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Entries => "entries",
            Self::Data => "data",
            Self::Nothing => "nothing",
        }
    }
}

impl Factor {
    /// What bounds it.
    #[must_use]
    pub fn bounded_by(self) -> BoundedBy {
        match self {
            Self::Entries { .. } | Self::Entry(..) | Self::Below(..) | Self::Bytes(..) => {
                BoundedBy::Entries
            }
            Self::KeySize(_) | Self::Size(_) | Self::Reply(_) | Self::Number(_) => BoundedBy::Data,
            Self::Stored(_)
            | Self::Length(_)
            | Self::Rounds(_)
            | Self::Calls(_)
            | Self::Unknown => BoundedBy::Nothing,
        }
    }
}

/// Factors and how often their product counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// In ascending order; none for a constant.
    pub factors: Vec<Factor>,
    /// More than 0.
    pub times: f64,
}

/// A sum of products, each of other factors.
pub type Sum = Vec<Term>;

/// How many there are of something, at most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amount {
    /// The largest counts; an empty one is 0, and so is none.
    pub sums: Vec<Sum>,
}

impl Factor {
    /// Whether it stands for a table that the script fills, until all that fills it is known.
    pub(crate) fn is_of_filled(self) -> bool {
        matches!(self, Self::Stored(_) | Self::Length(_))
    }

    /// How many it is, if so many entries are passed; `None` if it depends on something else.
    #[must_use]
    pub fn of_counts(self, count: &dyn Fn(EntryTable) -> Option<f64>) -> Option<f64> {
        let Self::Entries {
            table,
            skipped,
            group,
        } = self
        else {
            return None;
        };
        let after = (count(table)? - f64::from(skipped)).max(0.0);
        Some((after / f64::from(group)).ceil())
    }
}

impl Amount {
    /// None.
    pub const ZERO: Self = Self { sums: Vec::new() };

    /// A number of them.
    #[must_use]
    pub fn constant(times: f64) -> Self {
        Self::product(Vec::new(), times)
    }

    /// As many as there are of something.
    #[must_use]
    pub fn of(factor: Factor) -> Self {
        Self::product(lists::one(factor), 1.0)
    }

    fn product(factors: Vec<Factor>, times: f64) -> Self {
        if times <= 0.0 {
            return Self::ZERO;
        }
        Self {
            sums: lists::one(lists::one(Term { factors, times })),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.sums.iter().all(Vec::is_empty)
    }

    /// The number, if it depends on nothing.
    #[must_use]
    pub fn as_constant(&self) -> Option<f64> {
        match self.sums.as_slice() {
            [] => Some(0.0),
            [sum] => match sum.as_slice() {
                [] => Some(0.0),
                [only] if only.factors.is_empty() => Some(only.times),
                _ => None,
            },
            _ => None,
        }
    }

    /// What it depends on, if it is nothing else.
    #[must_use]
    pub(crate) fn as_factor(&self) -> Option<Factor> {
        let [sum] = self.sums.as_slice() else {
            return None;
        };
        match sum.as_slice() {
            [only] if (only.times - 1.0).abs() < f64::EPSILON => match only.factors.as_slice() {
                [factor] => Some(*factor),
                _ => None,
            },
            _ => None,
        }
    }

    /// Each factor of it, those of several products more than once.
    pub fn factors(&self) -> impl Iterator<Item = Factor> + '_ {
        let products = self.sums.iter().flatten();
        products.flat_map(|product| product.factors.iter().copied())
    }

    /// What bounds it: of all that it depends on, the one that says least.
    #[must_use]
    pub fn bounded_by(&self) -> BoundedBy {
        let mut by = BoundedBy::Constant;
        for factor in self.factors() {
            by = by.max(factor.bounded_by());
        }
        by
    }

    /// Both together.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.combined(other, &|one, other| {
            let mut sum = one.clone();
            for product in other {
                add(&mut sum, product, &|ours, theirs| ours + theirs);
            }
            sum
        })
    }

    /// So many times the other.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        if self.is_zero() || other.is_zero() {
            return Self::ZERO;
        }
        self.combined(other, &|one, other| {
            let mut sum = Vec::new();
            for ours in one {
                for theirs in other {
                    let mut factors = ours.factors.clone();
                    for factor in &theirs.factors {
                        let at = lists::count_before(&factors, |known| known < factor);
                        factors.insert(at, *factor);
                    }
                    let times = ours.times * theirs.times;
                    let product = if factors.len() > FACTORS {
                        unknown()
                    } else {
                        Term { factors, times }
                    };
                    add(&mut sum, &product, &|ours, theirs| ours + theirs);
                }
            }
            sum
        })
    }

    /// The number, if that of each factor is known.
    #[must_use]
    pub fn value(&self, of: &dyn Fn(Factor) -> Option<f64>) -> Option<f64> {
        let mut most = 0.0;
        for sum in &self.sums {
            let mut all = 0.0;
            for product in sum {
                let mut times = product.times;
                for factor in &product.factors {
                    times *= of(*factor)?;
                }
                all += times;
            }
            most = f64::max(most, all);
        }
        Some(most)
    }

    /// The same with amounts in place of the factors; `None` if one of them is not known.
    pub(crate) fn with(&self, of: &mut dyn FnMut(Factor) -> Option<Self>) -> Option<Self> {
        let mut all = Self::ZERO;
        for sum in &self.sums {
            let mut whole = Self::ZERO;
            for product in sum {
                let mut part = Self::constant(product.times);
                for factor in &product.factors {
                    part = part.times(&of(*factor)?);
                }
                whole = whole.plus(&part);
            }
            all = all.max(&whole);
        }
        Some(all)
    }

    fn combined(&self, other: &Self, combine: &dyn Fn(&Sum, &Sum) -> Sum) -> Self {
        let (nothing, mut all) = (lists::one(Sum::new()), Self::ZERO);
        let or_nothing = |sums: &[Sum]| {
            if sums.is_empty() {
                nothing.clone()
            } else {
                sums.to_vec()
            }
        };
        for one in &or_nothing(&self.sums) {
            for other in &or_nothing(&other.sums) {
                all.include(combine(one, other));
            }
        }
        all
    }

    /// The larger of both.
    #[must_use]
    pub fn max(&self, other: &Self) -> Self {
        let mut all = self.clone();
        for sum in &other.sums {
            all.include(sum.clone());
        }
        all
    }

    /// What this is more than another, at most.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Self {
        if self == other {
            return Self::ZERO;
        }
        match (self.sums.as_slice(), other.sums.as_slice()) {
            ([ours], [theirs]) => {
                let mut sum = Vec::new();
                for product in ours {
                    let less = times_of(theirs, &product.factors);
                    if product.times > less {
                        sum.push(Term {
                            times: product.times - less,
                            ..product.clone()
                        });
                    }
                }
                Self {
                    sums: lists::one(sum),
                }
            }
            _ => self.clone(),
        }
    }

    /// One more sum that may be the largest.
    fn include(&mut self, mut sum: Sum) {
        if sum.len() > TERMS {
            sum = lists::one(unknown());
        }
        for known in &self.sums {
            if covers(known, &sum) {
                return;
            }
        }
        lists::keep(&mut self.sums, |known| !covers(&sum, known));
        if self.sums.len() < SUMS {
            self.sums.push(sum);
        } else if let Some(last) = self.sums.last_mut() {
            for product in &sum {
                add(last, product, &f64::max);
            }
        }
    }
}

fn unknown() -> Term {
    Term {
        factors: lists::one(Factor::Unknown),
        times: 1.0,
    }
}

fn place(sum: &Sum, factors: &[Factor]) -> Result<usize, usize> {
    // Constants first, then by factors: in the order in which they are shown.
    lists::find(sum, |known| known.factors.as_slice().cmp(factors))
}

fn times_of(sum: &Sum, factors: &[Factor]) -> f64 {
    match place(sum, factors) {
        Ok(at) => sum.get(at).map_or(0.0, |known| known.times),
        Err(_) => 0.0,
    }
}

fn add(sum: &mut Sum, product: &Term, combine: &dyn Fn(f64, f64) -> f64) {
    match place(sum, &product.factors) {
        Ok(at) => {
            if let Some(known) = sum.get_mut(at) {
                known.times = combine(known.times, product.times);
            }
        }
        Err(at) => sum.insert(at, product.clone()),
    }
}

/// Whether a sum is at least another, whatever the factors are.
fn covers(sum: &Sum, other: &Sum) -> bool {
    for product in other {
        if times_of(sum, &product.factors) < product.times {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Amount, EntryTable, Factor};

    fn entries() -> Amount {
        Amount::of(Factor::Entries {
            table: EntryTable::Argv,
            skipped: 0,
            group: 1,
        })
    }

    #[test]
    fn sums_and_products() {
        let two = Amount::constant(2.0);
        let sum = Amount::constant(3.0).plus(&two.times(&entries()));
        assert_eq!(sum.plus(&Amount::ZERO), sum);
        assert_eq!(sum.times(&Amount::ZERO).as_constant(), Some(0.0));
        assert_eq!(two.times(&two).as_constant(), Some(4.0));
        assert_eq!(
            sum.beyond(&Amount::constant(1.0))
                .beyond(&two.times(&entries())),
            two
        );
    }

    #[test]
    fn the_larger_of_two_is_neither_if_that_depends() {
        let one = Amount::constant(1.0);
        assert_eq!(one.max(&entries()).sums.len(), 2);
        assert_eq!(one.max(&Amount::constant(3.0)).as_constant(), Some(3.0));
        let both = one.plus(&entries());
        assert_eq!(both.max(&entries()), both);
    }

    #[test]
    fn what_grows_too_large_is_unknown() {
        let mut product = entries();
        for _ in 0..4 {
            product = product.times(&product);
        }
        assert!(product.factors().any(|factor| factor == Factor::Unknown));
    }
}
