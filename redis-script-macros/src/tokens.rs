//! Streams of tokens.

use proc_macro2::TokenStream;
use quote::ToTokens as _;

/// All of them, one after the other. To `collect` them costs each user much more code to compile, once for each type of iterator.
pub(crate) fn joined(parts: impl IntoIterator<Item = TokenStream>) -> TokenStream {
    let mut all = TokenStream::new();
    for part in parts {
        part.to_tokens(&mut all);
    }
    all
}
