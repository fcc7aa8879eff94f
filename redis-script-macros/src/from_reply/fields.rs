//! The fields of a struct.

use proc_macro2::Span;
use redis_script_analysis::fill;
use syn::ext::IdentExt as _;
use syn::{Field, Fields, Index, LitStr, Member, Type};

use super::options::{FieldDefault, FieldOptions, StructOptions};
use super::refuse_empty;
use crate::derive::ItemStruct;
use crate::errors::Errors;

/// A field, and where its value comes from.
pub(super) struct ReplyField {
    /// As the struct names it.
    pub(super) member: Member,
    /// As replies name it.
    pub(super) name: String,
    /// Its type.
    pub(super) ty: Type,
    /// What it becomes if it is missing.
    pub(super) default: Option<FieldDefault>,
    /// Whether it is written as an `Option`.
    pub(super) is_option: bool,
}

/// The fields, in order.
pub(super) fn of(
    item: &ItemStruct,
    options: &StructOptions,
    errors: &mut Errors,
) -> Vec<ReplyField> {
    if item.fields.is_empty() {
        refuse_empty(item, errors);
    }
    let has_names = matches!(item.fields, Fields::Named(_));
    let mut fields: Vec<ReplyField> = Vec::new();
    for (at, field) in item.fields.iter().enumerate() {
        let said = FieldOptions::of(&field.attrs, errors);
        if let Some(name) = said.name.as_ref().filter(|_| !has_names) {
            errors.at(
                name,
                "the fields of a tuple struct have no names: it is read by position",
            );
        }
        let name = name_of(field, at, said.name.as_ref(), options);
        if fields.iter().any(|other| other.name == name) {
            let message = fill!("two fields are named `{name}` in the reply", name);
            match (&said.name, &field.ident) {
                (Some(said), _) => errors.at(said, message),
                (None, ident) => errors.at(ident, message),
            }
        }
        fields.push(ReplyField {
            member: member(field, at),
            name,
            ty: field.ty.clone(),
            default: said.default,
            is_option: is_option(&field.ty),
        });
    }
    fields
}

fn name_of(field: &Field, at: usize, said: Option<&LitStr>, options: &StructOptions) -> String {
    match (said, &field.ident) {
        (Some(said), _) => said.value(),
        (None, Some(ident)) => {
            let name = ident.unraw().to_string();
            options.case.map_or(name.clone(), |case| case.apply(&name))
        }
        (None, None) => at.to_string(),
    }
}

fn member(field: &Field, at: usize) -> Member {
    match &field.ident {
        Some(ident) => Member::Named(ident.clone()),
        None => Member::Unnamed(Index {
            index: at as u32,
            span: Span::mixed_site(),
        }),
    }
}

/// As it is written: a macro sees only names.
fn is_option(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_option(&group.elem),
        Type::Paren(paren) => is_option(&paren.elem),
        Type::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|segment| segment.ident == "Option")
        }
        _ => false,
    }
}
