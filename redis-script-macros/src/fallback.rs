//! The errors, and a stub of the same signature, so that callers cause no further errors.

use proc_macro2::TokenStream;
use quote::quote;

use crate::args::ScriptArgs;
use crate::codegen::{self, FunctionTokens, ScriptConst};
use crate::declaration::Declaration;
use crate::errors::Errors;
use crate::lists::joined;
use crate::report::Warning;

/// The errors, and an item that is not of the right kind.
pub(crate) fn errors_and(item: &TokenStream, errors: Errors) -> TokenStream {
    let errors = errors.into_items();
    quote!(#item #(#errors)*)
}

/// A stub without the script, the errors and the warnings.
///
/// Without errors, it is what rust-analyzer gets for a script whose path it cannot resolve.
pub(crate) fn stub(
    declaration: &Declaration,
    args: &ScriptArgs,
    warnings: &[Warning],
    errors: Errors,
) -> FunctionTokens {
    let private = args.private();
    let notices = codegen::warnings(warnings);
    let panics = codegen::function_that_panics(declaration, &private);
    let cfgs = &declaration.cfgs;
    let errors = errors
        .into_items()
        .into_iter()
        .map(|error| quote!(#(#cfgs)* #error));
    FunctionTokens {
        docs: TokenStream::new(),
        function: quote!(#notices #panics),
        script: ScriptConst::default().tokens(declaration, args),
        call: codegen::call_that_panics(declaration, &private),
        extra_items: joined(errors),
    }
}
