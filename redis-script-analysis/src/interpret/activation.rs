//! Functions that are not followed at each call: those that call themselves, those beyond the budget, and those of which only
//! is known that something calls them. All such calls of a function share one activation. What its calls pass, and what
//! they know of the variables around it, is joined, and its body is followed anew whenever that has grown, or the results
//! have of a function that it calls so.

mod shared;

pub(super) use self::shared::Activation;
use self::shared::{FunctionEntry, Growth, Stage};

use super::Interpreter;
use super::entries_state::EntriesState;
use super::limits::{ACTIVATIONS, CAPTURED, DEPTH};
use super::site::Site;
use super::state::State;
use super::values::Values;
use crate::collections::sort_by_key;
use crate::domain::{TargetId, TargetKind, Value, ValueNumber};
use crate::facts::EntryTable;
use crate::lua::syntax::{ExprId, Function, FunctionId, LocalId};

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

    /// The function around whose shared activation is followed.
    fn open_activation(&self) -> Option<FunctionId> {
        let mut around = self.frames.iter().rev().filter_map(|frame| frame.function);
        let is_open =
            |id: &FunctionId| self.activations.get(*id).is_some_and(|known| known.is_open);
        around.find(is_open)
    }

    /// Follows the body until nothing grows any more. Only then is noted what happens in it.
    fn settle(&mut self, function: &'chunk Function) {
        let id = function.id;
        let recording = self.recording;
        while let Some(activation) = self.activations.get_mut(id) {
            let notes = match activation.stage {
                Stage::Stale => false,
                Stage::Settled if recording => true,
                Stage::Settled | Stage::Noted => return,
            };
            if self.depth > DEPTH {
                // It is followed at the end, when nothing is around it.
                activation.forget();
                self.uncalled.insert(id);
                return;
            }
            if activation.times >= ACTIVATIONS || self.overdraft == 0 {
                activation.forget();
            }
            activation.times += 1;
            activation.is_open = true;
            activation.stage = if notes { Stage::Noted } else { Stage::Settled };
            self.recording = notes;
            let grown = self.follow_shared(function);
            self.recording = recording;
            if let Some(activation) = self.activations.get_mut(id) {
                activation.is_open = false;
            }
            if grown {
                self.make_users_stale(id);
            }
        }
    }

    /// Follows the body once; whether there are more results than before, or effects.
    fn follow_shared(&mut self, function: &'chunk Function) -> bool {
        let Some(activation) = self.activations.get(function.id) else {
            return false;
        };
        let before = self.state.clone();
        let arguments = activation.entry.arguments.clone();
        activation.entry.apply(&mut self.state);
        let protected = std::mem::replace(&mut self.protected, activation.entry.protected);
        let handlers = std::mem::replace(&mut self.handlers, vec![State::dead()]);
        // Another activation of the function may hold tables that were made at the same places.
        self.pending += 1;
        self.note_store();
        let start = self.state.clone();
        let outer = self.context;
        self.context = u32::MAX;
        self.enter_context(ExprId(function.id.0));
        let returned = self.run_function(function, &arguments, Site::NOWHERE);
        self.context = outer;
        for value in &returned.fixed {
            self.escape(value);
        }
        self.escape(&returned.beyond());
        let results = (!self.state.unreachable).then(|| self.results_of(&returned));
        self.pending -= 1;
        self.protected = protected;
        let raised = std::mem::replace(&mut self.handlers, handlers);
        let after = std::mem::replace(&mut self.state, before);
        let mut moves = [false; 2];
        for end in raised.iter().chain([&after]) {
            for (moves, table) in moves.iter_mut().zip(EntryTable::ALL) {
                *moves |=
                    !end.unreachable && end.entries(table).is_changed_since(start.entries(table));
            }
        }
        let thresholds = self.thresholds();
        let Some(activation) = self.activations.get_mut(function.id) else {
            return false;
        };
        let growth = Growth {
            thresholds: Some(&thresholds),
            lost: &self.lost,
        };
        let grown = activation.add(results, moves, growth);
        self.escape_lost();
        grown
    }

    /// What follows from the results of a function must be followed again.
    fn make_users_stale(&mut self, id: FunctionId) {
        let mut open = vec![id];
        let mut seen = Vec::new();
        while let Some(id) = open.pop() {
            let users = self.activations.get(id).map(|known| known.users.clone());
            for user in users.unwrap_or_default() {
                if let Some(activation) = self.activations.get_mut(user)
                    && !seen.contains(&user)
                {
                    activation.stage = Stage::Stale;
                    seen.push(user);
                    open.push(user);
                }
            }
        }
    }

    /// The tables of a value, and all that they hold, may be changed by a call that is not followed here.
    fn escape_tables(&mut self, value: &Value) {
        let mut tables = value.clone();
        remove(&mut tables, TargetKind::Closure);
        self.escape(&tables);
    }

    /// A call that is not followed here may change what its functions capture.
    fn expose_captures(&mut self, mut open: Vec<FunctionId>) {
        while let Some(id) = open.pop() {
            for local in self.captures_of(id).iter() {
                if self.state.is_exposed(*local) {
                    continue;
                }
                self.state.expose(*local);
                let Some(value) = self.state.local(*local).cloned() else {
                    continue;
                };
                if self.upvalues.mutated.contains(*local) {
                    self.escape(&value);
                } else {
                    open.extend(closures_of(&value));
                    self.escape_tables(&value);
                }
            }
        }
    }

    /// Arguments as the activation gets them.
    fn arguments_of(&self, values: &Values) -> Values {
        values.map(&|value| at_large(self.refined(value)))
    }

    /// Results as the caller gets them: not those of one certain call, and without the functions that it made.
    fn results_of(&self, values: &Values) -> Values {
        values.map(&|value| {
            let mut value = at_large(self.refined(value)).numbered(ValueNumber::NONE);
            forget_closures(&mut value);
            value
        })
    }
}

fn closures_of(value: &Value) -> Vec<FunctionId> {
    let mut closures = Vec::new();
    for target in value.facets.target.iter() {
        if target.kind() == TargetKind::Closure {
            closures.push(FunctionId(target.index()));
        }
    }
    closures
}

/// A function of the script becomes any function.
fn forget_closures(value: &mut Value) {
    let has_any = remove(value, TargetKind::Closure);
    value.facets.target.any_function |= has_any;
}

/// A value at another time than this, when its tables may hold anything.
fn at_large(mut value: Value) -> Value {
    let has_any = remove(&mut value, TargetKind::Object);
    value.facets.target.any_table |= has_any;
    value
}

/// Takes what is of a kind out of what a value may refer to; whether there was any.
fn remove(value: &mut Value, kind: TargetKind) -> bool {
    let ids = &mut value.facets.target.ids;
    ids.retain(&|id| TargetId(id).kind() != kind)
}
