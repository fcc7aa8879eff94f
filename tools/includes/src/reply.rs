//! A Rust type for a reply, as `redis-script check --format json` describes it: `integer`, `array of (bulk|nil)`.

const ANY: &str = "redis::Value";

/// The type; `redis::Value` if no other one reads all that the script may reply.
pub(crate) fn rust_type(reply: &str) -> String {
    let mut shapes = split(reply, '|');
    let nil = shapes.contains(&"nil") && shapes.len() > 1;
    shapes.retain(|shape| !nil || *shape != "nil");
    // An empty table is an array of anything.
    if shapes.iter().any(|shape| shape.starts_with("array of ")) {
        shapes.retain(|shape| *shape != "tuple of ()");
    }
    let kind = match shapes.as_slice() {
        [shape] => rust_type_of_one(shape),
        _ => ANY.to_owned(),
    };
    if nil && kind != ANY {
        format!("Option<{kind}>")
    } else {
        kind
    }
}

fn rust_type_of_one(shape: &str) -> String {
    match shape {
        "integer" => "i64".to_owned(),
        "bulk" | "status" => "String".to_owned(),
        "boolean" => "bool".to_owned(),
        "nil" => "()".to_owned(),
        _ => {
            if let Some(item) = shape.strip_prefix("array of ") {
                format!("Vec<{}>", rust_type(unwrapped(item)))
            } else if let Some(items) = shape.strip_prefix("tuple of (") {
                tuple(items.strip_suffix(')').unwrap_or(items))
            } else {
                ANY.to_owned()
            }
        }
    }
}

fn tuple(items: &str) -> String {
    let types: Vec<String> = split(items, ',')
        .iter()
        .map(|item| rust_type(item.trim()))
        .collect();
    match types.as_slice() {
        [_] if items.is_empty() => ANY.to_owned(),
        [only] => format!("({only},)"),
        _ => format!("({})", types.join(", ")),
    }
}

/// Without the parentheses around several shapes.
fn unwrapped(item: &str) -> &str {
    let inner = item
        .strip_prefix('(')
        .and_then(|item| item.strip_suffix(')'));
    inner.unwrap_or(item)
}

/// The parts between separators that are not in parentheses.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|character| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && character == separator
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::rust_type;

    #[test]
    fn a_reply_has_a_type() {
        for (reply, expected) in [
            ("integer", "i64"),
            ("bulk|nil", "Option<String>"),
            ("nil", "()"),
            ("boolean|nil", "Option<bool>"),
            ("array of bulk", "Vec<String>"),
            ("array of (bulk|nil)", "Vec<Option<String>>"),
            ("tuple of (integer, bulk|nil)", "(i64, Option<String>)"),
            ("tuple of (bulk)", "(String,)"),
            ("tuple of ()|array of bulk", "Vec<String>"),
            (
                "array of tuple of (bulk, array of tuple of (any, any))|nil",
                "Option<Vec<(String, Vec<(redis::Value, redis::Value)>)>>",
            ),
        ] {
            assert_eq!(rust_type(reply), expected, "{reply}");
        }
    }

    #[test]
    fn several_replies_without_a_common_type_are_a_value() {
        for reply in [
            "any",
            "integer|bulk",
            "tuple of ()",
            "integer|bulk|nil",
            "error",
        ] {
            assert_eq!(rust_type(reply), "redis::Value", "{reply}");
        }
    }
}
