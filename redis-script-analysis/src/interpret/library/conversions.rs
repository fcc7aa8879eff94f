//! `tonumber`, `type` and `tostring`: what they give says what they were given.

use crate::domain::{Facets, IdSet, Sources, Text, Types, Value};
use crate::interpret::Interpreter;
use crate::interpret::compute::{constant_text, written};
use crate::interpret::conversion::{to_number, type_names};
use crate::interpret::numbering::Definition;
use crate::interpret::site::Site;
use crate::interpret::values::Values;

impl Interpreter<'_> {
    pub(super) fn tonumber(&mut self, arguments: &Values, site: Site) -> Value {
        let value = self.nth(arguments, 0, site);
        if arguments.fixed.len() > 1 || arguments.is_open() {
            let base = self.nth(arguments, 1, site);
            self.tolerate(&base);
            self.read_tail(arguments, site);
            if !base.is_nil() {
                let mut any = to_number(&Value::string());
                any.origin.sources = value.origin.sources;
                any.origin.reads = value.origin.reads.clone();
                any.origin.time = value.origin.time.lost();
                return any;
            }
        }
        if value.types() == Types::NUMBER {
            return value;
        }
        let same = self.numbering.number_of(&value);
        let mut number = to_number(&value);
        number.same = same;
        if let (Some(constant), Some(_)) = (number.as_number(), value.as_text()) {
            return Value::constant(constant);
        }
        if number.types() == Types::NIL && value.as_text().is_some() {
            return Value::nil();
        }
        number.origin.reads = value.origin.reads.clone();
        number.origin.time = value.origin.time;
        number.origin.calls = value.origin.calls.clone();
        number.origin.nil_unless = reason_of_nil(&value, &number);
        let is_absent = !value.origin.nil_unless.is_empty();
        if is_absent {
            let present = value.clone().restricted(Types::ANY.without(Types::NIL));
            number.origin.nil_anyway = value.origin.nil_anyway || to_number(&present).may_be_nil();
        }
        let falsy = if is_absent {
            Types::FALSE
        } else {
            Types::FALSY
        };
        number.origin.guarded = value.origin.guarded || !value.types().has(falsy);
        number
    }

    pub(super) fn type_name(&mut self, arguments: &Values, site: Site) -> Value {
        let value = self.nth(arguments, 0, site);
        self.tolerate(&value);
        self.examine(&value);
        let definition = Definition::Type(value.clone().into());
        let mut name = Value::string();
        name.facets = Facets::of_text(type_names(value.types()));
        if name.facets.text == Text::None {
            name.facets.text = Text::Any;
        }
        name.numbered(self.numbering.define(definition))
    }

    pub(super) fn as_text(&mut self, arguments: &Values, site: Site) -> Value {
        let value = self.nth(arguments, 0, site);
        self.tolerate(&value);
        if self.overload(&value) {
            return Value::unknown();
        }
        if let Some(text) = constant_text(&value) {
            return Value::text(text);
        }
        let mut text = Value::new(Facets::of_text(written(&value)), Sources::default());
        text.same = if value.types().only(Types::STRING) {
            value.same
        } else {
            self.numbering
                .define(Definition::Cased(value.clone().into()))
        };
        text.origin.built_with(&value.origin);
        if value.types().only(Types::STRING.or(Types::NIL)) {
            // It is the same string.
            text.origin.sources = value.origin.sources;
            text.origin.set_tag(value.origin.tag());
        }
        text.origin.time = value.origin.time;
        text
    }
}

/// The number is nil if the entry is not passed. Nothing is claimed of a string that is malformed.
fn reason_of_nil(value: &Value, number: &Value) -> IdSet {
    if number.may_be_nil() {
        value.origin.nil_unless.clone()
    } else {
        IdSet::EMPTY
    }
}
