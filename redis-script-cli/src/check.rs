//! `redis-script check`

use std::io;

use clap::ArgMatches;
use redis_script_analysis::text::FileId;
use redis_script_analysis::{Counts, Severity};

use crate::Outcome;
use crate::args::{CheckArgs, Format};
use crate::constants;
use crate::files::{self, Input};
use crate::fix::Fixing;
use crate::including::{self, JoinedScript};
use crate::report::{human, json, sarif};
use crate::script::Script;
use crate::settings::SettingsCache;
use crate::shared;
use crate::terminal::Terminal;

/// What was checked, and what could not be.
#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) scripts: Vec<Script>,
    /// The messages about what could not be checked.
    pub(crate) failures: Vec<String>,
    /// Whether what can be fixed was fixed.
    is_fixed: bool,
}

pub(crate) fn run(
    args: &CheckArgs,
    matches: Option<&ArgMatches>,
    terminal: &mut Terminal,
) -> io::Result<Outcome> {
    let (inputs, wrong) = files::collect(&args.paths);
    let mut checked = Checked::default();
    for why in wrong {
        checked.fail(why, terminal);
    }
    let counts = Counts {
        keys: args.keys,
        args: args.args,
    };
    checked.is_fixed = args.fix || args.unsafe_fixes;
    if checked.is_fixed {
        if inputs.iter().any(|input| matches!(input, Input::Stdin)) {
            terminal.error("the standard input cannot be fixed: name a file");
            return Ok(Outcome::Failed);
        }
        let fixing = Fixing {
            guesses: args.unsafe_fixes,
            counts,
        };
        let mut cache = SettingsCache::new(&args.settings, matches);
        if let Err(why) = fixing.run(&inputs, &mut cache, terminal) {
            checked.fail(why, terminal);
        }
    }
    let mut cache = SettingsCache::new(&args.settings, matches);
    let scripts = including::scripts(inputs, &mut cache, &mut |why| checked.fail(why, terminal));
    checked.scripts = scripts
        .into_iter()
        .map(|script| check(script, counts))
        .collect();
    shared::tell_once(&mut checked.scripts);
    for script in &checked.scripts {
        terminal.print(&part(script, args.format))?;
        remark(script, terminal);
    }
    terminal.print(&end(&checked, args.format))?;
    Ok(checked.outcome())
}

/// What is printed for a single script.
pub(crate) fn whole(script: Script, format: Format) -> String {
    let part = part(&script, format);
    let checked = Checked {
        scripts: vec![script],
        ..Checked::default()
    };
    part + &end(&checked, format)
}

/// Checks a script, and keeps the findings that are asked for.
pub(crate) fn check(script: JoinedScript, counts: Counts) -> Script {
    let JoinedScript {
        joined,
        project,
        only,
        ..
    } = script;
    let mut script = Script::check(joined, counts, &project.settings);
    if let Some(only) = only {
        let (source, files) = (&script.source, &script.files);
        let is_asked_for = |file: FileId| {
            let index = (file.0 as usize).checked_sub(1);
            let file = index.and_then(|index| files.get(index));
            file.is_some_and(|file| only.contains(&file.canonical))
        };
        let found = &mut script.analysis.diagnostics;
        found.retain(|found| is_asked_for(source.file_of(found.span().start)));
    }
    script
}

/// What is printed for each script.
fn part(script: &Script, format: Format) -> String {
    match format {
        Format::Human => human::findings(script),
        Format::Json => json::line(script),
        Format::Sarif => String::new(),
    }
}

/// What is printed at the end.
fn end(checked: &Checked, format: Format) -> String {
    match format {
        Format::Human => human::summary(checked),
        Format::Json => String::new(),
        Format::Sarif => sarif::log(checked),
    }
}

fn remark(script: &Script, terminal: &mut Terminal) {
    let path = script.source.path();
    if let Some(unset) = constants::unset(script) {
        terminal.remark(&format!(
            "`{path}` does not set {unset}: it is checked with any value of the type"
        ));
    }
    if let Some(remark) = script.remark() {
        terminal.remark(&format!("`{path}` is not checked as a whole: {remark}"));
    }
}

impl Checked {
    fn fail(&mut self, why: String, terminal: &mut Terminal) {
        terminal.error(&why);
        self.failures.push(why);
    }

    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.scripts
            .iter()
            .map(|script| script.count(severity))
            .sum()
    }

    /// How many findings `--fix` would fix.
    pub(crate) fn fixable(&self) -> usize {
        if self.is_fixed {
            return 0;
        }
        let found = self.scripts.iter();
        let found = found.flat_map(|script| &script.analysis.diagnostics);
        found
            .filter(|found| !found.replacements.is_empty() && !found.is_guess)
            .count()
    }

    fn outcome(&self) -> Outcome {
        if !self.failures.is_empty() {
            Outcome::Failed
        } else if self.count(Severity::Error) > 0 {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }
}
