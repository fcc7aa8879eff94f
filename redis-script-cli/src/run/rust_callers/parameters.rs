//! The parameters of a function, from its tokens.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use redis_script_analysis::Param;
use syn::ext::IdentExt as _;

use super::types;

/// The parameters of a function after its connection, which is the first one or `self`; `None` if one has no name.
pub(super) fn after_connection(inputs: TokenStream) -> Option<Vec<Param>> {
    let tokens: Vec<TokenTree> = inputs.into_iter().collect();
    let inputs = split_at_commas(&tokens);
    let params = inputs.iter().skip(1);
    params.map(|input| parameter(input)).collect()
}

/// `mut name: Type`, perhaps with attributes.
fn parameter(mut tokens: &[TokenTree]) -> Option<Param> {
    loop {
        match tokens {
            [hash, TokenTree::Group(_), rest @ ..] if is_punct(hash, '#') => tokens = rest,
            [TokenTree::Ident(ident), rest @ ..] if ident == "mut" => tokens = rest,
            [TokenTree::Ident(name), colon, ty @ ..] if is_punct(colon, ':') => {
                let (passes, types) = types::passed(ty);
                return Some(Param {
                    name: name.unraw().to_string(),
                    passes,
                    types,
                });
            }
            _ => return None,
        }
    }
}

/// What stands between commas that are in no brackets.
pub(super) fn split_at_commas(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut parts = Vec::new();
    let (mut angles, mut start) = (Angles::default(), 0);
    for (at, token) in tokens.iter().enumerate() {
        if angles.are_open_at(token) || !is_punct(token, ',') {
            continue;
        }
        parts.extend(tokens.get(start..at));
        start = at + 1;
    }
    parts.extend(tokens.get(start..));
    parts.retain(|part| !part.is_empty());
    parts
}

/// The tokens that are not between `<` and `>`.
pub(super) fn outside_of_angles(tokens: &[TokenTree]) -> impl Iterator<Item = &TokenTree> {
    let mut angles = Angles::default();
    tokens
        .iter()
        .filter(move |token| !angles.are_open_at(token))
}

/// Whether a token is this character.
pub(super) fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

/// The one group of tokens that are nothing else.
pub(super) fn group(tokens: &[TokenTree], delimiter: Delimiter) -> Option<Vec<TokenTree>> {
    match tokens {
        [TokenTree::Group(group)] if group.delimiter() == delimiter => {
            Some(group.stream().into_iter().collect())
        }
        _ => None,
    }
}

/// Counts `<` and `>`.
#[derive(Default)]
struct Angles {
    open: usize,
    /// Whether the token before is the `-` of `->` or the `=` of `=>`.
    is_arrow: bool,
}

impl Angles {
    /// Whether a token, the next one, is between them.
    fn are_open_at(&mut self, token: &TokenTree) -> bool {
        let was_open = self.open > 0;
        let is_arrow = std::mem::take(&mut self.is_arrow);
        if let TokenTree::Punct(punct) = token {
            match punct.as_char() {
                '<' => self.open += 1,
                '>' if !is_arrow => self.open = self.open.saturating_sub(1),
                '-' | '=' => self.is_arrow = true,
                _ => {}
            }
        }
        was_open
    }
}
