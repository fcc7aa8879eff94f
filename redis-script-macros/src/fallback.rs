//! The errors, and a stub of the same signature, so that call sites raise nothing more.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::args::ScriptArgs;
use crate::codegen::{self, Parts, ScriptConst};
use crate::declaration::Declaration;
use crate::errors::Errors;
use crate::report::Warning;

/// The errors beside an item that is no function.
pub(crate) fn errors_and(item: &TokenStream, errors: Errors) -> TokenStream {
    let errors = errors.into_items();
    quote!(#item #(#errors)*)
}

/// The function without its script, and all that was found.
///
/// Without any error it is what rust-analyzer gets for a script whose path it cannot resolve.
pub(crate) fn stub(
    declaration: &Declaration,
    args: &ScriptArgs,
    warnings: &[Warning],
    errors: Errors,
) -> TokenStream {
    let private = args.private();
    let connection = declaration.connection.iter().map(|con| &con.ident);
    let entries: Vec<&Ident> = declaration
        .params
        .iter()
        .map(|param| &param.ident)
        .collect();
    let all: Vec<&Ident> = connection.chain(entries.iter().copied()).collect();
    let nothing = codegen::write_nothing(&all, &private);
    let notices = codegen::warnings(warnings);
    let parts = Parts {
        docs: TokenStream::new(),
        function: quote!(#notices #nothing),
        script: ScriptConst::default().tokens(declaration, args),
        call: codegen::write_nothing(&entries, &private),
    };
    let items = codegen::items(declaration, args, &parts);
    let cfgs = codegen::cfgs(&declaration.attrs);
    let errors = errors.into_items().map(|error| quote!(#(#cfgs)* #error));
    quote!(#items #(#errors)*)
}
