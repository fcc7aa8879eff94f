//! How the parameters divide into KEYS and ARGV.

use super::params::{Param, Passes};
use crate::facts::{Count, EntryTable};

/// How the parameters divide into KEYS and ARGV.
#[derive(Clone, Copy)]
pub struct Layout {
    /// The parameters that are KEYS.
    pub keys: TableLayout,
    /// The parameters that are ARGV.
    pub args: TableLayout,
}

/// The parameters of one table.
#[derive(Clone, Copy)]
pub struct TableLayout {
    /// The place of the first one among all parameters.
    pub first: usize,
    /// Parameters that are one entry each.
    pub fixed: usize,
    /// The parameter after them, of which not every call passes the same number of entries.
    pub rest: Option<Rest>,
}

/// A slice or an `Option`.
#[derive(Clone, Copy)]
pub struct Rest {
    /// Which of both.
    pub passes: Passes,
    /// How many entries belong together, if that is known.
    pub size: Option<usize>,
    /// How many entries of the table a call passes at most; `None`: there is no limit.
    pub most: Option<usize>,
}

impl Layout {
    /// The parameters of a table.
    #[must_use]
    pub fn of(&self, table: EntryTable) -> &TableLayout {
        match table {
            EntryTable::Keys => &self.keys,
            EntryTable::Argv => &self.args,
        }
    }
}

impl Layout {
    /// No call passes more than so many entries of a slice.
    pub(crate) fn bound_slices(&mut self, entries: usize) {
        for layout in [&mut self.keys, &mut self.args] {
            let fixed = layout.fixed;
            if let Some(rest) = &mut layout.rest
                && rest.most.is_none()
            {
                rest.most = Some(fixed + entries);
            }
        }
    }
}

impl TableLayout {
    /// The parameters from a place on, all or as many as are declared; `None` if they do not agree with that.
    pub(super) fn new(
        first: usize,
        params: &[Param],
        declared: Option<Count>,
        most: Option<usize>,
    ) -> Option<Self> {
        let (fixed, last) = match declared {
            Some(count) if count.varies() => (count.least, params.get(count.least)),
            Some(count) => (count.least, None),
            None => match params.split_last() {
                Some((last, before)) if last.passes != Passes::Once => (before.len(), Some(last)),
                _ => (params.len(), None),
            },
        };
        let are_single = Param::are_single(params.get(..fixed)?);
        let has_rest = declared.is_some_and(Count::varies) || last.is_some();
        let rest = match last {
            Some(last) => Rest::of(last, fixed, most),
            None => None,
        };
        (are_single && rest.is_some() == has_rest).then_some(Self { first, fixed, rest })
    }

    /// How many parameters there are.
    #[must_use]
    pub fn params(&self) -> usize {
        self.fixed + usize::from(self.rest.is_some())
    }

    /// Whether there is a slice whose elements may be groups of any size.
    #[must_use]
    pub fn has_open_groups(&self) -> bool {
        match self.rest {
            Some(rest) => rest.passes == Passes::Slice && rest.size.is_none(),
            None => false,
        }
    }

    /// How many entries a call passes.
    #[must_use]
    pub fn passed(&self) -> Count {
        match self.rest {
            None => Count::exactly(self.fixed),
            Some(rest) => Count {
                least: self.fixed,
                most: rest.most,
                step: rest.size.unwrap_or(1),
            },
        }
    }

    /// The parameter that passes an entry, counted from 1, and the place of the entry among its own, from 0; also if only some calls
    /// pass so many.
    #[must_use]
    pub fn param_of(&self, entry: usize) -> Option<(usize, usize)> {
        let at = entry.checked_sub(1)?;
        if at < self.fixed {
            return Some((self.first + at, 0));
        }
        let rest = self.rest?;
        let is_passed = entry <= rest.most.unwrap_or(usize::MAX);
        is_passed.then_some((self.first + self.fixed, at - self.fixed))
    }
}

impl Rest {
    fn of(param: &Param, fixed: usize, most: Option<usize>) -> Option<Self> {
        let passes = param.passes;
        let size = param.size();
        let most = match passes {
            Passes::Once => return None,
            Passes::Slice => most,
            Passes::Optional => Some(fixed + size.unwrap_or(1)),
        };
        Some(Self { passes, size, most })
    }
}
