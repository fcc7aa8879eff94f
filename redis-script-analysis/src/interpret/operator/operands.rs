//! What operators need of their operands, and which of them a metatable overloads.

use crate::domain::{Domain, Facets, TargetId, Types, Value, ValueNumber};
use crate::facts::UnaryOperation;
use crate::interpret::Interpreter;
use crate::interpret::numbering::Definition;
use crate::interpret::operand::Seen;
use crate::redis::builtins::Operator;

impl Interpreter<'_> {
    pub(in crate::interpret) fn note_unary(
        &mut self,
        operator: Operator,
        value: &Value,
        seen: Seen,
    ) {
        // To call what surely is a function raises nothing, and so are most calls.
        let is_right = operator == Operator::Call && value.types() == Types::FUNCTION;
        if !is_right && self.is_noting_values() {
            let unary = UnaryOperation {
                operator,
                operand: self.operand(value, seen),
                is_overloaded: self.may_overload(value),
            };
            self.events.unary(seen.at.id, unary);
        }
    }

    /// Whether a metatable may say what an operator does with a value.
    pub(super) fn may_overload(&self, value: &Value) -> bool {
        let target = &value.facets.target;
        if !self.upvalues.names_metatables {
            return false;
        }
        for id in target.iter() {
            if let Some(object) = self.state.object(id)
                && object.may_have_metatable()
            {
                return true;
            }
        }
        target.any_table || value.types().has(Types::OTHER)
    }

    /// Whether two values never are equal: what each can be has nothing in common.
    pub(super) fn are_apart(&self, left: &Value, right: &Value) -> bool {
        let mut both = left.facets.clone();
        both.meet(&right.facets);
        // "Any table" is none that went nowhere.
        let (ours, theirs) = (&left.facets.target.ids, &right.facets.target.ids);
        let may_be_both = |id| {
            ours.contains(id) && theirs.contains(id)
                || match self.state.object(TargetId(id)) {
                    Some(object) => object.is_escaped,
                    None => true,
                }
        };
        both.target.ids.retain(&may_be_both);
        both.is_bottom() && !self.may_overload(left) && !self.may_overload(right)
    }

    /// What a table, or `next` of a library and the like, may overload an operator for: then the metamethods are called.
    pub(in crate::interpret) fn overload(&mut self, value: &Value) -> bool {
        if !self.may_overload(value) {
            return false;
        }
        for id in value.facets.target.iter() {
            if let Some(object) = self.state.object(id) {
                let metatable = object.metatable.clone();
                self.escape(&metatable);
            }
        }
        self.escape(value);
        self.note_store();
        true
    }

    /// Whether one of two operands may have a metatable that takes both.
    pub(in crate::interpret) fn overload_either(&mut self, left: &Value, right: &Value) -> bool {
        let is_overloaded = self.overload(left) | self.overload(right);
        if is_overloaded {
            self.escape(left);
            self.escape(right);
        }
        is_overloaded
    }

    /// An operator raises an error on types that it does not take, unless a metatable takes them.
    pub(in crate::interpret) fn require_operand(&mut self, operator: Operator, value: &Value) {
        if self.may_overload(value) {
            self.need(value);
        } else {
            self.pass(value, operator.takes());
        }
    }

    /// A value goes where only these types are taken.
    pub(in crate::interpret) fn pass(&mut self, value: &Value, types: Types) {
        if !types.has(Types::NIL) {
            self.need(value);
        }
        self.require(value, types);
    }

    /// A use that raises an error on other types: after it, the value has one of these.
    pub(in crate::interpret) fn require(&mut self, value: &Value, types: Types) {
        let left = value.types().and(types);
        // Of an entry that was not passed, each use shall be told.
        let is_entry = matches!(self.numbering.definition(value.same), Definition::Entry(..));
        if value.same != ValueNumber::NONE && !is_entry && !left.is_empty() && left != value.types()
        {
            self.refine(value.same, &Facets::of_types(types));
        }
    }
}
