//! The errors of one expansion: collected first, emitted all at once.

use std::fmt::Display;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// The errors that the user has to fix.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// An error that underlines `tokens`.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.0.push(syn::Error::new_spanned(tokens, message));
    }

    /// An error together with its remedy.
    pub(crate) fn with_help(
        &mut self,
        tokens: impl ToTokens,
        message: impl Display,
        help: impl Display,
    ) {
        self.at(tokens, format_args!("{message}\n  = help: {help}"));
    }

    /// An error with the name that was probably meant.
    pub(crate) fn did_you_mean(
        &mut self,
        tokens: impl ToTokens,
        message: impl Display,
        near: Option<&str>,
    ) {
        match near {
            Some(near) => self.with_help(tokens, message, format_args!("did you mean `{near}`?")),
            None => self.at(tokens, message),
        }
    }

    /// An error of syn.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.0.push(if is_unread_expression(&error) {
            syn::Error::new(
                error.span(),
                "an expression in a type that the macro does not read\n  = help: name its value and use the name: `const LENGTH: usize = ...;`",
            )
        } else {
            error
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One `compile_error!` for each.
    pub(crate) fn into_items(self) -> impl Iterator<Item = TokenStream> {
        // A `syn::Error` may itself hold several.
        self.0
            .into_iter()
            .flatten()
            .map(|error| error.to_compile_error())
    }
}

/// Whether syn stopped at an expression. Without its feature `full`, which costs each user a second of compilation, it reads only
/// those without statements and branches.
pub(crate) fn is_unread_expression(error: &syn::Error) -> bool {
    error.to_string().starts_with("unsupported expression")
}
