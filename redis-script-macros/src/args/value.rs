//! The values of options.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _};
use syn::LitStr;
use syn::parse::Parser as _;

use super::expected::Expected;
use super::segment::is_comma;
use super::ungroup;
use crate::errors::Errors;

/// A string literal.
pub(super) fn string(
    tokens: &[TokenTree],
    expected: Expected,
    errors: &mut Errors,
) -> Option<LitStr> {
    let (first, rest) = tokens.split_first()?;
    match syn::parse2::<LitStr>(first.to_token_stream()) {
        Ok(literal) if literal.suffix().is_empty() => {
            if !rest.is_empty() {
                errors.at(&stream(rest), "expected a comma before this");
            }
            Some(literal)
        }
        _ => {
            let message = expected.message(tokens);
            match expected.help(tokens) {
                Some(help) => errors.with_help(&stream(tokens), message, help),
                None => errors.at(&stream(tokens), message),
            }
            None
        }
    }
}

/// A script's name: a string literal with something in it.
pub(super) fn name(tokens: &[TokenTree], errors: &mut Errors) -> Option<LitStr> {
    let name = string(tokens, Expected::Name, errors)?;
    if name.value().trim().is_empty() {
        errors.at(&name, "the name of the script is empty");
    }
    Some(name)
}

/// One identifier.
pub(super) fn ident(tokens: &[TokenTree], errors: &mut Errors) -> Option<Ident> {
    let ident = syn::parse2::<Ident>(stream(tokens)).ok();
    if ident.is_none() {
        errors.at(&stream(tokens), "expected the name of a type");
    }
    ident
}

/// A path without arguments.
pub(super) fn path(tokens: &[TokenTree], errors: &mut Errors) -> Option<syn::Path> {
    let path = syn::Path::parse_mod_style.parse2(stream(tokens)).ok();
    if path.is_none() {
        errors.at(
            &stream(tokens),
            "expected a path to `redis_script`, such as `crate::reexported::redis_script`",
        );
    }
    path
}

/// Lints between commas, each with the reason of `lint = "reason"`.
pub(super) fn lints(inside: TokenStream, errors: &mut Errors) -> Vec<(Ident, Option<LitStr>)> {
    let tokens = ungroup(inside);
    let mut lints = Vec::new();
    for part in tokens.split(is_comma).filter(|part| !part.is_empty()) {
        match part {
            [TokenTree::Ident(lint)] => lints.push((lint.clone(), None)),
            [
                TokenTree::Ident(lint),
                TokenTree::Punct(equals),
                reason @ ..,
            ] if equals.as_char() == '=' && !reason.is_empty() => {
                let reason = string(reason, Expected::Reason, errors);
                lints.push((lint.clone(), reason));
            }
            _ => errors.at(&stream(part), "expected the name of a lint"),
        }
    }
    lints
}

/// Tokens as a stream.
pub(super) fn stream(tokens: &[TokenTree]) -> TokenStream {
    let mut stream = TokenStream::new();
    stream.append_all(tokens);
    stream
}
