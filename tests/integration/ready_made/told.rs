//! Replies as text, so that those of different types can be compared.

use redis::Value;

/// Integers and strings as they are, `nil`, and arrays in brackets.
pub(super) fn told(reply: &Value) -> String {
    match reply {
        Value::Nil => "nil".to_owned(),
        Value::Int(integer) => integer.to_string(),
        Value::BulkString(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Value::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(told).collect();
            format!("[{}]", elements.join(" "))
        }
        other => format!("{other:?}"),
    }
}
