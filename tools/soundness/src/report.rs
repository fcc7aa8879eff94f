//! What was tried and what was found.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::feature::Feature;
use crate::hunt::{Checked, Smallest};
use crate::program::Program;

/// Small scripts that are shown of each group.
const SAMPLES: usize = 3;

/// Programs of each group that are made small: what comes of several may be the same script.
const TRIES: usize = 5;

/// Counts of many programs.
#[derive(Default)]
pub struct Report {
    /// Programs.
    pub programs: usize,
    /// Runs of their cases.
    pub runs: usize,
    /// Those that ended without an error.
    pub succeeded: usize,
    /// Those whose log was of use.
    pub logged: usize,
    /// Programs over which the server hung or ended.
    pub given_up: Vec<u64>,
    /// Texts that were made wrong, and compiled.
    pub compiled: usize,
    /// How many programs use each feature, and how many of their runs ended without an error.
    pub features: BTreeMap<Feature, (usize, usize)>,
    /// How many programs refute claims of each group.
    pub groups: BTreeMap<String, Group>,
}

/// Refutations that are alike.
#[derive(Default)]
pub struct Group {
    /// Programs.
    pub programs: usize,
    /// Those that were made small.
    pub tries: usize,
    /// Some of them, made small, with their seeds.
    pub samples: BTreeMap<u64, Smallest>,
}

impl Group {
    /// Whether another sample is of use.
    #[must_use]
    pub fn wants_more(&self) -> bool {
        self.samples.len() < SAMPLES && self.tries < TRIES
    }

    /// Adds a sample and prints it, unless there is one like it.
    pub fn add(&mut self, seed: u64, sample: Smallest) {
        self.tries += 1;
        let pattern = |text: &str| text.replace(|letter: char| letter.is_ascii_digit(), "");
        let new = pattern(&sample.text);
        if self.samples.values().all(|old| pattern(&old.text) != new) {
            println!("\n== seed {seed}, made small: {sample}");
            self.samples.insert(seed, sample);
        }
    }
}

impl Report {
    /// Counts a program.
    pub fn add(&mut self, program: &Program, checked: Option<&Checked>) {
        self.programs += 1;
        let Some(checked) = checked else {
            self.given_up.push(program.seed);
            return;
        };
        self.runs += program.cases.len();
        self.succeeded += checked.succeeded;
        self.logged += checked.logged;
        for feature in &program.features {
            let (programs, succeeded) = self.features.entry(*feature).or_default();
            *programs += 1;
            *succeeded += checked.succeeded;
        }
    }

    /// Puts the counts of another worker to these.
    pub fn merge(&mut self, other: Self) {
        self.programs += other.programs;
        self.runs += other.runs;
        self.succeeded += other.succeeded;
        self.logged += other.logged;
        self.compiled += other.compiled;
        self.given_up.extend(other.given_up);
        for (feature, (programs, succeeded)) in other.features {
            let counts = self.features.entry(feature).or_default();
            counts.0 += programs;
            counts.1 += succeeded;
        }
        for (name, group) in other.groups {
            let ours = self.groups.entry(name).or_default();
            ours.programs += group.programs;
            ours.tries += group.tries;
            ours.samples.extend(group.samples);
        }
    }

    /// How fast it was.
    #[must_use]
    pub fn speed(&self, elapsed: Duration) -> String {
        let tenths = elapsed.as_millis() / 100;
        let share = 100 * self.succeeded / self.runs.max(1);
        format!(
            "{} programs, {} runs ({share} % without an error), {} broken texts compiled, in {}.{} s: {} programs a second",
            self.programs,
            self.runs,
            self.compiled,
            tenths / 10,
            tenths % 10,
            10 * self.programs as u128 / tenths.max(1)
        )
    }
}

/// The script, the claim, what happened, and how it was called.
impl fmt::Display for Smallest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = &self.refutation;
        writeln!(f, "{}\n{}", found.group, self.text.trim_end())?;
        writeln!(f, "  claimed:  {}", found.claimed)?;
        writeln!(f, "  observed: {}", found.observed)?;
        write!(f, "  call:     {}", self.case)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<50} programs   runs without an error", "construct")?;
        for feature in Feature::ALL {
            let (programs, succeeded) = self.features.get(feature).copied().unwrap_or_default();
            writeln!(f, "{feature:<50} {programs:>8}   {succeeded:>8}")?;
        }
        if !self.given_up.is_empty() {
            writeln!(
                f,
                "\nthe server hung or ended over the programs of the seeds {:?}",
                self.given_up
            )?;
        }
        for (name, group) in &self.groups {
            writeln!(f, "{:>6} programs refute: {name}", group.programs)?;
        }
        Ok(())
    }
}
