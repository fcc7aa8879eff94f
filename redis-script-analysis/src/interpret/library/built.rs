//! Strings that functions of the library put together: where their parts come from.

use crate::domain::{Domain, Facets, HashTag, Number, Sources, TargetKind, Types, Value};
use crate::facts::EntryTable;
use crate::interpret::Interpreter;
use crate::interpret::compute::concatenate;
use crate::interpret::escape::entry_table;
use crate::interpret::values::{Tail, Values};
use crate::lua::pattern::format_arguments;
use crate::redis::builtins::Role;

/// What is taken out of a string, or made of it: anything, but its parts are those of the arguments.
pub(super) fn part_of(role: Role, arguments: &Values) -> Value {
    let mut part = Value::new(Facets::TOP, Sources::BUILT);
    built_with_all(&mut part, arguments);
    if let (Role::Match, [text, pattern]) = (role, arguments.fixed.as_slice())
        && let (HashTag::Key, Some(pattern)) = (text.origin.tag(), pattern.as_text())
    {
        part.origin.set_tag(HashTag::matched(pattern));
    }
    part
}

pub(super) fn built_with_all(value: &mut Value, arguments: &Values) {
    for argument in &arguments.fixed {
        value.origin.built_with(&argument.origin);
    }
}

/// `string.format(...)`: all arguments are parts of it, also those that another call gives.
pub(super) fn formatted(value: &mut Value, arguments: &Values) {
    built_with_all(value, arguments);
    let Some(format) = arguments.text() else {
        return;
    };
    let taken = format_arguments(format).unwrap_or_default().len();
    if arguments.fixed.len() <= taken {
        match &arguments.tail {
            Tail::End => {}
            Tail::Entries(table, _) => part_of_entries(value, *table),
            Tail::Any(more) => value.origin.built_with(&more.origin),
        }
    }
    value.origin.set_tag(format_tag(format, arguments));
}

fn part_of_entries(value: &mut Value, table: EntryTable) {
    let sources = match table {
        EntryTable::Keys => Sources::KEY_PART,
        EntryTable::Argv => Sources::ARGUMENT,
    };
    value.origin.sources = value.origin.sources.or(sources);
}

/// `'p:{%s}:x'` as if it were concatenated.
fn format_tag(format: &[u8], arguments: &Values) -> HashTag {
    let mut whole = Value::text(*b"");
    let mut rest = format;
    let mut next = 1;
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        let (literal, conversion) = rest.split_at(at);
        whole = concatenate(&whole, &Value::text(literal));
        let (part, length) = match conversion {
            [_, b'%', ..] => (Value::text(*b"%"), 2),
            [_, b's', ..] => match arguments.fixed.get(next) {
                Some(argument) => (argument.clone(), 2),
                None => (Value::string(), 2),
            },
            _ => of_other_conversion(conversion),
        };
        if conversion.get(1) != Some(&b'%') {
            next += 1;
        }
        whole = concatenate(&whole, &part);
        rest = conversion.get(length..).unwrap_or_default();
    }
    concatenate(&whole, &Value::text(rest)).origin.tag()
}

/// What `%d` or `%-5s` gives, and its length.
fn of_other_conversion(conversion: &[u8]) -> (Value, usize) {
    let mut length = 1;
    while let Some(byte) = conversion.get(length)
        && !byte.is_ascii_alphabetic()
    {
        length += 1;
    }
    let part = match conversion.get(length) {
        Some(b's' | b'q' | b'c') => Value::string(),
        _ => Value::number(Number::TOP),
    };
    (part, length + 1)
}

impl Interpreter<'_> {
    /// `table.concat(t, separator)`
    pub(super) fn concatenated(&self, arguments: &Values, value: &mut Value) {
        let Some(table) = arguments.fixed.first() else {
            return;
        };
        if let Some(whole) = self.concatenated_elements(table, arguments) {
            *value = whole;
            return;
        }
        if table.facets.target.any_table {
            value.origin.built_with(&Value::unknown().origin);
        }
        for target in table.facets.target.iter() {
            match target.kind() {
                TargetKind::Entries => part_of_entries(value, entry_table(target.index())),
                TargetKind::Object => {
                    if let Some(object) = self.state.object(target) {
                        value.origin.built_with(&object.any().origin);
                    }
                }
                _ => value.origin.built_with(&Value::unknown().origin),
            }
        }
    }

    /// The same as `..` gives, if the elements are known one by one.
    fn concatenated_elements(&self, table: &Value, arguments: &Values) -> Option<Value> {
        let separator = match arguments.fixed.get(1) {
            None => Value::text(*b""),
            Some(separator) if separator.types().only(Types::NUMERIC) => separator.clone(),
            Some(_) => return None,
        };
        if arguments.fixed.len() > 2 || arguments.is_open() {
            return None;
        }
        let object = self.state.object(table.single_target()?)?;
        let elements = object.longest_elements()?;
        let mut whole = Value::text(*b"");
        for (at, element) in elements.iter().enumerate() {
            if at > 0 {
                whole = concatenate(&whole, &separator);
            }
            whole = concatenate(&whole, element);
        }
        if object.elements().is_none() {
            whole.facets = Facets::of_types(Types::STRING);
        }
        Some(whole)
    }
}
