//! The function and the type beside it, around whatever their bodies are.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token, Type};

use super::{ends, generics};
use crate::args::ScriptArgs;
use crate::declaration::Declaration;

/// What differs between a script that is good and one that is not.
pub(crate) struct Parts {
    /// Documentation behind the user's own.
    pub(crate) docs: TokenStream,
    /// The function's statements.
    pub(crate) function: TokenStream,
    /// The value of `SCRIPT`.
    pub(crate) script: TokenStream,
    /// The statements of `call`.
    pub(crate) call: TokenStream,
}

/// The function, in front and in the user's own tokens, then the type.
pub(crate) fn items(declaration: &Declaration, args: &ScriptArgs, parts: &Parts) -> TokenStream {
    let Declaration {
        attrs, vis, sig, ..
    } = declaration;
    let Parts { docs, function, .. } = parts;
    let companion = companion(declaration, args, parts);
    // In the place of the `;`: a function that ends in the macro's own tokens would never be reported as unused.
    let body = quote_spanned!(declaration.end=> { #function });
    quote! {
        #(#attrs)*
        #docs
        #vis #sig #body
        #companion
    }
}

/// The type, in the macro's own tokens: the compiler's lints pass over them. Clippy's look at the user's types among them,
/// on which they have had their say at the function.
fn companion(declaration: &Declaration, args: &ScriptArgs, parts: &Parts) -> Option<TokenStream> {
    let name = declaration.companion()?;
    let vis = &declaration.vis;
    let cfgs = cfgs(&declaration.attrs);
    let private = args.private();
    let Parts { script, call, .. } = parts;
    let kept = generics::of_call(declaration);
    let (generics, clause) = (&kept.params, &kept.clause);
    let params = declaration.params.iter().map(|param| {
        let (ident, ty) = (&param.ident, &param.ty);
        quote!(#ident: #ty)
    });
    let prepared = prepared(&declaration.reply, args);
    let about_type = format!("The script of `{}()`.", declaration.sig.ident);
    Some(quote_spanned! {Span::mixed_site()=>
        #(#cfgs)*
        #[doc = #about_type]
        #[doc(hidden)]
        #vis enum #name {}

        #(#cfgs)*
        #[allow(clippy::all, clippy::pedantic, clippy::nursery)]
        impl #name {
            /// Name, text and SHA1 of the script.
            #vis const SCRIPT: #private::Script = #script;

            /// Prepares a call, without sending it.
            #vis fn call #generics (
                #(#params),*
            ) -> #prepared #clause {
                #call
            }
        }
    })
}

/// `Call<...>` of what the reply is converted to, in the place of the return type, which may turn out to be no `Result`.
fn prepared(reply: &Type, args: &ScriptArgs) -> TokenStream {
    let (start, end) = ends(reply);
    let private = args.private_at(start);
    let value = quote_spanned!(end=> >::Value>);
    quote_spanned!(start=> #private::Call< <#reply as #private::ReturnType #value)
}

/// The attributes that decide whether the function exists.
pub(crate) fn cfgs(attrs: &[Attribute]) -> Vec<TokenStream> {
    attrs
        .iter()
        .filter_map(|attr| cfg_part(&attr.meta))
        .map(|meta| quote!(#[#meta]))
        .collect()
}

/// `cfg(...)`, and of `cfg_attr(...)` the attributes that are themselves of these two kinds.
fn cfg_part(meta: &Meta) -> Option<TokenStream> {
    if meta.path().is_ident("cfg") {
        return Some(meta.to_token_stream());
    }
    let list = meta.require_list().ok()?;
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let metas = list
        .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
        .ok()?;
    let mut metas = metas.iter();
    let condition = metas.next()?;
    let parts: Vec<TokenStream> = metas.filter_map(cfg_part).collect();
    let path = &list.path;
    (!parts.is_empty()).then(|| quote!(#path(#condition, #(#parts),*)))
}
