//! The attribute's tokens, split at their commas.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _};

use super::{PATH_ALIASES, SOURCE_ALIASES, is_constant, ungroup};
use crate::errors::Errors;

/// The tokens between two commas.
pub(super) enum Segment {
    /// `"x.lua"`, or other tokens in its place.
    Path(Vec<TokenTree>),
    /// `name = ...` and the like.
    Option(Ident, OptionValue),
}

/// What follows the name of an option.
pub(super) enum OptionValue {
    /// Nothing, or neither of the following.
    None,
    /// `= ...`
    Assigned(Vec<TokenTree>),
    /// `(...)`
    List(Group),
}

impl Segment {
    /// Whether it gives the script.
    pub(super) fn is_script(&self) -> bool {
        match self {
            Self::Path(_) => true,
            Self::Option(name, _) => name == "lua",
        }
    }

    /// Whether it means to give the script, by an option that does not exist.
    pub(super) fn is_misnamed_script(&self) -> bool {
        match self {
            Self::Path(_) => false,
            Self::Option(name, value) => {
                let mut aliases = PATH_ALIASES.iter().chain(&SOURCE_ALIASES);
                is_constant(name, value) || aliases.any(|alias| name == alias)
            }
        }
    }

    /// Whether both are the same option.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Option(one, _), Self::Option(two, _)) if one == two)
    }
}

impl ToTokens for Segment {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Path(path) => tokens.append_all(path),
            Self::Option(name, _) => tokens.append(name.clone()),
        }
    }
}

/// The segments; an empty one between two commas is an error.
pub(super) fn split(attribute: TokenStream, errors: &mut Errors) -> Vec<Segment> {
    let tokens = ungroup(attribute);
    let mut segments = Vec::new();
    for part in tokens.split_inclusive(is_comma) {
        match part.split_last() {
            Some((comma, [])) if is_comma(comma) => {
                errors.at(comma, "expected an option before this comma");
            }
            Some((comma, part)) if is_comma(comma) => segments.push(segment(part)),
            _ => segments.push(segment(part)),
        }
    }
    segments
}

fn segment(tokens: &[TokenTree]) -> Segment {
    match tokens {
        [TokenTree::Ident(name)] => Segment::Option(name.clone(), OptionValue::None),
        [TokenTree::Ident(name), TokenTree::Punct(equals), value @ ..]
            if equals.as_char() == '=' =>
        {
            Segment::Option(name.clone(), OptionValue::Assigned(value.to_vec()))
        }
        [TokenTree::Ident(name), TokenTree::Group(list)] => {
            Segment::Option(name.clone(), OptionValue::List(list.clone()))
        }
        _ => Segment::Path(tokens.to_vec()),
    }
}

/// Whether a token separates two segments.
pub(crate) fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}
