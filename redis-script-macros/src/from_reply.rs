//! `#[derive(FromReply)]`: from a struct to the code that reads a reply into it.

mod fields;
mod options;
mod rename;
mod tokens;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Generics, Item, ItemStruct};

use self::options::StructOptions;
use crate::errors::Errors;
use crate::script_file::Origin;

/// The whole of the derive, apart from the compiler.
pub(crate) fn expand(item: TokenStream, origin: &Origin) -> TokenStream {
    let mut errors = Errors::default();
    let item = match syn::parse2(item) {
        Ok(Item::Struct(item)) => item,
        Ok(item) => return refuse(&item, errors),
        Err(error) => {
            errors.push(error);
            return errors.into_items().collect();
        }
    };
    let mut options = StructOptions::of(&item, &mut errors);
    options.find_facade(origin, &mut errors);
    let fields = fields::of(&item, &options, &mut errors);
    if errors.is_empty() {
        tokens::implementations(&item, &options, &fields)
    } else {
        let stub = tokens::stub(&item.ident, &item.generics, &options);
        with_errors(&stub, errors)
    }
}

/// What is not a struct.
fn refuse(item: &Item, mut errors: Errors) -> TokenStream {
    let (name, generics, kind): (&Ident, &Generics, &str) = match item {
        Item::Enum(item) => (&item.ident, &item.generics, "an enum"),
        Item::Union(item) => (&item.ident, &item.generics, "a union"),
        other => {
            errors.at(other, "`FromReply` is for structs");
            return errors.into_items().collect();
        }
    };
    errors.with_help(
        name,
        format_args!("`FromReply` is for structs, and `{name}` is {kind}"),
        "implement `redis::FromRedisValue` by hand: only you know which reply is which variant",
    );
    let stub = tokens::stub(name, generics, &StructOptions::default());
    with_errors(&stub, errors)
}

fn with_errors(stub: &TokenStream, errors: Errors) -> TokenStream {
    let errors = errors.into_items();
    quote!(#stub #(#errors)*)
}

/// A struct that can be read has fields.
fn refuse_empty(item: &ItemStruct, errors: &mut Errors) {
    let name = &item.ident;
    errors.with_help(
        name,
        format_args!("`{name}` has no fields that a reply could be read into"),
        "a function whose reply does not matter returns `Result<()>`",
    );
}
