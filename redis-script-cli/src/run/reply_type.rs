//! The Rust type that reads a reply, from its name.

use redis_script_analysis::contract::types::{IntegerType, ReplyType};
use redis_script_analysis::text::FileId;
use redis_script_analysis::{Source, lua};

const KNOWN: &str = "`()`, `bool`, the integers, `f32`, `f64`, `String`, `Vec<u8>`, and `Option`, `Vec`, `Box`, `Arc`, arrays, tuples, \
                     `HashSet`, `BTreeSet`, `HashMap` and `BTreeMap` of these";

/// Reads a type, with or without the `Result` around it.
///
/// # Errors
/// If it is not a type, or has a part that is not known by name.
pub(crate) fn parse(text: &str) -> Result<ReplyType, String> {
    let mut rest = text;
    let name = name(&mut rest, MAX_DEPTH);
    let name = name.filter(|_| rest.trim().is_empty());
    let Some(name) = name else {
        return Err(format!(
            "`{text}` is not a Rust type that is known by name: these are {KNOWN}"
        ));
    };
    let inner = match &name {
        TypeName::Path(last, arguments) if last.ends_with("Result") => arguments.first(),
        _ => None,
    };
    known(inner.unwrap_or(&name)).ok_or_else(|| {
        format!(
            "`{text}` has a part that only a Rust program knows; what is known by name are {KNOWN}"
        )
    })
}

/// A type as it is written.
enum TypeName {
    /// `std::vec::Vec<u8>`: the last name of a path, and the types between its brackets.
    Path(String, Vec<TypeName>),
    Tuple(Vec<TypeName>),
    Array(Box<TypeName>, usize),
}

/// No useful type is nested so deep.
const MAX_DEPTH: usize = 32;

/// Reads a type from the beginning of a text.
fn name(rest: &mut &str, depth: usize) -> Option<TypeName> {
    let depth = depth.checked_sub(1)?;
    if takes(rest, "(") {
        let (mut types, has_comma) = types(rest, ")", depth)?;
        // Parentheses around one type are no tuple.
        return if has_comma || types.len() != 1 {
            Some(TypeName::Tuple(types))
        } else {
            types.pop()
        };
    }
    if takes(rest, "[") {
        let item = name(rest, depth)?;
        let length = takes(rest, ";").then(|| word(rest))?.parse().ok()?;
        return takes(rest, "]").then(|| TypeName::Array(Box::new(item), length));
    }
    takes(rest, "::");
    loop {
        let last = word(rest);
        if last.is_empty() {
            return None;
        }
        if takes(rest, "::") {
            continue;
        }
        let arguments = if takes(rest, "<") {
            types(rest, ">", depth)?.0
        } else {
            Vec::new()
        };
        return Some(TypeName::Path(last.to_owned(), arguments));
    }
}

/// Types to a closing bracket, and whether a comma follows the last one.
fn types(rest: &mut &str, end: &str, depth: usize) -> Option<(Vec<TypeName>, bool)> {
    let mut types = Vec::new();
    let mut has_comma = false;
    loop {
        if takes(rest, end) {
            return Some((types, has_comma));
        }
        if !types.is_empty() && !has_comma {
            return None;
        }
        types.push(name(rest, depth)?);
        has_comma = takes(rest, ",");
    }
}

fn takes(rest: &mut &str, mark: &str) -> bool {
    match rest.trim_start().strip_prefix(mark) {
        Some(after) => {
            *rest = after;
            true
        }
        None => false,
    }
}

/// A name or a number; empty if something else comes.
fn word<'a>(rest: &mut &'a str) -> &'a str {
    let text = rest.trim_start();
    let is_end = |c: char| !c.is_alphanumeric() && c != '_';
    let (word, after) = text.split_at(text.find(is_end).unwrap_or(text.len()));
    *rest = after;
    word
}

fn known(name: &TypeName) -> Option<ReplyType> {
    let boxed = |name: &TypeName| known(name).map(Box::new);
    match name {
        TypeName::Tuple(parts) if parts.is_empty() => Some(ReplyType::Unit),
        // redis-rs reads no longer ones.
        TypeName::Tuple(parts) if parts.len() <= 12 => {
            let parts: Option<Vec<ReplyType>> = parts.iter().map(known).collect();
            parts.map(ReplyType::Tuple)
        }
        TypeName::Tuple(_) => None,
        TypeName::Array(item, length) => Some(ReplyType::List(boxed(item)?, Some(*length))),
        TypeName::Path(last, arguments) => match (last.as_str(), arguments.as_slice()) {
            ("f32" | "f64", []) => Some(ReplyType::Float),
            ("bool", []) => Some(ReplyType::Bool),
            ("String", []) => Some(ReplyType::Text),
            ("Option", [inner]) => Some(ReplyType::Option(boxed(inner)?)),
            ("Vec", [item]) => Some(list(known(item)?)),
            ("HashSet" | "BTreeSet", [item]) => Some(ReplyType::Set(boxed(item)?)),
            ("HashMap" | "BTreeMap", [key, item]) => {
                Some(ReplyType::Map(boxed(key)?, boxed(item)?))
            }
            ("Arc" | "Box", [inner]) => known(inner),
            (name, []) => IntegerType::named(name).map(ReplyType::Integer),
            _ => None,
        },
    }
}

fn list(item: ReplyType) -> ReplyType {
    match item {
        ReplyType::Integer(integer) if integer.name == "u8" => ReplyType::Bytes,
        item => ReplyType::List(Box::new(item), None),
    }
}

/// The type of a line `-- -> TYPE` before the first statement.
///
/// # Errors
/// If there is such a line, and its type is not known: with the line.
pub(crate) fn in_header(source: &Source) -> Option<Result<ReplyType, String>> {
    let (chunk, _) = lua::parse(source);
    let body = chunk
        .body
        .statements
        .first()
        .map_or(u32::MAX, |first| first.span.start);
    let header = chunk.comments.iter().filter(|comment| {
        comment.span.end <= body && source.file_of(comment.span.start) == FileId::MAIN
    });
    for comment in header {
        for line in source.slice(comment.inner).lines() {
            let text = line.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
            let text = text.trim_start_matches("- ").trim_start();
            if let Some(name) = text.strip_prefix("->") {
                let line = source.line_of(comment.span.start);
                let (_, line) = source.origin_of_line(line);
                let at = |why: String| format!("{}:{line}: {why}", source.path());
                return Some(parse(name.trim()).map_err(at));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure here is the test's")]

    use redis_script_analysis::Source;

    use super::{in_header, parse};

    #[test]
    fn types_are_known_by_name() {
        for (text, shown) in [
            ("u64", "u64"),
            ("redis_script::Result<Option<u8>>", "Option<u8>"),
            ("Result<(), Error>", "()"),
            ("std::vec::Vec<u8>", "Vec<u8>"),
            ("[i64; 2]", "[i64; 2]"),
            (
                "BTreeMap<String, (u32, Box<f32>)>",
                "HashMap<String, (u32, f64)>",
            ),
            ("((bool))", "bool"),
            ("(u8,)", "(u8,)"),
            (
                " :: std::collections::HashMap < u8 , Vec<f64>, > ",
                "HashMap<u8, Vec<f64>>",
            ),
        ] {
            assert_eq!(parse(text).unwrap().to_string(), shown);
        }
        for text in [
            "",
            "u8 u8",
            "(u8",
            "[u8 2]",
            "Vec<u8>>",
            "HashMap<u8>",
            "Own",
            "Vec<Own>",
            "Option",
            "&str",
            "[u8; N]",
            "->",
            "impl Trait",
        ] {
            assert!(parse(text).unwrap_err().contains("known"), "{text}");
        }
        for prefix in [
            "&", "*const ", "!", "-", "(", "[", "fn() -> ", "for<> ", "impl ", "dyn ",
        ] {
            assert!(
                parse(&format!("{}u8", prefix.repeat(100_000))).is_err(),
                "{prefix}"
            );
        }
        assert!(parse(&format!("{}u8{}", "Vec<".repeat(100), ">".repeat(100))).is_err());
    }

    #[test]
    fn the_header_names_one() {
        let of = |text: &str| in_header(&Source::new("a.lua", text));
        let read = |text: &str| of(text).unwrap().unwrap().to_string();
        assert_eq!(
            read("-- KEYS[1] = a\n-- -> Option<String>\nreturn 1"),
            "Option<String>"
        );
        assert_eq!(read("--[[\n  -> u64\n]]\nreturn 1"), "u64");
        assert!(of("return 1 -- -> u64").is_none());
        assert!(of("-- Returns 1\nreturn 1").is_none());
        assert!(
            of("-- -> Own\nreturn 1")
                .unwrap()
                .unwrap_err()
                .starts_with("a.lua:1: ")
        );
    }
}
