//! Functions that are not followed at each call: those that call themselves, those beyond the budget, and those of which only
//! is known that something calls them. All such calls of a function share one activation. What its calls pass, and what
//! they know of the variables around it, is joined, and its body is followed anew whenever that has grown, or the results
//! have of a function that it calls so.

mod boundary;
mod rounds;
mod shared;

use self::boundary::{at_large, closures_of, forget_closures};
pub(super) use self::shared::Activation;
use self::shared::{FunctionEntry, Growth, Stage, place_of};

use super::Interpreter;
use super::entries_state::EntriesState;
use super::limits::CAPTURED;
use super::site::Site;
use super::values::Values;
use crate::collections::lists;
use crate::domain::Value;
use crate::facts::{EntryTable, Step};
use crate::lua::syntax::{Function, FunctionId, LocalId};

impl<'chunk> Interpreter<'chunk> {
    /// Calls a function in its shared activation.
    pub(super) fn call_shared(
        &mut self,
        function: &'chunk Function,
        arguments: &Values,
        site: Site,
    ) -> Values {
        let arguments = self.with_tail_read(arguments, site);
        let mut open = lists::one(function.id);
        let mut given = arguments.fixed.clone();
        given.push(arguments.beyond());
        for value in &given {
            open.append(&mut closures_of(value));
            self.escape_tables(value);
        }
        self.expose_captures(open);
        let arguments = self.arguments_of(&arguments);
        let entry = self.known_at_call(function.id, arguments, false);
        self.note_step(Step::Shared(function.id));
        let results = self.enter(function, entry);
        self.note_store();
        self.may_raise();
        if results.is_none() {
            self.state.unreachable = true;
        }
        results.unwrap_or(Values::EMPTY)
    }

    /// Follows a function of which only is known that something calls it, at any time from here on.
    pub(super) fn follow_unknown_call(&mut self, id: FunctionId) {
        if let Some(function) = self.functions.get(id).copied() {
            let entry = self.known_at_call(id, Values::unknown(), true);
            let results = self.enter(function, entry);
            self.read_tail(&results.unwrap_or(Values::EMPTY), Site::NOWHERE);
            if let Some(activation) = self.activations.get_mut(id) {
                activation.is_at_large = true;
            }
        }
    }

    /// Follows again the functions that something may call at any time, if the script changes KEYS or ARGV anywhere: they may
    /// see what it does there, too.
    pub(super) fn follow_after_changes(&mut self) {
        let changed = self.changes_entries;
        let [keys, argv] = changed;
        if !keys && !argv {
            return;
        }
        for at in 0..self.functions.values().len() {
            let Some(function) = self.functions.values().get(at).copied() else {
                continue;
            };
            let Some(activation) = self.activations.get_mut(function.id) else {
                continue;
            };
            if activation.is_at_large && activation.entry.open(changed) {
                activation.stage = Stage::Stale;
                self.settle(function);
            }
        }
    }

    /// KEYS or ARGV, which the script changes here.
    pub(super) fn change_entries(&mut self, table: EntryTable) -> &mut EntriesState {
        let [keys, argv] = &mut self.changes_entries;
        match table {
            EntryTable::Keys => *keys = true,
            EntryTable::Argv => *argv = true,
        }
        self.state.entries_mut(table)
    }

    /// What a call knows. `at_any_time`: it may happen later, when variables may have got other values.
    fn known_at_call(
        &mut self,
        id: FunctionId,
        arguments: Values,
        at_any_time: bool,
    ) -> FunctionEntry {
        let mut open = lists::one(id);
        for value in &arguments.fixed {
            open.append(&mut closures_of(value));
        }
        let mut captured: Vec<(LocalId, Value)> = Vec::new();
        while let Some(id) = open.pop() {
            for local in self.captures_of(id).iter() {
                let Err(place) = place_of(&captured, *local) else {
                    continue;
                };
                let mut value = match self.state.local(*local) {
                    Some(value) if !(at_any_time && self.upvalues.reassigned.contains(*local)) => {
                        at_large(self.refined(value))
                    }
                    _ => Value::unknown(),
                };
                let mut closures = closures_of(&value);
                let mut is_cut_off = captured.len() >= CAPTURED;
                for id in &closures {
                    is_cut_off |= self.cut_off.contains(*id);
                }
                if is_cut_off {
                    self.cut_off(&mut value);
                } else {
                    open.append(&mut closures);
                }
                captured.insert(place, (*local, value));
            }
        }
        let (conditions, protected) = if at_any_time {
            (self.conditions_when_uncalled(), 0)
        } else {
            (self.state.conditions.clone(), self.protected)
        };
        FunctionEntry {
            arguments,
            captured,
            keys: self.state.entries(EntryTable::Keys).clone(),
            argv: self.state.entries(EntryTable::Argv).clone(),
            conditions,
            protected,
            path: self.state.path,
        }
    }

    /// The functions of a value are not known to the activation any more: something may call them at any time.
    fn cut_off(&mut self, value: &mut Value) {
        for id in &closures_of(value) {
            if self.cut_off.insert(*id) {
                self.waiting.push(*id);
            }
        }
        forget_closures(value);
    }

    /// Enters the shared activation of a function, follows its body if anything is new, and gives its results.
    fn enter(&mut self, function: &'chunk Function, entry: FunctionEntry) -> Option<Values> {
        let id = function.id;
        if self.state.unreachable {
            return Some(Values::unknown());
        }
        self.forget_settled();
        let user = self.open_activation();
        let thresholds = self.thresholds();
        match self.activations.get_mut(id) {
            Some(known) => {
                known.widen(
                    &entry,
                    Growth {
                        thresholds: Some(&thresholds),
                        lost: &self.lost,
                    },
                );
                self.escape_lost();
            }
            None => self.activations.insert(id, Activation::new(entry)),
        }
        let activation = self.activations.get_mut(id)?;
        if let Some(user) = user
            && !activation.users.contains(&user)
        {
            activation.users.push(user);
        }
        if !activation.is_open {
            self.settle(function);
        }
        let activation = self.activations.get(id)?;
        let results = activation.results.clone();
        let [keys, argv] = activation.moves;
        if keys {
            self.change_entries(EntryTable::Keys).escape();
        }
        if argv {
            self.change_entries(EntryTable::Argv).escape();
        }
        results
    }
}
