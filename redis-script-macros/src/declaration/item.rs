//! From the item's tokens to a function's attributes, visibility and signature.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Token, Visibility, token};

use super::half_typed;
use crate::errors::Errors;
use crate::signature::Signature;

/// A function without its body.
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    /// The `;`, or the token in its place.
    pub(crate) end: Span,
    /// Whether it is only what can be read of a declaration with an error.
    pub(crate) is_half_typed: bool,
}

/// Parses a function.
///
/// # Errors
/// If the item is not a function: the item itself, or nothing if its tokens would cause further errors.
pub(super) fn parse(
    item: TokenStream,
    facade: &TokenStream,
    errors: &mut Errors,
) -> Result<Function, TokenStream> {
    match (|input: ParseStream| function(input, errors)).parse2(item.clone()) {
        Ok(function) => Ok(function),
        Err(error) if declares(&item, "fn") => {
            half_typed::function(item, facade, error, errors).ok_or_else(TokenStream::new)
        }
        Err(_) => {
            errors.with_help(
                &keyword(&item),
                "only a function can be a script",
                "declare `async fn name(con: &mut impl ConnectionLike, ...) -> redis_script::Result<T>;`",
            );
            Err(item)
        }
    }
}

fn function(input: ParseStream, errors: &mut Errors) -> syn::Result<Function> {
    let function = Function {
        attrs: input.call(Attribute::parse_outer)?,
        vis: input.parse()?,
        sig: input.parse()?,
        end: input.span(),
        is_half_typed: false,
    };
    if input.peek(token::Brace) {
        let body: TokenTree = input.parse()?;
        refuse_body(body, errors);
    } else if input.is_empty() {
        errors.with_help(
            &function.sig.output,
            "expected `;` after the declaration",
            "the function has no body: it is the script",
        );
    } else {
        input.parse::<Token![;]>()?;
    }
    Ok(function)
}

/// Reports a body: that of the function is the script.
pub(crate) fn refuse_body(body: impl ToTokens, errors: &mut Errors) {
    errors.with_help(
        &body,
        "the function has a body",
        "end the declaration with `;`: the script is its body",
    );
}

/// The item's tokens after its attributes and its visibility.
fn bare(item: &TokenStream) -> Option<TokenStream> {
    let parser = |input: ParseStream| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        input.parse::<TokenStream>()
    };
    parser.parse2(item.clone()).ok()
}

/// Whether this keyword, after others that may stand before it, says what the item is.
pub(crate) fn declares(item: &TokenStream, keyword: &str) -> bool {
    const QUALIFIERS: [&str; 4] = ["const", "async", "unsafe", "extern"];
    for token in bare(item).unwrap_or_default() {
        match &token {
            TokenTree::Ident(ident) if QUALIFIERS.iter().any(|qualifier| ident == qualifier) => {}
            TokenTree::Literal(_) => {}
            TokenTree::Ident(ident) => return ident == keyword,
            _ => return false,
        }
    }
    false
}

/// The token that says what the item is.
fn keyword(item: &TokenStream) -> TokenStream {
    let first = bare(item).and_then(|tokens| tokens.into_iter().next());
    first.map_or_else(|| item.clone(), |token| token.to_token_stream())
}
