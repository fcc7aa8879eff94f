//! What follows a help is as good as the help: each replacement of the fixtures' findings makes its finding go, and brings no other.
//! A help whose code could be written by a program has a replacement.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod contract_line;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use redis_script_analysis::redis::target::Target;
use redis_script_analysis::{
    Contract, Diagnostic, Level, Replacement, Settings, Severity, Source, analyze, lints,
};

use contract_line::{contract, limits, target};

/// How helps begin whose code no program can write in the place of what is marked, each with the reason.
const BY_HAND: &[(&str, &[&str])] = &[
    (
        "the Rust function or the settings are to be changed",
        &[
            "add a parameter for",
            "compare the string, `ARGV[...] == '1'`, or declare",
            "declare ",
            "use `tonumber(...)`, or declare",
            "write `args =",
            "write `keys =",
            "write a parameter for each argument",
            "pass it in ARGV instead of",
            "read `",
            "remove `readonly` from the attribute",
            "bound slices by `entries` in `[limits]`",
            "use a command that all targets have",
            "if it never runs in a cluster",
            "pass what is built as a key of its own",
        ],
    ),
    (
        "a person chooses, also how the script goes on",
        &[
            "what may stand here:",
            "keep the expiry (",
            "count with INCR, or",
            "test it first (",
            "give it a default (",
            "use `redis.call`, or",
            "round it on purpose (",
            "end with a `return`, or",
            "return 1 or 0, as in",
            "compare with `1` or `0`",
            "return early if there is nothing to do",
            "raise a string, `error('...')`, or",
            "pass its elements (",
            "take an element of it, or",
            "use the string as the key, for an object: leave `tonumber` out, or",
            "add to the end instead",
            "remove the function, or call it",
            "remove it and its assignments, or",
            "remove `no-writes` from the first line, or",
            "leave the loop with `break`, or",
            "for the time call `redis.call('TIME')`, or",
            "Lua's word is `nil`; a null of JSON is",
            "use `SET` with the `EX` argument",
            "use `LMOVE` with the",
            "a script cannot wait: use the command without",
            "leave it out: INCRBY",
        ],
    ),
    (
        "more than one place is to be changed",
        &[
            "take 2 at a time",
            "take 3 at a time",
            "begin at `ARGV[2]`, as in",
            "begin at 1 and leave no number out",
            "change it in the loop, or",
            "leave it with `break` when",
            "count the rounds:",
            "take a number of elements a call",
            "read a limited part",
            "keep the command and its key out of the list, and",
            "go through `",
            "keep it in a local (",
            "catch its error: `pcall(",
            "use the string as it is, without `tonumber`",
            "shift by arithmetic:",
            "let it stop earlier:",
            "append the separator before:",
            "turn it into a string or a number first",
            "a string is not a table: decode it first",
            "use strings as keys, for an object",
            "ask for its length: `#list > 0 and cjson.encode(list) or '[]'`",
        ],
    ),
    (
        "the code is an example, or the name is put together elsewhere",
        &[
            "pass a level and a string:",
            "the levels are",
            "write `table.insert(",
            "pass one string:",
            "pass its arguments one by one:",
            "write `s:match(",
            "`redis` has",
            "did you mean `GET`?",
            "did you mean `HGETALL`?",
            "did you mean `HSET`?",
            "did you mean `HTTL`?",
            "use the operator `^`",
            "write `%d`",
            "ask `redis.call('PTTL'",
        ],
    ),
];

#[test]
fn helps_with_code_have_replacements() {
    let mut lacking = Vec::new();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for lint in lints::names() {
        for file in fixtures(lint) {
            let fixture = Fixture::read(&file, lint);
            let found = fixture.findings(&fixture.text);
            for found in found.iter().filter(|found| found.lint == lint) {
                for help in &found.help {
                    let starts = BY_HAND.iter().flat_map(|(_, starts)| *starts);
                    let known = starts.filter(|start| help.starts_with(**start));
                    let known: Vec<&str> = known.copied().collect();
                    if found.replacements.is_empty() && has_code(help) && known.is_empty() {
                        lacking.push(format!("{}: {help}", file.display()));
                    }
                    used.extend(known);
                }
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
    for start in BY_HAND.iter().flat_map(|(_, starts)| *starts) {
        assert!(used.contains(start), "no help begins with {start}");
    }
}

/// Whether a help has code that is complete.
fn has_code(help: &str) -> bool {
    let code = help.split('`').skip(1).step_by(2);
    code.into_iter().any(|code| !code.contains("..."))
}

#[test]
fn replacements_silence_their_findings() {
    let mut wrong = Vec::new();
    for lint in lints::names() {
        for file in fixtures(lint) {
            let fixture = Fixture::read(&file, lint);
            let before = fixture.findings(&fixture.text);
            for found in before.iter().filter(|found| found.lint == lint) {
                if found.replacements.is_empty() {
                    continue;
                }
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
