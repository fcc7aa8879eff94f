//! What stands behind a `=`.

use super::reader::{TomlKey, TomlReader};
use super::{TomlError, string};
use crate::text::Span;
use crate::text::{Refusal, fill};

/// A value and its place.
#[cfg_attr(test, derive(Debug))]
pub(in crate::settings) struct TomlValue {
    pub(in crate::settings) item: TomlItem,
    pub(in crate::settings) span: Span,
}

/// The kinds of values.
#[cfg_attr(test, derive(Debug))]
pub(in crate::settings) enum TomlItem {
    String(String),
    Boolean(bool),
    /// 0 or more.
    Integer(u64),
    /// Of the others.
    Array(Vec<TomlValue>),
}

/// What a key is given.
pub(super) enum Given {
    Value(TomlValue),
    /// `{ key = value, ... }` of values that are not tables.
    InlineTable(Vec<(TomlKey, TomlValue)>),
}

/// Reads the value or the inline table that begins at the reader's place.
pub(super) fn read_given(reader: &mut TomlReader) -> Result<Given, TomlError> {
    if reader.accept("{") {
        inline_table(reader).map(Given::InlineTable)
    } else {
        read(reader).map(Given::Value)
    }
}

/// What follows `{`.
fn inline_table(reader: &mut TomlReader) -> Result<Vec<(TomlKey, TomlValue)>, TomlError> {
    const HELP: &str =
        "an inline table is written on one line, `{ key = \"value\", other = \"value\" }`";
    let mut pairs = Vec::new();
    reader.skip_spaces();
    if reader.accept("}") {
        return Ok(pairs);
    }
    loop {
        let key = reader.key_of_pair()?;
        pairs.push((key, read(reader)?));
        reader.skip_spaces();
        if reader.accept("}") {
            return Ok(pairs);
        }
        if !reader.accept(",") {
            return Err(reader.refuse("expected `,` or `}` after the value", HELP));
        }
    }
}

/// Reads the value that begins at the reader's place.
fn read(reader: &mut TomlReader) -> Result<TomlValue, TomlError> {
    let start = reader.offset();
    let item = if reader.accept("[") {
        TomlItem::Array(array(reader)?)
    } else {
        single(reader)?
    };
    Ok(TomlValue {
        item,
        span: reader.span_from(start),
    })
}

/// What follows `[`.
fn array(reader: &mut TomlReader) -> Result<Vec<TomlValue>, TomlError> {
    let mut values = Vec::new();
    loop {
        reader.skip_blank()?;
        if reader.accept("]") {
            return Ok(values);
        }
        let start = reader.offset();
        let item = single(reader)?;
        values.push(TomlValue {
            item,
            span: reader.span_from(start),
        });
        reader.skip_blank()?;
        if !reader.accept(",") && !reader.rest().starts_with(']') {
            let help = "an array is written `[\"one\", \"two\"]`";
            return Err(reader.refuse("expected `,` or `]` after the value", help));
        }
    }
}

fn single(reader: &mut TomlReader) -> Result<TomlItem, TomlError> {
    const QUOTE: &str = "write strings in quotes: `\"string\"`";
    match reader.peek() {
        Some('"' | '\'') => return string::read(reader).map(TomlItem::String),
        Some('{') => {
            let help = "write a string in quotes";
            return Err(reader.refuse("a table has no meaning here", help));
        }
        Some('[') => {
            let help = "an array contains strings, as in `[\"one\", \"two\"]`";
            return Err(reader.refuse("arrays in arrays have no meaning here", help));
        }
        Some('+' | '-') => {
            return Err(reader.refuse("numbers with a sign have no meaning here", QUOTE));
        }
        _ => {}
    }
    let start = reader.offset();
    match reader.word() {
        "true" => Ok(TomlItem::Boolean(true)),
        "false" => Ok(TomlItem::Boolean(false)),
        word if word.starts_with(|first: char| first.is_ascii_digit()) => {
            integer(word).ok_or_else(|| {
                let refusal = Refusal::new(fill!("`{word}` is not a whole number", word));
                let help =
                    refusal.help("write a number as `1000` or `1_000`, and strings in quotes");
                (help, reader.span_from(start))
            })
        }
        "" => Err(reader.refuse("expected a value", QUOTE)),
        word => {
            let refusal = Refusal::new(fill!("`{word}` is not a value", word));
            let help = refusal.help(fill!("write strings in quotes: `\"{word}\"`", word));
            Err((help, reader.span_from(start)))
        }
    }
}

/// Digits, between which `_` may stand; no zero comes first.
fn integer(word: &str) -> Option<TomlItem> {
    let digits = word.replace('_', "");
    let is_tidy = !word.contains("__") && !word.ends_with('_');
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_decimal = digits == "0" || !digits.starts_with('0');
    if !is_tidy || !is_plain || !is_decimal {
        return None;
    }
    // TOML's numbers have 64 bits with a sign.
    let number: i64 = digits.parse().ok()?;
    number.try_into().ok().map(TomlItem::Integer)
}
