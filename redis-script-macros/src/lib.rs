//! The attribute macro of redis-script.

use proc_macro::TokenStream;

/// Compiles a Lua script into a typed function.
#[proc_macro_attribute]
pub fn redis_script(_attribute: TokenStream, item: TokenStream) -> TokenStream {
    item
}
