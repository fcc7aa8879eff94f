//! Finds `#[redis_script("x.lua", keys = 1)]` in the tokens of a Rust file, and the function that follows.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree, extra};
use redis_script_analysis::{Count, KeyCount, Param};
use syn::Lit;

use super::parameters::{self, is_punct, split_at_commas};

pub(super) const NAME: &str = "redis_script";

/// A function with the attribute.
pub(super) struct CallingFunction {
    /// The path of the script, as it is written.
    pub(super) path: String,
    /// `keys = ...`; `None` if it is not a number.
    pub(super) keys: Option<KeyCount>,
    /// The parameters after the connection.
    pub(super) params: Vec<Param>,
    /// The line of its name, from 1.
    pub(super) line: usize,
}

/// The functions of a file that call scripts, in their order; `None` if the text is not Rust.
pub(super) fn functions(text: &str) -> Option<Vec<CallingFunction>> {
    let tokens: Option<TokenStream> = text.parse().ok();
    let mut found = Vec::new();
    // A list of what is left to do, so that no nesting overflows the stack.
    let mut left: Vec<TokenStream> = tokens.iter().cloned().collect();
    while let Some(stream) = left.pop() {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        in_stream(&tokens, &mut found);
        left.extend(tokens.iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        }));
    }
    // Lines are kept for each file that is read in this thread.
    extra::invalidate_current_thread_spans();
    found.sort_by_key(|function| function.line);
    tokens.map(|_| found)
}

/// The functions of one level.
fn in_stream(tokens: &[TokenTree], found: &mut Vec<CallingFunction>) {
    let mut script = None;
    for (at, token) in tokens.iter().enumerate() {
        let after = tokens.get(at + 1..).unwrap_or_default();
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                if let Some(TokenTree::Group(content)) = after.first() {
                    script = script.or_else(|| script_of(content.stream()));
                }
            }
            TokenTree::Ident(ident) if ident == "fn" => {
                if let Some((path, keys)) = script.take() {
                    found.extend(function(path, keys, after));
                }
            }
            // Something else ends that has the attribute.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => script = None,
            TokenTree::Punct(punct) if punct.as_char() == ';' => script = None,
            _ => {}
        }
    }
}

/// What follows `fn`.
fn function(path: String, keys: Option<KeyCount>, after: &[TokenTree]) -> Option<CallingFunction> {
    let line = after.first()?.span().start().line;
    let mut outside = parameters::outside_of_angles(after);
    let inputs = outside.find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => Some(group),
        _ => None,
    })?;
    Some(CallingFunction {
        path,
        keys,
        params: parameters::after_connection(inputs.stream())?,
        line,
    })
}

/// The script of an attribute and its `keys`, also within `cfg_attr`.
fn script_of(content: TokenStream) -> Option<(String, Option<KeyCount>)> {
    let mut left = vec![content];
    while let Some(stream) = left.pop() {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        for pair in tokens.windows(2) {
            if let [TokenTree::Ident(name), TokenTree::Group(list)] = pair {
                if name == NAME {
                    return arguments(list);
                }
                if name == "cfg_attr" {
                    left.push(list.stream());
                }
            }
        }
    }
    None
}

/// `("x.lua", keys = 1)`
fn arguments(list: &Group) -> Option<(String, Option<KeyCount>)> {
    let tokens: Vec<TokenTree> = list.stream().into_iter().collect();
    let (mut path, mut keys) = (None, Some(KeyCount::Inferred));
    for argument in split_at_commas(&tokens) {
        match argument {
            [TokenTree::Literal(literal)] => {
                if let Lit::Str(text) = Lit::new(literal.clone()) {
                    path = path.or_else(|| Some(text.value()));
                }
            }
            [TokenTree::Ident(name), equals, value @ ..]
                if name == "keys" && is_punct(equals, '=') =>
            {
                keys = count(value).map(KeyCount::from);
            }
            _ => {}
        }
    }
    Some((path?, keys))
}

/// `1`, `1..`, `..`, `1..=3`; `None` if it is something else.
fn count(tokens: &[TokenTree]) -> Option<Count> {
    let mut text = String::new();
    for token in tokens {
        match token {
            TokenTree::Literal(literal) => match Lit::new(literal.clone()) {
                Lit::Int(number) => text += number.base10_digits(),
                _ => return None,
            },
            TokenTree::Punct(punct) => text.push(punct.as_char()),
            _ => return None,
        }
    }
    if text.starts_with("..") {
        text.insert(0, '0');
    }
    Count::parse(&text).ok()
}
