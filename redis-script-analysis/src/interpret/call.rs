//! Calls: of the script's own functions, which are followed, and of others.

use super::Interpreter;
use super::limits::DEPTH;
use super::site::{CallSite, Site};
use super::values::Values;
use crate::domain::{TargetId, TargetKind, Value};
use crate::facts::{Step, TableKind};
use crate::lua::syntax::FunctionId;
use crate::redis::builtins;

impl Interpreter<'_> {
    /// Calls what a value may be.
    pub(super) fn call(&mut self, callee: &Value, arguments: &Values, call: CallSite) -> Values {
        self.may_raise();
        let discarded = self.discarded.take();
        let mut results: Option<Values> = None;
        let target = &callee.facets.target;
        let targets = target.to_vec();
        let is_open = target.any_function || target.any_table || targets.is_empty();
        let count = targets.len() + usize::from(is_open);
        // A copy of the state makes changes costly.
        let start = (count > 1).then(|| self.state.clone());
        let mut end = super::state::State::DEAD;
        let mut paths = Vec::new();
        for at in 0..count {
            let before = self.begin_steps();
            if let Some(start) = &start {
                self.state = start.clone();
            }
            self.discarded = discarded;
            let (conditions, raised) = (self.state.conditions.clone(), self.raised);
            let values = match targets.get(at).copied() {
                Some(target) => {
                    self.require_chosen(callee, target);
                    self.is_alternative = count > 1;
                    let values = self.call_target(target, arguments, call);
                    self.reunite(&conditions, self.raised == raised);
                    values
                }
                None => self.call_unknown(arguments, call.at, call.as_method),
            };
            let values = if count > 1 {
                self.with_tail_read(&values, call.at)
            } else {
                values
            };
            paths.push(self.end_path(before));
            if !self.state.unreachable {
                results = Some(values.joined_to(results));
            }
            let here = self.state.take();
            end = self.join(end, here);
        }
        self.discarded = None;
        if paths.len() == 1 {
            // What comes after an error is not reached anyway.
            if let Some(mut only) = paths.pop() {
                self.steps.append(&mut only.steps);
            }
        }
        self.note_branches(paths);
        self.state = end;
        self.may_raise();
        let results = results.unwrap_or(Values::EMPTY);
        let is_own = matches!(targets.as_slice(), [one] if one.kind() == TargetKind::Closure);
        if discarded.is_some() && is_own && !is_open {
            self.note_dropped(&results, call.at);
        }
        results
    }

    /// Nothing takes what a function of the script returns: an error that it makes is lost.
    fn note_dropped(&mut self, results: &Values, site: Site) {
        if let ([value], false) = (results.fixed.as_slice(), results.is_open())
            && let Some(target) = value.single_target()
            && let Some(object) = self.state.object(target)
            && object.kind == TableKind::Error
            && let Some(events) = self.note()
        {
            events.dropped_errors.or_insert(site.id, site.span);
        }
    }

    fn call_target(&mut self, target: TargetId, arguments: &Values, call: CallSite) -> Values {
        match target.kind() {
            TargetKind::Closure => self.call_closure(FunctionId(target.index()), arguments, call),
            TargetKind::Builtin => match builtins::at(target.index()) {
                Some(builtin) => self.call_library(builtin, arguments, call),
                None => self.hand_over(arguments, call.at),
            },
            TargetKind::Object => {
                // Only a metatable makes it callable.
                self.overload(&Value::target(target));
                self.hand_over(arguments, call.at)
            }
            TargetKind::Entries | TargetKind::Library => self.hand_over(arguments, call.at),
        }
    }

    /// A method that is not known is not `redis.call`: that refuses the receiver, which is a table, as its first argument.
    fn call_unknown(&mut self, arguments: &Values, site: Site, is_method: bool) -> Values {
        if !is_method {
            self.note_unknown_call(site);
        }
        self.hand_over(arguments, site)
    }

    /// Something gets `redis.call` that is not followed.
    pub(super) fn note_passed_on(&mut self, arguments: &Values, site: Site) {
        for value in &arguments.fixed {
            if calls_commands(value) {
                self.note_unknown_call(site);
                return;
            }
        }
    }

    pub(super) fn note_unknown_call(&mut self, site: Site) {
        self.forget_settled();
        if !self.state.path.is_possible() {
            return;
        }
        if let Some(events) = self.note() {
            events.unknown_call(site);
        }
        self.note_step(Step::Unknown(site.span));
    }

    /// Arguments of a function that is not followed: what becomes of them is unknown.
    pub(super) fn hand_over(&mut self, arguments: &Values, site: Site) -> Values {
        self.note_passed_on(arguments, site);
        let arguments = self.with_tail_read(arguments, site);
        for value in &arguments.fixed {
            self.tolerate(value);
            self.escape(value);
        }
        self.escape(&arguments.beyond());
        self.note_store();
        Values::unknown()
    }

    fn call_closure(&mut self, id: FunctionId, arguments: &Values, call: CallSite) -> Values {
        let Some(function) = self.functions.get(id).copied() else {
            return self.hand_over(arguments, call.at);
        };
        if self.is_followed(id) || self.depth > DEPTH || self.budget == 0 {
            return self.call_shared(function, arguments, call.at);
        }
        self.inline(function, arguments, call.at)
    }

    /// Whether the function is one of those around.
    fn is_followed(&self, function: FunctionId) -> bool {
        for frame in &self.frames {
            if let Some(around) = frame.function
                && around == function
            {
                return true;
            }
        }
        false
    }
}

/// Whether a value may be what calls commands, or a library that has it.
fn calls_commands(value: &Value) -> bool {
    for target in value.facets.target.iter() {
        let rows = match target.kind() {
            TargetKind::Builtin => match builtins::at(target.index()) {
                Some(found) => std::slice::from_ref(found.row),
                None => &[],
            },
            TargetKind::Library => match builtins::library_at(target.index()) {
                Some(library) => library.members,
                None => &[],
            },
            _ => &[],
        };
        for row in rows {
            if row.calls_commands() {
                return true;
            }
        }
    }
    false
}
