//! Which strings keys hold after GET, and what is added to keys before the script finds that it is too much. Both are facts of
//! `settled`, for lints alone.

use super::Interpreter;
use super::heap::field;
use super::settled::{Fact, What};
use super::values::Values;
use crate::domain::{Comparison, Types, Value, ValueNumber};
use crate::facts::CommandCall;
use crate::lua::syntax::ExprId;
use crate::redis::commands::{Command, Property};
use crate::text::Span;

impl Interpreter<'_> {
    /// A command replied what its key holds.
    pub(super) fn note_held(
        &mut self,
        call: ExprId,
        command: Command,
        (arguments, reply): (&Values, &Value),
    ) {
        if let [_, key] = arguments.fixed.as_slice()
            && command.has(Property::REPLIES_HELD)
            && !arguments.is_open()
        {
            let key = self.numbering.of(key);
            if key != ValueNumber::NONE && reply.same != ValueNumber::NONE {
                self.state.settled.forget_held(key);
                self.state.settled.settle(Fact {
                    key,
                    what: What::Holds(reply.same),
                    by: call,
                });
            }
        }
    }

    /// The call that read the string which a command writes to the same key.
    pub(super) fn held_before(
        &mut self,
        key: ValueNumber,
        call: &CommandCall,
        command: Command,
    ) -> Option<ExprId> {
        let place: usize = command.property(Property::HOLDS)?.parse().ok()?;
        let value = self.settled_number(call.operands().get(place)?);
        let is_known = key != ValueNumber::NONE && value != ValueNumber::NONE;
        is_known
            .then(|| self.state.settled.by(key, What::Holds(value)))
            .flatten()
    }

    /// Two strings are equal: a key that holds one of them holds the other.
    pub(super) fn note_equal(&mut self, left: &Value, right: &Value) {
        for &(value, other) in &[(left, right), (right, left)] {
            let is_held = value.same != ValueNumber::NONE;
            let fact = self
                .state
                .settled
                .find(&|fact| is_held && fact.what == What::Holds(value.same));
            let Some(fact) = fact else { continue };
            let other = self.numbering.of(other);
            if other != ValueNumber::NONE {
                self.state.settled.settle(Fact {
                    what: What::Holds(other),
                    ..fact
                });
            }
        }
    }

    /// One value is more than another: if it counts what was added to a key, that is too much.
    pub(super) fn note_more(
        &mut self,
        comparison: Comparison,
        truth: bool,
        (left, right): (&Value, &Value),
    ) {
        let (less, more) = match (comparison, truth) {
            (Comparison::Less, true) => (left, right),
            (Comparison::LessEqual, false) => (right, left),
            _ => return,
        };
        if let Some(call) = more.origin.calls.single()
            && less.origin.calls.is_empty()
            && let Some(Some(command)) = self.call_commands.get(ExprId(call))
            && command.has(Property::COUNTS)
        {
            let key = self.call_keys.get(ExprId(call)).copied();
            let counted = key.filter(|_| command.only_reads());
            let added = self.state.settled.find(&|fact| {
                let is_counted = fact.by == ExprId(call) || Some(fact.key) == counted;
                fact.what == What::Added && is_counted
            });
            if let Some(added) = added {
                self.state.settled.settle(Fact {
                    what: What::Exceeded,
                    ..added
                });
            }
        }
    }

    /// The script ends here. If it replies the same whatever was counted, what was added before was not needed.
    pub(super) fn note_rejection(&mut self, values: &Values, end: Span) {
        if self.protected > 0 || !self.is_noting_values() {
            return;
        }
        let is_such = |fact: &Fact| fact.what == What::Exceeded;
        if let Some(fact) = self.state.settled.find(&is_such)
            && !values.is_open()
            && self.is_constant_reply(&values.known(0))
        {
            self.events.rejected(fact.by, end);
        }
    }

    /// Null, true, a constant, or an error with a constant text.
    fn is_constant_reply(&self, value: &Value) -> bool {
        if let Some(target) = value.single_target()
            && let Some(object) = self.state.object(target)
        {
            return field(object, b"err").as_text().is_some();
        }
        let is_constant = value.as_number().is_some() || value.as_text().is_some();
        is_constant || value.types().only(Types::FALSY) || value.types() == Types::TRUE
    }
}
