//! What the attribute of a trait says: `#[commands(crate = ...)]`.

use proc_macro2::TokenStream;

use super::segment::{self, OptionValue, Segment};
use super::value;
use crate::errors::Errors;

/// The value of `crate`, the only option.
pub(crate) fn facade(attribute: TokenStream, errors: &mut Errors) -> Option<syn::Path> {
    let mut facade = None;
    for segment in segment::split(attribute, errors) {
        match segment {
            Segment::Option(name, OptionValue::Assigned(path))
                if name == "crate" && facade.is_none() =>
            {
                facade = value::path(&path, errors);
            }
            other => errors.with_help(
                &other,
                "a trait of commands has one option, `crate = path::to::redis_script`",
                "write the options of a script in the `#[redis_script(...)]` of its method",
            ),
        }
    }
    facade
}
