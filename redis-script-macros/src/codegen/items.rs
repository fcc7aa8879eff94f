//! The function and its companion type, around their bodies.

use proc_macro2::{Ident, Span, TokenStream};
use redis_script_analysis::fill;
use syn::Type;

use super::{first_and_last_span, generics};
use crate::args::ScriptArgs;
use crate::declaration::Declaration;
use crate::lists::{joined, listed};
use crate::template::code;

/// The tokens that differ between a script without errors and a stub.
pub(crate) struct FunctionTokens {
    /// Documentation after the user's own.
    pub(crate) docs: TokenStream,
    /// The function's statements.
    pub(crate) function: TokenStream,
    /// The value of `SCRIPT`.
    pub(crate) script: TokenStream,
    /// Nothing, or what `SCRIPT` is made of.
    pub(crate) constants: TokenStream,
    /// The statements of `call`.
    pub(crate) call: TokenStream,
    /// Items after these: what makes the compiler track the files, or the errors.
    pub(crate) extra_items: TokenStream,
}

/// First the function in the user's own tokens, then the companion type.
pub(crate) fn function(
    declaration: &Declaration,
    args: &ScriptArgs,
    parts: &FunctionTokens,
) -> TokenStream {
    let Declaration {
        attrs, vis, sig, ..
    } = declaration;
    let FunctionTokens {
        docs,
        function,
        extra_items,
        ..
    } = parts;
    let attrs = joined(attrs);
    let companion = companion(declaration, args, parts);
    // With the span of the `;`: a function that ends in the macro's own tokens would never be reported as unused.
    let body = code!(declaration.end; function => { #function });
    code! {attrs, docs, vis, sig, body, companion, extra_items =>
        #attrs
        #docs
        #vis #sig #body
        #companion
        #extra_items
    }
}

/// The companion type, in the macro's own tokens, which the compiler's lints skip. Clippy would report the user's types in them a
/// second time, after the function.
///
/// Its name is the user's token. With `repr(C)`, such a type need not be in camel case; an `allow` would be an error in crates that
/// forbid the lint.
pub(super) fn companion(
    declaration: &Declaration,
    args: &ScriptArgs,
    parts: &FunctionTokens,
) -> Option<TokenStream> {
    let name = declaration.companion()?;
    let vis = &declaration.vis;
    let cfgs = &declaration.cfgs;
    let private = args.private();
    let FunctionTokens {
        script,
        constants,
        call,
        ..
    } = parts;
    let call_generics = generics::of_call(declaration);
    let (generics, clause) = (&call_generics.params, &call_generics.clause);
    let params = listed(declaration.params.iter().map(|param| {
        let (ident, ty) = (&param.ident, &param.ty);
        code!(ident, ty => #ident: #ty)
    }));
    // Editors go from these to the function.
    let at_name = Span::mixed_site().located_at(name.span());
    let (constant, function) = (Ident::new("SCRIPT", at_name), Ident::new("call", at_name));
    let prepared = prepared(&declaration.reply, args);
    let about_type = fill!("The script of `{}()`.", declaration.sig.ident);
    Some(
        code! {cfgs, about_type, vis, name, constant, private, script, constants, function, generics, params, prepared, clause, call =>
            #cfgs
            #[doc = #about_type]
            #[doc(hidden)]
            #[repr(C)]
            #vis struct #name {}

            #cfgs
            #[allow(clippy::all, clippy::pedantic, clippy::nursery)]
            impl #name {
                /// Name, source and SHA1 of the script.
                #vis const #constant: #private::Script = #script;

                #constants

                /// Prepares a call, without sending it.
                #vis fn #function #generics (
                    #params
                ) -> #prepared #clause {
                    #call
                }
            }
        },
    )
}

/// `Call<...>` of what the reply is converted to, with the span of the return type, which may turn out not to be a `Result`.
fn prepared(reply: &Type, args: &ScriptArgs) -> TokenStream {
    let (start, end) = first_and_last_span(reply);
    let private = args.private_at(start);
    let value = code!(end; => >::Value>);
    code!(start; private, reply, value => #private::Call< <#reply as #private::ReturnType #value)
}
