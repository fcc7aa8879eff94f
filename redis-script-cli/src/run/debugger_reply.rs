//! Replies as the debugger writes them: `["a",NULL]`, `{"k" => "v"}`, `(double) 1.5`.

use redis::{Value, parse_redis_value};

use super::words;

/// The reply; `None` if it is written in no known way.
pub(crate) fn read(text: &[u8]) -> Option<Value> {
    let text = str::from_utf8(text).ok()?;
    let (value, rest) = value(text, MAX_DEPTH)?;
    rest.is_empty().then_some(value)
}

/// No command replies with arrays in so many others.
const MAX_DEPTH: usize = 64;

fn value(text: &str, depth: usize) -> Option<(Value, &str)> {
    let depth = depth.checked_sub(1)?;
    for (word, value) in [
        ("NULL", Value::Nil),
        ("(null)", Value::Nil),
        ("#true", Value::Boolean(true)),
        ("#false", Value::Boolean(false)),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((value, rest));
        }
    }
    if text.starts_with('"') {
        return string(text);
    }
    if let Some(items) = text.strip_prefix("~(") {
        let (items, rest) = list(items, ')', depth)?;
        return Some((Value::Set(items), rest));
    }
    if let Some(items) = text.strip_prefix('[') {
        let (items, rest) = list(items, ']', depth)?;
        return Some((Value::Array(items), rest));
    }
    if let Some(pairs) = text.strip_prefix('{') {
        return map(pairs, depth);
    }
    if let Some(number) = text.strip_prefix("(double) ") {
        let (number, rest) = until_separator(number);
        return Some((Value::Double(number.parse().ok()?), rest));
    }
    let (number, rest) = until_separator(text);
    Some((Value::Int(number.parse().ok()?), rest))
}

fn until_separator(text: &str) -> (&str, &str) {
    let end = text.find([',', ']', ')', '}', ' ']).unwrap_or(text.len());
    text.split_at(end)
}

/// A bulk string, or a status or an error with its first byte: the debugger writes them alike.
fn string(text: &str) -> Option<(Value, &str)> {
    let end = closing_quote(text)?;
    let (quoted, rest) = text.split_at_checked(end + 1)?;
    let [bytes] = <[_; 1]>::try_from(words::split(quoted.as_bytes()).ok()?).ok()?;
    let value = match bytes.first() {
        Some(b'+' | b'-') => {
            let line = [bytes.as_slice(), b"\r\n"].concat();
            parse_redis_value(&line).unwrap_or(Value::BulkString(bytes))
        }
        _ => Value::BulkString(bytes),
    };
    Some((value, rest))
}

fn closing_quote(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}

fn list(text: &str, end: char, depth: usize) -> Option<(Vec<Value>, &str)> {
    let mut items = Vec::new();
    let mut rest = text;
    loop {
        if let Some(after) = rest.strip_prefix(end) {
            return Some((items, after));
        }
        let (item, after) = value(rest, depth)?;
        items.push(item);
        rest = after.strip_prefix(',').unwrap_or(after);
    }
}

fn map(text: &str, depth: usize) -> Option<(Value, &str)> {
    let mut pairs = Vec::new();
    let mut rest = text;
    loop {
        if let Some(after) = rest.strip_prefix('}') {
            return Some((Value::Map(pairs), after));
        }
        let (key, after) = value(rest, depth)?;
        let (item, after) = value(after.strip_prefix(" => ")?, depth)?;
        pairs.push((key, item));
        rest = after.strip_prefix(',').unwrap_or(after);
    }
}

#[cfg(test)]
mod tests {
    use redis::Value;

    use super::read;

    fn bulk(text: &str) -> Value {
        Value::BulkString(text.into())
    }

    #[test]
    fn replies_are_read() {
        for (text, value) in [
            ("14", Value::Int(14)),
            ("\"+OK\"", Value::Okay),
            ("\"x \\\"y\\\"\"", bulk("x \"y\"")),
            ("NULL", Value::Nil),
            ("[]", Value::Array(Vec::new())),
            (
                "[\"a\",NULL,[1,-2]]",
                Value::Array(vec![
                    bulk("a"),
                    Value::Nil,
                    Value::Array(vec![Value::Int(1), Value::Int(-2)]),
                ]),
            ),
            (
                "{\"f\" => \"v\",\"g\" => 1}",
                Value::Map(vec![(bulk("f"), bulk("v")), (bulk("g"), Value::Int(1))]),
            ),
            ("~(\"a\",\"b\")", Value::Set(vec![bulk("a"), bulk("b")])),
            (
                "[(double) 1.5,#true]",
                Value::Array(vec![Value::Double(1.5), Value::Boolean(true)]),
            ),
            ("(double) inf", Value::Double(f64::INFINITY)),
        ] {
            assert_eq!(read(text.as_bytes()), Some(value), "{text}");
        }
        assert!(matches!(
            read(b"\"-WRONGTYPE no\""),
            Some(Value::ServerError(_))
        ));
        for text in ["", "[", "\"a", "{1", "~(", "1 2", "\"\\"] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
        assert_eq!(read("[".repeat(100_000).as_bytes()), None);
    }
}
