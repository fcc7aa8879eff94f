//! The attribute macro of redis-script.

mod expand;

mod args;
mod declaration;
mod script_file;

mod errors;
mod report;

mod codegen;
mod docs;
mod fallback;

#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::script_file::Origin;

/// Compiles a Lua script into a typed function.
#[proc_macro_attribute]
pub fn redis_script(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let origin = Origin::of_this_build(&|span| span.unwrap().local_file());
    expand::expand(attribute.into(), item.into(), &origin).into()
}
