//! The Rust type that reads a reply, from its name.

use redis_script_analysis::contract::types::{IntegerType, ReplyType};
use redis_script_analysis::{Source, lua};
use syn::{Expr, ExprLit, GenericArgument, Lit, PathArguments, Type};

const KNOWN: &str = "`()`, `bool`, the integers, `f32`, `f64`, `String`, `Vec<u8>`, and `Option`, `Vec`, `Box`, `Arc`, arrays, tuples, \
                     `HashSet`, `BTreeSet`, `HashMap` and `BTreeMap` of these";

/// Reads a type, with or without the `Result` around it.
///
/// # Errors
/// If it is not a type, or has a part that is not known by name.
pub(crate) fn parse(text: &str) -> Result<ReplyType, String> {
    if text.len() > MAX_LENGTH {
        return Err(format!(
            "the name of the Rust type is longer than {MAX_LENGTH} bytes"
        ));
    }
    let ty: Type = syn::parse_str(text)
        .map_err(|_| format!("`{text}` is not a Rust type; what is known are {KNOWN}"))?;
    let inner = match last_segment(&ty) {
        Some((name, arguments)) if name.ends_with("Result") => arguments.first().copied(),
        _ => None,
    };
    read(inner.unwrap_or(&ty), MAX_DEPTH).filter(|reply| !reply.is_open()).ok_or_else(|| {
        format!("`{text}` has a part that only a Rust program knows; what is known by name are {KNOWN}")
    })
}

/// What is nested deeper takes the stack.
const MAX_LENGTH: usize = 1_000;

/// No useful type is nested so deep.
const MAX_DEPTH: usize = 32;

fn read(ty: &Type, depth: usize) -> Option<ReplyType> {
    let depth = depth.checked_sub(1)?;
    let boxed = |ty: &Type| read(ty, depth).map(Box::new);
    match ty {
        Type::Paren(inner) => read(&inner.elem, depth),
        Type::Group(inner) => read(&inner.elem, depth),
        Type::Tuple(tuple) if tuple.elems.is_empty() => Some(ReplyType::Unit),
        // redis-rs reads no longer ones.
        Type::Tuple(tuple) if tuple.elems.len() <= 12 => tuple
            .elems
            .iter()
            .map(|part| read(part, depth))
            .collect::<Option<_>>()
            .map(ReplyType::Tuple),
        Type::Array(array) => Some(ReplyType::List(
            boxed(&array.elem)?,
            Some(length(&array.len)?),
        )),
        ty => {
            let (name, arguments) = last_segment(ty)?;
            match (name.as_str(), arguments.as_slice()) {
                ("f32" | "f64", []) => Some(ReplyType::Float),
                ("bool", []) => Some(ReplyType::Bool),
                ("String", []) => Some(ReplyType::Text),
                ("Option", [inner]) => Some(ReplyType::Option(boxed(inner)?)),
                ("Vec", [item]) => Some(list(read(item, depth)?)),
                ("HashSet" | "BTreeSet", [item]) => Some(ReplyType::Set(boxed(item)?)),
                ("HashMap" | "BTreeMap", [key, item]) => {
                    Some(ReplyType::Map(boxed(key)?, boxed(item)?))
                }
                ("Arc" | "Box", [inner]) => read(inner, depth),
                (name, []) => IntegerType::named(name).map(ReplyType::Integer),
                _ => None,
            }
        }
    }
}

fn list(item: ReplyType) -> ReplyType {
    match item {
        ReplyType::Integer(integer) if integer.name == "u8" => ReplyType::Bytes,
        item => ReplyType::List(Box::new(item), None),
    }
}

/// The last name of a path, and the types between its `<` and `>`.
fn last_segment(ty: &Type) -> Option<(String, Vec<&Type>)> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last()?;
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => arguments
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    Some((segment.ident.to_string(), arguments))
}

fn length(expr: &Expr) -> Option<usize> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Int(length),
            ..
        }) => length.base10_parse().ok(),
        _ => None,
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
    let header = chunk
        .comments
        .iter()
        .filter(|comment| comment.span.end <= body);
    for comment in header {
        for line in source.slice(comment.inner).lines() {
            let text = line.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
            let text = text.trim_start_matches("- ").trim_start();
            if let Some(name) = text.strip_prefix("->") {
                let line = source.position(comment.span.start).line;
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
        ] {
            assert_eq!(parse(text).unwrap().to_string(), shown);
        }
        for text in [
            "",
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
        assert!(parse(&"Vec<".repeat(100_000)).is_err());
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
