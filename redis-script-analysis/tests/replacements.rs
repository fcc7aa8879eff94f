//! What follows a help is as good as the help: each replacement of the fixtures' findings makes its finding go, and brings no other.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod contract_line;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use redis_script_analysis::redis::target::Target;
use redis_script_analysis::{
    Contract, Diagnostic, Level, Replacement, Settings, Severity, Source, analyze, lints,
};

use contract_line::{contract, limits, target};

/// The lints whose help is code that a program can write.
const EXPECTED: usize = 15;

#[test]
fn replacements_silence_their_findings() {
    let mut wrong = Vec::new();
    let mut replaced = BTreeMap::new();
    for lint in lints::names() {
        for file in fixtures(lint) {
            let fixture = Fixture::read(&file, lint);
            let before = fixture.findings(&fixture.text);
            for found in before.iter().filter(|found| found.lint == lint) {
                if found.replacements.is_empty() {
                    continue;
                }
                *replaced.entry(lint).or_insert(0) += 1;
                let after = fixture.apply(&found.replacements);
                if let Some(why) = fixture.compare(&before, found, &after) {
                    wrong.push(format!(
                        "{}: {}\n{why}\n{after}",
                        file.display(),
                        found.message
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(replaced.len() >= EXPECTED, "{replaced:?}");
}

fn fixtures(lint: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/lints")
        .join(lint);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .filter(|file| file.extension().is_some_and(|end| end == "lua"))
        .collect()
}

struct Fixture {
    text: String,
    contract: Contract,
    settings: Settings,
}

impl Fixture {
    fn read(file: &Path, lint: &str) -> Self {
        let text = fs::read_to_string(file).unwrap();
        let head = text.lines().find(|line| !line.starts_with("#!")).unwrap();
        let target: Target = target(head);
        let mut settings = Settings {
            target,
            limits: limits(head),
            ..Settings::default()
        };
        if lints::all()
            .iter()
            .any(|known| known.name == lint && known.by_default == lints::ByDefault::Silent)
        {
            settings.levels.set(lint, Level::Warn, None).unwrap();
        }
        let contract = contract(head);
        Self {
            text,
            contract,
            settings,
        }
    }

    fn findings(&self, text: &str) -> Vec<Diagnostic> {
        let source = Source::new("fixture.lua", text);
        analyze(&source, &self.contract, &self.settings).diagnostics
    }

    fn apply(&self, edits: &[Replacement]) -> String {
        let mut edits: Vec<&Replacement> = edits.iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        let mut text = self.text.clone();
        for edit in edits {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }

    /// What is wrong after a replacement.
    fn compare(&self, before: &[Diagnostic], found: &Diagnostic, after: &str) -> Option<String> {
        let after = self.findings(after);
        let (before, mut counts) = (counted(before), counted(&after));
        let left = counts.remove(&(found.lint, found.severity)).unwrap_or(0);
        if left
            >= before
                .get(&(found.lint, found.severity))
                .copied()
                .unwrap_or(0)
        {
            return Some("the finding is still there".to_owned());
        }
        for (kind, count) in counts {
            if count > before.get(&kind).copied().unwrap_or(0) {
                let new = after
                    .iter()
                    .find(|new| (new.lint, new.severity) == kind)
                    .unwrap();
                return Some(format!("new: {} {}", new.lint, new.message));
            }
        }
        None
    }
}

/// How many findings a lint has of each severity.
fn counted(found: &[Diagnostic]) -> BTreeMap<(&'static str, Severity), usize> {
    let mut counts = BTreeMap::new();
    for found in found {
        *counts.entry((found.lint, found.severity)).or_insert(0) += 1;
    }
    counts
}
