//! `#[reply(...)]` on structs and on their fields.

use std::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream};
use redis_script_analysis::fill;
use redis_script_analysis::text::nearest;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Fields, LitStr, Path};

use super::rename::Case;
use crate::args;
use crate::derive::ItemStruct;
use crate::errors::Errors;
use crate::renamed;
use crate::script_file::Origin;

/// What is said of a struct.
#[derive(Default)]
pub(super) struct StructOptions {
    /// `crate = path`
    facade: Option<Path>,
    /// `by_name` or `by_position`, as it is written.
    pub(super) order: Option<Ident>,
    /// `rename_all = "..."`
    pub(super) case: Option<Case>,
}

/// What is said of a field.
#[derive(Default)]
pub(super) struct FieldOptions {
    /// `rename = "..."`
    pub(super) name: Option<LitStr>,
    /// `default`
    pub(super) default: Option<FieldDefault>,
}

/// What a missing field becomes.
pub(super) enum FieldDefault {
    /// `default`: that of the type.
    OfType,
    /// `default = path`: what a function returns.
    Function(Path),
}

const STRUCT_OPTIONS: [&str; 4] = ["by_name", "by_position", "crate", "rename_all"];
const FIELD_OPTIONS: [&str; 2] = ["default", "rename"];

impl StructOptions {
    pub(super) fn of(item: &ItemStruct, errors: &mut Errors) -> Self {
        let mut options = Self::default();
        let has_names = matches!(item.fields, Fields::Named(_));
        each_option(&item.attrs, errors, |meta, name, errors| {
            match name.as_str() {
                "by_name" | "by_position" => {
                    let order = meta.path.require_ident()?.clone();
                    if options.order.as_ref().is_some_and(|other| *other != order) {
                        errors.at(&order, "a struct is read by name or by position, not both");
                    }
                    options.order = Some(order);
                }
                "crate" => options.facade = Some(meta.value()?.call(Path::parse_mod_style)?),
                "rename_all" => {
                    let case: LitStr = meta.value()?.parse()?;
                    options.case = Case::named(&case, errors);
                }
                _ => unknown(
                    meta,
                    &name,
                    &STRUCT_OPTIONS,
                    &FIELD_OPTIONS,
                    "a field",
                    errors,
                ),
            }
            if !has_names && matches!(name.as_str(), "by_name" | "rename_all") {
                errors.at(
                    &meta.path,
                    "the fields of a tuple struct have no names: it is read by position",
                );
            }
            Ok(())
        });
        options
    }

    /// Asks for the path of the crate, if it has another name.
    pub(super) fn find_facade(&mut self, origin: &Origin, errors: &mut Errors) {
        let usage = "#[reply(crate = {})]";
        self.facade = renamed::facade(self.facade.take(), usage, origin, errors);
    }

    /// The path of what generated code names.
    pub(super) fn private(&self, place: Span) -> TokenStream {
        args::private(self.facade.as_ref(), place)
    }
}

impl FieldOptions {
    pub(super) fn of(attrs: &[Attribute], errors: &mut Errors) -> Self {
        let mut options = Self::default();
        each_option(attrs, errors, |meta, name, errors| {
            match name.as_str() {
                "rename" => options.name = Some(meta.value()?.parse()?),
                "default" if meta.input.peek(syn::Token![=]) => {
                    let value = meta.value()?;
                    if let Ok(text) = value.parse::<LitStr>() {
                        errors.with_help(
                            &text,
                            "the default is the path of a function",
                            fill!("write it without quotes: `default = {}`", text.value()),
                        );
                    } else {
                        options.default = Some(FieldDefault::Function(value.parse()?));
                    }
                }
                "default" => options.default = Some(FieldDefault::OfType),
                _ => unknown(
                    meta,
                    &name,
                    &FIELD_OPTIONS,
                    &STRUCT_OPTIONS,
                    "the struct",
                    errors,
                ),
            }
            Ok(())
        });
        options
    }
}

/// Reads each option of each `#[reply(...)]`, with its name; an option that is given twice is an error.
fn each_option(
    attrs: &[Attribute],
    errors: &mut Errors,
    mut read: impl FnMut(&ParseNestedMeta, String, &mut Errors) -> syn::Result<()>,
) {
    let mut seen = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("reply")) {
        let parsed = attr.parse_nested_meta(|meta| {
            let name = meta.path.require_ident()?.to_string();
            if seen.contains(&name) {
                errors.at(
                    &meta.path,
                    fill!("the option `{name}` is given twice", name),
                );
            }
            seen.push(name.clone());
            read(&meta, name, errors)
        });
        if let Err(error) = parsed {
            errors.push(error);
        }
    }
}

/// An option that does not exist here; its value is skipped, so that the options after it are read.
fn unknown(
    meta: &ParseNestedMeta,
    name: &str,
    known: &[&str],
    elsewhere: &[&str],
    place: impl Display,
    errors: &mut Errors,
) {
    if elsewhere.contains(&name) {
        errors.at(
            &meta.path,
            fill!("`{name}` is an option of {place}", name, place),
        );
    } else {
        let message = fill!("there is no option `{name}`", name);
        errors.did_you_mean(&meta.path, message, nearest(name, known));
    }
    while !meta.input.is_empty() && !meta.input.peek(syn::Token![,]) {
        let skipped: syn::Result<proc_macro2::TokenTree> = meta.input.parse();
        if skipped.is_err() {
            break;
        }
    }
}
