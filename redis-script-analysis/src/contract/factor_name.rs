//! What a Rust caller calls that on which a bound depends.

use super::{Contract, Layout, Passes};
use crate::facts::{EntryTable, Factor};
use crate::text::fill;

impl Contract {
    /// The name of a factor by those of the parameters: `items.len()`, `limit`; `None` if none of them is meant.
    #[must_use]
    pub fn factor_name(&self, layout: &Layout, factor: Factor) -> Option<String> {
        match factor {
            Factor::Entries {
                table,
                skipped,
                group,
            } => {
                let of_table = layout.of(table);
                let rest = of_table.rest?;
                let name = self.name(of_table.first + of_table.fixed)?;
                let size = rest.size.unwrap_or(1);
                let is_whole = skipped as usize == of_table.fixed && group as usize == size;
                // `keys` that are all of them.
                (is_whole && rest.passes == Passes::Slice).then(|| fill!("{name}.len()", name))
            }
            Factor::Entry(table, at) => self.param_at(layout, table, at).map(str::to_owned),
            Factor::Below(table, at) => Some(fill!("(-{})", self.param_at(layout, table, at)?)),
            Factor::Bytes(table, at) => Some(fill!("{}.len()", self.param_at(layout, table, at)?)),
            Factor::KeySize(at) => {
                let name = self.param_at(layout, EntryTable::Keys, at)?;
                Some(fill!("|{name}|", name))
            }
            _ => None,
        }
    }

    fn param_at(&self, layout: &Layout, table: EntryTable, at: i64) -> Option<&str> {
        let of_table = layout.of(table);
        let at = usize::try_from(at).ok()?.checked_sub(1)?;
        (at < of_table.fixed).then(|| self.name(of_table.first + at))?
    }

    fn name(&self, param: usize) -> Option<&str> {
        let param = self.params.get(param)?;
        (!param.name.is_empty()).then_some(&*param.name)
    }
}
