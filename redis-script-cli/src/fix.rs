//! `redis-script check --fix`: writes what findings say to write instead.

mod file;

use std::collections::BTreeMap;
use std::path::PathBuf;

use redis_script_analysis::include::Joined;
use redis_script_analysis::{Counts, Diagnostic, Replacement, Settings, Severity, Source};

use self::file::OpenFile;
use crate::check;
use crate::files::Input;
use crate::including::{self, JoinedScript};
use crate::script::Script;
use crate::settings::SettingsCache;
use crate::terminal::Terminal;

/// What a fix changes may be what another one waits for, but surely not so often.
const ROUNDS: usize = 16;

/// Which findings are fixed, and with what the scripts are checked.
#[derive(Clone, Copy)]
pub(crate) struct Fixing {
    /// Also those whose replacement is a guess.
    pub(crate) guesses: bool,
    pub(crate) counts: Counts,
}

impl Fixing {
    /// Fixes what it can, and says what. What cannot be read is left to the check that follows.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub(crate) fn run(
        self,
        inputs: &[Input],
        cache: &mut SettingsCache,
        terminal: &mut Terminal,
    ) -> Result<(), String> {
        for _ in 0..ROUNDS {
            let mut round = Round::default();
            for script in including::scripts(inputs.to_vec(), cache, &mut |_| {}) {
                round.add(script, self);
            }
            if round.fixed.is_empty() {
                break;
            }
            round.write(terminal)?;
        }
        Ok(())
    }

    fn is_wanted(self, found: &Diagnostic) -> bool {
        !found.replacements.is_empty() && (self.guesses || !found.is_guess)
    }
}

/// Fixes that do not touch each other, of all scripts.
#[derive(Default)]
struct Round {
    /// By their paths without links.
    files: BTreeMap<PathBuf, OpenFile>,
    /// What is said of each fix.
    fixed: Vec<String>,
}

impl Round {
    fn add(&mut self, script: JoinedScript, fixing: Fixing) {
        let path = script.path.clone();
        let settings = script.project.settings.clone();
        let script = check::check(script, fixing.counts);
        for found in fixes(&script, fixing, &settings) {
            self.add_fix(found, &script, path.as_ref());
        }
    }

    /// Adds a fix if all its places are free.
    fn add_fix(&mut self, found: &Diagnostic, script: &Script, main: Option<&PathBuf>) {
        let source = &script.source;
        let mut places = Vec::new();
        for edit in &found.replacements {
            let (start, end) = (source.place(edit.span.start), source.place(edit.span.end));
            let path = match (start.file.0 as usize).checked_sub(1) {
                Some(included) => script.files.get(included).map(|file| &file.canonical),
                None => main,
            };
            let Some(path) = path.filter(|_| start.file == end.file) else {
                return;
            };
            if !self.files.contains_key(path) {
                let Some(file) = OpenFile::read(path) else {
                    return;
                };
                self.files.insert(path.clone(), file);
            }
            let file = self.files.get(path);
            let range = file.and_then(|file| file.free(&start, &end, source.slice(edit.span)));
            let Some(range) = range else {
                return;
            };
            places.push((path.clone(), range, edit.text.clone()));
        }
        for (path, range, text) in places {
            if let Some(file) = self.files.get_mut(&path) {
                file.edit(range, text);
            }
        }
        let at = source.place(found.span().start);
        self.fixed.push(format!(
            "fixed `{}:{}:{}`: {} [{}]",
            at.path, at.line, at.column, found.message, found.lint
        ));
    }

    fn write(&self, terminal: &mut Terminal) -> Result<(), String> {
        for (path, file) in &self.files {
            file.write(path)?;
        }
        for fixed in &self.fixed {
            terminal.remark(fixed);
        }
        Ok(())
    }
}

/// Findings of a script that can be fixed together, after which it has fewer errors than before, or fewer findings and no more errors.
fn fixes<'script>(
    script: &'script Script,
    fixing: Fixing,
    settings: &Settings,
) -> Vec<&'script Diagnostic> {
    let mut chosen: Vec<&Diagnostic> = Vec::new();
    for found in &script.analysis.diagnostics {
        let is_free = |edit: &Replacement| {
            let mut taken = chosen.iter().flat_map(|found| &found.replacements);
            !taken
                .any(|other| edit.span.start <= other.span.end && other.span.start <= edit.span.end)
        };
        if fixing.is_wanted(found) && found.replacements.iter().all(is_free) {
            chosen.push(found);
        }
    }
    if chosen.is_empty() {
        return chosen;
    }
    let count = |chosen: &[&Diagnostic]| {
        let text = applied(script.source.text(), chosen);
        let source = Joined::alone(Source::new(script.source.path(), text));
        let after = Script::check(source, fixing.counts, settings);
        let found = after.analysis.diagnostics.len();
        // Nothing is said of a script that is not valid Lua but that.
        after
            .is_lua()
            .then(|| (after.count(Severity::Error), found))
    };
    let before = count(&[]);
    let is_better = |chosen: &[&Diagnostic]| match (count(chosen), before) {
        (Some(after), Some(before)) => after < before,
        _ => false,
    };
    if !is_better(&chosen) {
        chosen.retain(|found| is_better(&[found]));
        // Each alone is good; if all of them are not, the first one is a beginning.
        if !is_better(&chosen) {
            chosen.truncate(1);
        }
    }
    chosen
}

/// A text with the replacements of findings, none of which touches another.
fn applied(text: &str, chosen: &[&Diagnostic]) -> String {
    let edits = chosen.iter().flat_map(|found| &found.replacements);
    let mut edits: Vec<&Replacement> = edits.collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}
