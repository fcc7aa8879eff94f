//! How many mistakes are found: correct scripts, each broken at every place where a kind of mistake can be made.
//!
//! `cargo test -p redis-script-analysis --test mutation -- --nocapture` prints how many of the mutants are found, and the
//! first that are not; `ESCAPES=1000` prints more of them. A mutant is found where a finding, be it an error or a
//! warning, marks text of the line that was changed; for an `end` that is missing, of that line or a later one. A mutant
//! that Lua compiles to the instructions of the script itself is the same script, and is not counted. One whose changed
//! call a real Redis takes without an error counts as not found, but the table says how many these are.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and this one prints figures"
)]

mod base;
mod commands;
#[path = "../contract_line/mod.rs"]
mod contract_line;
mod edit;
mod judge;
mod language;
#[path = "../support/mod.rs"]
mod support;
mod values;

use std::path::PathBuf;
use std::{env, fs};

use redis_script_analysis::report::render::render;
use redis_script_analysis::{Diagnostic, Source};

use base::Base;
use edit::Edit;
use judge::Judge;

/// A kind of mistake.
struct Class {
    name: &'static str,
    /// Of a thousand mutants, so many at least are found at their line.
    floor: usize,
    edits: fn(&Base) -> Vec<Edit>,
    /// Whether its mutants are no Lua 5.1.
    breaks_syntax: bool,
    /// Whether what follows the line counts as well.
    or_later: bool,
    /// Whether it breaks the arguments of a command, so that Redis can say what it thinks of a mutant.
    about_arguments: bool,
}

const CLASSES: &[Class] = &[
    class("swap letters of a command", 1000, commands::swap_letters),
    Class {
        about_arguments: true,
        ..class("drop an argument", 930, commands::drop_argument)
    },
    Class {
        about_arguments: true,
        ..class("add an argument", 885, commands::add_argument)
    },
    class("hardcode a key", 1000, commands::hardcode_key),
    Class {
        breaks_syntax: true,
        or_later: true,
        ..class("drop an `end`", 1000, language::drop_end)
    },
    class("drop a `local`", 1000, language::drop_local),
    class("misspell a local", 1000, language::misspell_local),
    class("misspell a library member", 1000, language::misspell_member),
    Class {
        breaks_syntax: true,
        ..class("use newer syntax", 1000, language::newer_syntax)
    },
    class("index 0", 1000, values::index_zero),
    class("index + 1", 572, values::index_above),
    class("index - 1", 142, values::index_below),
    class("compare a reply with nil", 1000, values::compare_with_nil),
    class("return a fraction", 1000, values::return_fraction),
];

const fn class(name: &'static str, floor: usize, edits: fn(&Base) -> Vec<Edit>) -> Class {
    Class {
        name,
        floor,
        edits,
        breaks_syntax: false,
        or_later: false,
        about_arguments: false,
    }
}

/// What became of the mutants of a class.
#[derive(Default)]
struct Outcome {
    mutants: usize,
    found: usize,
    same: usize,
    /// One line for each mutant that is not found at its line.
    escapes: Vec<String>,
    /// Those of them about which something is said elsewhere, such as at a parameter of the call.
    elsewhere: usize,
    /// Those of them that are calls without an error, as Redis sees it.
    taken: usize,
}

#[test]
fn scripts_are_correct() {
    let findings = |base: Base| {
        let findings = base.analyze(&base.source).diagnostics.into_iter();
        findings.map(move |found| render(&found, &base.source))
    };
    let families = fs::read_dir("../scripts").unwrap();
    let families = families.map(|entry| entry.unwrap().path());
    let families = families.filter(|path| path.is_dir());
    let product: Vec<Base> = families
        .chain([PathBuf::from("../scripts")])
        .flat_map(Base::of)
        .collect();
    assert!(product.len() > 30, "{} scripts", product.len());
    let bases = product.into_iter().chain(Base::all());
    let wrong: Vec<String> = bases.flat_map(findings).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn redis_takes_the_calls() {
    let mut judge = Judge::start();
    for base in Base::all() {
        let calls = base.facts.commands.iter().filter(|call| !call.is_open());
        let refused: Vec<_> = calls.filter(|call| !judge.takes(call)).collect();
        assert!(refused.is_empty(), "{}: {refused:?}", base.source.path());
    }
}

#[test]
fn mutants_are_found() {
    let bases = Base::all();
    let shown = env::var("ESCAPES").map_or(3, |count| count.parse().unwrap());
    println!("{} scripts", bases.len());
    println!("| Mistake | Mutants | Found | Share | Elsewhere | Taken by Redis | Same program |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    let mut sunk = Vec::new();
    let mut escapes = Vec::new();
    let mut judge = Judge::start();
    for class in CLASSES {
        let outcome = class.outcome(&bases, &mut judge);
        let share = outcome.found * 1000 / outcome.mutants;
        println!("{}", outcome.row(class.name, share));
        if !outcome.escapes.is_empty() {
            escapes.push(format!("\n{}", class.name));
        }
        escapes.extend(outcome.escapes.into_iter().take(shown));
        if share < class.floor {
            sunk.push((class.name, share, class.floor));
        }
    }
    println!("{}", escapes.join("\n"));
    assert_eq!(sunk, [], "share of a thousand, and what it was");
}

impl Class {
    fn outcome(&self, bases: &[Base], judge: &mut Judge) -> Outcome {
        let mut outcome = Outcome::default();
        for base in bases {
            let mut edits = (self.edits)(base);
            edits.sort();
            edits.dedup();
            for edit in edits {
                self.hold(base, &edit, judge, &mut outcome);
            }
        }
        outcome
    }

    fn hold(&self, base: &Base, edit: &Edit, judge: &mut Judge, outcome: &mut Outcome) {
        let mutant = edit.apply(base);
        let program = base.compile(mutant.text());
        assert_eq!(program.is_none(), self.breaks_syntax, "{}", mutant.text());
        if program.is_some() && program == base.compile(base.source.text()) {
            outcome.same += 1;
            return;
        }
        outcome.mutants += 1;
        let line = mutant.line_of(edit.start());
        let analysis = base.analyze(&mutant);
        let findings = analysis.diagnostics;
        if findings
            .iter()
            .any(|found| self.marks(found, line, &mutant))
        {
            outcome.found += 1;
            return;
        }
        outcome.elsewhere += usize::from(!findings.is_empty());
        let taken = self.about_arguments && judge.takes_call_at(edit.start(), &analysis.facts);
        outcome.taken += usize::from(taken);
        outcome
            .escapes
            .push(escape(&mutant, line, &findings, taken));
    }

    fn marks(&self, found: &Diagnostic, line: u32, mutant: &Source) -> bool {
        let span = found.span();
        if span.end == 0 {
            return false;
        }
        let last = mutant.line_of(span.end.saturating_sub(1).max(span.start));
        last >= line && (self.or_later || mutant.line_of(span.start) <= line)
    }
}

impl Outcome {
    fn row(&self, name: &str, share: usize) -> String {
        format!(
            "| {name} | {} | {} | {}.{} % | {} | {} | {} |",
            self.mutants,
            self.found,
            share / 10,
            share % 10,
            self.elsewhere,
            self.taken,
            self.same
        )
    }
}

fn escape(mutant: &Source, line: u32, findings: &[Diagnostic], taken: bool) -> String {
    let text = mutant.line(line).unwrap_or_default().trim();
    let mut notes: Vec<String> = findings
        .iter()
        .map(|found| {
            format!(
                "{} at line {}",
                found.lint,
                mutant.line_of(found.span().start)
            )
        })
        .collect();
    notes.extend(taken.then(|| "taken by Redis".to_owned()));
    format!("  {}:{line}: {text} [{}]", mutant.path(), notes.join(", "))
}
