//! Methods of a trait of commands: their connection is `&mut self`.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Token;

use super::Connection;
use crate::errors::Errors;
use crate::lists::joined;
use crate::signature::{Input, Receiver, Signature};
use crate::template::code;

/// The receiver as a connection. A wrong one is replaced by `&self`, with which most calls of a stub compile.
pub(super) fn take_connection(sig: &mut Signature, errors: &mut Errors) -> Option<Connection> {
    let Some(Input::Receiver(receiver)) = sig.inputs.first_mut() else {
        missing(sig, errors);
        return None;
    };
    if !is_mutable_reference(receiver) {
        errors.with_help(
            &*receiver,
            "the connection is not borrowed mutably",
            "write `&mut self`: it is the connection",
        );
        receiver.reference = Some((<Token![&]>::default(), None));
        receiver.mutability = None;
        receiver.ty = None;
    }
    Some(Connection::receiver(receiver))
}

fn is_mutable_reference(receiver: &Receiver) -> bool {
    receiver.reference.is_some() && receiver.mutability.is_some()
}

fn missing(sig: &Signature, errors: &mut Errors) {
    let place = match sig.inputs.first() {
        Some(first) => first.to_token_stream(),
        None => sig.ident.to_token_stream(),
    };
    errors.with_help(
        &place,
        "missing receiver: a command is called on the connection",
        "write `&mut self` as the first parameter, instead of another connection",
    );
}

/// Reports types that say `Self`: outside the trait, where the companion type is, it has no meaning.
pub(super) fn refuse_self(sig: &Signature, errors: &mut Errors) -> bool {
    let types = sig.inputs.iter().filter_map(|input| match input {
        Input::Typed(typed) => Some(typed.ty.to_token_stream()),
        Input::Receiver(_) => None,
    });
    let (generics, clause) = (&sig.generics, &sig.generics.where_clause);
    let types = joined(types);
    let output = &sig.output;
    let found =
        find_self(code!(generics, types, output, clause => #generics #types #output #clause));
    let says_self = found.is_some();
    if let Some(found) = found {
        errors.with_help(
            &found,
            "`Self` in the signature of a command",
            "name the type: the companion type outside the trait has the same signature, and no `Self`",
        );
    }
    says_self
}

fn find_self(tokens: TokenStream) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == "Self" => Some(ident),
        TokenTree::Group(group) => find_self(group.stream()),
        _ => None,
    })
}
