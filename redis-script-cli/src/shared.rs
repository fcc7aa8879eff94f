//! Findings in files that several scripts include.

use std::collections::HashMap;
use std::path::PathBuf;

use redis_script_analysis::include::IncludedPath;
use redis_script_analysis::{Diagnostic, Source};

use crate::report::human::plural;
use crate::report::severity;
use crate::script::Script;

/// What makes findings of several scripts one.
#[derive(PartialEq, Eq, Hash)]
struct SharedFinding {
    /// Without links.
    path: PathBuf,
    line: u32,
    column: u32,
    lint: &'static str,
    severity: &'static str,
    message: String,
}

impl SharedFinding {
    /// `None` for a finding in the script's own file.
    fn of(found: &Diagnostic, source: &Source, files: &[IncludedPath]) -> Option<Self> {
        let place = source.place(found.span().start);
        let file = files.get((place.file.0 as usize).checked_sub(1)?)?;
        Some(Self {
            path: file.canonical.clone(),
            line: place.line,
            column: place.column,
            lint: found.lint,
            severity: severity(found.severity),
            message: found.message.to_string(),
        })
    }
}

/// Leaves each finding in an included file to the first of the scripts that have it, which says how many more there are.
pub(crate) fn tell_once(scripts: &mut [Script]) {
    let mut counts: HashMap<SharedFinding, usize> = HashMap::new();
    for script in &mut *scripts {
        let (source, files) = (&script.source, &script.files);
        script.analysis.diagnostics.retain(|found| {
            let Some(shared) = SharedFinding::of(found, source, files) else {
                return true;
            };
            let count = counts.entry(shared).or_default();
            *count += 1;
            *count == 1
        });
    }
    for script in scripts {
        let (source, files) = (&script.source, &script.files);
        for found in &mut script.analysis.diagnostics {
            let shared = SharedFinding::of(found, source, files);
            let count = shared.and_then(|shared| counts.get(&shared));
            if let Some(more @ 1..) = count.map(|count| count - 1) {
                let note = format!("found in {}, too", plural(more, "more script"));
                found.notes.push(note.into());
            }
        }
    }
}
