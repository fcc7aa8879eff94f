//! The errors, and a stub of the same signature, so that callers cause no further errors.

use proc_macro2::TokenStream;

use crate::args::ScriptArgs;
use crate::codegen::{self, FunctionTokens, ScriptConst};
use crate::declaration::Declaration;
use crate::errors::Errors;
use crate::report::Warning;
use crate::template::code;

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
    FunctionTokens {
        docs: TokenStream::new(),
        function: code!(notices, panics => #notices #panics),
        script: ScriptConst::default().tokens(declaration, args),
        constants: TokenStream::new(),
        call: codegen::call_that_panics(declaration, &private),
        extra_items: errors.into_items(&declaration.cfgs),
    }
}
