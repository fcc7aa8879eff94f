//! What a parameter passes, by the name of its type, as the macro reads it.

use proc_macro2::{Delimiter, TokenTree};
use redis_script_analysis::Passes;
use redis_script_analysis::contract::types::{ArgType, IntegerType};

use super::parameters::{group, is_punct, split_at_commas};

/// No useful type is longer. Each level of a type is read again for the one above it.
const MAX_TOKENS: usize = 1_000;

/// How often a parameter passes its entries, and as many types as it passes each time: none if the type may be a struct of several.
pub(super) fn passed(ty: &[TokenTree]) -> (Passes, Vec<ArgType>) {
    let once = (Passes::Once, vec![ArgType::Unknown]);
    if ty.len() > MAX_TOKENS {
        return once;
    }
    let Some((passes, element)) = elements(ty) else {
        return once;
    };
    let element = plain(element);
    let size = match group(&element, Delimiter::Parenthesis) {
        Some(tuple) => split_at_commas(&tuple).len(),
        None if passes == Passes::Slice && !is_one_entry(element) => 0,
        None => 1,
    };
    (passes, vec![ArgType::Unknown; size])
}

/// The elements of `&[T]`, unless `T` is `u8`, or of `Option<T>`.
fn elements(ty: &[TokenTree]) -> Option<(Passes, Vec<TokenTree>)> {
    let ty = plain(ty.to_vec());
    let Some(target) = referenced(&ty) else {
        return Some((Passes::Optional, option(&ty)?));
    };
    let target = plain(target.to_vec());
    match group(&target, Delimiter::Bracket) {
        Some(array) if is_array(&array) => None,
        Some(element) => (!is_u8(&element)).then_some((Passes::Slice, element)),
        None => Some((Passes::Optional, option(&target)?)),
    }
}

/// The type `T` of `Option<T>`.
fn option(ty: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let (name, types) = path(ty)?;
    match types.as_slice() {
        [inner] if name == "Option" => Some(inner.to_vec()),
        _ => None,
    }
}

/// Whether a type is surely one entry, and not a struct of several.
fn is_one_entry(mut ty: Vec<TokenTree>) -> bool {
    loop {
        ty = plain(ty);
        if let Some(inner) = group(&ty, Delimiter::Bracket) {
            let item = inner.split(|token| is_punct(token, ';')).next();
            return item.is_some_and(is_u8);
        }
        ty = if let Some(target) = referenced(&ty) {
            target.to_vec()
        } else {
            let Some((name, types)) = path(&ty) else {
                return false;
            };
            match (name.as_str(), types.as_slice()) {
                ("f32" | "f64" | "bool" | "str" | "String", []) => return true,
                ("Vec", [item]) => return is_u8(item),
                ("Arc" | "Box" | "Cow" | "Rc", [inner]) => inner.to_vec(),
                (name, []) => return IntegerType::named(name).is_some(),
                _ => return false,
            }
        };
    }
}

/// The last name of a path, and the types between its angle brackets.
fn path(ty: &[TokenTree]) -> Option<(String, Vec<&[TokenTree]>)> {
    let angle = ty.iter().position(|token| is_punct(token, '<'));
    let (names, arguments) = ty.split_at_checked(angle.unwrap_or(ty.len()))?;
    let is_in_path =
        |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_punct(token, ':');
    let last = names.iter().rev().find(|token| !is_punct(token, ':'))?;
    if !names.iter().all(is_in_path) {
        return None;
    }
    let types = match arguments {
        [] => Vec::new(),
        [_, types @ .., close] if is_punct(close, '>') => split_at_commas(types),
        _ => return None,
    };
    let is_lifetime = |ty: &&[TokenTree]| ty.first().is_some_and(|first| is_punct(first, '\''));
    let types = types.into_iter().filter(|ty| !is_lifetime(ty)).collect();
    Some((last.to_string(), types))
}

/// Without parentheses around it.
fn plain(mut ty: Vec<TokenTree>) -> Vec<TokenTree> {
    while let Some(inner) = group(&ty, Delimiter::Parenthesis) {
        let is_tuple = inner.last().is_none_or(|last| is_punct(last, ','))
            || split_at_commas(&inner).len() > 1;
        if is_tuple {
            break;
        }
        ty = inner;
    }
    ty
}

/// The type after `&` or `&'a`.
fn referenced(ty: &[TokenTree]) -> Option<&[TokenTree]> {
    match ty {
        [and, quote, _, target @ ..] if is_punct(and, '&') && is_punct(quote, '\'') => Some(target),
        [and, TokenTree::Ident(word), ..] if is_punct(and, '&') && word == "mut" => None,
        [and, target @ ..] if is_punct(and, '&') => Some(target),
        _ => None,
    }
}

/// Whether it is `[T; N]`, and not the slice `[T]`.
fn is_array(inner: &[TokenTree]) -> bool {
    inner.iter().any(|token| is_punct(token, ';'))
}

fn is_u8(ty: &[TokenTree]) -> bool {
    let ty = plain(ty.to_vec());
    matches!(ty.as_slice(), [TokenTree::Ident(name)] if name == "u8")
}
