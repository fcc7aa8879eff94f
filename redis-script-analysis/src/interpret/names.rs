//! What the names of variables and fields tell of their values.

use super::Interpreter;
use crate::collections::Interner;
use crate::domain::{Time, Types, Value, ValueNumber};
use crate::facts::{NamedBy, NamedValue};
use crate::lua::syntax::{Chunk, LocalId};
use crate::text::Span;

/// What the name of each local variable says of times.
pub(super) fn times(chunk: &Chunk) -> Vec<Time> {
    let mut times = Vec::with_capacity(chunk.locals.len());
    let mut names: Interner<&[u8]> = Interner::EMPTY;
    let mut known: Vec<Time> = Vec::new();
    for local in &chunk.locals {
        let number = names.number(&local.name.as_bytes()) as usize;
        let time = match known.get(number) {
            Some(time) => *time,
            None => Time::of_name(&local.name),
        };
        if number == known.len() {
            known.push(time);
        }
        times.push(time);
    }
    times
}

impl Interpreter<'_> {
    /// A local variable takes a value, which gets its name.
    pub(super) fn name_value(&mut self, local: LocalId, value: &mut Value) {
        let Some(declared) = self.chunk.locals.get(local.0 as usize) else {
            return;
        };
        self.note_named(NamedBy::Local, &declared.name, declared.span, value);
        if let Some(time) = self.local_times.get(local.0 as usize).copied()
            && value.types().has(Types::NUMERIC)
        {
            if let (Some(unit), Some(named)) = (value.origin.time.unit(), time.unit())
                && unit != named
                && self.is_noting_values()
            {
                let value = self.element(value, declared.span);
                self.events.misnamed(NamedValue {
                    name: declared.name.clone(),
                    by: NamedBy::Local,
                    value,
                });
            }
            value.origin.time = value.origin.time.or(time);
        }
    }

    /// What the name of a field says of times. `name`: the number of the string.
    pub(super) fn time_of_field(&mut self, name: ValueNumber, index: &Value) -> Time {
        if let Some(known) = self.field_times.get(name) {
            return *known;
        }
        let text = index
            .as_text()
            .and_then(|text| std::str::from_utf8(text).ok());
        let time = text.map_or(Time::NONE, Time::of_name);
        self.field_times.insert(name, time);
        time
    }

    /// A value is stored in a field.
    pub(super) fn name_field(&mut self, name: &[u8], span: Span, value: &Value) {
        if let Ok(name) = std::str::from_utf8(name) {
            self.note_named(NamedBy::Field, name, span, value);
        }
    }

    /// Notes the name of what is one entry of KEYS or ARGV, perhaps converted.
    fn note_named(&mut self, by: NamedBy, name: &str, span: Span, value: &Value) {
        let origin = &value.origin;
        let is_entry = origin.time.scale().is_some() && !origin.time.is_changed();
        if is_entry && origin.reads.single().is_some() && self.is_noting_values() {
            let value = self.element(value, span);
            let name = name.into();
            self.events.named(NamedValue { name, by, value });
        }
    }
}
