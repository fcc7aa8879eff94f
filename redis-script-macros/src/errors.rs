//! The errors of one expansion: collected first, emitted all at once.

use std::fmt::Display;

use proc_macro2::TokenStream;
use quote::ToTokens;
use redis_script_analysis::fill;

use crate::template::code;

/// The errors that the user has to fix.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// An error that underlines `tokens`.
    pub(crate) fn at(&mut self, tokens: &dyn ToTokens, message: impl Display) {
        self.put(tokens, &message, None);
    }

    /// An error together with its remedy.
    pub(crate) fn with_help(
        &mut self,
        tokens: &dyn ToTokens,
        message: impl Display,
        help: impl Display,
    ) {
        self.put(tokens, &message, Some(&help));
    }

    /// An error with the name that was probably meant.
    pub(crate) fn did_you_mean(
        &mut self,
        tokens: &dyn ToTokens,
        message: impl Display,
        near: Option<&str>,
    ) {
        match near {
            Some(near) => self.with_help(tokens, message, fill!("did you mean `{near}`?", near)),
            None => self.at(tokens, message),
        }
    }

    fn put(&mut self, tokens: &dyn ToTokens, message: &dyn Display, help: Option<&dyn Display>) {
        let tokens = tokens.to_token_stream();
        self.0.push(match help {
            Some(help) => {
                syn::Error::new_spanned(tokens, fill!("{message}\n  = help: {help}", message, help))
            }
            None => syn::Error::new_spanned(tokens, message),
        });
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

    /// One `compile_error!` for each, under these attributes.
    pub(crate) fn into_items(self, cfgs: &TokenStream) -> TokenStream {
        let mut items = TokenStream::new();
        for error in self.0 {
            // A `syn::Error` may itself hold several.
            for one in error {
                cfgs.to_tokens(&mut items);
                one.to_compile_error().to_tokens(&mut items);
            }
        }
        items
    }

    /// An item and the errors after it.
    pub(crate) fn after(self, item: &TokenStream) -> TokenStream {
        let errors = self.into_items(&TokenStream::new());
        code!(item, errors => #item #errors)
    }
}

/// Whether syn stopped at an expression. Without its feature `full`, which costs each user a second of compilation, it reads only
/// those without statements and branches.
pub(crate) fn is_unread_expression(error: &syn::Error) -> bool {
    error.to_string().starts_with("unsupported expression")
}
