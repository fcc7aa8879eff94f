//! The names of replies.

use redis_script_analysis::facts::ReplyShape;

/// `integer`, `bulk|nil`, `array of bulk`, `tuple of (integer, bulk)`; `any` if it is not known.
pub(crate) fn name(shape: &ReplyShape) -> String {
    match shape {
        ReplyShape::Integer { .. } => "integer".to_owned(),
        ReplyShape::Bulk { .. } => "bulk".to_owned(),
        ReplyShape::Status => "status".to_owned(),
        ReplyShape::Null => "nil".to_owned(),
        ReplyShape::Bool => "boolean".to_owned(),
        ReplyShape::Error => "error".to_owned(),
        ReplyShape::Any => "any".to_owned(),
        ReplyShape::Array(item) => format!("array of {}", inner(item)),
        ReplyShape::Flat(key, value) => format!("map of {} to {}", inner(key), inner(value)),
        ReplyShape::Tuple(items) => {
            let items: Vec<String> = items.iter().map(name).collect();
            format!("tuple of ({})", items.join(", "))
        }
        ReplyShape::OneOf(shapes) => one_of(shapes),
    }
}

fn one_of(shapes: &[ReplyShape]) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in shapes.iter().map(name) {
        if name == "any" {
            return name;
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    // `nil` comes last.
    names.sort_by_key(|name| name == "nil");
    if names.is_empty() {
        return "any".to_owned();
    }
    names.join("|")
}

fn inner(shape: &ReplyShape) -> String {
    let name = name(shape);
    if name.contains('|') {
        format!("({name})")
    } else {
        name
    }
}
