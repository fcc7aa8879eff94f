//! Which of the function's generics its `call` needs: all but those of the connection.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use redis_script_analysis::fill;
use syn::{GenericParam, Generics, WherePredicate};

use crate::declaration::Declaration;
use crate::lists::{collected, listed};
use crate::template::code;

/// The generics of `call`.
#[derive(Default)]
pub(super) struct CallGenerics {
    /// `<'a, T: Bound>`
    pub(super) params: TokenStream,
    /// `where ...`
    pub(super) clause: TokenStream,
    /// `::<T>`: lifetimes are left to inference.
    pub(super) turbofish: TokenStream,
}

/// The generics in the parameters after the connection and in the return type, and those in their bounds.
pub(super) fn of_call(declaration: &Declaration) -> CallGenerics {
    let generics = &declaration.sig.generics;
    if generics.params.is_empty() && generics.where_clause.is_none() {
        return CallGenerics::default();
    }
    let kept = mentioned(declaration);
    let params = generics.params.iter();
    let params: Vec<&GenericParam> = collected(params.filter(|param| kept.contains(&name(param))));
    let predicates: Vec<&WherePredicate> = predicates(generics)
        .filter(|predicate| {
            names_in(predicate, generics)
                .iter()
                .all(|name| kept.contains(name))
        })
        .collect();
    let arguments: Vec<&syn::Ident> = collected(params.iter().filter_map(|param| argument(param)));
    let (params, predicates, arguments) = (listed(params), listed(predicates), listed(arguments));
    CallGenerics {
        params: unless_empty(&params, code!(params => <#params>)),
        clause: unless_empty(&predicates, code!(predicates => where #predicates)),
        turbofish: unless_empty(&arguments, code!(arguments => ::<#arguments>)),
    }
}

/// Whether a constant beside the function cannot name its return type: it mentions a generic or a lifetime of the function, or is
/// known only to the compiler.
pub(super) fn is_bound_to_function(declaration: &Declaration) -> bool {
    let mut words = Vec::new();
    collect_words(declaration.reply.to_token_stream(), &mut words);
    let mut generics = declaration.sig.generics.params.iter().map(name);
    generics.any(|name| words.contains(&name)) || are_of_compiler(&words)
}

/// Whether a type mentions a generic type or constant of the function, or is known only to the compiler.
pub(super) fn mentions_generics(declaration: &Declaration, ty: &impl ToTokens) -> bool {
    let mut words = Vec::new();
    collect_words(ty.to_token_stream(), &mut words);
    let generics = declaration.sig.generics.params.iter().filter_map(argument);
    let mut generics = generics.map(ToString::to_string);
    generics.any(|name| words.contains(&name)) || are_of_compiler(&words)
}

/// Whether what they name is known only to the compiler.
fn are_of_compiler(words: &[String]) -> bool {
    words.iter().any(|word| word == "impl" || word == "Self")
}

/// A type whose lifetimes the compiler infers, so that it can be named outside of the function.
pub(super) fn without_lifetimes(ty: &impl ToTokens) -> TokenStream {
    let mut after_quote = false;
    let tokens = ty.to_token_stream().into_iter().map(|token| {
        let is_name = std::mem::take(&mut after_quote);
        match token {
            TokenTree::Ident(ident) if is_name => {
                TokenTree::Ident(proc_macro2::Ident::new("_", ident.span()))
            }
            TokenTree::Group(group) => {
                let inner = without_lifetimes(&group.stream());
                TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inner))
            }
            token => {
                after_quote = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
                token
            }
        }
    });
    tokens.collect()
}

fn unless_empty(parts: &TokenStream, tokens: TokenStream) -> TokenStream {
    if parts.is_empty() {
        TokenStream::new()
    } else {
        tokens
    }
}

fn mentioned(declaration: &Declaration) -> Vec<String> {
    let generics = &declaration.sig.generics;
    let mut kept = names_in(&declaration.reply, generics);
    for param in &declaration.params {
        add(&mut kept, names_in(&param.ty, generics));
    }
    loop {
        let before = kept.len();
        for param in &generics.params {
            if kept.contains(&name(param)) {
                add(&mut kept, names_in(param, generics));
            }
        }
        for predicate in predicates(generics) {
            let subject = names_in(&subject(predicate), generics);
            if subject.iter().any(|name| kept.contains(name)) {
                add(&mut kept, names_in(predicate, generics));
            }
        }
        if kept.len() == before {
            return kept;
        }
    }
}

fn add(names: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}

fn predicates(generics: &Generics) -> impl Iterator<Item = &WherePredicate> {
    let clause = generics.where_clause.iter();
    clause.flat_map(|clause| &clause.predicates)
}

/// The left side of a predicate.
fn subject(predicate: &WherePredicate) -> TokenStream {
    match predicate {
        WherePredicate::Lifetime(predicate) => predicate.lifetime.to_token_stream(),
        WherePredicate::Type(predicate) => predicate.bounded_ty.to_token_stream(),
        other => other.to_token_stream(),
    }
}

/// The generics whose names occur in some tokens. It is harmless if a name means something else there.
fn names_in(tokens: &impl ToTokens, generics: &Generics) -> Vec<String> {
    let mut words = Vec::new();
    collect_words(tokens.to_token_stream(), &mut words);
    let names = generics.params.iter().map(name);
    collected(names.filter(|name| words.contains(name)))
}

/// Identifiers, and lifetimes with their `'`.
fn collect_words(tokens: TokenStream, words: &mut Vec<String>) {
    let mut quote = "";
    for token in tokens {
        match &token {
            TokenTree::Ident(ident) => {
                words.push(fill!("{quote}{ident}", quote, ident));
            }
            TokenTree::Group(group) => collect_words(group.stream(), words),
            _ => {}
        }
        let is_quote = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
        quote = if is_quote { "'" } else { "" };
    }
}

fn name(param: &GenericParam) -> String {
    match param {
        GenericParam::Lifetime(param) => param.lifetime.to_string(),
        GenericParam::Type(param) => param.ident.to_string(),
        GenericParam::Const(param) => param.ident.to_string(),
    }
}

fn argument(param: &GenericParam) -> Option<&syn::Ident> {
    match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
    }
}
