//! `redis-script bench`: what a call costs the server while the data grows.

mod fill;
mod measure;
mod plot;

use std::fmt::Write as _;
use std::fs;
use std::io;

use clap::ArgMatches;
use redis_script_analysis::bounds::Bounds;
use redis_script_analysis::facts::{EntryTable, Factor};
use serde::Serialize;

use super::entries::CallEntries;
use super::trial::{ReadyCall, Trial};
use crate::Outcome;
use crate::args::bench::BenchArgs;
use crate::files::Input;
use crate::terminal::{Terminal, printable};

/// All figures.
#[derive(Serialize)]
struct BenchReport<'a> {
    file: &'a str,
    server: &'a str,
    /// So many were measured for each size.
    calls: u32,
    sizes: Vec<SizeFigures>,
}

/// What was measured with so much data.
#[derive(Serialize)]
struct SizeFigures {
    /// How many elements each key holds.
    elements: u32,
    /// How many commands a call issued at most.
    commands: u64,
    /// How many the analysis says at most; null if it does not know.
    bound: Option<f64>,
    /// Time of a call on the server, the median.
    microseconds: f64,
    /// The same of the slowest call.
    slowest: u64,
}

pub(crate) fn bench(
    args: BenchArgs,
    matches: Option<&ArgMatches>,
    terminal: &mut Terminal,
) -> io::Result<Outcome> {
    let input = Input::from_path(&args.path);
    let (calls, svg, mut sizes) = (args.calls, args.svg.clone(), args.sizes.clone());
    sizes.sort_unstable();
    sizes.dedup();
    let call_args = args.call();
    let mut trial = Trial::new(&input, &call_args, matches);
    let measured = trial.read().and_then(|ready| {
        let server = trial.fresh_server(None)?;
        let version = server.version.clone();
        let figures = measure::all(server, &ready, &sizes, calls)?;
        Ok((ready, version, figures))
    });
    let (ready, version, sizes) = match measured {
        Ok(measured) => measured,
        Err(why) => {
            terminal.error(&why);
            return Ok(Outcome::Failed);
        }
    };
    let report = BenchReport {
        file: ready.subject.script.source.path(),
        server: &version,
        calls,
        sizes,
    };
    if let Some(path) = svg
        && let Err(error) = fs::write(&path, plot::plot(&report))
    {
        terminal.error(&format!("cannot write `{}`: {error}", path.display()));
        return Ok(Outcome::Failed);
    }
    if call_args.json {
        let line = serde_json::to_string(&report).unwrap_or_default();
        terminal.print(&format!("{line}\n"))?;
    } else {
        terminal.print(&table(&report))?;
    }
    Ok(Outcome::Clean)
}

fn table(report: &BenchReport) -> String {
    let mut text = format!(
        "{} on {}: {} for each size\n\n{:>10} {:>10} {:>10} {:>14} {:>10}\n",
        printable(report.file),
        report.server,
        crate::report::human::plural(report.calls as usize, "call"),
        "elements",
        "commands",
        "at most",
        "microseconds",
        "slowest"
    );
    for size in &report.sizes {
        let bound = size.bound.map_or("-".to_owned(), |bound| bound.to_string());
        let _ = writeln!(
            text,
            "{:>10} {:>10} {bound:>10} {:>14} {:>10}",
            size.elements, size.commands, size.microseconds, size.slowest
        );
    }
    text
}

/// How many commands a call issues at most, if each key holds so many elements.
fn bound(ready: &ReadyCall, elements: u32) -> Option<f64> {
    let amount = Bounds::of(&ready.subject.script.analysis.facts).commands;
    let entries = |table| entries_of(&ready.entries, table);
    let entry = |table, at: i64| entries(table).get(usize::try_from(at).ok()?.checked_sub(1)?);
    let number = |table, at| {
        let number: f64 = entry(table, at)?.trim().parse().ok()?;
        (!number.is_nan()).then_some(number)
    };
    amount.value(&|factor| match factor {
        Factor::Entry(table, at) => Some(number(table, at)?.max(0.0)),
        Factor::Below(table, at) => Some((-number(table, at)?).max(0.0)),
        #[expect(clippy::cast_precision_loss, reason = "the length of a string")]
        Factor::Bytes(table, at) => Some(entry(table, at)?.len() as f64),
        Factor::KeySize(_) | Factor::Size(_) => Some(f64::from(elements)),
        #[expect(clippy::cast_precision_loss, reason = "a number of entries")]
        other => other.of_counts(&|table| Some(entries(table).len() as f64)),
    })
}

fn entries_of(entries: &CallEntries, table: EntryTable) -> &[String] {
    match table {
        EntryTable::Keys => &entries.keys,
        EntryTable::Argv => &entries.args,
    }
}
