//! `#[derive(FromReply)]`: from a struct to the code that reads a reply into it.

mod fields;
mod options;
mod rename;
mod tokens;

use proc_macro2::TokenStream;
use redis_script_analysis::fill;

use self::options::StructOptions;
use crate::derive::{Derive, ItemStruct};
use crate::errors::Errors;
use crate::script_file::Origin;

const FROM_REPLY: Derive = Derive {
    name: "FromReply",
    otherwise: "implement `redis::FromRedisValue` by hand: only you know which reply is which variant",
    stub: |name, generics| tokens::stub(name, generics, &StructOptions::default()),
};

/// The whole of the derive, apart from the compiler.
pub(crate) fn expand(item: TokenStream, origin: &Origin) -> TokenStream {
    let item = match FROM_REPLY.read(item) {
        Ok(item) => item,
        Err(refused) => return refused,
    };
    let mut errors = Errors::default();
    let mut options = StructOptions::of(&item, &mut errors);
    options.find_facade(origin, &mut errors);
    let fields = fields::of(&item, &options, &mut errors);
    if errors.is_empty() {
        tokens::implementations(&item, &options, &fields)
    } else {
        let stub = tokens::stub(&item.ident, &item.generics, &options);
        errors.after(&stub)
    }
}

/// A struct that can be read has fields.
fn refuse_empty(item: &ItemStruct, errors: &mut Errors) {
    let name = &item.ident;
    errors.with_help(
        name,
        fill!(
            "`{name}` has no fields that a reply could be read into",
            name
        ),
        "a function whose reply does not matter returns `Result<()>`",
    );
}
