//! Where what the user wrote begins and ends.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Path, PathArguments, Type};

/// Something with a first and a last token.
pub(crate) trait Ends {
    /// The spans of the first and of the last token.
    fn ends(&self) -> (Span, Span);
}

impl Ends for TokenStream {
    fn ends(&self) -> (Span, Span) {
        let mut tokens = self.clone().into_iter();
        let first = tokens.next();
        let last = tokens.last().or_else(|| first.clone());
        (span(first), span(last))
    }
}

impl Ends for Type {
    /// Paths and references, which most types are, need no tokens to be made for that.
    fn ends(&self) -> (Span, Span) {
        let ends = match self {
            Self::Path(ty) if ty.qself.is_none() => ends_of_path(&ty.path),
            Self::Reference(ty) => Some((ty.and_token.span, ty.elem.ends().1)),
            _ => None,
        };
        ends.unwrap_or_else(|| self.to_token_stream().ends())
    }
}

fn ends_of_path(path: &Path) -> Option<(Span, Span)> {
    let (first, last) = (path.segments.first()?, path.segments.last()?);
    let end = match &last.arguments {
        PathArguments::None => last.ident.span(),
        PathArguments::AngleBracketed(arguments) => arguments.gt_token.span,
        PathArguments::Parenthesized(_) => return None,
    };
    path.leading_colon
        .is_none()
        .then(|| (first.ident.span(), end))
}

fn span(token: Option<TokenTree>) -> Span {
    token.map_or_else(Span::call_site, |token| token.span())
}
