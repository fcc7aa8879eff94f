//! Notes what the script does with its values, for the lints.
//!
//! A place that is followed more than once, in the calls of its function, is one use with all its values joined.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::operand::{CellKey, Seen, join_arguments, join_operands};
use super::state::State;
use crate::domain::{TargetId, TargetKind, Value};
use crate::facts::{
    Asks, CommandCall, Constructed, Facts, FieldAccess, KeyName, LibraryCall, Loop, LoopEnd,
    Member, Operand, Operation, Shadow, Test, TypedKey, UnaryOperation,
};
use crate::lua::syntax::{BinaryOperator, ExprId};
use crate::redis::builtins::{Library, Operator};
use crate::text::Span;

/// The uses that were seen, each kind by its place.
#[derive(Default)]
pub(super) struct Events {
    commands: HashMap<CallKey, CommandCall>,
    unknown_calls: BTreeSet<Span>,
    libraries: HashMap<ExprId, LibraryCall>,
    members: HashMap<CellKey, Member>,
    operations: HashMap<ExprId, Operation>,
    unary_operations: HashMap<(CellKey, Operator), UnaryOperation>,
    tests: HashMap<(CellKey, Asks), Test>,
    loops: HashMap<Span, Loop>,
    accesses: HashMap<CellKey, FieldAccess>,
    library_stores: HashMap<Span, Member>,
    constructed: HashMap<TargetId, Constructed>,
    typed_keys: BTreeMap<KeyName, TypedKey>,
    /// Each with whether it was seen to hold what its name says.
    shadows: HashMap<Span, (Shadow, bool)>,
}

/// A call, and the command that is called there if its name is constant.
type CallKey = (ExprId, Option<Rc<[u8]>>);

/// All uses in the order of the text: of their places, and of what else tells them apart.
fn sorted<K, T, O: Ord>(table: HashMap<K, T>, place: impl Fn(&K, &T) -> O) -> Vec<T> {
    let mut uses: Vec<_> = table
        .into_iter()
        .map(|(key, used)| (place(&key, &used), used))
        .collect();
    uses.sort_by(|(left, _), (right, _)| left.cmp(right));
    uses.into_iter().map(|(_, used)| used).collect()
}

/// What tells an operand from all others.
fn key(operand: &Operand) -> CellKey {
    Seen::step(operand.expr, operand.span).key()
}

impl Events {
    pub(super) fn finish(self, facts: &mut Facts) {
        facts.commands = sorted(self.commands, |(_, name), call| (call.span, name.clone()));
        facts.unknown_calls = self.unknown_calls.into_iter().collect();
        facts.library_calls = sorted(self.libraries, |_, call| call.span);
        facts.members = sorted(self.members, |_, member| member.span);
        facts.operations = sorted(self.operations, |_, used| (used.left.span, used.right.span));
        facts.unary_operations = sorted(self.unary_operations, |(_, operator), used| {
            (used.operand.span, *operator)
        });
        facts.tests = sorted(self.tests, |(_, asks), test| (test.operand.span, *asks));
        facts.loops = sorted(self.loops, |span, _| *span);
        facts.accesses = sorted(self.accesses, |_, access| access.span);
        facts.constructed = sorted(self.constructed, |target, _| *target);
        facts.constructed.sort_by_key(|table| table.span);
        facts.library_stores = sorted(self.library_stores, |span, _| *span);
        facts.typed_keys = self.typed_keys;
        let hiding = sorted(self.shadows, |span, _| *span).into_iter();
        facts.shadows = hiding
            .filter(|(_, harmless)| !harmless)
            .map(|(shadow, _)| shadow)
            .collect();
    }

    pub(super) fn shadow(&mut self, shadow: Shadow, harmless: bool) {
        let (_, known) = self.shadows.entry(shadow.span).or_insert((shadow, false));
        *known |= harmless;
    }

    pub(super) fn typed_key(&mut self, key: KeyName) -> &mut TypedKey {
        self.typed_keys.entry(key).or_default()
    }

    pub(super) fn command(&mut self, call: CommandCall) {
        // Commands of different names, of calls of a function around, are different calls.
        let name = call
            .arguments
            .fixed
            .first()
            .and_then(|name| name.text.clone());
        let key = (call.id, name);
        match self.commands.get_mut(&key) {
            Some(known) => {
                known.protected &= call.protected;
                known.is_alternative &= call.is_alternative;
                known.is_impossible &= call.is_impossible;
                known.loops = known.loops.max(call.loops);
                known.conditions = known.conditions.of_either(&call.conditions);
                known.found = call.found;
                join_arguments(&mut known.arguments, call.arguments);
            }
            None => drop(self.commands.insert(key, call)),
        }
    }

    pub(super) fn unknown_call(&mut self, span: Span) {
        self.unknown_calls.insert(span);
    }

    pub(super) fn library(&mut self, call: LibraryCall) {
        match self.libraries.get_mut(&call.id) {
            Some(known) => {
                known.protected &= call.protected;
                known.is_alternative &= call.is_alternative;
                join_arguments(&mut known.arguments, call.arguments);
            }
            None => drop(self.libraries.insert(call.id, call)),
        }
    }

    pub(super) fn member(
        &mut self,
        library: &'static Library,
        name: &str,
        place: Seen,
        exists: bool,
    ) {
        self.members.entry(place.key()).or_insert_with(|| Member {
            library,
            name: name.into(),
            id: place.id,
            span: place.span,
            exists,
        });
    }

    pub(super) fn operation(
        &mut self,
        id: ExprId,
        operator: BinaryOperator,
        left: Operand,
        right: Operand,
    ) {
        match self.operations.get_mut(&id) {
            Some(known) => {
                join_operands(&mut known.left, &left);
                join_operands(&mut known.right, &right);
            }
            None => drop(self.operations.insert(
                id,
                Operation {
                    operator,
                    left,
                    right,
                },
            )),
        }
    }

    pub(super) fn unary(&mut self, operator: Operator, operand: Operand) {
        match self.unary_operations.get_mut(&(key(&operand), operator)) {
            Some(known) => join_operands(&mut known.operand, &operand),
            None => drop(self.unary_operations.insert(
                (key(&operand), operator),
                UnaryOperation { operator, operand },
            )),
        }
    }

    pub(super) fn looped(&mut self, looped: Loop) {
        let Some(known) = self.loops.get_mut(&looped.span) else {
            self.loops.insert(looped.span, looped);
            return;
        };
        if known.end != looped.end {
            known.end = LoopEnd::Possible;
        }
        if let (Some(known), Some(limit)) = (&mut known.limit, &looped.limit) {
            join_operands(known, limit);
        }
    }

    pub(super) fn test(&mut self, asks: Asks, operand: Operand) {
        let key = key(&operand);
        match self.tests.get_mut(&(key, asks)) {
            Some(known) => join_operands(&mut known.operand, &operand),
            None => drop(self.tests.insert(
                (key, asks),
                Test {
                    asks,
                    operand,
                    guards: false,
                },
            )),
        }
    }

    /// The test of a value that the same condition goes on to use.
    pub(super) fn guard(&mut self, asks: Asks, tested: ExprId) {
        if let Some(test) = self.tests.get_mut(&(CellKey::Expr(tested), asks)) {
            test.guards = true;
        }
    }

    pub(super) fn access(&mut self, key: CellKey, access: FieldAccess) {
        let Some(known) = self.accesses.get_mut(&key) else {
            self.accesses.insert(key, access);
            return;
        };
        known.from_zero |= access.from_zero;
        join_operands(&mut known.object, &access.object);
        join_operands(&mut known.index, &access.index);
    }

    /// A field of a library is assigned.
    pub(super) fn library_store(&mut self, library: &'static Library, name: &str, span: Span) {
        self.library_stores.entry(span).or_insert_with(|| Member {
            library,
            name: name.into(),
            id: None,
            span,
            exists: false,
        });
    }

    pub(super) fn constructed(&mut self, target: TargetId, span: Span, items: Vec<Operand>) {
        let Some(known) = self.constructed.get_mut(&target) else {
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
        known.items.truncate(items.len());
        for (known, item) in known.items.iter_mut().zip(items) {
            join_operands(known, &item);
        }
    }

    /// The tables of a value become part of the reply, or of an encoded string.
    pub(super) fn leaves(&mut self, value: &Value, state: &State, mark: fn(&mut Constructed)) {
        let mut open: Vec<TargetId> = value.facets.target.iter().collect();
        let mut seen: Vec<TargetId> = Vec::new();
        while let Some(target) = open.pop() {
            if target.kind() != TargetKind::Object || seen.contains(&target) {
                continue;
            }
            if seen.len() >= LEAVING {
                return;
            }
            seen.push(target);
            if let Some(constructed) = self.constructed.get_mut(&target) {
                mark(constructed);
            }
            for held in state
                .object(target)
                .into_iter()
                .flat_map(super::heap::Object::values)
            {
                open.extend(held.facets.target.iter());
            }
        }
    }
}

/// Tables that are looked at within one that leaves the script.
const LEAVING: usize = 64;
