//! The parameters of the function.

use proc_macro2::Ident;
use quote::format_ident;
use redis_script_analysis::Passes;
use syn::Type;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::rust_types;
use crate::errors::Errors;
use crate::signature::{Input, Pattern, Signature, Typed};

/// A parameter of the function.
#[derive(Clone)]
pub(crate) struct Parameter {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// Whether it is one entry, a slice of them, or an `Option`.
    pub(crate) passes: Passes,
}

impl Parameter {
    /// How many entries it passes each time, if the name of its type tells.
    pub(crate) fn size(&self) -> Option<usize> {
        let entries = rust_types::entries(&self.ty).len();
        (entries > 0).then_some(entries)
    }

    /// The name, as messages and documentation show it.
    pub(crate) fn name(&self) -> String {
        self.ident.unraw().to_string()
    }
}

/// The parameters. Every pattern in the signature is replaced by its identifier or, after an error, by a generated one.
pub(super) fn take(sig: &mut Signature, errors: &mut Errors) -> Vec<Parameter> {
    let typed = sig.inputs.iter_mut().filter_map(|input| match input {
        Input::Typed(typed) => Some(typed),
        Input::Receiver(_) => None,
    });
    typed
        .enumerate()
        .map(|(index, typed)| parameter(index, typed, errors))
        .collect()
}

fn parameter(index: usize, typed: &mut Typed, errors: &mut Errors) -> Parameter {
    refuse_cfg(typed, errors);
    refuse_optional_slice(&typed.ty, errors);
    let ident = match &typed.pattern {
        Pattern::Name(_, ident) => ident.clone(),
        Pattern::Other(pattern) => {
            errors.with_help(
                pattern,
                "expected the name of a parameter, not a pattern",
                "each parameter is one KEYS or ARGV entry and needs its own name",
            );
            format_ident!("parameter_{index}", span = pattern.span())
        }
    };
    typed.pattern = Pattern::Name(None, ident.clone());
    Parameter {
        ident,
        ty: typed.ty.clone(),
        passes: elements(&typed.ty).map_or(Passes::Once, |(passes, _)| passes),
    }
}

fn refuse_cfg(typed: &mut Typed, errors: &mut Errors) {
    let is_cfg = |path: &syn::Path| path.is_ident("cfg") || path.is_ident("cfg_attr");
    for attr in typed.attrs.extract_if(.., |attr| is_cfg(attr.path())) {
        errors.with_help(
            &attr,
            "a parameter cannot have `cfg`: without it, KEYS or ARGV would shift",
            "declare one function for each configuration",
        );
    }
}

/// The slice could as well be empty.
fn refuse_optional_slice(ty: &Type, errors: &mut Errors) {
    let Some((Passes::Optional, inner)) = elements(ty) else {
        return;
    };
    if matches!(elements(&inner), Some((Passes::Slice, _))) {
        errors.with_help(
            ty,
            "an `Option` of a slice",
            "take the slice: nothing is passed if it is empty",
        );
    }
}

/// The elements of a type that does not always pass the same number of entries: `&[T]`, unless `T` is `u8` (bytes are one
/// entry), or `Option<T>`.
pub(crate) fn elements(ty: &Type) -> Option<(Passes, Type)> {
    match plain(ty) {
        Type::Reference(reference) if reference.mutability.is_none() => {
            match plain(&reference.elem) {
                Type::Slice(slice) if !is_u8(&slice.elem) => {
                    Some((Passes::Slice, (*slice.elem).clone()))
                }
                owned => Some((Passes::Optional, option(owned)?)),
            }
        }
        owned => Some((Passes::Optional, option(owned)?)),
    }
}

/// The `T` of `Option<T>`, by its name.
fn option(ty: &Type) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|_| path.qself.is_none())?;
    match rust_types::types(last).as_slice() {
        [inner] if last.ident == "Option" => Some(inner.clone()),
        _ => None,
    }
}

/// Whether a type is `u8` by its name.
pub(super) fn is_u8(ty: &Type) -> bool {
    matches!(plain(ty), Type::Path(path) if path.path.is_ident("u8"))
}

/// The type without parentheses and without the invisible delimiters of `macro_rules`.
pub(crate) fn plain(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            ty => return ty,
        }
    }
}
