//! The parameters of a function.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Lifetime, Token, Type};

/// `self` or a parameter with a type.
#[derive(Clone)]
pub(crate) enum Input {
    /// `self`, `&mut self`, `self: Type`
    Receiver(Receiver),
    /// `name: Type`
    Typed(Typed),
}

/// The `self` of a method.
#[derive(Clone)]
pub(crate) struct Receiver {
    attrs: Vec<Attribute>,
    /// With its lifetime.
    pub(crate) reference: Option<(Token![&], Option<Lifetime>)>,
    pub(crate) mutability: Option<Token![mut]>,
    pub(crate) self_token: Token![self],
    /// The type, if it is written.
    pub(crate) ty: Option<(Token![:], Type)>,
}

/// A parameter with a type.
#[derive(Clone)]
pub(crate) struct Typed {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) pattern: Pattern,
    pub(crate) colon: Token![:],
    pub(crate) ty: Type,
}

/// What is left of the colon.
#[derive(Clone)]
pub(crate) enum Pattern {
    /// `name` or `mut name`
    Name(Option<Token![mut]>, Ident),
    /// Anything else: `_`, `(a, b)`, `ref name`.
    Other(TokenStream),
}

/// What is between the parentheses, with the dots of a C-variadic function.
pub(super) fn parse(
    input: ParseStream,
) -> syn::Result<(Punctuated<Input, Token![,]>, Option<Token![...]>)> {
    let mut inputs = Punctuated::new();
    let mut variadic = None;
    while !input.is_empty() {
        match one(input)? {
            Ok(one) => inputs.push_value(one),
            Err(dots) => variadic = Some(dots),
        }
        if !input.is_empty() {
            let comma = input.parse()?;
            if variadic.is_none() {
                inputs.push_punct(comma);
            }
        }
    }
    Ok((inputs, variadic))
}

/// A parameter, or the `...` or `name: ...` of a C-variadic function.
fn one(input: ParseStream) -> syn::Result<Result<Input, Token![...]>> {
    let attrs = input.call(Attribute::parse_outer)?;
    if is_receiver(input) {
        return Ok(Ok(Input::Receiver(Receiver::parse(attrs, input)?)));
    }
    if input.peek(Token![...]) {
        return input.parse().map(Err);
    }
    let pattern = input.parse()?;
    let colon = input.parse()?;
    if input.peek(Token![...]) {
        return input.parse().map(Err);
    }
    Ok(Ok(Input::Typed(Typed {
        attrs,
        pattern,
        colon,
        ty: input.parse()?,
    })))
}

impl Parse for Input {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        one(input)?.map_err(|dots| syn::Error::new_spanned(dots, "expected a parameter"))
    }
}

fn is_receiver(input: ParseStream) -> bool {
    let ahead = input.fork();
    if ahead.peek(Token![&]) {
        let _ = ahead.parse::<Token![&]>();
        let _ = ahead.parse::<Option<Lifetime>>();
    }
    let _ = ahead.parse::<Option<Token![mut]>>();
    ahead.peek(Token![self]) && !ahead.peek2(Token![::])
}

impl Receiver {
    fn parse(attrs: Vec<Attribute>, input: ParseStream) -> syn::Result<Self> {
        let reference = match input.parse()? {
            Some(reference) => Some((reference, input.parse()?)),
            None => None,
        };
        let mutability = input.parse()?;
        let self_token = input.parse()?;
        let ty = match input.parse()? {
            Some(colon) => Some((colon, input.parse()?)),
            None => None,
        };
        Ok(Self {
            attrs,
            reference,
            mutability,
            self_token,
            ty,
        })
    }
}

impl Parse for Pattern {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let ahead = input.fork();
        let named = ahead
            .parse()
            .and_then(|mutability| Ok(Self::Name(mutability, ahead.parse()?)));
        if named.is_ok() && is_colon(&ahead) {
            let mutability = input.parse()?;
            return Ok(Self::Name(mutability, input.parse()?));
        }
        if named.is_ok() && ahead.peek(Ident) {
            return Err(ahead.error("expected `:`"));
        }
        let mut pattern = TokenStream::new();
        while !is_colon(input) {
            if input.is_empty() || input.peek(Token![,]) {
                return Err(input.error("expected `:`"));
            }
            if input.peek(Token![::]) {
                input.parse::<Token![::]>()?.to_tokens(&mut pattern);
            } else {
                input.parse::<TokenTree>()?.to_tokens(&mut pattern);
            }
        }
        match named {
            // A keyword.
            Err(error) if is_word(&pattern) => Err(error),
            _ => Ok(Self::Other(pattern)),
        }
    }
}

fn is_colon(input: ParseStream) -> bool {
    input.peek(Token![:]) && !input.peek(Token![::])
}

/// Whether a pattern is a single identifier; `_` is one for proc-macro2.
fn is_word(pattern: &TokenStream) -> bool {
    let mut tokens = pattern.clone().into_iter();
    let first = tokens.next();
    matches!(first, Some(TokenTree::Ident(ident)) if ident != "_") && tokens.next().is_none()
}

impl ToTokens for Input {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Receiver(receiver) => receiver.to_tokens(tokens),
            Self::Typed(typed) => typed.to_tokens(tokens),
        }
    }
}

impl ToTokens for Receiver {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.attrs);
        if let Some((reference, lifetime)) = &self.reference {
            reference.to_tokens(tokens);
            lifetime.to_tokens(tokens);
        }
        self.mutability.to_tokens(tokens);
        self.self_token.to_tokens(tokens);
        if let Some((colon, ty)) = &self.ty {
            colon.to_tokens(tokens);
            ty.to_tokens(tokens);
        }
    }
}

impl ToTokens for Typed {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.attrs);
        self.pattern.to_tokens(tokens);
        self.colon.to_tokens(tokens);
        self.ty.to_tokens(tokens);
    }
}

impl ToTokens for Pattern {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Name(mutability, name) => {
                mutability.to_tokens(tokens);
                name.to_tokens(tokens);
            }
            Self::Other(pattern) => pattern.to_tokens(tokens),
        }
    }
}
