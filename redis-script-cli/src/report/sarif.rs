//! SARIF 2.1.0, for GitHub code scanning.

use std::env;
use std::fmt::Write as _;
use std::path::{Component, Path};

use redis_script_analysis::lints::{ByDefault, Lint};
use redis_script_analysis::report::render::inclusion;
use redis_script_analysis::settings::FIXED;
use redis_script_analysis::{Diagnostic, Source, Span, manual};
use serde_json::{Value, json};

use super::{Region, severity};
use crate::check::Checked;

/// The log of a run.
pub(crate) fn log(checked: &Checked) -> String {
    let scripts = checked.scripts.iter();
    let results: Vec<Value> = scripts
        .flat_map(|script| {
            let found = script.analysis.diagnostics.iter();
            found.map(|found| result(found, &script.source))
        })
        .collect();
    let failures = checked.failures.iter();
    let failures: Vec<Value> = failures
        .map(|why| json!({"level": "error", "message": {"text": why}}))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "redis-script",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": failures.is_empty(),
                "toolExecutionNotifications": failures,
            }],
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// All lints, and the findings that have no level.
fn rules() -> Vec<Value> {
    let fixed = FIXED.iter().map(|(name, why)| fixed_rule(name, why));
    fixed
        .chain(manual::pages().map(|page| rule(&page)))
        .collect()
}

fn fixed_rule(name: &str, why: &str) -> Value {
    let text = format!("Its level is fixed: {why}.");
    json!({
        "id": name,
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "help": {"text": text},
        "defaultConfiguration": {"level": "error"},
    })
}

fn rule(page: &manual::Page) -> Value {
    let lint: &Lint = page.lint;
    let level = match lint.by_default {
        ByDefault::Error | ByDefault::Depends => "error",
        ByDefault::Warning | ByDefault::Note | ByDefault::Silent => "warning",
    };
    let is_enabled = !matches!(lint.by_default, ByDefault::Note | ByDefault::Silent);
    json!({
        "id": lint.name,
        "shortDescription": {"text": page.summary()},
        "fullDescription": {"text": page.summary()},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": level, "enabled": is_enabled},
        "properties": {"tags": [lint.topic.title()]},
    })
}

fn result(found: &Diagnostic, source: &Source) -> Value {
    let place = |span| json!({"physicalLocation": physical_location(span, source)});
    let related = found.secondary.iter().map(|label| {
        let mut place = place(label.span);
        if let Some(place) = place.as_object_mut() {
            place.insert("message".to_owned(), json!({"text": label.text}));
        }
        place
    });
    let mut result = json!({
        "ruleId": found.lint,
        "level": severity(found.severity),
        "message": {"text": message(found, source)},
        "locations": [place(found.span())],
        "relatedLocations": related.collect::<Vec<_>>(),
    });
    if !found.replacements.is_empty()
        && let Some(result) = result.as_object_mut()
    {
        result.insert("fixes".to_owned(), json!([fix(found, source)]));
    }
    result
}

/// What follows the help, a change for each replacement.
fn fix(found: &Diagnostic, source: &Source) -> Value {
    let changes = found.replacements.iter().map(|edit| {
        let region = Region::from_span(edit.span, source);
        json!({
            "artifactLocation": artifact(region.path),
            "replacements": [{
                "deletedRegion": lines_and_columns(&region),
                "insertedContent": {"text": edit.text},
            }],
        })
    });
    json!({
        "description": {"text": found.help.join("\n")},
        "artifactChanges": changes.collect::<Vec<_>>(),
    })
}

/// The fact, what happens in production, and what to write instead.
fn message(found: &Diagnostic, source: &Source) -> String {
    let included = inclusion(source, found.span().start);
    let notes = found.notes.iter().map(ToString::to_string).chain(included);
    let notes = notes.map(|note| format!("note: {note}"));
    let help = found.help.iter().map(|help| format!("help: {help}"));
    let lines = std::iter::once(found.message.to_string())
        .chain(notes)
        .chain(help);
    lines.collect::<Vec<_>>().join("\n")
}

fn physical_location(span: Span, source: &Source) -> Value {
    let region = Region::from_span(span, source);
    json!({
        "artifactLocation": artifact(region.path),
        "region": lines_and_columns(&region),
    })
}

fn lines_and_columns(region: &Region) -> Value {
    json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    })
}

/// A file in the current folder is relative to it, so that it is found in every checkout; others have absolute paths.
fn artifact(path: &str) -> Value {
    let (current, path) = (env::current_dir().unwrap_or_default(), Path::new(path));
    let relative = path.strip_prefix(&current).unwrap_or(path);
    let is_below = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if is_below {
        json!({"uri": encoded(relative), "uriBaseId": "%SRCROOT%"})
    } else {
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // A path that begins with a drive gets a slash, too.
        let path = encoded(&whole);
        json!({"uri": format!("file:///{}", path.trim_start_matches('/'))})
    }
}

/// The path of a URI.
fn encoded(path: &Path) -> String {
    let text = path
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
