//! `redis-script check`

use std::io;

use clap::ArgMatches;
use redis_script_analysis::{Counts, Severity, Source};

use crate::Outcome;
use crate::args::{CheckArgs, Format};
use crate::files::{self, Input};
use crate::report::{human, json, sarif};
use crate::script::Script;
use crate::settings::SettingsCache;
use crate::terminal::Terminal;

/// What was checked, and what could not be.
#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) scripts: Vec<Script>,
    /// The messages about what could not be checked.
    pub(crate) failures: Vec<String>,
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
    let mut cache = SettingsCache::new(&args.settings, matches);
    for input in inputs {
        if let Some(script) = check(&input, counts, &mut cache, &mut checked, terminal) {
            terminal.print(&part(&script, args.format))?;
            remark(&script, terminal);
            checked.scripts.push(script);
        }
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

fn check(
    input: &Input,
    counts: Counts,
    cache: &mut SettingsCache,
    checked: &mut Checked,
    terminal: &mut Terminal,
) -> Option<Script> {
    let settings = cache.settings(input, &mut |why| checked.fail(why.to_owned(), terminal))?;
    match input.read() {
        Ok(text) => {
            let source = Source::new(input.shown(), text);
            Some(Script::check(source, counts, &settings))
        }
        Err(why) => {
            checked.fail(why, terminal);
            None
        }
    }
}

/// What is printed for a script before the next one is read.
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
    if let Some(remark) = script.remark() {
        terminal.remark(&format!(
            "`{}` is not checked as a whole: {remark}",
            script.source.path()
        ));
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
