//! Table constructors, and what becomes of their tables.

use super::Events;
use crate::collections::lists;
use crate::domain::{TargetId, TargetKind, Value};
use crate::facts::{Constructed, Operand};
use crate::interpret::operand::join_lists;
use crate::interpret::state::State;
use crate::text::Span;

/// Tables that are looked at within one that leaves the script.
const LEAVING: usize = 64;

impl Events {
    pub(in crate::interpret) fn constructed(
        &mut self,
        target: TargetId,
        span: Span,
        items: Vec<Operand>,
    ) {
        let Some(known) = self.constructed.get_mut(target) else {
            self.constructed.insert(
                target,
                Constructed {
                    span,
                    items,
                    returned: false,
                    encoded: false,
                },
            );
            return;
        };
        join_lists(&mut known.items, &items);
    }

    /// The tables of a value become part of the reply, or of an encoded string.
    pub(in crate::interpret) fn leaves(
        &mut self,
        value: &Value,
        state: &State,
        mark: fn(&mut Constructed),
    ) {
        let mut open = value.facets.target.to_vec();
        let mut seen: Vec<TargetId> = Vec::new();
        while let Some(target) = open.pop() {
            if target.kind() != TargetKind::Object || seen.contains(&target) {
                continue;
            }
            if seen.len() >= LEAVING {
                return;
            }
            seen.push(target);
            if let Some(constructed) = self.constructed.get_mut(target) {
                mark(constructed);
            }
            if let Some(object) = state.object(target) {
                for held in &object.values() {
                    lists::append(&mut open, held.facets.target.iter());
                }
            }
        }
    }
}
