//! The figures.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::{Analysis, Severity};

use super::calls::{Agreement, Calls};

/// What was found in all files together.
#[derive(Default)]
pub(crate) struct Summary {
    /// Files that were read.
    pub(crate) read: usize,
    /// Files that are no UTF-8.
    pub(crate) not_text: usize,
    /// Files that either Lua 5.1 or the front end refuses, but not both.
    pub(crate) disagreements: usize,
    scripts: usize,
    times: Vec<(Duration, usize)>,
    lints: BTreeMap<&'static str, Count>,
    /// Scripts with a finding, and with an error.
    found: Count,
    agreements: BTreeMap<&'static str, Agreements>,
}

/// Findings of one lint.
#[derive(Default)]
struct Count {
    errors: usize,
    warnings: usize,
    scripts: usize,
}

/// How the reads of one table agree with the callers.
#[derive(Default)]
struct Agreements {
    agree: usize,
    unknown: usize,
    others: Vec<String>,
}

impl Summary {
    pub(crate) fn add_time(&mut self, time: Duration, bytes: usize) {
        self.times.push((time, bytes));
    }

    pub(crate) fn add(&mut self, name: &str, calls: &Calls, analysis: &Analysis) {
        self.scripts += 1;
        let mut here = BTreeMap::<_, Count>::new();
        for finding in &analysis.diagnostics {
            here.entry(finding.lint).or_default().add(finding.severity);
            self.found.add(finding.severity);
        }
        self.found.scripts += usize::from(!here.is_empty());
        for (lint, count) in here {
            let all = self.lints.entry(lint).or_default();
            all.errors += count.errors;
            all.warnings += count.warnings;
            all.scripts += 1;
        }
        for table in EntryTable::ALL {
            let all = self.agreements.entry(table.name()).or_default();
            let read = analysis.facts.highest(table);
            match calls.agreement(&analysis.facts, table) {
                None => all.unknown += 1,
                Some(Agreement::Agrees) => all.agree += 1,
                Some(Agreement::ReadsFewer) => {
                    all.others.push(format!("{name} reads fewer: {read}"));
                }
                Some(Agreement::ReadsMore) => {
                    all.others.push(format!("{name} reads more: {read}"));
                }
            }
        }
    }

    fn per_hundred(&self, count: usize) -> f64 {
        let precise = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        100.0 * precise(count) / precise(self.scripts.max(1))
    }
}

impl Count {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
    }
}

impl Display for Summary {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        writeln!(
            f,
            "{} files ({} more are no UTF-8), {} disagreements with Lua 5.1; {} of them are scripts\n",
            self.read, self.not_text, self.disagreements, self.scripts
        )?;
        for (table, agreements) in &self.agreements {
            writeln!(
                f,
                "{table}: {} agree with the callers, {} differ, of {} the callers' number is not known",
                agreements.agree,
                agreements.others.len(),
                agreements.unknown
            )?;
            for other in &agreements.others {
                writeln!(f, "  {other}")?;
            }
        }
        self.findings(f)?;
        self.time(f)
    }
}

impl Summary {
    fn findings(&self, f: &mut Formatter) -> fmt::Result {
        writeln!(f, "\n| Lint | Errors | Warnings | Scripts | Per 100 |")?;
        writeln!(f, "|---|--:|--:|--:|--:|")?;
        let all = self.lints.iter().map(|(lint, count)| (*lint, count));
        for (lint, count) in all.chain([("all", &self.found)]) {
            writeln!(
                f,
                "| {lint} | {} | {} | {} | {:.1} |",
                count.errors,
                count.warnings,
                count.scripts,
                self.per_hundred(count.errors + count.warnings)
            )?;
        }
        Ok(())
    }

    fn time(&self, f: &mut Formatter) -> fmt::Result {
        let mut times = self.times.clone();
        times.sort();
        let at = |percent: usize| times.get(times.len().saturating_sub(1) * percent / 100);
        writeln!(f, "\nanalysis of one script:")?;
        for percent in [50, 90, 99, 100] {
            if let Some((time, bytes)) = at(percent) {
                let micros = time.as_micros();
                writeln!(f, "  {percent:3} %: up to {micros} µs ({bytes} bytes)")?;
            }
        }
        Ok(())
    }
}
