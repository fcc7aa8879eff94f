//! Comparisons of replies with nil: whether the script also asks for `false`, which a null reply is.
//!
//! `reply == nil` is never true. Where it says that something was found, the value may still be `false`. That does no harm if
//! the script asks for that too, before this path meets the one that a null reply was meant to take.

use super::Interpreter;
use super::numbering::Definition;
use super::state::State;
use crate::domain::persistent_map::PersistentMap;
use crate::domain::{Comparison, IdSet, Types, Value, ValueNumber};
use crate::lua::syntax::ExprId;

/// Replies that were compared with nil on a path, and not asked for `false` since: each number of a value with the comparisons,
/// of which each also says whether this path is the one for nil.
#[derive(Clone)]
pub(super) struct NullTests(PersistentMap<IdSet>);

/// Comparisons that are known of one value.
const COMPARISONS: usize = 4;

impl NullTests {
    pub(super) const EMPTY: Self = Self(PersistentMap::EMPTY);

    fn add(&mut self, value: ValueNumber, comparison: ExprId) {
        let mut all = self.of(value);
        if all.len() < COMPARISONS && all.extend(&IdSet::one(comparison.0 << 1)) {
            self.0.insert(value.0.into(), all);
        }
    }

    fn of(&self, value: ValueNumber) -> IdSet {
        self.0.get(value.0.into()).cloned().unwrap_or_default()
    }

    /// Here the value is taken for nil.
    fn set_nil(&mut self, value: ValueNumber) {
        let mut all = IdSet::EMPTY;
        for comparison in self.of(value).iter() {
            all.extend(&IdSet::one(comparison | 1));
        }
        if !all.is_empty() {
            self.0.insert(value.0.into(), all);
        }
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0, |ours, theirs| {
            let mut all = ours.clone();
            all.extend(theirs).then_some(all)
        }))
    }
}

impl Interpreter<'_> {
    /// Something is compared with `==` or `~=`.
    pub(super) fn note_null_test(&mut self, comparison: ExprId, left: &Value, right: &Value) {
        for (value, other) in &[(left, right), (right, left)] {
            if other.types() == Types::NIL {
                let is_in_vain = value.types().has(Types::FALSE) && !value.types().has(Types::NIL);
                if is_in_vain && !value.origin.calls.is_empty() && value.same != ValueNumber::NONE {
                    self.state.null_tests.add(value.same, comparison);
                }
            } else if other.types() == Types::FALSE {
                self.asks_for_false(value);
            } else if let Definition::Type(of) = self.numbering.definition(value.same).clone() {
                self.asks_for_false(&of);
            }
        }
    }

    /// The script asks whether a value is `false`.
    pub(super) fn asks_for_false(&mut self, value: &Value) {
        let comparisons = self.state.null_tests.of(value.same);
        if comparisons.is_empty() {
            return;
        }
        self.state.null_tests.0.remove(value.same.0.into());
        if let Some(events) = self.note() {
            for comparison in comparisons.iter() {
                events.asked_for_false(ExprId(comparison >> 1));
            }
        }
    }

    /// A condition cannot be so. If it is that a reply is nil, this is the path that a null reply was meant to take.
    pub(super) fn take_for_nil(&mut self, condition: &Value, truth: bool) {
        match self.numbering.definition(condition.same).clone() {
            Definition::Not(inner) => self.take_for_nil(&inner, !truth),
            Definition::Compare(Comparison::Equal, operands) if truth => {
                let (left, right) = &*operands;
                if right.types() == Types::NIL {
                    self.state.null_tests.set_nil(left.same);
                } else if left.types() == Types::NIL {
                    self.state.null_tests.set_nil(right.same);
                }
            }
            _ => {}
        }
    }

    /// Two paths meet. If one of them is for nil, and on the other one nothing has asked for `false` yet, null took the wrong one.
    pub(super) fn note_missed_null(&mut self, one: &State, other: &State) {
        if !self.is_noting_in(one) || !self.is_noting_in(other) || one.path == other.path {
            return;
        }
        let (taken, nil) = if one.path < other.path {
            (one, other)
        } else {
            (other, one)
        };
        let events = &mut self.events;
        // Only what the paths do not share is looked at: what was compared since they parted.
        let mut note = |comparisons: Option<&IdSet>, as_nil: Option<&IdSet>| {
            if let (Some(comparisons), Some(as_nil)) = (comparisons, as_nil) {
                for comparison in comparisons.iter() {
                    if as_nil.contains(comparison | 1) {
                        events.missed_null(ExprId(comparison >> 1));
                    }
                }
            }
            false
        };
        taken
            .null_tests
            .0
            .any_difference(&nil.null_tests.0, &mut note);
    }
}
