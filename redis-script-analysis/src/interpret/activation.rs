//! Functions that are not followed at each call: those that call themselves, those beyond the budget, and those of which only
//! is known that something calls them. All such calls of a function share one activation. What its calls pass, and what
//! they know of the variables around it, is joined, and its body is followed anew whenever that has grown, or the results
//! have of a function that it calls so.

mod boundary;
mod rounds;
mod shared;

use self::boundary::{at_large, closures_of, forget_closures};
pub(super) use self::shared::Activation;
use self::shared::{FunctionEntry, Growth, Stage};

use super::Interpreter;
use super::entries_state::EntriesState;
use super::limits::CAPTURED;
use super::site::Site;
use super::values::Values;
use crate::collections::sort_by_key;
use crate::domain::Value;
use crate::facts::EntryTable;
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
        let mut open = vec![function.id];
        for value in arguments.fixed.iter().chain([&arguments.beyond()]) {
            open.extend(closures_of(value));
            self.escape_tables(value);
        }
        self.expose_captures(open);
        let arguments = self.arguments_of(&arguments);
        let entry = self.known_at_call(function.id, arguments, false);
        let results = self.enter(function, entry);
        self.note_store();
        self.may_raise();
        if results.is_none() {
            self.state.unreachable = true;
        }
        results.unwrap_or_default()
    }

    /// Follows a function of which only is known that something calls it, at any time from here on.
    pub(super) fn follow_unknown_call(&mut self, id: FunctionId) {
        if let Some(function) = self.functions.get(id).copied() {
            let entry = self.known_at_call(id, Values::unknown(), true);
            self.enter(function, entry);
            if let Some(activation) = self.activations.get_mut(id) {
                activation.is_at_large = true;
            }
        }
    }

    /// Follows again the functions that something may call at any time, if the script changes KEYS or ARGV anywhere: they may
    /// see what it does there, too.
    pub(super) fn follow_after_changes(&mut self) {
        let changed = self.changes_entries;
        if changed == [false; 2] {
            return;
        }
        let functions: Vec<&'chunk Function> = self.functions.values().to_vec();
        for function in functions {
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
        for (changes, known) in self.changes_entries.iter_mut().zip(EntryTable::ALL) {
            *changes |= known == table;
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
        let mut open = vec![id];
        for value in &arguments.fixed {
            open.extend(closures_of(value));
        }
        let mut captured: Vec<(LocalId, Value)> = Vec::new();
        while let Some(id) = open.pop() {
            for local in self.captures_of(id).iter() {
                if captured.iter().any(|(known, _)| known == local) {
                    continue;
                }
                let mut value = match self.state.local(*local) {
                    Some(value) if !(at_any_time && self.upvalues.reassigned.contains(*local)) => {
                        at_large(self.refined(value))
                    }
                    _ => Value::unknown(),
                };
                let closures = closures_of(&value);
                let is_cut_off = closures.iter().any(|id| self.cut_off.contains(*id));
                if is_cut_off || captured.len() >= CAPTURED {
                    self.cut_off(&mut value);
                } else {
                    open.extend(closures);
                }
                captured.push((*local, value));
            }
        }
        sort_by_key(&mut captured, |(local, _)| *local);
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
        for id in closures_of(value) {
            if self.cut_off.insert(id) {
                self.waiting.push(id);
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
        if let Some(user) = user.filter(|user| !activation.users.contains(user)) {
            activation.users.push(user);
        }
        if !activation.is_open {
            self.settle(function);
        }
        let activation = self.activations.get(id)?;
        let results = activation.results.clone();
        for (moves, table) in activation.moves.into_iter().zip(EntryTable::ALL) {
            if moves {
                self.change_entries(table).escape();
            }
        }
        results
    }
}
