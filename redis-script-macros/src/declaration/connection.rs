//! The first parameter: the connection.

use proc_macro2::{Ident, Span};
use redis_script_analysis::fill;
use redis_script_analysis::text::joined;
use syn::spanned::Spanned as _;
use syn::{Token, Type, TypeParamBound};

use super::parameter::{Parameter, plain};
use crate::errors::Errors;
use crate::lists::collected;
use crate::signature::{Input, Pattern, Receiver, Signature};
use crate::template::code;

/// The connection's parameter.
pub(crate) struct Connection {
    pub(crate) ident: Ident,
    ty: Type,
    /// Whether it is passed by value, so that the body borrows it.
    pub(crate) by_value: bool,
}

impl Connection {
    /// The span of the connection's type, with the hygiene of the macro.
    pub(crate) fn span(&self) -> Span {
        let connected = match plain(&self.ty) {
            Type::Reference(reference) => &reference.elem,
            owned => owned,
        };
        Span::mixed_site().located_at(connected.span())
    }
}

impl Connection {
    /// The connection of a command: `self`.
    pub(super) fn receiver(receiver: &Receiver) -> Self {
        let span = receiver.self_token.span;
        Self {
            ident: Ident::new("self", span),
            ty: Type::Verbatim(code!(span; => Self)),
            by_value: false,
        }
    }
}

/// Takes the connection away from the front of the parameters.
pub(super) fn take(
    params: &mut Vec<Parameter>,
    sig: &Signature,
    errors: &mut Errors,
) -> Option<Connection> {
    let Some(first) = params.first() else {
        missing(&sig.ident, sig, errors);
        return None;
    };
    if is_entry(&first.ty) {
        missing(&first.ty, sig, errors);
        return None;
    }
    let first = params.remove(0);
    let by_value = match plain(&first.ty) {
        Type::Reference(reference) if reference.mutability.is_none() => {
            errors.with_help(
                &first.ty,
                "the connection is not borrowed mutably",
                borrowed(&first.name(), &reference.elem, sig),
            );
            false
        }
        Type::Reference(_) => false,
        _ => true,
    };
    Some(Connection {
        ident: first.ident,
        ty: first.ty,
        by_value,
    })
}

/// How to declare a connection of this type. A client is one for blocking calls alone.
fn borrowed(name: &str, ty: &Type, sig: &Signature) -> String {
    let is_client = matches!(plain(ty), Type::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "Client"));
    if is_client && sig.asyncness.is_some() {
        return fill!(
            "a client is not an async connection: declare `{name}: &mut impl redis::aio::ConnectionLike`, \
             and pass `&mut client.get_multiplexed_async_connection().await?`",
            name
        );
    }
    let ty = match plain(ty) {
        Type::Path(path) if path.qself.is_none() => simple(&path.path),
        Type::ImplTrait(written) => match written.bounds.first() {
            Some(TypeParamBound::Trait(bound)) if written.bounds.len() == 1 => {
                simple(&bound.path).map(|path| fill!("impl {path}", path))
            }
            _ => None,
        },
        _ => None,
    };
    fill!(
        "write `{name}: &mut {}`",
        name,
        ty.as_deref().unwrap_or("...")
    )
}

/// A path without arguments, as it is written.
fn simple(path: &syn::Path) -> Option<String> {
    let segments = path.segments.iter();
    let plain = segments.clone().all(|segment| segment.arguments.is_none());
    let names: Vec<String> = collected(segments.map(|segment| segment.ident.to_string()));
    plain.then(|| joined(&names, "::"))
}

fn missing(guilty: impl quote::ToTokens, sig: &Signature, errors: &mut Errors) {
    let connection = match sig.asyncness {
        Some(_) => "con: &mut impl redis::aio::ConnectionLike",
        None => "con: &mut impl redis::ConnectionLike",
    };
    errors.with_help(
        &guilty,
        "missing connection: it is the first parameter",
        fill!("`{connection}`", connection),
    );
}

/// Makes a connection that is passed by value `mut`, so that the body can borrow it.
pub(super) fn prepare(connection: Option<&Connection>, sig: &mut Signature) {
    let owned = connection.filter(|connection| connection.by_value);
    for input in &mut sig.inputs {
        if let (Input::Typed(typed), Some(owned)) = (input, owned)
            && let Pattern::Name(mutability, name) = &mut typed.pattern
            && *name == owned.ident
        {
            *mutability = Some(Token![mut](owned.ident.span()));
        }
    }
}

/// Types that are KEYS or ARGV and never a connection.
fn is_entry(ty: &Type) -> bool {
    match plain(ty) {
        Type::Reference(reference) => is_entry(&reference.elem),
        Type::Slice(_) | Type::Array(_) => true,
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| ENTRIES.iter().any(|entry| last.ident == entry)),
        _ => false,
    }
}

const ENTRIES: [&str; 19] = [
    "String", "Vec", "Option", "str", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize",
    "i8", "i16", "i32", "i64", "isize", "f32", "f64",
];
