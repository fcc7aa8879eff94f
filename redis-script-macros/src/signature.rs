//! Signatures of functions, as declarations have them.
//!
//! syn has them, too, but only with its feature `full`, which costs each user a second of compilation.

mod inputs;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Generics, LitStr, ReturnType, Token, parenthesized, token};

pub(crate) use self::inputs::{Input, Pattern, Receiver, Typed};

/// All between a function's visibility and its body.
#[derive(Clone)]
pub(crate) struct Signature {
    pub(crate) constness: Option<Token![const]>,
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) abi: Option<Abi>,
    pub(crate) fn_token: Token![fn],
    pub(crate) ident: Ident,
    /// With the `where` clause.
    pub(crate) generics: Generics,
    pub(crate) parentheses: token::Paren,
    pub(crate) inputs: Punctuated<Input, Token![,]>,
    /// The dots of a C-variadic function.
    pub(crate) variadic: Option<Token![...]>,
    pub(crate) output: ReturnType,
}

/// `extern "C"`
#[derive(Clone)]
pub(crate) struct Abi {
    keyword: Token![extern],
    name: Option<LitStr>,
}

impl Signature {
    /// The `self` of a method.
    pub(crate) fn receiver(&self) -> Option<&Receiver> {
        match self.inputs.first()? {
            Input::Receiver(receiver) => Some(receiver),
            Input::Typed(_) => None,
        }
    }
}

impl Parse for Signature {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let constness = input.parse()?;
        let asyncness = input.parse()?;
        let unsafety = input.parse()?;
        let abi = match input.parse()? {
            Some(keyword) => Some(Abi {
                keyword,
                name: input.parse()?,
            }),
            None => None,
        };
        let fn_token = input.parse()?;
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let content;
        let parentheses = parenthesized!(content in input);
        let (inputs, variadic) = inputs::parse(&content)?;
        let output = input.parse()?;
        generics.where_clause = input.parse()?;
        Ok(Self {
            constness,
            asyncness,
            unsafety,
            abi,
            fn_token,
            ident,
            generics,
            parentheses,
            inputs,
            variadic,
            output,
        })
    }
}

impl ToTokens for Signature {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.constness.to_tokens(tokens);
        self.asyncness.to_tokens(tokens);
        self.unsafety.to_tokens(tokens);
        self.abi.to_tokens(tokens);
        self.fn_token.to_tokens(tokens);
        self.ident.to_tokens(tokens);
        self.generics.to_tokens(tokens);
        self.parentheses.surround(tokens, |tokens| {
            self.inputs.to_tokens(tokens);
            self.variadic.to_tokens(tokens);
        });
        self.output.to_tokens(tokens);
        self.generics.where_clause.to_tokens(tokens);
    }
}

impl ToTokens for Abi {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.keyword.to_tokens(tokens);
        self.name.to_tokens(tokens);
    }
}
