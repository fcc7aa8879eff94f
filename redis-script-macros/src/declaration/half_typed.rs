//! Declarations that are being typed: `key: ,`, a return type that has just begun.
//!
//! Editors expand them, too. Without the function, each of its calls would be an error beside the one that matters. So the parts
//! that can be read are kept.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use redis_script_analysis::fill;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Generics, Token, Type, Visibility, WhereClause};

use super::item::Function;
use crate::args::is_comma;
use crate::errors::{Errors, is_unread_expression};
use crate::lists::{collected, joined};
use crate::signature::{Input, Signature};
use crate::template::code;
use crate::trait_item::TraitItem;

/// The function, as far as it can be read, and one error; `None` if not even its name can be read.
pub(super) fn function(
    item: TokenStream,
    facade: &TokenStream,
    error: syn::Error,
    errors: &mut Errors,
) -> Option<Function> {
    let mut told = None;
    let parser = |input: ParseStream| read(input, facade, &mut told);
    let function = parser.parse2(item).ok();
    errors.push(clearer(told, error));
    function
}

fn read(
    input: ParseStream,
    facade: &TokenStream,
    told: &mut Option<syn::Error>,
) -> syn::Result<Function> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis: Visibility = input.parse()?;
    let mut asyncness = None;
    while !input.peek(Token![fn]) {
        match input.parse::<Option<Token![async]>>()? {
            Some(token) => asyncness = Some(token),
            None => drop(input.parse::<TokenTree>()?),
        }
    }
    let fn_token: Token![fn] = input.parse()?;
    let ident: Ident = input.parse()?;
    let mut generics: Generics = attempt(input).unwrap_or_default();
    let params = parameters(input)?;
    let inputs = typed(params, facade, told);
    let end = input.span();
    let reply: Option<Type> = match input.parse::<Option<Token![->]>>()? {
        Some(_) => attempt(input),
        None => None,
    };
    generics.where_clause = attempt::<WhereClause>(input);
    input.parse::<TokenStream>()?;
    let reply = reply.map_or_else(
        || code!(ident.span(); facade => #facade::Result<()>),
        |reply| reply.to_token_stream(),
    );
    let clause = &generics.where_clause;
    let sig = code!(asyncness, fn_token, ident, generics, inputs, reply, clause => #asyncness #fn_token #ident #generics (#inputs) -> #reply #clause);
    let sig: Signature = syn::parse2(sig)?;
    Ok(Function {
        attrs,
        vis,
        sig,
        end,
        is_half_typed: true,
    })
}

/// What the whole declaration says, if it names the expression that syn does not read; otherwise what its parts say.
fn clearer(told: Option<syn::Error>, error: syn::Error) -> syn::Error {
    match told {
        Some(told) if !is_unread_expression(&error) => told,
        _ => error,
    }
}

/// Parses what can be parsed, and else takes nothing.
fn attempt<T: syn::parse::Parse>(input: ParseStream) -> Option<T> {
    input.fork().parse::<T>().ok()?;
    input.parse().ok()
}

/// The tokens in parentheses, after what is left of the generics.
fn parameters(input: ParseStream) -> syn::Result<TokenStream> {
    loop {
        if let TokenTree::Group(group) = input.parse()?
            && group.delimiter() == Delimiter::Parenthesis
        {
            return Ok(group.stream());
        }
    }
}

/// Each parameter, with a type that takes any argument if its own cannot be read.
fn typed(
    params: TokenStream,
    facade: &TokenStream,
    told: &mut Option<syn::Error>,
) -> Punctuated<Input, Token![,]> {
    let mut inputs = Punctuated::new();
    for tokens in split(params) {
        let (read, rest) = first_parameter(&tokens);
        let name = tokens
            .iter()
            .find_map(|token| syn::parse2::<Ident>(token.to_token_stream()).ok());
        let param = match (read, name) {
            (Some(param), _) if rest.is_empty() => param,
            (Some(param), Some(name)) => {
                tell(
                    told,
                    rest,
                    &fill!("expected `,` after the type of `{name}`", name),
                );
                param
            }
            (_, Some(name)) => {
                let message = fill!("expected the type of `{name}`", name);
                tell(told, tokens.into_iter().collect(), &message);
                let any =
                    code!(name.span(); name, facade => #name: impl #facade::core::marker::Sized);
                let Ok(param) = syn::parse2(any) else {
                    continue;
                };
                param
            }
            (_, None) => {
                tell(told, tokens.into_iter().collect(), "expected a parameter");
                continue;
            }
        };
        inputs.push(param);
    }
    inputs
}

fn first_parameter(tokens: &[TokenTree]) -> (Option<Input>, TokenStream) {
    let parser = |input: ParseStream| Ok((input.parse()?, input.parse()?));
    let read = parser.parse2(tokens.iter().cloned().collect());
    read.map_or_else(
        |_: syn::Error| (None, TokenStream::new()),
        |(param, rest)| (Some(param), rest),
    )
}

/// Keeps the first message.
fn tell(told: &mut Option<syn::Error>, tokens: TokenStream, message: &str) {
    told.get_or_insert_with(|| syn::Error::new_spanned(tokens, message));
}

/// At the commas that are not between `<` and `>`. If one of these is missing, at all commas.
fn split(params: TokenStream) -> Vec<Vec<TokenTree>> {
    let params: Vec<TokenTree> = collected(params);
    let mut depth = 0_i32;
    let mut before = ' ';
    let mut parts = vec![Vec::new()];
    for token in &params {
        let char = match token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match char {
            '<' => depth += 1,
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        before = char;
        if char == ',' && depth == 0 {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(token.clone());
        }
    }
    if depth != 0 {
        parts = collected(params.split(is_comma).map(<[TokenTree]>::to_vec));
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A trait whose methods are read like that, and one error; `None` if it is not a trait.
pub(crate) fn trait_item(
    item: TokenStream,
    facade: &TokenStream,
    error: syn::Error,
    errors: &mut Errors,
) -> Option<TraitItem> {
    let mut told = None;
    let read = trait_of_methods(item, facade, &mut told);
    errors.push(clearer(told, error));
    read
}

fn trait_of_methods(
    item: TokenStream,
    facade: &TokenStream,
    told: &mut Option<syn::Error>,
) -> Option<TraitItem> {
    let mut tokens: Vec<TokenTree> = collected(item);
    let Some(TokenTree::Group(body)) = tokens.pop() else {
        return None;
    };
    let mut repaired = TokenStream::new();
    for method in methods(body.stream()) {
        let parser = |input: ParseStream| read(input, facade, told);
        let Function { attrs, sig, .. } = parser.parse2(method).ok()?;
        let attrs = joined(attrs);
        repaired.extend(code!(attrs, sig => #attrs #sig;));
    }
    let mut group = Group::new(Delimiter::Brace, repaired);
    group.set_span(body.span());
    tokens.push(TokenTree::Group(group));
    syn::parse2(tokens.into_iter().collect()).ok()
}

/// Ends each method at its `;` or its body and, if these are missing, before the attribute of the next.
fn methods(body: TokenStream) -> Vec<TokenStream> {
    let mut methods = vec![TokenStream::new()];
    let mut has_params = false;
    for token in body {
        let is = |char| matches!(&token, TokenTree::Punct(punct) if punct.as_char() == char);
        let is_group =
            |delimiter| matches!(&token, TokenTree::Group(group) if group.delimiter() == delimiter);
        let ends = is(';') || is_group(Delimiter::Brace);
        if is('#') && has_params {
            methods.push(TokenStream::new());
            has_params = false;
        }
        has_params |= is_group(Delimiter::Parenthesis);
        if ends {
            methods.push(TokenStream::new());
            has_params = false;
        } else if let Some(method) = methods.last_mut() {
            method.extend([token]);
        }
    }
    methods.retain(|method| !method.is_empty());
    methods
}
