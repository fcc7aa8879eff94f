//! `keys = N`, `keys = N..`, `keys = ..`

use proc_macro2::{TokenStream, TokenTree};
use quote::TokenStreamExt as _;
use redis_script_analysis::KeyCount;
use syn::LitInt;

use crate::errors::Errors;

/// The number of KEYS.
pub(crate) struct Keys {
    /// As the analysis takes it.
    pub(crate) count: KeyCount,
    /// The value as it was written.
    pub(crate) tokens: TokenStream,
}

impl Keys {
    /// Reads the value of `keys`.
    pub(super) fn parse(value: &[TokenTree], errors: &mut Errors) -> Option<Self> {
        let mut tokens = TokenStream::new();
        tokens.append_all(value);
        match count(value) {
            Ok(count) => Some(Self { count, tokens }),
            Err(message) => {
                errors.with_help(
                    tokens,
                    message,
                    "`keys = 1` for one key, `keys = 1..` for one or more, `keys = ..` for any number",
                );
                None
            }
        }
    }
}

fn count(value: &[TokenTree]) -> Result<KeyCount, &'static str> {
    let dots = value
        .iter()
        .take_while(|token| !is_punct(token, '.'))
        .count();
    let (from, range) = value.split_at_checked(dots).unwrap_or((value, &[]));
    match range {
        [] => number(from).map(KeyCount::Exactly),
        [_, dot] if is_punct(dot, '.') && from.is_empty() => Ok(KeyCount::AtLeast(0)),
        [_, dot] if is_punct(dot, '.') => number(from).map(KeyCount::AtLeast),
        [_, dot, equals, ..] if is_punct(dot, '.') && is_punct(equals, '=') => {
            Err("the range of `keys` has no end, so it is not inclusive")
        }
        [_, dot, ..] if is_punct(dot, '.') => {
            Err("the range of `keys` has no end: a script cannot refuse further keys")
        }
        _ => Err(NOT_A_NUMBER),
    }
}

const NOT_A_NUMBER: &str = "expected the number of KEYS";
const NEGATIVE: &str = "the number of KEYS is negative";

fn number(tokens: &[TokenTree]) -> Result<usize, &'static str> {
    match tokens {
        [TokenTree::Literal(literal)] => {
            let number = syn::parse2::<LitInt>(TokenTree::from(literal.clone()).into())
                .map_err(|_| NOT_A_NUMBER)?;
            if number.base10_digits().starts_with('-') {
                return Err(NEGATIVE);
            }
            number
                .base10_parse()
                .map_err(|_| "the number of KEYS is too large")
        }
        [minus, TokenTree::Literal(_)] if is_punct(minus, '-') => Err(NEGATIVE),
        _ => Err(NOT_A_NUMBER),
    }
}

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}
