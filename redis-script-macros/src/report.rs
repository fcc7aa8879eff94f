//! From a finding in the script to a token of the declaration.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use redis_script_analysis::report::render::render;
use redis_script_analysis::{Diagnostic, Severity, Source, Subject, fill, lints};

use crate::args::ScriptArgs;
use crate::declaration::Declaration;
use crate::errors::Errors;
use crate::told::Teller;

/// A finding that does not stop the build.
pub(crate) struct Warning {
    /// The lint's name.
    pub(crate) lint: &'static str,
    /// Message, excerpt, notes and help.
    pub(crate) text: String,
    /// What to underline.
    pub(crate) tokens: TokenStream,
}

/// Collects the errors and returns the warnings. Of those in included files, it leaves out what `teller` need not tell.
pub(crate) fn report(
    diagnostics: &[Diagnostic],
    source: &Source,
    declaration: &Declaration,
    args: &ScriptArgs,
    teller: Option<&Teller>,
    errors: &mut Errors,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut told = Vec::new();
    for diagnostic in diagnostics {
        if let Some(other) = teller.and_then(|teller| teller.another(diagnostic, source)) {
            if diagnostic.severity == Severity::Error {
                told.push((diagnostic, other));
            }
            continue;
        }
        let tokens = blamed_tokens(diagnostic.subject, declaration, args);
        match diagnostic.severity {
            Severity::Error => errors.at(&tokens, render(&with_lint(diagnostic), source)),
            // The compiler shows the name of the constant, which is that of the lint.
            Severity::Warning => warnings.push(Warning {
                lint: diagnostic.lint,
                text: render(diagnostic, source),
                tokens,
            }),
        }
    }
    if let Some(text) = told_elsewhere(&told, source) {
        errors.at(&blamed_tokens(Subject::Script, declaration, args), text);
    }
    warnings
}

/// The error of a script whose errors in included files other functions tell: without one, it would seem to have none.
fn told_elsewhere(told: &[(&Diagnostic, Teller)], source: &Source) -> Option<String> {
    let (first, teller) = told.first()?;
    let errors = match told.len() {
        1 => "an error of this script is".to_owned(),
        count => fill!("{count} errors of this script are", count),
    };
    let place = source.place(first.span().start);
    Some(fill!(
        "{errors} reported for `{}`, which includes the file, too: see `{}:{}`",
        errors,
        teller.name,
        place.path,
        place.line
    ))
}

/// An error that names its lint, to look it up or to set its level.
fn with_lint(diagnostic: &Diagnostic) -> Diagnostic {
    let lint = diagnostic.lint;
    let named = diagnostic.clone();
    if lints::names().contains(&lint) {
        named.note(fill!("found by the lint `{lint}`", lint))
    } else {
        named
    }
}

/// The smallest token that a finding is about.
fn blamed_tokens(subject: Subject, declaration: &Declaration, args: &ScriptArgs) -> TokenStream {
    let found = match subject {
        Subject::Script => None,
        Subject::Keys => args.keys.as_ref().map(|keys| keys.tokens.clone()),
        Subject::Param(index) => declaration
            .params
            .get(index)
            .map(|param| param.ident.to_token_stream()),
        Subject::ParamType(index) => declaration
            .params
            .get(index)
            .map(|param| param.ty.to_token_stream()),
        Subject::Reply => Some(declaration.reply.to_token_stream()),
        Subject::ConstantName(index) => args
            .constants
            .get(index)
            .map(|constant| constant.name.to_token_stream()),
        Subject::ConstantValue(index) => args
            .constants
            .get(index)
            .map(|constant| constant.value.clone()),
    };
    let script = || {
        args.script
            .as_ref()
            .map(|script| script.literal().to_token_stream())
    };
    found.or_else(script).unwrap_or_default()
}
