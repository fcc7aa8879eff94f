//! The statements of the function and of `call`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use redis_script_analysis::Layout;
use redis_script_analysis::contract::types::IntegerType;
use syn::Type;

use super::{first_and_last_span, generics};
use crate::args::ScriptArgs;
use crate::declaration::{Connection, Declaration, Parameter};
use crate::report::Warning;

/// Prepares the call, sends it and converts the reply.
///
/// Each statement has the span of the type that can be wrong in it: the connection's or the return type.
pub(super) fn function(
    declaration: &Declaration,
    args: &ScriptArgs,
    notices: &[Warning],
) -> TokenStream {
    let (Some(mut name), Some(connection)) = (declaration.companion(), &declaration.connection)
    else {
        return TokenStream::new();
    };
    let warnings = warnings(notices);
    let turbofish = generics::of_call(declaration).turbofish;
    let entries = declaration.params.iter().map(|param| &param.ident);
    let (start, end) = first_and_last_span(&declaration.reply);
    name.set_span(start);
    let prepare = quote_spanned!(end=> call #turbofish (#(#entries),*));
    let send = send(declaration, connection, args);
    let private = args.private();
    let result = result(declaration, args);
    let rest = quote_spanned! {Span::mixed_site()=>
        #[allow(clippy::used_underscore_binding)]
        let reply = #send;
        #private::recycle(call);
        #result
    };
    let rest = future(declaration, rest);
    quote_spanned! {Span::mixed_site()=>
        #warnings
        #[allow(clippy::used_underscore_binding)]
        let call = #name::#prepare;
        #rest
    }
}

/// The reply as what the function returns. All tokens have the span of the return type, which may not be a `Result` or may have an
/// error that an error of a script does not convert to.
fn result(declaration: &Declaration, args: &ScriptArgs) -> TokenStream {
    let reply = &declaration.reply;
    let (start, end) = first_and_last_span(reply);
    let private = args.private_at(start);
    let new = quote_spanned!(end=> >::new());
    quote_spanned!(start=> #private::FunctionResult::<#reply #new.of_call(reply))
}

/// The statements after the call is prepared. An async command returns them as a future, which therefore holds none of the
/// arguments and is `Send` even if they are not.
fn future(declaration: &Declaration, statements: TokenStream) -> TokenStream {
    if declaration.is_command && declaration.sig.asyncness.is_some() {
        quote_spanned!(Span::mixed_site()=> async move { #statements })
    } else {
        statements
    }
}

/// All tokens have one span; otherwise the compiler would report a wrong connection once per span.
fn send(declaration: &Declaration, connection: &Connection, args: &ScriptArgs) -> TokenStream {
    let span = connection.span();
    let private = args.private_at(span);
    let mut ident = connection.ident.clone();
    ident.set_span(ident.span().located_at(span));
    let con = if connection.by_value {
        quote_spanned!(span=> &mut #ident)
    } else {
        quote_spanned!(span=> &mut *#ident)
    };
    if declaration.sig.asyncness.is_some() {
        quote_spanned!(span=> #private::Dispatch::new(#con).invoke_async(&call).await)
    } else {
        quote_spanned!(span=> #private::Call::invoke(&call, #con))
    }
}

/// Measures the entries, then writes them.
pub(super) fn call(declaration: &Declaration, layout: Layout, args: &ScriptArgs) -> TokenStream {
    let params = &declaration.params;
    let mixed = Span::mixed_site();
    let size = Ident::new("size", mixed);
    let call = Ident::new("call", mixed);
    let measure = params.iter().map(|param| {
        let one = if is_integer(param) {
            "integer"
        } else {
            "entry"
        };
        entry(&size, one, param)
    });
    let write = params.iter().map(|param| entry(&call, "entry", param));
    let numkeys = numkeys(params, layout);
    let private = args.private();
    // The compiler reports a type that is not a reply here.
    let (start, end) = first_and_last_span(&declaration.reply);
    let begin = args.private_at(start);
    let start = quote_spanned!(end=> start(#size, &Self::SCRIPT, #numkeys));
    quote_spanned! {mixed=>
        let mut #size = #private::Size::new();
        #(#measure)*
        let mut #call = #begin::Size::#start;
        #(#write)*
        #call.finish()
    }
}

/// The argument has the span of the parameter's type, which is what an unsatisfied bound is about.
fn entry(writer: &Ident, one: &str, param: &Parameter) -> TokenStream {
    let (start, end) = first_and_last_span(&param.ty);
    let mut ident = param.ident.clone();
    // Both have the hygiene of the user's own token; otherwise the compiler would not join them.
    let start = ident.span().located_at(start);
    ident.set_span(ident.span().located_at(end));
    let (method, argument) = if param.slice {
        ("entries", quote_spanned!(start=> &*#ident))
    } else {
        (one, quote_spanned!(start=> &#ident))
    };
    let method = Ident::new(method, Span::mixed_site());
    quote_spanned!(Span::mixed_site()=> #writer.#method(#argument);)
}

/// Whether the type is an integer by its name, so that its digits can be counted without writing them.
fn is_integer(param: &Parameter) -> bool {
    let Type::Path(path) = &param.ty else {
        return false;
    };
    let name = path.path.get_ident().map(Ident::to_string);
    name.is_some_and(|name| IntegerType::named(&name).is_some())
}

fn numkeys(params: &[Parameter], layout: Layout) -> TokenStream {
    let fixed = layout.fixed_keys;
    let keys = params.get(fixed).filter(|_| layout.variadic_keys);
    let more = keys.map(|Parameter { ident, .. }| quote!(+ <[_]>::len(#ident)));
    quote_spanned!(Span::mixed_site()=> #fixed #more)
}

/// Statements at which the compiler warns: each uses a deprecated constant named after the lint.
pub(crate) fn warnings(warnings: &[Warning]) -> TokenStream {
    warnings.iter().map(warning).collect()
}

fn warning(warning: &Warning) -> TokenStream {
    let text = &warning.text;
    let (start, _) = first_and_last_span(&warning.tokens);
    let declared = Ident::new(warning.lint, Span::mixed_site());
    let used = Ident::new(warning.lint, start);
    quote_spanned! {Span::mixed_site()=>
        {
            #[deprecated(note = #text)]
            const #declared: () = ();
            #used
        }
    }
}

/// The statements of the function, for a script that was not checked.
pub(crate) fn function_that_panics(
    declaration: &Declaration,
    private: &TokenStream,
) -> TokenStream {
    let connection = declaration.connection.iter().map(|con| &con.ident);
    let entries = declaration.params.iter().map(|param| &param.ident);
    let mention = mention(connection.chain(entries));
    let panics = future(declaration, panics(private));
    quote!(#mention #panics)
}

/// The statements of `call`, for a script that was not checked.
pub(crate) fn call_that_panics(declaration: &Declaration, private: &TokenStream) -> TokenStream {
    let mention = mention(declaration.params.iter().map(|param| &param.ident));
    let panics = panics(private);
    quote!(#mention #panics)
}

/// Uses every parameter, so that none is reported as unused.
fn mention<'a>(idents: impl Iterator<Item = &'a Ident>) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> let _ = (#(&#idents,)*);)
}

fn panics(private: &TokenStream) -> TokenStream {
    quote_spanned! {Span::mixed_site()=>
        #private::core::unreachable!("this function's script was not checked")
    }
}
