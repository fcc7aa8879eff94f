//! `consts(NAME = value, ...)`

use proc_macro2::{Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::TokenStreamExt as _;
use redis_script_analysis::constants::{ConstantLiteral, SetConstant, SetTo};
use redis_script_analysis::fill;
use syn::{Lit, LitFloat, LitInt};

use super::segment::is_comma;
use super::ungroup;
use crate::errors::Errors;
use crate::lists::collected;

/// A constant that the attribute sets.
pub(crate) struct ConstantArg {
    pub(crate) name: Ident,
    /// An expression, as it was written.
    pub(crate) value: TokenStream,
}

impl ConstantArg {
    /// As the analysis takes it.
    pub(crate) fn set(&self) -> SetConstant {
        SetConstant {
            name: self.name.to_string(),
            to: literal(&self.value).map_or(SetTo::Expression, SetTo::Literal),
        }
    }
}

/// Reads what is in the parentheses.
pub(super) fn parse(inside: &Group, errors: &mut Errors) -> Vec<ConstantArg> {
    let tokens: Vec<TokenTree> = collected(inside.stream());
    let mut constants: Vec<ConstantArg> = Vec::new();
    let mut comma: Option<&TokenTree> = None;
    for part in tokens.split_inclusive(is_comma) {
        let (part, next) = match part.split_last() {
            Some((last, part)) if is_comma(last) => (part, Some(last)),
            _ => (part, None),
        };
        match (part, constants.last_mut()) {
            ([], _) => errors.at(&next, "expected a constant before this comma"),
            ([TokenTree::Ident(name), TokenTree::Punct(equals), value @ ..], _)
                if is_assignment(equals, value) =>
            {
                if value.is_empty() {
                    errors.with_help(name, fill!("`{name}` has no value", name), FORM);
                } else {
                    let (name, value) = (name.clone(), stream(value));
                    constants.push(ConstantArg { name, value });
                }
            }
            // The comma is one between generics.
            (part, Some(last)) if is_open(&last.value) => {
                last.value.append_all(comma);
                last.value.append_all(part);
            }
            (part, _) => errors.with_help(&stream(part), "expected a constant and its value", FORM),
        }
        comma = next;
    }
    constants
}

const FORM: &str = "constants are set as in `consts(MAX_BATCH = 100, PREFIX = crate::PREFIX)`";

/// Whether it is neither `==` nor `=>`.
fn is_assignment(equals: &Punct, value: &[TokenTree]) -> bool {
    let goes_on =
        matches!(value, [TokenTree::Punct(next), ..] if matches!(next.as_char(), '=' | '>'));
    equals.as_char() == '=' && !(equals.spacing() == Spacing::Joint && goes_on)
}

/// Whether a `<` is open at the end of an expression.
fn is_open(value: &TokenStream) -> bool {
    let (mut open, mut before) = (0, ' ');
    for token in value.clone() {
        let TokenTree::Punct(punct) = token else {
            before = ' ';
            continue;
        };
        match punct.as_char() {
            '<' => open += 1,
            '>' if !matches!(before, '-' | '=') => open -= 1,
            _ => {}
        }
        before = punct.as_char();
    }
    open > 0
}

/// The value of a literal; `None` for all other expressions, and for literals that the compiler refuses.
fn literal(value: &TokenStream) -> Option<ConstantLiteral> {
    let tokens = stream(&ungroup(value.clone()));
    Some(match syn::parse2::<Lit>(tokens).ok()? {
        Lit::Bool(value) => ConstantLiteral::Boolean(value.value),
        Lit::Str(value) if value.suffix().is_empty() => ConstantLiteral::String(value.value()),
        Lit::Int(value) if is_valid(&value) => ConstantLiteral::Integer(value.base10_parse().ok()),
        Lit::Float(value) => ConstantLiteral::Float(float(&value)?),
        Lit::Byte(_) | Lit::ByteStr(_) | Lit::CStr(_) | Lit::Char(_) => ConstantLiteral::Other,
        _ => return None,
    })
}

/// Whether the type that the literal names, if it names one, has its value.
fn is_valid(literal: &LitInt) -> bool {
    let fits = |fits: fn(i128) -> bool| literal.base10_parse().is_ok_and(fits);
    match literal.suffix() {
        "u8" => fits(|value| u8::try_from(value).is_ok()),
        "u16" => fits(|value| u16::try_from(value).is_ok()),
        "u32" => fits(|value| u32::try_from(value).is_ok()),
        "u64" | "usize" => fits(|value| u64::try_from(value).is_ok()),
        "u128" => fits(|value| value >= 0),
        "i8" => fits(|value| i8::try_from(value).is_ok()),
        "i16" => fits(|value| i16::try_from(value).is_ok()),
        "i32" => fits(|value| i32::try_from(value).is_ok()),
        "i64" | "isize" => fits(|value| i64::try_from(value).is_ok()),
        "" | "i128" => true,
        _ => false,
    }
}

fn float(literal: &LitFloat) -> Option<f64> {
    match literal.suffix() {
        "" | "f64" => literal.base10_parse().ok(),
        "f32" => literal.base10_parse::<f32>().ok().map(f64::from),
        _ => None,
    }
}

fn stream(tokens: &[TokenTree]) -> TokenStream {
    let mut stream = TokenStream::new();
    stream.append_all(tokens);
    stream
}
