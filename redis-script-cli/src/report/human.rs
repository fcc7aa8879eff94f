//! Findings as rustc shows them.

use std::fmt::Write as _;

use redis_script_analysis::report::render::render_as;
use redis_script_analysis::{Diagnostic, Severity, Source};

use super::severity;
use crate::check::Checked;
use crate::script::Script;
use crate::terminal::{ERROR, WARNING, look, paint, printable};

/// All findings of a script, with an empty line after each.
pub(crate) fn findings(script: &Script) -> String {
    excerpts(&script.analysis.diagnostics, &script.source)
}

pub(crate) fn excerpts(diagnostics: &[Diagnostic], source: &Source) -> String {
    let mut text = String::new();
    for found in diagnostics {
        let _ = writeln!(text, "{}\n", finding(found, source));
    }
    text
}

fn finding(found: &Diagnostic, source: &Source) -> String {
    let style = match found.severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
    };
    let head = paint(
        style,
        &format!("{}[{}]", severity(found.severity), found.lint),
    );
    let text = render_as(&printable_texts(found), source, &look(found.severity));
    format!("{head}: {text}")
}

/// A finding may quote the script, and the script may contain control sequences for terminals.
pub(crate) fn printable_texts(found: &Diagnostic) -> Diagnostic {
    let mut found = found.clone();
    found.message = printable(&found.message).into();
    let labels = std::iter::once(&mut found.primary).chain(&mut found.secondary);
    let labels = labels.map(|label| &mut label.text);
    for text in labels.chain(&mut found.notes).chain(&mut found.help) {
        *text = printable(text).into();
    }
    found
}

/// `3 scripts checked: 1 error, 2 warnings`
pub(crate) fn summary(checked: &Checked) -> String {
    let scripts = plural(checked.scripts.len(), "script");
    let (errors, warnings) = (
        checked.count(Severity::Error),
        checked.count(Severity::Warning),
    );
    let mut found = Vec::new();
    if errors > 0 {
        found.push(paint(ERROR, &plural(errors, "error")));
    }
    if warnings > 0 {
        found.push(paint(WARNING, &plural(warnings, "warning")));
    }
    if found.is_empty() {
        found.push("nothing found".to_owned());
    }
    let failed = match checked.failures.len() {
        0 => String::new(),
        failures => format!("; {} to check", plural(failures, "failure")),
    };
    let fixable = match checked.fixable() {
        0 => String::new(),
        count => format!("`--fix` fixes {count} of them\n"),
    };
    format!("{scripts} checked: {}{failed}\n{fixable}", found.join(", "))
}

/// `1 error`, `2 errors`
pub(crate) fn plural(count: usize, noun: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{end}")
}
