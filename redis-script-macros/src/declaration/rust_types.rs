//! What the analysis knows of the types in a declaration: a macro sees only their names, so their last segment decides.

use redis_script_analysis::Passes;
use redis_script_analysis::contract::types::{ArgType, IntegerType, ReplyType};
use syn::{Expr, ExprLit, GenericArgument, Lit, Path, PathArguments, PathSegment, Type};

use super::parameter::{elements, is_u8, plain};
use crate::lists::collected;

/// What the entries of a parameter send that belong together: one, or those of a tuple in a slice or an `Option`. None if the
/// type may be a struct of several.
pub(super) fn entries(ty: &Type) -> Vec<ArgType> {
    let Some((passes, element)) = elements(ty) else {
        return vec![argument(ty)];
    };
    match (plain(&element), passes) {
        (Type::Tuple(tuple), _) => collected(tuple.elems.iter().map(argument)),
        (_, Passes::Slice) if argument(&element) == ArgType::Unknown => Vec::new(),
        _ => vec![argument(&element)],
    }
}

/// What one entry sends.
fn argument(ty: &Type) -> ArgType {
    match plain(ty) {
        Type::Reference(reference) => match plain(&reference.elem) {
            Type::Slice(items) if is_u8(&items.elem) => ArgType::Bytes,
            inner => argument(inner),
        },
        Type::Array(array) if is_u8(&array.elem) => ArgType::Bytes,
        Type::Path(path) if path.qself.is_none() && is_duration(&path.path) => ArgType::Duration,
        Type::Path(path) if path.qself.is_none() => path
            .path
            .segments
            .last()
            .map_or(ArgType::Unknown, named_argument),
        _ => ArgType::Unknown,
    }
}

/// Whether a path may name the standard library's `Duration`. The generated code takes no other.
fn is_duration(path: &Path) -> bool {
    let mut before = path.segments.iter().rev();
    let mut next = || before.next().map(|segment| segment.ident.to_string());
    match (next().as_deref(), next().as_deref(), next().as_deref()) {
        (Some("Duration"), None, None) => true,
        (Some("Duration"), Some("time"), of) => matches!(of, None | Some("std" | "core")),
        _ => false,
    }
}

fn named_argument(segment: &PathSegment) -> ArgType {
    let name = segment.ident.to_string();
    match (name.as_str(), types(segment).as_slice()) {
        ("f32" | "f64", []) => ArgType::Float,
        ("bool", []) => ArgType::Bool,
        ("str" | "String", []) => ArgType::Text,
        ("Vec", [item]) if is_u8(item) => ArgType::Bytes,
        ("Arc" | "Box" | "Cow" | "Rc", [inner]) => argument(inner),
        (name, []) => IntegerType::named(name).map_or(ArgType::Unknown, ArgType::Integer),
        _ => ArgType::Unknown,
    }
}

/// What a function returns: the first type of its `Result`.
pub(super) fn reply(ty: &Type) -> ReplyType {
    let Some(segment) =
        last_segment(ty).filter(|segment| segment.ident.to_string().ends_with("Result"))
    else {
        return ReplyType::Unknown;
    };
    types(segment).first().map_or(ReplyType::Unknown, value)
}

fn value(ty: &Type) -> ReplyType {
    match plain(ty) {
        Type::Tuple(tuple) if tuple.elems.is_empty() => ReplyType::Unit,
        Type::Tuple(tuple) => ReplyType::Tuple(collected(tuple.elems.iter().map(value))),
        Type::Array(array) => ReplyType::List(Box::new(value(&array.elem)), length(&array.len)),
        ty => last_segment(ty).map_or(ReplyType::Unknown, named_reply),
    }
}

fn named_reply(segment: &PathSegment) -> ReplyType {
    let name = segment.ident.to_string();
    let boxed = |ty: &Type| Box::new(value(ty));
    match (name.as_str(), types(segment).as_slice()) {
        ("f32" | "f64", []) => ReplyType::Float,
        ("bool", []) => ReplyType::Bool,
        ("String", []) => ReplyType::Text,
        ("Option", [inner]) => ReplyType::Option(boxed(inner)),
        ("Vec", [item]) if is_u8(item) => ReplyType::Bytes,
        ("Vec", [item]) => ReplyType::List(boxed(item), None),
        ("HashSet" | "BTreeSet", [item]) => ReplyType::Set(boxed(item)),
        ("HashMap" | "BTreeMap", [key, item]) => ReplyType::Map(boxed(key), boxed(item)),
        ("Arc" | "Box", [inner]) => value(inner),
        (name, []) => IntegerType::named(name).map_or(ReplyType::Unknown, ReplyType::Integer),
        _ => ReplyType::Unknown,
    }
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match plain(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// The types between `<` and `>`.
pub(super) fn types(segment: &PathSegment) -> Vec<Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return Vec::new();
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    });
    collected(types)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure here is the test's")]

    use super::{entries, reply};
    use redis_script_analysis::contract::types::{ArgType, ReplyType};

    fn shown(ty: &str) -> String {
        reply(&syn::parse_str(ty).unwrap()).to_string()
    }

    #[test]
    fn replies_are_known_by_name() {
        for known in [
            "()",
            "bool",
            "u8",
            "f64",
            "String",
            "Vec<u8>",
            "Option<i64>",
            "Vec<Option<String>>",
            "[u64; 2]",
            "HashMap<String, i64>",
            "(u64, String)",
            "(u8,)",
            "HashSet<String>",
        ] {
            assert_eq!(shown(&format!("redis_script::Result<{known}>")), known);
        }
        assert_eq!(
            shown("Result<std::collections::BTreeMap<String, Box<str>>, Error>"),
            "HashMap<String, _>"
        );
        assert_eq!(shown("RedisResult<Arc<String>>"), "String");
        for unknown in [
            "Reply",
            "Result<Own>",
            "Result<Vec<Own, A>>",
            "impl Future",
            "<T as Trait>::Result<i64>",
        ] {
            assert_eq!(shown(unknown), "_", "{unknown}");
        }
    }

    #[test]
    fn arguments_are_known_by_name() {
        let of = |ty: &str| entries(&syn::parse_str(ty).unwrap());
        assert!(matches!(of("u64")[..], [ArgType::Integer(integer)] if integer.name == "u64"));
        assert_eq!(of("&[f64]"), [ArgType::Float]);
        for text in [
            "&'a str",
            "std::borrow::Cow<'_, str>",
            "Arc<String>",
            "Option<&str>",
        ] {
            assert_eq!(of(text), [ArgType::Text], "{text}");
        }
        for bytes in ["&[u8]", "Vec<u8>", "[u8; 4]", "&[u8; 4]", "&[&[u8]]"] {
            assert_eq!(of(bytes), [ArgType::Bytes], "{bytes}");
        }
        for tuple in [
            "&[(String, f64)]",
            "Option<(&str, f64)>",
            "&Option<(String, f32)>",
        ] {
            assert_eq!(of(tuple), [ArgType::Text, ArgType::Float], "{tuple}");
        }
        for unknown in [
            "Vec<u64>",
            "T",
            "impl ToRedisArgs",
            "Option<Own>",
            "&dyn Trait",
            "(u8, u8)",
        ] {
            assert_eq!(of(unknown), [ArgType::Unknown], "{unknown}");
        }
        for group in ["&[Own]", "&[Job<'a>]", "&[T]"] {
            assert_eq!(of(group), [], "{group}");
        }
        assert_eq!(reply(&syn::parse_str("Own").unwrap()), ReplyType::Unknown);
    }
}
