//! A trait of commands, its implementation for every connection, and the companion types.

use proc_macro2::TokenStream;
use syn::{ReturnType, Token, Type};

use super::items::companion;
use super::{FunctionTokens, body};
use crate::args::ScriptArgs;
use crate::attributes;
use crate::commands::CommandTrait;
use crate::declaration::Declaration;
use crate::errors::Errors;
use crate::lists::joined;
use crate::signature::Signature;
use crate::template::code;

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
    let extra_items = joined(methods.iter().map(|(declaration, args, parts)| {
        let companion = companion(declaration, args, parts);
        let extra_items = &parts.extra_items;
        code!(companion, extra_items => #companion #extra_items)
    }));
    let cfgs = attributes::cfgs(&commands.attrs);
    let errors = errors.into_items(&cfgs);
    code!(declared, implemented, extra_items, errors => #declared #implemented #extra_items #errors)
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
    let others = joined(others);
    let colon = (!supertraits.is_empty()).then(<Token![:]>::default);
    let methods = joined(methods.iter().map(|(declaration, _, parts)| {
        let attrs = attributes::for_declaration(&declaration.attrs);
        let docs = &parts.docs;
        let sig = signature(declaration, private);
        code!(attrs, docs, sig => #attrs #docs #sig;)
    }));
    code! {attrs, vis, ident, colon, supertraits, methods, others =>
        #attrs
        #vis trait #ident #colon #supertraits {
            #methods
            #others
        }
    }
}

/// For every connection that can run the methods, unsized ones included.
fn implemented(commands: &CommandTrait, private: &TokenStream, methods: &[Method]) -> TokenStream {
    let ident = &commands.ident;
    let more = joined(
        commands
            .supertraits
            .iter()
            .map(|bound| code!(bound => + #bound)),
    );
    let attrs = attributes::for_block(&commands.attrs);
    let bound = match commands.is_async {
        Some(true) => {
            code!(private => + #private::redis::aio::ConnectionLike + #private::core::marker::Send)
        }
        Some(false) => code!(private => + #private::redis::ConnectionLike),
        None => TokenStream::new(),
    };
    let methods = joined(methods.iter().map(|(declaration, _, parts)| {
        let attrs = attributes::for_implementation(&declaration.attrs);
        let sig = signature(declaration, private);
        let body = &parts.function;
        code!(attrs, sig, body => #attrs #sig { #body })
    }));
    code! {attrs, ident, bound, more, methods =>
        #attrs
        #[allow(clippy::all, clippy::pedantic, clippy::nursery)]
        impl<__Connection> #ident for __Connection
        where
            __Connection: ?Sized #bound #more,
        {
            #methods
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
    let future = code! {private, reply =>
        impl #private::core::future::Future<Output = #reply> + #private::core::marker::Send
    };
    sig.output = ReturnType::Type(<Token![->]>::default(), Box::new(Type::Verbatim(future)));
    sig
}
