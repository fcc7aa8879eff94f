//! Lists and streams of tokens. To `collect` them costs each user much more code to compile, once for each type of iterator.

use proc_macro2::{Punct, Spacing, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

/// All items.
pub(crate) fn collected<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        list.push(item);
    }
    list
}

/// All tokens, one stream after the other.
pub(crate) fn joined<T: ToTokens>(parts: impl IntoIterator<Item = T>) -> TokenStream {
    let mut all = TokenStream::new();
    for part in parts {
        part.to_tokens(&mut all);
    }
    all
}

/// All tokens with commas between them.
pub(crate) fn listed<T: ToTokens>(parts: impl IntoIterator<Item = T>) -> TokenStream {
    let mut all = TokenStream::new();
    for part in parts {
        if !all.is_empty() {
            all.append(Punct::new(',', Spacing::Alone));
        }
        part.to_tokens(&mut all);
    }
    all
}
