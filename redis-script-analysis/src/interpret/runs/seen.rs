//! What is seen of the values on one way through a script.

use crate::domain::{Comparison, Sources, Types, Value, ValueNumber};
use crate::facts::{RunReply, RunTest, RunValue};
use crate::interpret::Interpreter;
use crate::interpret::compute::constant_text;
use crate::interpret::heap::field;
use crate::interpret::numbering::Definition;
use crate::interpret::returns::special_shape;
use crate::interpret::site::Site;

/// Elements of a reply that are told apart.
const ELEMENTS: usize = 8;

/// Where a value comes from that is not the same whatever commands reply.
const UNKNOWN: Sources = Sources::REPLY.or(Sources::UNKNOWN).or(Sources::RANDOM);

impl Interpreter<'_> {
    pub(super) fn run_value(&self, value: &Value, site: Site) -> RunValue {
        let value = &self.refined(value);
        if let Some(text) = value.as_text() {
            return RunValue::Text(text.clone());
        }
        if let Some(text) = constant_text(value) {
            return RunValue::Text(text.into());
        }
        self.named_value(value, site)
    }

    fn named_value(&self, value: &Value, site: Site) -> RunValue {
        if let Some(steering) = &self.steering
            && value.same != ValueNumber::NONE
            && let Some(call) = steering
                .replies
                .iter()
                .position(|reply| *reply == value.same)
        {
            return RunValue::Reply(call);
        }
        match self.numbering.definition(value.same) {
            Definition::Entry(table, entry) => RunValue::Entry(*table, *entry),
            Definition::ToNumber(of) => RunValue::Number(Box::new(self.run_value(of, site))),
            _ if value.same == ValueNumber::NONE
                || !value.origin.calls.is_empty()
                || value.origin.sources.has(UNKNOWN) =>
            {
                RunValue::Unknown
            }
            _ => RunValue::Computed(value.same.0, site.span),
        }
    }

    pub(super) fn run_test(&self, value: &Value, truth: bool) -> RunTest {
        match self.numbering.definition(value.same) {
            Definition::Not(inner) => self.run_test(inner, !truth),
            Definition::Compare(Comparison::Equal, operands) => {
                self.run_equality(&operands.0, &operands.1, truth)
            }
            Definition::Compare(comparison, operands) => {
                let (less, more) = match (comparison, truth) {
                    (Comparison::Less, true) => (&operands.0, &operands.1),
                    (Comparison::LessEqual, false) => (&operands.1, &operands.0),
                    _ => return self.told_of(value),
                };
                let less = self.run_value(less, Site::NOWHERE);
                RunTest::Less(less, self.run_value(more, Site::NOWHERE))
            }
            _ => self.told_of(value),
        }
    }

    fn run_equality(&self, left: &Value, right: &Value, truth: bool) -> RunTest {
        for &(value, other) in &[(left, right), (right, left)] {
            let constant = other.types().only(Types::FALSY) || other.as_number().is_some();
            if constant {
                return self.told_of(value);
            }
        }
        let left = self.run_value(left, Site::NOWHERE);
        RunTest::Equal(left, self.run_value(right, Site::NOWHERE), truth)
    }

    /// What is known of a reply once a condition told of it.
    fn told_of(&self, value: &Value) -> RunTest {
        let RunValue::Reply(call) = self.named_value(value, Site::NOWHERE) else {
            return RunTest::Other;
        };
        let value = &self.refined(value);
        let types = value.types();
        match value.as_number().and_then(integer) {
            Some(number) => RunTest::IsNumber(call, number),
            None if types.only(Types::FALSY) => RunTest::IsNull(call),
            None if types.has(Types::FALSY) || types.has(Types::NUMBER) => RunTest::Other,
            None => RunTest::IsThere(call),
        }
    }

    pub(super) fn run_reply(&self, value: &Value, site: Site) -> RunReply {
        let value = &self.refined(value);
        let named = self.named_value(value, site);
        if let RunValue::Reply(_) = named {
            return RunReply::Value(named);
        }
        let types = value.types();
        if types.only(Types::FALSY) {
            return RunReply::Null;
        }
        if types == Types::TRUE {
            return RunReply::Integer(1);
        }
        if let Some(number) = value.as_number() {
            return integer(number).map_or(RunReply::Other, RunReply::Integer);
        }
        if types == Types::STRING || matches!(named, RunValue::Entry(..)) {
            return RunReply::Value(self.run_value(value, site));
        }
        self.run_list(value, site)
    }

    fn run_list(&self, value: &Value, site: Site) -> RunReply {
        let object = match value.single_target() {
            Some(target) => self.state.object(target),
            None => None,
        };
        let Some(object) = object else {
            return RunReply::Other;
        };
        if object.is_escaped || !object.metatable.is_bottom() {
            return RunReply::Other;
        }
        if special_shape(object).is_some() {
            let is_ok = matches!(field(object, b"ok").as_text(), Some(text) if **text == *b"OK");
            let only = object.cells().len() == 1 && object.rest.is_bottom();
            return if is_ok && only {
                RunReply::Ok
            } else {
                RunReply::Other
            };
        }
        match object.elements() {
            Some(elements) if elements.len() <= ELEMENTS => {
                let mut replies = Vec::with_capacity(elements.len());
                for element in &elements {
                    replies.push(self.run_reply(element, site));
                }
                RunReply::List(replies)
            }
            _ => RunReply::Other,
        }
    }
}

fn integer(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "a small integer")]
    (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i64)
}
