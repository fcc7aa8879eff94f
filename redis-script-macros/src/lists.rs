//! Lists and streams of tokens. To `collect` them costs each user much more code to compile, once for each type of iterator.

use proc_macro2::TokenStream;
use quote::ToTokens as _;

/// All items.
pub(crate) fn collected<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        list.push(item);
    }
    list
}

/// All tokens, one stream after the other.
pub(crate) fn joined(parts: impl IntoIterator<Item = TokenStream>) -> TokenStream {
    let mut all = TokenStream::new();
    for part in parts {
        part.to_tokens(&mut all);
    }
    all
}
