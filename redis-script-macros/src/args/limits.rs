//! `limits(commands = 100, data = "bounded", entries = 1000)`

use proc_macro2::{Ident, TokenStream, TokenTree};
use redis_script_analysis::bounds::Limits;
use redis_script_analysis::fill;
use redis_script_analysis::text::nearest;
use syn::{LitInt, LitStr};

use super::segment::is_comma;
use super::{ungroup, value};
use crate::errors::Errors;

/// Reads what is in the parentheses.
pub(super) fn parse(inside: TokenStream, errors: &mut Errors) -> Limits {
    let mut limits = Limits::default();
    let mut seen: Vec<Ident> = Vec::new();
    let tokens = ungroup(inside);
    for part in tokens.split(is_comma).filter(|part| !part.is_empty()) {
        match part {
            [TokenTree::Ident(name), TokenTree::Punct(equals), value @ ..]
                if equals.as_char() == '=' && !value.is_empty() =>
            {
                if seen.contains(name) {
                    errors.at(name, fill!("the limit `{name}` is given twice", name));
                }
                set(&mut limits, name, value, errors);
                seen.push(name.clone());
            }
            _ => errors.with_help(
                &value::stream(part),
                "expected a limit and its value",
                "limits are set as in `limits(commands = 100, data = \"bounded\", entries = 1000)`",
            ),
        }
    }
    limits
}

fn set(limits: &mut Limits, name: &Ident, value: &[TokenTree], errors: &mut Errors) {
    match name.to_string().as_str() {
        "commands" => limits.commands = number(name, value, errors),
        "entries" => limits.entries = number(name, value, errors),
        "data" => match syn::parse2::<LitStr>(value::stream(value)).map(|word| word.value()) {
            Ok(word) if word == "any" || word == "bounded" => {
                limits.bounded_data = Some(word == "bounded");
            }
            _ => errors.at(&value::stream(value), "expected `\"any\"` or `\"bounded\"`"),
        },
        unknown => {
            let known = nearest(unknown, &["commands", "data", "entries"]);
            errors.did_you_mean(name, fill!("there is no limit `{unknown}`", unknown), known);
        }
    }
}

fn number(name: &Ident, value: &[TokenTree], errors: &mut Errors) -> Option<u64> {
    let tokens = value::stream(value);
    let number = syn::parse2::<LitInt>(tokens.clone());
    let number = number.and_then(|number| number.base10_parse()).ok();
    if number.is_none() {
        let message = fill!("the value of `{name}` is not a number", name);
        errors.with_help(&tokens, message, fill!("write `{name} = 1000`", name));
    }
    number
}
