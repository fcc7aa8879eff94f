//! One JSON object per line and script.

use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::report::render::inclusion;
use redis_script_analysis::{Diagnostic, Source, Span};
use serde::Serialize;

use super::{Region, severity};
use crate::cluster;
use crate::constants::JsonConstant;
use crate::cost::JsonCost;
use crate::reply_names;
use crate::script::Script;

/// A script. The order of the fields is that of the output.
#[derive(Serialize)]
struct ScriptLine<'a> {
    file: &'a str,
    /// Null if a constant is not set.
    sha1: Option<&'a str>,
    keys: JsonEntries,
    args: JsonEntries,
    read_only: bool,
    commands: Vec<String>,
    reply: String,
    /// Null if the script is not valid Lua, or a library.
    cost: Option<JsonCost>,
    /// Whether it is safe in a cluster; null if that is not to be known.
    cluster: Option<JsonVerdict>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    constants: Vec<JsonConstant<'a>>,
    diagnostics: Vec<Finding<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Finding<'a>>,
}

/// Whether a script is safe in a cluster, and why.
#[derive(Serialize)]
struct JsonVerdict {
    verdict: &'static str,
    why: String,
}

/// What a script reads of KEYS or ARGV.
#[derive(Serialize)]
struct JsonEntries {
    count: i64,
    variadic: bool,
    required: i64,
    group: Option<i64>,
}

#[derive(Serialize)]
pub(crate) struct Finding<'a> {
    lint: &'a str,
    severity: &'static str,
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    message: &'a str,
    /// One remedy per line; of a note, what its reader must know comes first.
    help: Option<String>,
    /// Further places of the finding.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    /// What follows the help, all of it together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    replacement: Vec<Edit<'a>>,
    /// Whether that surely is what was meant (`safe`), or a person must look (`unsafe`).
    #[serde(skip_serializing_if = "Option::is_none")]
    applicability: Option<&'static str>,
    /// Which files include that of the finding.
    included: Option<String>,
}

/// The line of a script, with the line end.
pub(crate) fn line(script: &Script) -> String {
    let found = script.analysis.diagnostics.iter();
    let notes = script.analysis.notes.iter();
    let constants = script.analysis.constants.iter();
    let line = ScriptLine {
        file: script.source.path(),
        sha1: script.sent.as_ref().map(|sent| &*sent.sha1),
        keys: JsonEntries::new(script, EntryTable::Keys),
        args: JsonEntries::new(script, EntryTable::Argv),
        read_only: script.is_read_only(),
        commands: script.commands(),
        reply: reply_names::name(&script.analysis.facts.reply()),
        cost: script.is_known().then(|| JsonCost::of(script)),
        cluster: script.is_known().then(|| {
            let (safety, why) = cluster::verdict(script);
            JsonVerdict {
                verdict: safety.name(),
                why,
            }
        }),
        constants: constants.map(JsonConstant::new).collect(),
        diagnostics: found
            .map(|found| Finding::new(found, &script.source))
            .collect(),
        notes: notes
            .map(|note| Finding::note(note, &script.source))
            .collect(),
    };
    // Only strings and numbers, so this cannot fail.
    let mut text = serde_json::to_string(&line).unwrap_or_default();
    text.push('\n');
    text
}

impl JsonEntries {
    fn new(script: &Script, table: EntryTable) -> Self {
        let entries = script.entries(table);
        Self {
            count: entries.count,
            variadic: entries.variadic,
            required: entries.required,
            group: entries.group,
        }
    }
}

/// A further place of a finding, with what is said there.
#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: RangePlace<'a>,
    message: &'a str,
}

/// What to write in the place of a stretch of a file.
#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    place: RangePlace<'a>,
    text: &'a str,
}

/// A stretch of a file.
#[derive(Serialize)]
struct RangePlace<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl<'a> RangePlace<'a> {
    fn new(span: Span, source: &'a Source) -> Self {
        let region = Region::from_span(span, source);
        Self {
            file: region.path,
            line: region.line,
            column: region.column,
            end_line: region.end_line,
            end_column: region.end_column,
        }
    }
}

impl<'a> Finding<'a> {
    fn note(found: &'a Diagnostic, source: &'a Source) -> Self {
        let mut help: Vec<&str> = found.notes.iter().map(|text| &**text).collect();
        help.extend(found.help.iter().map(|text| &**text));
        Self {
            severity: "note",
            help: Some(help.join("\n")),
            ..Self::new(found, source)
        }
    }

    pub(crate) fn new(found: &'a Diagnostic, source: &'a Source) -> Self {
        let region = Region::from_span(found.span(), source);
        Self {
            lint: found.lint,
            severity: severity(found.severity),
            file: region.path,
            line: region.line,
            column: region.column,
            end_line: region.end_line,
            end_column: region.end_column,
            message: &found.message,
            help: (!found.help.is_empty()).then(|| found.help.join("\n")),
            related: found
                .secondary
                .iter()
                .map(|label| Related {
                    place: RangePlace::new(label.span, source),
                    message: &label.text,
                })
                .collect(),
            replacement: found
                .replacements
                .iter()
                .map(|edit| Edit {
                    place: RangePlace::new(edit.span, source),
                    text: &edit.text,
                })
                .collect(),
            applicability: (!found.replacements.is_empty()).then_some(if found.is_guess {
                "unsafe"
            } else {
                "safe"
            }),
            included: inclusion(source, found.span().start),
        }
    }
}
