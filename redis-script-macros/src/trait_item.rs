//! Traits, as far as those of commands are read.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Generics, Token, TypeParamBound, Visibility, braced, token};

use crate::signature::Signature;

/// A trait.
pub(crate) struct TraitItem {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) ident: Ident,
    /// With the `where` clause.
    pub(crate) generics: Generics,
    pub(crate) supertraits: Punctuated<TypeParamBound, Token![+]>,
    pub(crate) members: Vec<Member>,
}

/// What is declared in a trait.
pub(crate) enum Member {
    /// A function.
    Method(Box<TraitMethod>),
    /// A type, a constant, a macro.
    Other(TokenStream),
}

/// A function in a trait.
pub(crate) struct TraitMethod {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) sig: Signature,
    /// In braces.
    pub(crate) body: Option<Group>,
    pub(crate) semicolon: Option<Token![;]>,
}

impl Parse for TraitItem {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let unsafety = input.parse()?;
        input.parse::<Token![trait]>()?;
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let supertraits = match input.parse::<Option<Token![:]>>()? {
            Some(_) => bounds(input)?,
            None => Punctuated::new(),
        };
        generics.where_clause = input.parse()?;
        let content;
        braced!(content in input);
        let mut members = Vec::new();
        while !content.is_empty() {
            members.push(content.parse()?);
        }
        Ok(Self {
            attrs,
            vis,
            unsafety,
            ident,
            generics,
            supertraits,
            members,
        })
    }
}

fn bounds(input: ParseStream) -> syn::Result<Punctuated<TypeParamBound, Token![+]>> {
    let mut bounds = Punctuated::new();
    while !input.peek(Token![where]) && !input.peek(token::Brace) {
        bounds.push_value(input.parse()?);
        match input.parse()? {
            Some(plus) => bounds.push_punct(plus),
            None => break,
        }
    }
    Ok(bounds)
}

impl Parse for Member {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let other = |token: &TokenTree| match token {
            TokenTree::Ident(ident) => OTHERS.iter().any(|keyword| ident == keyword),
            TokenTree::Punct(punct) => punct.as_char() == '!',
            TokenTree::Group(_) | TokenTree::Literal(_) => false,
        };
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        // `const` may begin a function, too.
        let is_const = ahead.peek(Token![const]) && ahead.peek2(syn::Ident);
        let starts = [ahead.parse::<TokenTree>(), ahead.parse()];
        if is_const || starts.iter().flatten().any(other) {
            return rest(input).map(Self::Other);
        }
        TraitMethod::parse(input).map(Box::new).map(Self::Method)
    }
}

/// What begins a member that is not a function. `pub` is no part of a trait's method.
const OTHERS: [&str; 2] = ["type", "pub"];

/// Up to `;` or a body.
fn rest(input: ParseStream) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        tokens.append(token);
        if ends {
            break;
        }
    }
    Ok(tokens)
}

impl Parse for TraitMethod {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let sig = input.parse()?;
        let body = if input.peek(token::Brace) {
            Some(input.parse()?)
        } else {
            None
        };
        let semicolon = match &body {
            Some(_) => None,
            None => Some(input.parse()?),
        };
        Ok(Self {
            attrs,
            sig,
            body,
            semicolon,
        })
    }
}

impl ToTokens for TraitMethod {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.attrs);
        self.sig.to_tokens(tokens);
        self.body.to_tokens(tokens);
        self.semicolon.to_tokens(tokens);
    }
}
