//! The values of all expressions that the script uses.

use std::rc::Rc;

use super::value::ValueAt;
use super::{CommandCall, Constructed, Facts, Operand, Store};
use crate::collections::{Map, lists, sort_by_key};
use crate::lua::syntax::ExprId;
use crate::redis::commands::Property;

/// The values of expressions; those that are alike are shared.
#[derive(Clone, Default)]
pub(crate) struct ValuesAt {
    /// For each expression its value; `None` if nothing uses it.
    of: Vec<Option<Rc<ValueAt>>>,
    /// The calls of commands by their expressions: a function that is called with several names has one of each.
    calls: Vec<(ExprId, usize)>,
}

impl ValuesAt {
    /// Whether a call is always of the same command. Its arguments have the values of their expressions; those of a call of several
    /// commands have one for each.
    fn is_of_one_command(&self, call: ExprId) -> bool {
        let first = lists::count_before(&self.calls, |(other, _)| *other < call);
        let next = self.calls.get(first + 1);
        !matches!(next, Some((other, _)) if *other == call)
    }
}

impl Facts {
    /// What is known of the value of an expression, whatever uses it; `None` if nothing does, as is so of most literals.
    #[must_use]
    pub fn value(&self, expr: ExprId) -> Option<&ValueAt> {
        self.values.of.get(expr.0 as usize)?.as_deref()
    }

    /// What is stored in the tables of a constructor.
    pub(crate) fn stores_in(&self, table: &Constructed) -> Vec<&Store> {
        let mut stores = Vec::with_capacity(table.stores.len());
        for id in &table.stores {
            if let Ok(at) = lists::find(&self.stores, |store| store.id.cmp(id))
                && let Some(store) = self.stores.get(at)
            {
                stores.push(store);
            }
        }
        stores
    }

    /// The calls of commands whose replies a value may be.
    pub fn replies<'a>(&'a self, value: &'a ValueAt) -> impl Iterator<Item = &'a CommandCall> {
        let calls = &self.values.calls;
        let mut replies = Vec::new();
        for id in &value.calls {
            let mut at = lists::count_before(calls, |(call, _)| call < id);
            while let Some((call, place)) = calls.get(at)
                && call == id
            {
                if let Some(command) = self.commands.get(*place) {
                    replies.push(command);
                }
                at += 1;
            }
        }
        replies.into_iter()
    }

    /// The first call of a command at a place.
    #[must_use]
    pub fn call(&self, id: ExprId) -> Option<&CommandCall> {
        let calls = &self.values.calls;
        let at = lists::count_before(calls, |(call, _)| *call < id);
        let (call, place) = calls.get(at)?;
        if *call == id {
            self.commands.get(*place)
        } else {
            None
        }
    }

    /// Where something last takes the reply of each call, or a part of it: a command, a table or the caller.
    pub(crate) fn last_taken(&self) -> Map<ExprId, u32> {
        let mut last: Map<ExprId, u32> = Map::EMPTY;
        let mut note = |operands: &[Operand]| {
            for operand in operands {
                let start = operand.span.start;
                for call in &operand.calls {
                    match last.get_mut(*call) {
                        Some(known) => *known = start.max(*known),
                        None => last.insert(*call, start),
                    }
                }
            }
        };
        for other in &self.commands {
            note(&other.arguments.fixed);
        }
        for table in &self.constructed {
            note(&table.items);
        }
        for returned in &self.returns {
            note(returned.operand.as_slice());
        }
        last
    }

    /// The earlier call that settled what a call asks for.
    #[must_use]
    pub fn settled(&self, call: &CommandCall) -> Option<&CommandCall> {
        self.call(call.settled_by?)
    }

    /// Whether a value is a reply, and all commands that it may come from have a property.
    #[must_use]
    pub fn is_reply(&self, value: &ValueAt, property: Property) -> bool {
        let mut is_reply = false;
        for call in self.replies(value) {
            if !call.has(property) {
                return false;
            }
            is_reply = true;
        }
        is_reply
    }

    /// Changes the numbers by which values name reads.
    pub(crate) fn renumber_reads(&mut self, places: &[Option<usize>]) {
        // An old value goes with its last use: if a new one gets its address then, nothing looks for that any more.
        let mut renumbered: Map<u64, Rc<ValueAt>> = Map::default();
        self.each_operand(&mut |operand| {
            let keeps = |read: &usize| places.get(*read) == Some(&Some(*read));
            if operand.reads.iter().all(keeps) {
                return;
            }
            let address = address(&operand.value);
            if let Some(value) = renumbered.get(address) {
                operand.value = value.clone();
                return;
            }
            let mut value = ValueAt::clone(operand);
            value.reads.clear();
            for read in &operand.reads {
                if let Some(Some(place)) = places.get(*read) {
                    value.reads.push(*place);
                }
            }
            operand.value = value.into();
            renumbered.insert(address, operand.value.clone());
        });
    }

    /// Takes down the value of each expression, once for all its uses. There are so many expressions.
    pub(crate) fn index_values(&mut self, count: u32) {
        let mut all = ValuesAt {
            of: Vec::with_capacity(count as usize),
            calls: Vec::with_capacity(self.commands.len()),
        };
        for _ in 0..count {
            all.of.push(None);
        }
        for (place, call) in self.commands.iter().enumerate() {
            all.calls.push((call.id, place));
        }
        sort_by_key(&mut all.calls, |(call, _)| *call);
        self.each_operand(&mut |operand| {
            let Some(expr) = operand.expr else { return };
            match all.of.get_mut(expr.0 as usize) {
                None => {}
                Some(Some(known)) if Rc::ptr_eq(known, &operand.value) => {}
                Some(Some(known)) => join(known, operand),
                Some(place) => *place = Some(operand.value.clone()),
            }
        });
        let mut share = |operand: &mut Operand| {
            let Some(expr) = operand.expr else { return };
            if let Some(Some(value)) = all.of.get(expr.0 as usize) {
                operand.value = value.clone();
            }
        };
        for call in &mut self.commands {
            if all.is_of_one_command(call.id) {
                each_of(&mut call.arguments.fixed, &mut share);
            }
        }
        self.each_other_operand(&mut share);
        self.values = all;
    }

    fn each_operand(&mut self, change: &mut dyn FnMut(&mut Operand)) {
        for call in &mut self.commands {
            each_of(&mut call.arguments.fixed, change);
        }
        self.each_other_operand(change);
    }

    /// All but the arguments of commands.
    fn each_other_operand(&mut self, change: &mut dyn FnMut(&mut Operand)) {
        for call in &mut self.library_calls {
            each_of(&mut call.arguments.fixed, change);
        }
        for table in &mut self.constructed {
            each_of(&mut table.items, change);
        }
        for store in &mut self.stores {
            change(&mut store.object);
            change(&mut store.value);
            if let Some(index) = &mut store.index {
                change(index);
            }
        }
        each_of(&mut self.empty_lists, change);
        for returned in &mut self.returns {
            if let Some(operand) = &mut returned.operand {
                change(operand);
            }
        }
        for test in &mut self.tests {
            change(&mut test.operand);
        }
        for named in self.named.iter_mut().chain(&mut self.misnamed) {
            change(&mut named.value);
        }
        for access in &mut self.accesses {
            change(&mut access.object);
            change(&mut access.index);
        }
        for operation in &mut self.unary_operations {
            change(&mut operation.operand);
        }
        for looped in &mut self.loops {
            if let Some(limit) = &mut looped.limit {
                change(limit);
            }
        }
        for operation in &mut self.operations {
            change(&mut operation.left);
            change(&mut operation.right);
        }
    }
}

fn join(known: &mut Rc<ValueAt>, other: &ValueAt) {
    if let Some(known) = Rc::get_mut(known) {
        known.join(other);
        return;
    }
    let mut joined = ValueAt::clone(known);
    joined.join(other);
    *known = Rc::new(joined);
}

fn each_of(operands: &mut [Operand], change: &mut dyn FnMut(&mut Operand)) {
    for operand in operands {
        change(operand);
    }
}

/// Where a value is held: its uses share it.
fn address(value: &Rc<ValueAt>) -> u64 {
    Rc::as_ptr(value).addr() as u64
}
