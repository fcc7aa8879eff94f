//! The way from the attribute and the function to the code.

use proc_macro2::TokenStream;
use redis_script_analysis::{Analysis, Facts, analyze, lua};

use crate::args::ScriptArgs;
use crate::codegen;
use crate::declaration::{Declaration, check_slices};
use crate::errors::Errors;
use crate::fallback;
use crate::report::report;
use crate::script_file::{Origin, ScriptFile};

/// The whole macro, apart from the compiler: tokens in, tokens out, never a panic.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream, origin: &Origin) -> TokenStream {
    let mut errors = Errors::default();
    let args = ScriptArgs::parse(attribute, &mut errors);
    let declaration = match Declaration::parse(item, &args, &mut errors) {
        Ok(declaration) => declaration,
        Err(item) => return fallback::errors_and(&item, errors),
    };
    let Some(script) = ScriptFile::load(&args, origin, &mut errors) else {
        return fallback::stub(&declaration, &args, &[], errors);
    };
    let analysis = check(&declaration, &args, &script, &mut errors);
    let warnings = report(
        &analysis.diagnostics,
        &script.source,
        &declaration,
        &args,
        &mut errors,
    );
    match analysis.layout {
        Some(layout) if errors.is_empty() => {
            let found = (&analysis.facts, layout);
            codegen::function(&declaration, &args, &script, found, &warnings)
        }
        _ => fallback::stub(&declaration, &args, &warnings, errors),
    }
}

/// Holds the script against the declaration; against a broken declaration, only its syntax is checked.
fn check(
    declaration: &Declaration,
    args: &ScriptArgs,
    script: &ScriptFile,
    errors: &mut Errors,
) -> Analysis {
    if !errors.is_empty() {
        return Analysis {
            facts: Facts::default(),
            layout: None,
            diagnostics: lua::parse(&script.source).1,
        };
    }
    let analysis = analyze(&script.source, &declaration.contract(args), &args.levels);
    if let (Some(layout), None) = (analysis.layout, &args.keys) {
        check_slices(
            layout.fixed_keys,
            layout.variadic_keys,
            &declaration.params,
            errors,
        );
    }
    analysis
}
