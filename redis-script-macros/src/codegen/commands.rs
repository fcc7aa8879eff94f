//! A trait of commands, its implementation for every connection, and the companion types.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ReturnType, Token, Type};

use super::items::companion;
use super::{FunctionTokens, body};
use crate::args::ScriptArgs;
use crate::attributes;
use crate::commands::CommandTrait;
use crate::declaration::Declaration;
use crate::errors::Errors;
use crate::signature::Signature;

/// A method, the options of its attribute, and the tokens for its script.
type Method = (Declaration, ScriptArgs, FunctionTokens);

/// First the trait in the user's own tokens, then its implementation and the companion types.
pub(crate) fn commands(
    commands: &CommandTrait,
    private: &TokenStream,
    mut methods: Vec<Method>,
    errors: Errors,
) -> TokenStream {
    if commands.is_async.is_none() {
        replace_bodies(&mut methods);
    }
    let declared = declared(commands, private, &methods);
    let implemented = implemented(commands, private, &methods);
    let extra_items = methods.iter().map(|(declaration, args, parts)| {
        let companion = companion(declaration, args, parts);
        let extra_items = &parts.extra_items;
        quote!(#companion #extra_items)
    });
    let cfgs = attributes::cfgs(&commands.attrs);
    let errors = errors.into_items(&cfgs);
    quote!(#declared #implemented #(#extra_items)* #errors)
}

/// If async and blocking methods are mixed, no connection can run them all.
fn replace_bodies(methods: &mut [Method]) {
    for (declaration, args, parts) in methods {
        parts.function = body::function_that_panics(declaration, &args.private());
    }
}

fn declared(commands: &CommandTrait, private: &TokenStream, methods: &[Method]) -> TokenStream {
    let CommandTrait {
        attrs,
        vis,
        ident,
        supertraits,
        others,
        ..
    } = commands;
    let attrs = attributes::for_trait(attrs);
    let colon = (!supertraits.is_empty()).then(<Token![:]>::default);
    let methods = methods.iter().map(|(declaration, _, parts)| {
        let attrs = attributes::for_declaration(&declaration.attrs);
        let docs = &parts.docs;
        let sig = signature(declaration, private);
        quote!(#(#attrs)* #docs #sig;)
    });
    quote! {
        #(#attrs)*
        #vis trait #ident #colon #supertraits {
            #(#methods)*
            #(#others)*
        }
    }
}

/// For every connection that can run the methods, unsized ones included.
fn implemented(commands: &CommandTrait, private: &TokenStream, methods: &[Method]) -> TokenStream {
    let ident = &commands.ident;
    let more = commands.supertraits.iter();
    let attrs = attributes::for_block(&commands.attrs);
    let bound = match commands.is_async {
        Some(true) => quote!(+ #private::redis::aio::ConnectionLike + #private::core::marker::Send),
        Some(false) => quote!(+ #private::redis::ConnectionLike),
        None => TokenStream::new(),
    };
    let methods = methods.iter().map(|(declaration, _, parts)| {
        let attrs = attributes::for_implementation(&declaration.attrs);
        let sig = signature(declaration, private);
        let body = &parts.function;
        quote_spanned!(Span::mixed_site()=> #(#attrs)* #sig { #body })
    });
    quote_spanned! {Span::mixed_site()=>
        #(#attrs)*
        #[allow(clippy::all, clippy::pedantic, clippy::nursery)]
        impl<__Connection> #ident for __Connection
        where
            __Connection: ?Sized #bound #(+ #more)*,
        {
            #(#methods)*
        }
    }
}

/// An async method returns a future that is `Send`, which `async fn` in a trait would not promise.
fn signature(declaration: &Declaration, private: &TokenStream) -> Signature {
    let mut sig = declaration.sig.clone();
    if sig.asyncness.take().is_none() {
        return sig;
    }
    let reply = &declaration.reply;
    let future = quote_spanned! {Span::mixed_site()=>
        impl #private::core::future::Future<Output = #reply> + #private::core::marker::Send
    };
    sig.output = ReturnType::Type(<Token![->]>::default(), Box::new(Type::Verbatim(future)));
    sig
}
