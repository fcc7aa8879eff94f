//! Table constructors, and what becomes of their tables.

use super::Events;
use crate::domain::TargetId;
use crate::facts::{Constructed, Leaves, LeftTable, Operand, Store};
use crate::interpret::operand::{join_lists, join_operands};
use crate::lua::syntax::ExprId;
use crate::text::Span;

/// Stores that are known of one table.
const STORES: usize = 256;

impl Events {
    pub(in crate::interpret) fn constructed(
        &mut self,
        target: TargetId,
        span: Span,
        items: Vec<Operand>,
    ) {
        let Some(known) = self.constructed.get_mut(target) else {
            let new = Constructed {
                span,
                items,
                stores: Vec::new(),
                leaves: Vec::new(),
            };
            self.constructed.insert(target, new);
            return;
        };
        join_lists(&mut known.items, &items);
    }

    /// A value is stored in a table, or in one of several.
    pub(in crate::interpret) fn store(&mut self, targets: &[TargetId], store: Store) {
        for target in targets {
            if let Some(known) = self.constructed.get_mut(*target)
                && known.stores.len() < STORES
                && !known.stores.contains(&store.id)
            {
                known.stores.push(store.id);
            }
        }
        let Some(known) = self.stores.get_mut(store.id) else {
            self.stores.insert(store.id, store);
            return;
        };
        known.is_sure |= store.is_sure;
        if known.from != store.from {
            known.from = None;
        }
        join_operands(&mut known.object, &store.object);
        join_operands(&mut known.value, &store.value);
        if let (Some(known), Some(index)) = (&mut known.index, &store.index) {
            join_operands(known, index);
        }
    }

    /// A store is at the number that a loop goes through; some round of the loop may store nothing there.
    pub(in crate::interpret) fn counted(&mut self, store: ExprId, is_skipped: bool) {
        if let Some(known) = self.stores.get_mut(store) {
            known.is_counted = true;
            known.is_skipped |= is_skipped;
        }
    }

    /// A table leaves the script.
    pub(in crate::interpret) fn leaves(&mut self, target: TargetId, by: Leaves, left: LeftTable) {
        if let Some(known) = self.constructed.get_mut(target)
            && known.leaves.len() < STORES
        {
            known.leaves.push((by, left));
        }
    }

    /// Whether something surely is stored in the tables of a constructor, as far as the script decides that.
    pub(in crate::interpret) fn is_surely_filled(&self, target: TargetId) -> bool {
        let Some(constructed) = self.constructed.get(target) else {
            return false;
        };
        for store in &constructed.stores {
            if matches!(self.stores.get(*store), Some(store) if store.is_sure) {
                return true;
            }
        }
        false
    }

    pub(in crate::interpret) fn empty_list(&mut self, at: ExprId, list: Operand) {
        self.empty_lists.insert(at, list);
    }
}
