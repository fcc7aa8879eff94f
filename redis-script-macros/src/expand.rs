//! From the attribute and the item to the code.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens as _;
use redis_script_analysis::{
    Analysis, Diagnostic, EntryTable, Passes, Settings, Severity, analyze, analyze_syntax,
};

use crate::args::{self, ScriptArgs, ScriptLiteral};
use crate::codegen::{self, Checked, FunctionTokens};
use crate::collision;
use crate::commands::{CommandMethod, CommandTrait};
use crate::declaration::{Declaration, check_args, refuse_in_the_middle};
use crate::errors::Errors;
use crate::fallback;
use crate::lint_cap;
use crate::lists::collected;
use crate::project_file::ProjectFile;
use crate::renamed;
use crate::report::report;
use crate::script_file::{Origin, ScriptFile};
use crate::sent::Sent;
use crate::told::Teller;

/// The whole of `#[redis_script]`, apart from the compiler: tokens in, tokens out, never a panic.
pub(crate) fn function(attribute: TokenStream, item: TokenStream, origin: &Origin) -> TokenStream {
    let mut errors = Errors::default();
    let mut args = ScriptArgs::parse(attribute, &TokenStream::new(), &mut errors);
    let usage = "#[{}::redis_script(..., crate = {})]";
    args.facade = renamed::facade(args.facade, usage, origin, &mut errors);
    let mut declaration = match Declaration::function(item, &args, &mut errors) {
        Ok(declaration) => declaration,
        Err(item) => return errors.after(&item),
    };
    collision::check(&mut declaration, None, origin, &mut errors);
    let project = ProjectFile::load(origin, &mut errors);
    let parts = script(&declaration, &args, origin, project.as_ref(), errors);
    codegen::function(&declaration, &args, &parts)
}

/// The whole of `#[commands]`, in the same way.
pub(crate) fn commands(attribute: TokenStream, item: TokenStream, origin: &Origin) -> TokenStream {
    let mut errors = Errors::default();
    let facade = args::facade(attribute, &mut errors);
    let usage = "#[{}::commands(crate = {})]";
    let facade = renamed::facade(facade, usage, origin, &mut errors);
    let (commands, methods) = match CommandTrait::parse(item, facade.as_ref(), &mut errors) {
        Ok(parsed) => parsed,
        Err(item) => return errors.after(&item),
    };
    let project = ProjectFile::load(origin, &mut errors);
    // Without the settings, no script is checked.
    let project = project.filter(|_| !commands.is_half_typed);
    let private = args::private(facade.as_ref(), Span::mixed_site());
    let methods = methods.into_iter().map(|command| {
        let CommandMethod {
            mut declaration,
            args,
            mut errors,
        } = command;
        collision::check(&mut declaration, Some(&commands.ident), origin, &mut errors);
        let parts = script(&declaration, &args, origin, project.as_ref(), errors);
        (declaration, args, parts)
    });
    codegen::commands(&commands, &private, collected(methods), errors)
}

/// Reads and checks one script, and generates the tokens for it.
fn script(
    declaration: &Declaration,
    args: &ScriptArgs,
    origin: &Origin,
    project: Option<&ProjectFile>,
    mut errors: Errors,
) -> FunctionTokens {
    let loaded = project.and_then(|project| {
        let script = ScriptFile::load(args, origin, project, &mut errors)?;
        Some((script, project.project.settings.clone()))
    });
    let Some((script, mut settings)) = loaded else {
        return fallback::stub(declaration, args, &[], errors);
    };
    settings.limits = args.limits.or(settings.limits);
    settings.levels.add(&args.levels);
    if args.cluster {
        settings.target.cluster = Some(true);
    }
    let mut analysis = check(declaration, args, &script, &settings, &mut errors);
    lint_cap::apply(&mut analysis);
    let warnings = report(
        &analysis.diagnostics,
        &script.source,
        declaration,
        args,
        Teller::of(declaration, origin).as_ref(),
        &mut errors,
    );
    if let (Some(number), Some(layout)) = (&args.args, analysis.layout) {
        check_args(number, layout, &mut errors);
    }
    match analysis.layout {
        Some(layout) if errors.is_empty() => {
            // The constants that hold them against the type are errors if they fail.
            let is_held = declaration.has_open_reply() && !lint_cap::holds();
            let replies = is_held.then(|| analysis.strict_replies(&script.source, &settings));
            let loops = EntryTable::ALL.map(|table| {
                let is_held = layout.of(table).has_open_groups() && !lint_cap::holds();
                let loops =
                    is_held.then(|| analysis.strict_loops(table, &script.source, &settings));
                loops.unwrap_or_default()
            });
            let sent = Sent::of(&script, &analysis);
            let checked = Checked {
                facts: &analysis.facts,
                constants: &analysis.constants,
                notes: &analysis.notes,
                sent: &sent,
                layout,
                target: &settings.target,
                replies: &replies.unwrap_or_default(),
                loops: &loops,
                durations: &analysis.durations,
            };
            codegen::parts(declaration, args, &script, checked, &warnings)
        }
        _ => fallback::stub(declaration, args, &warnings, errors),
    }
}

/// Checks the script against the declaration. If the declaration has errors or the script is not whole, only the syntax is checked.
fn check(
    declaration: &Declaration,
    args: &ScriptArgs,
    script: &ScriptFile,
    settings: &Settings,
    errors: &mut Errors,
) -> Analysis {
    if !errors.is_empty() || !script.include_errors.is_empty() {
        let mut analysis = analyze_syntax(&script.source, settings);
        analysis.add_errors(&script.include_errors);
        return analysis;
    }
    let analysis = analyze(&script.source, &declaration.contract(args), settings);
    let is_error = |d: &Diagnostic| d.severity == Severity::Error;
    if analysis.layout.is_none() && !analysis.diagnostics.iter().any(is_error) {
        no_layout(declaration, args, errors);
    }
    analysis
}

/// `keys` is inferred from the script, and one of the slices or `Option`s is where the script reads single entries.
fn no_layout(declaration: &Declaration, args: &ScriptArgs, errors: &mut Errors) {
    let mut params = declaration.params.iter();
    let slice = params.find(|param| param.passes != Passes::Once);
    if let Some(option) = slice.filter(|param| param.passes == Passes::Optional) {
        refuse_in_the_middle(option, errors);
        return;
    }
    let script = args.script.as_ref().map(ScriptLiteral::literal);
    errors.with_help(
        &slice.map_or_else(|| script.to_token_stream(), |slice| slice.ty.to_token_stream()),
        "this slice is neither the KEYS of a variable number nor the last ARGV",
        "with `keys = N..` the parameter after the first N is a slice of keys; the last parameter may be a slice of ARGV",
    );
}
