//! How findings are printed.

pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod sarif;

use redis_script_analysis::{Severity, Source, Span};

/// Where a finding is: lines and columns count from 1; the end is after the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region<'source> {
    pub(crate) path: &'source str,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) end_line: u32,
    pub(crate) end_column: u32,
}

impl<'source> Region<'source> {
    pub(crate) fn from_span(span: Span, source: &'source Source) -> Self {
        let start = source.place(span.start);
        let mut end = source.place(span.end);
        if end.file != start.file {
            // A block that begins in one file and ends in another: the first line of it.
            let line = source.line_of(span.start);
            let length = source.line(line).map_or(0, str::len) as u32;
            end = source.place(source.line_start(line) + length);
        }
        Self {
            path: start.path,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// The severity in JSON and SARIF.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
