//! Notes what is stored in tables, and whether each round of a loop stores at the number that it goes through.

use super::Interpreter;
use super::heap::{self, Heap};
use super::numbering::Definition;
use super::site::Site;
use crate::collections::Set;
use crate::domain::{TargetId, Types, Value, ValueNumber};
use crate::facts::Store;
use crate::lua::syntax::ExprId;

/// A store at a number that may be that of a loop around.
pub(super) struct Filling {
    /// The variable, as it is in this round.
    counter: ValueNumber,
    /// Where is stored.
    cell: u64,
    target: TargetId,
    store: ExprId,
    /// Whether some path had stored something there before.
    is_rest: bool,
}

/// A loop that is being followed.
pub(super) struct FillingRound {
    /// The variable, as it is in this round.
    counter: ValueNumber,
    /// The stores that were seen before.
    before: usize,
}

impl Interpreter<'_> {
    /// A value is stored; without an index, at the end.
    pub(super) fn note_stored(
        &mut self,
        object: &Value,
        index: Option<&Value>,
        value: &Value,
        site: Site,
    ) {
        if !self.is_noting_values() {
            return;
        }
        let mut store = Store {
            id: site.id,
            span: site.span,
            object: self.element(object, site.span),
            index: index.map(|index| self.element(index, site.span)),
            value: self.element(value, site.span),
            is_counted: false,
            is_skipped: false,
            from: None,
            is_sure: self.loops <= self.sure_loops,
        };
        if let (Some(index), Some(target)) = (index, object.single_target())
            && index.types().only(Types::NUMBER)
        {
            self.count(index, target, value, &mut store);
        }
        let targets = object.facets.target.to_vec();
        self.events.store(&targets, store);
    }

    fn count(&mut self, index: &Value, target: TargetId, value: &Value, store: &mut Store) {
        let counter = match self.numbering.definition(index.same) {
            Definition::Sum(counter, _) => counter.same,
            _ => index.same,
        };
        if counter == ValueNumber::NONE {
            return;
        }
        if matches!(
            self.numbering.definition(counter),
            Definition::Counter | Definition::CounterFrom(_)
        ) {
            store.from = index.facets.number.low().as_constant();
        }
        let cell = u64::from(target.0) << 32 | u64::from(index.same.0);
        // What stores there after some paths did may be meant for the others.
        let is_rest = self.state.partly_filled.contains(cell);
        if !value.is_nil() {
            self.state.filled.insert(cell, ());
            self.state.partly_filled.insert(cell, ());
        }
        self.fillings.push(Filling {
            counter,
            cell,
            target,
            store: store.id,
            is_rest,
        });
    }

    /// A round of a loop begins with a value of its variable.
    pub(super) fn begin_filling(&self, counter: ValueNumber) -> FillingRound {
        FillingRound {
            counter,
            before: self.fillings.len(),
        }
    }

    /// The tables in which something is stored at what is not known to be the variable: after a loop within the round, it may have
    /// another number. So are those in which one store may be for the paths that another one leaves out.
    fn filled_elsewhere(&self, round: &FillingRound) -> Set<u32> {
        let mut targets = Set::default();
        for filling in self.fillings.get(round.before..).unwrap_or_default() {
            if filling.counter != round.counter || filling.is_rest {
                targets.insert(filling.target.0);
            }
        }
        targets
    }

    /// The round ends. Tables that had elements before the loop may have those where this round stored nothing.
    pub(super) fn end_filling(&mut self, round: &FillingRound, before: &Heap) {
        let counter = round.counter;
        let elsewhere = self.filled_elsewhere(round);
        let mut at = round.before;
        while let Some(filling) = self.fillings.get(at) {
            at += 1;
            if filling.counter != counter || self.state.unreachable || !self.recording {
                continue;
            }
            let was_empty = match heap::number(filling.target).and_then(|id| before.get(id)) {
                Some(object) => object.rest.is_bottom() && !object.has_from(1.0),
                None => true,
            };
            let is_skipped = was_empty
                && !self.state.filled.contains(filling.cell)
                && !elsewhere.contains(filling.target.0);
            self.events.counted(filling.store, is_skipped);
        }
        // Those of loops around may still be looked for.
        if self.loops <= 1 {
            self.fillings.truncate(round.before);
        }
    }
}
