//! The `#[redis_script(...)]` of a method, with any path.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use redis_script_analysis::fill;
use syn::{Attribute, Meta};

use crate::args::ScriptArgs;
use crate::errors::Errors;

const NAME: &str = "redis_script";

/// Removes it from the other attributes, which the compiler reads.
pub(super) fn take(attrs: &mut Vec<Attribute>, errors: &mut Errors) -> Option<Attribute> {
    let mut found = attrs.extract_if(.., |attr| is_script(attr));
    let first = found.next();
    for second in found {
        errors.at(&second, "the method has a second script");
    }
    first
}

fn is_script(attr: &Attribute) -> bool {
    let last = attr.path().segments.last();
    last.is_some_and(|last| last.ident == NAME)
}

/// What it says.
pub(super) fn args(attr: &Attribute, errors: &mut Errors) -> ScriptArgs {
    let tokens = match &attr.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(_) => {
            errors.at(
                attr,
                "the attribute is written `#[redis_script(\"name.lua\")]`",
            );
            return ScriptArgs::default();
        }
        Meta::Path(_) => TokenStream::new(),
    };
    ScriptArgs::parse(tokens, &attr.to_token_stream(), errors)
}

/// Reports a method without it.
pub(super) fn missing(method: &Ident, errors: &mut Errors) {
    errors.with_help(
        method,
        fill!("the method `{method}` has no script", method),
        "write `#[redis_script(\"name.lua\")]` above it, under this name, or move the method to another trait",
    );
}
