//! Notes what the script does with its values, for the lints.
//!
//! A place that is followed more than once, in the calls of its function, is one use with all its values joined.

mod asked_keys;
mod tables;

use std::rc::Rc;

use super::operand::{join_arguments, join_operands};
use super::site::Site;
use crate::collections::{Interner, Key, Map, Set, lists, sort_by_key};
use crate::domain::{TargetId, ValueNumber};
use crate::facts::{
    Asks, CommandCall, Constructed, Facts, FieldAccess, Found, GlobalAccess, GlobalUse, KeyName,
    LibraryCall, Loop, LoopEnd, Member, NamedValue, Operand, Operation, Shadow, Store, Test,
    TypedKey, UnaryOperation,
};
use crate::lua::syntax::{ExprId, LocalId, StatementId};
use crate::redis::builtins::{Library, Operator};
use crate::text::Span;

/// The uses that were seen, each kind by its place.
pub(super) struct Events {
    /// By the call, and the number of the constant that its first argument must be, if it is one.
    commands: Map<(ExprId, ValueNumber), CommandCall>,
    unknown_calls: Map<ExprId, Span>,
    pub(super) dropped_errors: Map<ExprId, Span>,
    libraries: Map<ExprId, LibraryCall>,
    members: Map<ExprId, Member>,
    globals: Map<ExprId, GlobalUse>,
    /// Globals of which a member is used that counts itself.
    holders: Set<ExprId>,
    operations: Map<ExprId, Operation>,
    /// Comparisons with nil of which some path, and not some other, asks too whether the value is `false`.
    asked_for_false: Set<ExprId>,
    missed_null: Set<ExprId>,
    unary_operations: Map<(ExprId, Operator), UnaryOperation>,
    tests: Map<(ExprId, Asks), Test>,
    named: Map<Span, NamedValue>,
    misnamed: Map<Span, NamedValue>,
    loops: Map<StatementId, Loop>,
    accesses: Map<ExprId, FieldAccess>,
    library_stores: Map<ExprId, Member>,
    constructed: Map<TargetId, Constructed>,
    stores: Map<ExprId, Store>,
    empty_lists: Map<ExprId, Operand>,
    /// By entry of KEYS, or by number of the constant.
    typed_keys: Map<(bool, i64), (KeyName, TypedKey)>,
    key_texts: Interner<Rc<[u8]>>,
    /// Arguments, with the key that they name and the type that is asked for.
    key_uses: Set<(ExprId, u64)>,
    /// Calls that took elements out, each with the first end of the script at which nothing has used them.
    lost: Map<ExprId, Span>,
    /// Calls that added what was too much, each with the first end of the script at which it replies that.
    rejected: Map<ExprId, Span>,
    /// Calls that give a key an expiry on some paths, each with the call that left it without one.
    renewed: Map<ExprId, ExprId>,
    /// Each with whether it was seen to hold what its name says.
    shadows: Map<LocalId, (Shadow, bool)>,
}

/// All uses in the order of the text: of their places, and of what else tells them apart.
fn sorted<T, P: Key>(mut uses: Vec<T>, place: impl Fn(&T) -> P) -> Vec<T> {
    sort_by_key(&mut uses, place);
    uses
}

impl Events {
    pub(super) const EMPTY: Self = Self {
        commands: Map::EMPTY,
        unknown_calls: Map::EMPTY,
        dropped_errors: Map::EMPTY,
        libraries: Map::EMPTY,
        members: Map::EMPTY,
        globals: Map::EMPTY,
        holders: Set::EMPTY,
        operations: Map::EMPTY,
        asked_for_false: Set::EMPTY,
        missed_null: Set::EMPTY,
        unary_operations: Map::EMPTY,
        tests: Map::EMPTY,
        named: Map::EMPTY,
        misnamed: Map::EMPTY,
        loops: Map::EMPTY,
        accesses: Map::EMPTY,
        library_stores: Map::EMPTY,
        constructed: Map::EMPTY,
        stores: Map::EMPTY,
        empty_lists: Map::EMPTY,
        typed_keys: Map::EMPTY,
        key_texts: Interner::EMPTY,
        key_uses: Set::EMPTY,
        lost: Map::EMPTY,
        rejected: Map::EMPTY,
        renewed: Map::EMPTY,
        shadows: Map::EMPTY,
    };

    pub(super) fn finish(&mut self, facts: &mut Facts) {
        facts.commands = sorted(self.commands.take_values(), |call| call.span);
        facts.unknown_calls = sorted(self.unknown_calls.take_values(), |span| *span);
        facts.dropped_errors = sorted(self.dropped_errors.take_values(), |span| *span);
        facts.library_calls = sorted(self.libraries.take_values(), |call| call.span);
        facts.members = sorted(self.members.take_values(), |member| member.span);
        // A global that is assigned as a member of `_G` is told of once.
        let mut stores = self.library_stores.take_values();
        lists::keep(&mut stores, |store| self.globals.get(store.id).is_none());
        facts.library_stores = sorted(stores, |store| store.span);
        facts.globals = sorted(self.globals.take_values(), |used| used.span);
        lists::keep(&mut facts.globals, |used| !self.holders.contains(used.id));
        facts.operations = sorted(self.operations.take_values(), |used| {
            (used.left.span, used.right.span)
        });
        for used in &mut facts.operations {
            used.asks_for_false =
                self.asked_for_false.contains(used.id) && !self.missed_null.contains(used.id);
        }
        facts.unary_operations = sorted(self.unary_operations.take_values(), |used| {
            (used.operand.span, used.operator)
        });
        facts.tests = sorted(self.tests.take_values(), |test| {
            (test.operand.span, test.asks)
        });
        facts.named = self.named.take_sorted();
        facts.misnamed = self.misnamed.take_sorted();
        facts.loops = self.loops.take_sorted();
        facts.accesses = sorted(self.accesses.take_values(), |access| access.span);
        facts.constructed = sorted(self.constructed.take_sorted(), |table| table.span);
        facts.stores = self.stores.take_sorted();
        facts.empty_lists = self.empty_lists.take_sorted();
        facts.typed_keys = self.typed_keys.take_sorted();
        for call in &mut facts.commands {
            call.lost_at = self.lost.get(call.id).copied();
            call.rejected_at = self.rejected.get(call.id).copied();
            call.renews = self.renewed.get(call.id).copied();
        }
        for (shadow, harmless) in &self.shadows.take_sorted() {
            if !harmless {
                facts.shadows.push(shadow.clone());
            }
        }
    }

    pub(super) fn shadow(&mut self, shadow: Shadow, harmless: bool) {
        if let Some((_, known)) = self.shadows.or_insert(shadow.local, (shadow, false)) {
            *known |= harmless;
        }
    }

    pub(super) fn command(&mut self, call: CommandCall, name: ValueNumber) {
        let key = (call.id, name);
        match self.commands.get_mut(key) {
            // The values of a call that never comes say nothing of one that does.
            Some(known) if call.is_impossible && !known.is_impossible => {}
            Some(known) if known.is_impossible && !call.is_impossible => *known = call,
            Some(known) => {
                known.protected &= call.protected;
                known.is_alternative &= call.is_alternative;
                known.loops = known.loops.max(call.loops);
                known.is_touched |= call.is_touched;
                if known.settled_by != call.settled_by {
                    known.settled_by = None;
                }
                known.conditions = known.conditions.of_either(&call.conditions);
                // What was found is of other arguments.
                known.found = Found::default();
                if known.name_literal != call.name_literal {
                    known.name_literal = None;
                    known.name_span = match known.arguments.fixed.first() {
                        Some(name) => name.span,
                        None => known.span,
                    };
                }
                join_arguments(&mut known.arguments, &call.arguments);
            }
            None => self.commands.insert(key, call),
        }
    }

    pub(super) fn lost(&mut self, call: ExprId, end: Span) {
        self.lost.or_insert(call, end);
    }

    pub(super) fn rejected(&mut self, call: ExprId, end: Span) {
        self.rejected.or_insert(call, end);
    }

    pub(super) fn renewed(&mut self, dropping: ExprId, expiring: ExprId) {
        self.renewed.or_insert(expiring, dropping);
    }

    pub(super) fn unknown_call(&mut self, site: Site) {
        self.unknown_calls.insert(site.id, site.span);
    }

    pub(super) fn library(&mut self, call: LibraryCall) {
        match self.libraries.get_mut(call.id) {
            Some(known) => {
                known.protected &= call.protected;
                known.is_alternative &= call.is_alternative;
                known.loops = known.loops.max(call.loops);
                join_arguments(&mut known.arguments, &call.arguments);
            }
            None => self.libraries.insert(call.id, call),
        }
    }

    pub(super) fn member(
        &mut self,
        library: &'static Library,
        name: &str,
        site: Site,
        exists: bool,
    ) {
        if self.members.get(site.id).is_none() {
            let member = Member {
                library,
                name: name.into(),
                id: site.id,
                span: site.span,
                exists,
            };
            self.members.insert(site.id, member);
        }
    }

    pub(super) fn global(&mut self, site: Site, name: &str, access: GlobalAccess, protected: bool) {
        if let Some(known) = self.globals.get_mut(site.id) {
            known.protected &= protected;
            return;
        }
        let used = GlobalUse {
            id: site.id,
            name: name.to_owned(),
            span: site.span,
            access,
            protected,
            scope: None,
        };
        self.globals.insert(site.id, used);
    }

    pub(super) fn global_scope(&mut self, id: ExprId, scope: Span) {
        if let Some(known) = self.globals.get_mut(id) {
            known.scope = Some(scope);
        }
    }

    pub(super) fn holder(&mut self, expr: ExprId) {
        self.holders.insert(expr);
    }

    pub(super) fn operation(&mut self, operation: Operation) {
        let Some(known) = self.operations.get_mut(operation.id) else {
            self.operations.insert(operation.id, operation);
            return;
        };
        known.is_of_one &= operation.is_of_one;
        known.is_apart &= operation.is_apart;
        known.is_overloaded |= operation.is_overloaded;
        if known.outdated_by != operation.outdated_by {
            known.outdated_by = None;
        }
        join_operands(&mut known.left, &operation.left);
        join_operands(&mut known.right, &operation.right);
    }

    pub(super) fn computed(&mut self, operation: ExprId, result: ValueNumber) {
        if let Some(known) = self.operations.get_mut(operation) {
            known.result = result;
        }
    }

    pub(super) fn asked_for_false(&mut self, comparison: ExprId) {
        self.asked_for_false.insert(comparison);
    }

    pub(super) fn missed_null(&mut self, comparison: ExprId) {
        self.missed_null.insert(comparison);
    }

    pub(super) fn unary(&mut self, id: ExprId, unary: UnaryOperation) {
        let key = (id, unary.operator);
        let Some(known) = self.unary_operations.get_mut(key) else {
            self.unary_operations.insert(key, unary);
            return;
        };
        known.is_overloaded |= unary.is_overloaded;
        join_operands(&mut known.operand, &unary.operand);
    }

    pub(super) fn named(&mut self, named: NamedValue) {
        let Some(known) = self.named.get_mut(named.value.span) else {
            self.named.insert(named.value.span, named);
            return;
        };
        join_operands(&mut known.value, &named.value);
    }

    pub(super) fn misnamed(&mut self, named: NamedValue) {
        self.misnamed.or_insert(named.value.span, named);
    }

    pub(super) fn looped(&mut self, looped: Loop) {
        let Some(known) = self.loops.get_mut(looped.id) else {
            self.loops.insert(looped.id, looped);
            return;
        };
        if known.end != looped.end {
            known.end = LoopEnd::Possible;
        }
        if let (Some(known), Some(limit)) = (&mut known.limit, &looped.limit) {
            join_operands(known, limit);
        }
    }

    pub(super) fn test(&mut self, id: ExprId, test: Test) {
        let key = (id, test.asks);
        if let Some(known) = self.tests.get_mut(key) {
            join_operands(&mut known.operand, &test.operand);
            return;
        }
        self.tests.insert(key, test);
    }

    /// The test of a value that the same condition goes on to use.
    pub(super) fn guard(&mut self, asks: Asks, tested: ExprId) {
        if let Some(test) = self.tests.get_mut((tested, asks)) {
            test.guards = true;
        }
    }

    pub(super) fn access(&mut self, id: ExprId, access: FieldAccess) {
        let Some(known) = self.accesses.get_mut(id) else {
            self.accesses.insert(id, access);
            return;
        };
        known.at_zero |= access.at_zero;
        join_operands(&mut known.object, &access.object);
        join_operands(&mut known.index, &access.index);
    }

    /// A field of a library is assigned.
    pub(super) fn library_store(&mut self, library: &'static Library, name: &str, site: Site) {
        if self.library_stores.get(site.id).is_none() {
            let member = Member {
                library,
                name: name.into(),
                id: site.id,
                span: site.span,
                exists: false,
            };
            self.library_stores.insert(site.id, member);
        }
    }
}
