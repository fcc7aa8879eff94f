//! Which of an item's attributes go where, including those in `cfg_attr`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use redis_script_analysis::text::find;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use crate::lists::{joined, listed};
use crate::template::code;

/// The attributes that decide whether the item exists.
pub(crate) fn cfgs(attrs: &[Attribute]) -> TokenStream {
    kept(attrs, &|meta| {
        is(meta, &["cfg"]).then(|| meta.to_token_stream())
    })
}

/// The attributes of a method that belong on its declaration in the trait: those about its signature and its callers.
pub(crate) fn for_declaration(attrs: &[Attribute]) -> TokenStream {
    kept(attrs, &|meta| {
        let stays = is(meta, &["cfg"]) || is_about_callers(meta) || is_level(meta);
        (stays && !expects_notice(meta)).then(|| meta.to_token_stream())
    })
}

/// The attributes of a method that belong on its implementation: those about its body.
pub(crate) fn for_implementation(attrs: &[Attribute]) -> TokenStream {
    kept(attrs, &|meta| {
        (!is_about_callers(meta)).then(|| without_expectation(meta))
    })
}

/// The attributes of a trait that belong on its declaration.
pub(crate) fn for_trait(attrs: &[Attribute]) -> TokenStream {
    kept(attrs, &|meta| {
        (!expects_notice(meta)).then(|| meta.to_token_stream())
    })
}

/// The attributes of a trait that belong on its implementation.
pub(crate) fn for_block(attrs: &[Attribute]) -> TokenStream {
    kept(attrs, &|meta| {
        (is(meta, &["cfg"]) || is_level(meta)).then(|| without_expectation(meta))
    })
}

/// What `part` returns for each attribute.
fn kept(attrs: &[Attribute], part: &dyn Fn(&Meta) -> Option<TokenStream>) -> TokenStream {
    let metas = attrs.iter().filter_map(|attr| part_of(&attr.meta, part));
    joined(metas.map(|meta| code!(meta => #[#meta])))
}

/// The part of an attribute; of `cfg_attr(...)`, the parts of the attributes in it.
fn part_of(meta: &Meta, part: &dyn Fn(&Meta) -> Option<TokenStream>) -> Option<TokenStream> {
    let Some(list) = meta.require_list().ok().filter(|_| is(meta, &["cfg_attr"])) else {
        return part(meta);
    };
    let metas = list
        .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
        .ok()?;
    let mut metas = metas.iter();
    let condition = metas.next()?;
    let parts = listed(metas.filter_map(|meta| part_of(meta, part)));
    let path = &list.path;
    (!parts.is_empty()).then(|| code!(path, condition, parts => #path(#condition, #parts)))
}

fn is_about_callers(meta: &Meta) -> bool {
    is(meta, &["deprecated", "doc", "must_use"])
}

fn is_level(meta: &Meta) -> bool {
    is(meta, &["allow", "deny", "expect", "forbid", "warn"])
}

/// Whether it expects the macro's own warnings, which are in the body.
fn expects_notice(meta: &Meta) -> bool {
    is(meta, &["expect"]) && names_notices(meta)
}

/// An expectation that the declaration fulfills would be unfulfilled in the body.
fn without_expectation(meta: &Meta) -> TokenStream {
    match meta.require_list() {
        Ok(list) if is(meta, &["expect"]) && !expects_notice(meta) => {
            let lints = &list.tokens;
            code!(lints => allow(#lints))
        }
        _ => meta.to_token_stream(),
    }
}

/// Whether an attribute silences the macro's own warnings.
pub(crate) fn silence(attrs: &[Attribute]) -> bool {
    let silences = kept(attrs, &|meta| {
        let is_silent = is(meta, &["allow", "expect"]) && names_notices(meta);
        is_silent.then(|| meta.to_token_stream())
    });
    !silences.is_empty()
}

fn names_notices(meta: &Meta) -> bool {
    let names_them = |list: &syn::MetaList| find(&list.tokens.to_string(), "deprecated").is_some();
    meta.require_list().is_ok_and(names_them)
}

fn is(meta: &Meta, names: &[&str]) -> bool {
    names.iter().any(|name| meta.path().is_ident(name))
}
