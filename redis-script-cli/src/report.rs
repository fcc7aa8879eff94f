//! How findings are printed.

pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod sarif;

use redis_script_analysis::{Severity, Source, Span};

/// Where a finding is: lines and columns count from 1; the end is after the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) end_line: u32,
    pub(crate) end_column: u32,
}

impl Region {
    pub(crate) fn from_span(span: Span, source: &Source) -> Self {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Self {
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
