//! The statements of the function and of `call`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use redis_script_analysis::Layout;

use super::generics;
use crate::args::ScriptArgs;
use crate::declaration::{Connection, Declaration, Parameter};
use crate::report::Warning;

/// Prepares the call and sends it.
pub(super) fn function(
    declaration: &Declaration,
    args: &ScriptArgs,
    notices: &[Warning],
) -> TokenStream {
    let (Some(name), Some(connection)) = (declaration.companion(), &declaration.connection) else {
        return TokenStream::new();
    };
    let private = args.private();
    let warnings = warnings(notices);
    let turbofish = generics::of_call(declaration).turbofish;
    let entries = declaration.params.iter().map(|param| &param.ident);
    let connection = borrowed(connection);
    let (start, end) = ends(&declaration.reply);
    let invoke = match declaration.sig.asyncness {
        Some(_) => quote_spanned!(start=> invoke(#connection).await),
        None => quote_spanned!(start=> invoke_sync(#connection)),
    };
    let from = quote_spanned!(end=> from);
    let convert = quote_spanned!(start=> #private::core::convert::From::#from);
    quote_spanned! {Span::mixed_site()=>
        #warnings
        #name::call #turbofish (#(#entries),*).#invoke.map_err(#convert)
    }
}

fn borrowed(connection: &Connection) -> TokenStream {
    let ident = &connection.ident;
    if connection.by_value {
        quote_spanned!(Span::mixed_site()=> &mut #ident)
    } else {
        ident.to_token_stream()
    }
}

/// Measures the entries, then writes them.
pub(super) fn call(
    declaration: &Declaration,
    layout: Layout,
    private: &TokenStream,
) -> TokenStream {
    let params = &declaration.params;
    let mixed = Span::mixed_site();
    let size = Ident::new("size", mixed);
    let call = Ident::new("call", mixed);
    let measure = params.iter().map(|param| entry(&size, param));
    let write = params.iter().map(|param| entry(&call, param));
    let numkeys = numkeys(params, layout);
    quote_spanned! {mixed=>
        let mut #size = #private::Size::new();
        #(#measure)*
        let mut #call = #size.start(&Self::SCRIPT, #numkeys);
        #(#write)*
        #call.finish()
    }
}

/// The argument bears the place of the parameter's type, for that is what an unsatisfied bound is about.
fn entry(writer: &Ident, param: &Parameter) -> TokenStream {
    let (start, end) = ends(&param.ty);
    let mut ident = param.ident.clone();
    ident.set_span(ident.span().located_at(end));
    let (method, argument) = if param.slice {
        ("entries", quote_spanned!(start=> #ident))
    } else {
        ("entry", quote_spanned!(start=> &#ident))
    };
    let method = Ident::new(method, Span::mixed_site());
    quote_spanned!(Span::mixed_site()=> #writer.#method(#argument);)
}

fn numkeys(params: &[Parameter], layout: Layout) -> TokenStream {
    let fixed = layout.fixed_keys;
    match params.get(fixed).filter(|_| layout.variadic_keys) {
        Some(Parameter { ident, .. }) => {
            quote_spanned!(Span::mixed_site()=> #fixed + <[_]>::len(#ident))
        }
        None => quote_spanned!(Span::mixed_site()=> #fixed),
    }
}

/// Statements at which the compiler warns: each uses a deprecated constant that bears the lint's name.
pub(crate) fn warnings(warnings: &[Warning]) -> TokenStream {
    warnings.iter().map(warning).collect()
}

fn warning(warning: &Warning) -> TokenStream {
    let text = &warning.text;
    let (start, _) = ends(&warning.tokens);
    let declared = Ident::new(warning.lint, Span::mixed_site());
    let used = Ident::new(warning.lint, start);
    quote_spanned! {Span::mixed_site()=>
        {
            #[deprecated(note = #text)]
            #[allow(non_upper_case_globals)]
            const #declared: () = ();
            #used
        }
    }
}

/// Mentions every parameter, so that none is unused, and does nothing.
pub(crate) fn write_nothing(idents: &[&Ident], private: &TokenStream) -> TokenStream {
    quote_spanned! {Span::mixed_site()=>
        let _ = (#(&#idents,)*);
        #private::core::unreachable!("this function's script was not checked")
    }
}

/// The places of the first and the last token, for code that resolves names as the macro's own.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut tokens = tokens.to_token_stream().into_iter();
    let first = tokens.next();
    let last = tokens.last().or_else(|| first.clone());
    let place = |token: Option<TokenTree>| {
        let span = token.map_or_else(Span::call_site, |token| token.span());
        Span::mixed_site().located_at(span)
    };
    (place(first), place(last))
}
