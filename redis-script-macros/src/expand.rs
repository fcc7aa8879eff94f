//! The way from the attribute and the function to the code.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use redis_script_analysis::{Analysis, Diagnostic, Facts, Settings, Severity, analyze, lua};

use crate::args::{Script, ScriptArgs};
use crate::codegen;
use crate::declaration::Declaration;
use crate::errors::Errors;
use crate::fallback;
use crate::project_file::ProjectFile;
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
    let project = ProjectFile::load(origin, &mut errors);
    let script = project.and_then(|project| {
        let script = ScriptFile::load(&args, origin, &project, &mut errors)?;
        Some((script, project.project.settings))
    });
    let Some((script, mut settings)) = script else {
        return fallback::stub(&declaration, &args, &[], errors);
    };
    settings.levels.add(&args.levels);
    let analysis = check(&declaration, &args, &script, &settings, &mut errors);
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
    settings: &Settings,
    errors: &mut Errors,
) -> Analysis {
    if !errors.is_empty() {
        return Analysis {
            facts: Facts::default(),
            layout: None,
            diagnostics: lua::parse(&script.source).1,
        };
    }
    let analysis = analyze(&script.source, &declaration.contract(args), settings);
    let refused = |d: &Diagnostic| d.severity == Severity::Error;
    if analysis.layout.is_none() && !analysis.diagnostics.iter().any(refused) {
        no_layout(declaration, args, errors);
    }
    analysis
}

/// `keys` is left to the script, and one of the slices stands where the script reads single entries.
fn no_layout(declaration: &Declaration, args: &ScriptArgs, errors: &mut Errors) {
    let slice = declaration.params.iter().find(|param| param.slice);
    let script = args.script.as_ref().map(Script::literal);
    errors.with_help(
        slice.map_or_else(|| script.to_token_stream(), |slice| slice.ty.to_token_stream()),
        "a slice that takes neither a variable number of keys nor the last ARGV",
        "`keys = N..` takes keys from the slice behind the first N, the last parameter may be a slice of ARGV",
    );
}
