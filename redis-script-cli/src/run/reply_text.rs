//! Replies as redis-cli prints them, and in one line.

use std::fmt::Write as _;

use redis::Value;

use super::words::quoted;
use crate::terminal::printable;

/// As redis-cli prints it on a terminal, with a line end.
pub(crate) fn as_redis_cli(reply: &Value) -> String {
    lines(reply, "")
}

fn lines(reply: &Value, indent: &str) -> String {
    match reply {
        Value::Array(items) => list(items, indent, ')', "(empty array)"),
        Value::Set(items) => list(items, indent, '~', "(empty set)"),
        Value::Push { data, .. } => list(data, indent, '>', "(empty push)"),
        Value::Map(pairs) => map(pairs, indent),
        Value::Attribute { data, .. } => lines(data, indent),
        leaf => leaf_text(leaf, "(integer) ", "(double) ") + "\n",
    }
}

fn list(items: &[Value], indent: &str, mark: char, empty: &str) -> String {
    if items.is_empty() {
        return format!("{empty}\n");
    }
    let width = items.len().to_string().len();
    let inner = format!("{indent}{}", " ".repeat(width + 2));
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        let before = if at == 0 { "" } else { indent };
        let item = lines(item, &inner);
        let _ = write!(text, "{before}{:>width$}{mark} {item}", at + 1);
    }
    text
}

fn map(pairs: &[(Value, Value)], indent: &str) -> String {
    if pairs.is_empty() {
        return "(empty hash)\n".to_owned();
    }
    let width = pairs.len().to_string().len();
    let inner = format!("{indent}{}", " ".repeat(width + 2));
    let mut text = String::new();
    for (at, (key, value)) in pairs.iter().enumerate() {
        let before = if at == 0 { "" } else { indent };
        let (key, value) = (lines(key, &inner), lines(value, &inner));
        let key = key.trim_end_matches('\n');
        let _ = write!(text, "{before}{:>width$}# {key} => {value}", at + 1);
    }
    text
}

/// In one line.
pub(crate) fn in_one_line(reply: &Value) -> String {
    let list = |items: &[Value]| items.iter().map(in_one_line).collect::<Vec<_>>().join(", ");
    match reply {
        Value::Array(items) => format!("[{}]", list(items)),
        Value::Set(items) => format!("set [{}]", list(items)),
        Value::Push { data, .. } => format!("push [{}]", list(data)),
        Value::Map(pairs) => {
            let pair = |(key, value): &(Value, Value)| {
                format!("{}: {}", in_one_line(key), in_one_line(value))
            };
            format!(
                "{{{}}}",
                pairs.iter().map(pair).collect::<Vec<_>>().join(", ")
            )
        }
        Value::Attribute { data, .. } => in_one_line(data),
        leaf => leaf_text(leaf, "", ""),
    }
}

fn leaf_text(leaf: &Value, integer: &str, double: &str) -> String {
    match leaf {
        Value::Nil => "(nil)".to_owned(),
        Value::Int(number) => format!("{integer}{number}"),
        Value::BulkString(bytes) => quoted(bytes),
        Value::SimpleString(text) | Value::VerbatimString { text, .. } => printable(text),
        Value::Okay => "OK".to_owned(),
        Value::Double(number) => format!("{double}{}", float(*number)),
        Value::Boolean(value) => format!("({value})"),
        Value::BigNumber(number) => {
            // Without the feature of redis for big numbers, these are their digits.
            String::from_utf8_lossy(number).into_owned()
        }
        Value::ServerError(error) => format!("(error) {}", server_error(error)),
        other => format!("{other:?}"),
    }
}

/// As Redis writes floating point numbers.
pub(crate) fn float(number: f64) -> String {
    if number.is_nan() {
        "nan".to_owned()
    } else {
        number.to_string()
    }
}

/// `ERR message`
pub(crate) fn server_error(error: &redis::ServerError) -> String {
    let message = error.details().unwrap_or_default();
    printable(format!("{} {message}", error.code()).trim_end())
}

#[cfg(test)]
mod tests {
    use redis::Value;

    use super::{as_redis_cli, in_one_line};

    fn bulk(text: &str) -> Value {
        Value::BulkString(text.into())
    }

    #[test]
    fn replies_look_as_in_redis_cli() {
        let nested = Value::Array(vec![
            Value::Int(1),
            Value::Array(vec![bulk("a"), Value::Nil]),
        ]);
        let many = Value::Array((1..=10).map(Value::Int).collect());
        let map = Value::Map(vec![(
            bulk("k"),
            Value::Array(vec![Value::Int(1), Value::Int(2)]),
        )]);
        for (reply, text) in [
            (Value::Int(-3), "(integer) -3\n"),
            (bulk("a\"\n"), "\"a\\\"\\n\"\n"),
            (Value::Nil, "(nil)\n"),
            (Value::Okay, "OK\n"),
            (Value::Double(1.5), "(double) 1.5\n"),
            (Value::Boolean(true), "(true)\n"),
            (Value::Array(Vec::new()), "(empty array)\n"),
            (nested, "1) (integer) 1\n2) 1) \"a\"\n   2) (nil)\n"),
            (map, "1# \"k\" => 1) (integer) 1\n   2) (integer) 2\n"),
            (Value::Set(vec![bulk("m")]), "1~ \"m\"\n"),
        ] {
            assert_eq!(as_redis_cli(&reply), text);
        }
        assert!(as_redis_cli(&many).starts_with(" 1) (integer) 1\n 2) (integer) 2\n"));
    }

    #[test]
    fn a_line_has_no_control_characters() {
        let reply = Value::Array(vec![
            Value::SimpleString("a\u{1b}[2J".to_owned()),
            bulk("\u{1b}[2J"),
        ]);
        assert_eq!(in_one_line(&reply), "[a\u{fffd}[2J, \"\\x1b[2J\"]");
    }
}
