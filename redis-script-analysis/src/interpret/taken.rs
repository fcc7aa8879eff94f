//! Elements that commands took out, and that nothing on the path has used since.

use super::Interpreter;
use super::numbering::Computation;
use super::settled::{Fact, What};
use super::values::Values;
use crate::domain::{Types, Value, ValueNumber};
use crate::lua::syntax::ExprId;
use crate::redis::commands::{Command, Property};
use crate::text::Span;

impl Interpreter<'_> {
    /// A call took an element out, unless there was none.
    pub(super) fn note_taken(&mut self, reply: &Value, call: ExprId, command: Option<Command>) {
        if let Some(command) = command
            && command.has(Property::TAKES)
            && !command.has(Property::MOVES)
        {
            let is_list = !reply.types().has(Types::STRING);
            self.state.settled.settle(Fact {
                key: reply.same,
                what: What::Taken { is_list },
                by: call,
            });
        }
    }

    /// Something gets a value, so that it is not lost.
    pub(super) fn use_taken(&mut self, value: &Value) {
        if planted!(UseIsMissed) {
            return;
        }
        for call in value.origin.calls.iter() {
            self.state.settled.forget_taken(ExprId(call));
        }
    }

    pub(super) fn use_all_taken(&mut self, values: &Values) {
        for value in &values.fixed {
            self.use_taken(value);
        }
        self.use_taken(&values.beyond());
    }

    /// The script ends here: what was taken, and is there on this path, is lost.
    pub(super) fn note_lost(&mut self, end: Span) {
        if self.protected > 0 || !self.is_noting_values() {
            return;
        }
        for (number, is_list, call) in self.state.settled.taken() {
            if self.may_be_there(number, is_list) {
                self.events.lost(call, end);
            }
        }
    }

    /// Whether a reply has an element, as far as the path tells. An empty list is a reply, too: of those, what is known counts.
    fn may_be_there(&mut self, reply: ValueNumber, is_list: bool) -> bool {
        let value = self.state.refine(&Value::unknown().numbered(reply));
        if !is_list {
            return value.may_be(true);
        }
        let length = self.numbering.computed(Computation::Length(reply, 0));
        let length = self.state.refine(&Value::unknown().numbered(length));
        let least = length.facets.number.low().as_constant();
        value.may_be(true) && least.is_some_and(|least| least >= 1.0)
    }
}
