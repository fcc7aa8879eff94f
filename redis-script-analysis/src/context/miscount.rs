//! Whether it is the declared number of keys that is wrong, and not the script or its parameters.

use super::{Context, Reached};
use crate::contract::{DeclaredBy, KeyCount, Param};
use crate::facts::EntryTable;
use crate::report::plural;
use crate::text::fill;

/// `keys = N` with which the script misses an entry, and `keys = M` with which the parameters are what it reads.
#[derive(Clone, Copy)]
pub(crate) struct Miscount<'a> {
    declared: usize,
    keys: usize,
    args: usize,
    params: &'a [Param],
}

impl Context<'_> {
    /// How many entries of a table the script reads, if that does not depend on how many are passed.
    pub(crate) fn read_entries(&self, table: EntryTable) -> Option<usize> {
        match self.facts.variable_read(table) {
            Some(_) => None,
            None => usize::try_from(self.facts.highest(table)).ok(),
        }
    }

    /// Whether another number of keys is meant: one with which no parameter is too many.
    pub(crate) fn miscounted_keys(&self) -> Option<Miscount<'_>> {
        let contract = self.contract;
        let KeyCount::Exactly(declared) = contract.keys else {
            return None;
        };
        let keys = self.read_entries(EntryTable::Keys)?;
        let args = self.read_entries(EntryTable::Argv)?;
        let params = contract.params.as_slice();
        let by_function = contract.declared_by(EntryTable::Keys) == DeclaredBy::Function;
        let single = Param::are_single(params);
        let (missing_in, meant) = if declared < keys {
            (EntryTable::Keys, params.len() == keys + args)
        } else {
            (EntryTable::Argv, params.len() <= keys + args)
        };
        let found = Miscount {
            declared,
            keys,
            args,
            params,
        };
        let is_found = by_function && single && declared != keys && meant;
        (is_found && self.misses_last(missing_in)).then_some(found)
    }

    /// Whether a call may come to the read of the last entry.
    fn misses_last(&self, table: EntryTable) -> bool {
        let last = self.facts.highest(table);
        for read in self.facts.reads_of(table) {
            if read.index.highest() == Some(last)
                && !read.is_impossible
                && self.reached(&read.conditions) != Reached::Never
            {
                return true;
            }
        }
        false
    }
}

impl Miscount<'_> {
    /// What the attribute says, and what the script reads.
    pub(crate) fn message(self) -> String {
        let mut reads = plural(self.keys, "key");
        if self.args > 0 {
            reads = fill!("{reads} and {}", reads, plural(self.args, "argument"));
        }
        fill!(
            "`keys = {}`, but the script reads {reads}",
            self.declared,
            reads
        )
    }

    /// The number that is meant, and what it makes of the first parameter that moves.
    pub(crate) fn help(self) -> String {
        let Self { keys, declared, .. } = self;
        let passed = self.params.len().saturating_sub(keys);
        if passed < self.args {
            let rest = if passed + 1 == self.args {
                fill!("a parameter for `ARGV[{}]`", self.args)
            } else {
                fill!(
                    "parameters for `ARGV[{}]` to `ARGV[{}]`",
                    passed + 1,
                    self.args
                )
            };
            return fill!("declare `keys = {keys}`, and add {rest}", keys, rest);
        }
        let (moved, entry) = if declared < keys {
            (declared, fill!("KEYS[{}]", declared + 1))
        } else {
            (keys, "ARGV[1]".to_owned())
        };
        let name = match self.params.get(moved) {
            Some(param) => &param.name,
            None => "?",
        };
        fill!(
            "declare `keys = {keys}`: then `{name}` is `{entry}`",
            keys,
            name,
            entry
        )
    }
}
