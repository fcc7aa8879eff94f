//! Real servers are the oracle for what arguments commands take. `REDIS_SERVER` names another binary than the
//! `redis-server` or `valkey-server` of the PATH; a server whose version is not known has nothing to be held against.
//!
//! From each grammar calls are made up, and from each call wrong ones: an argument dropped, added, replaced or exchanged
//! with its neighbour. What the grammar refuses the server must refuse, always; and of what it allows, the server must
//! not refuse much for its arguments. `cargo test -p redis-script-analysis --test grammar -- --nocapture` prints what it
//! does refuse; `LENIENT=1000` prints more of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and this one prints figures"
)]

mod options;
mod oracle;
mod sample;
#[path = "../support/mod.rs"]
mod support;

use std::env;

use redis_script_analysis::redis::commands::{self, Command};
use redis_script_analysis::redis::grammar::{Argument, Grammar, Mismatch, Node};
use redis_script_analysis::redis::servers::{Product, Servers};

use oracle::{Oracle, Verdict};
use sample::{Call, Sampler};

/// Calls made up from each grammar.
const SAMPLES: usize = 12;

/// Of a thousand calls that a grammar allows, so many at most a server refuses for their arguments.
const LENIENT: usize = 200;

/// What the servers of the tests cannot be asked: they would leave the database, or wait for another server.
fn is_asked(command: Command) -> bool {
    !matches!(command.name(), "select" | "swapdb" | "move")
}

/// The build of this one that the matrix fetches dies of a few thousand errors in scripts.
fn survives(server: Servers) -> bool {
    server
        .iter()
        .all(|server| server.product != Product::Redis || server.version != (6, 2, 14))
}

#[derive(Default)]
struct Outcome {
    allowed: usize,
    refused: usize,
    /// Refused by the grammar and taken by the server.
    wrong: Vec<String>,
    /// Taken by the grammar and refused by the server.
    lenient: Vec<String>,
}

#[test]
fn servers_refuse_what_grammars_refuse() {
    let mut oracle = Oracle::start();
    let Some(this) = oracle.server().filter(|this| survives(*this)) else {
        return;
    };
    let mut outcome = Outcome::default();
    for command in commands::all().filter(|command| is_asked(*command)) {
        if !command.noscript().and(this).is_empty() {
            continue;
        }
        let Some((_, grammar)) = command.grammars(this).into_iter().next() else {
            continue;
        };
        hold(command, grammar, this, &mut oracle, &mut outcome);
    }
    let shown = env::var("LENIENT").map_or(5, |count| count.parse().unwrap());
    let lenient = outcome.lenient.len();
    for line in outcome.lenient.iter().take(shown) {
        println!("  {line}");
    }
    println!(
        "{this}: {} calls refused by grammars; of {} that they allow, {lenient} refused for their arguments",
        outcome.refused, outcome.allowed
    );
    assert!(outcome.wrong.is_empty(), "{}", outcome.wrong.join("\n"));
    assert!(outcome.refused > 10_000 && outcome.allowed > 10_000);
    let share = lenient * 1000 / outcome.allowed;
    assert!(share <= LENIENT, "{share} of a thousand calls");
}

fn hold(
    command: Command,
    grammar: &Grammar,
    this: Servers,
    oracle: &mut Oracle,
    outcome: &mut Outcome,
) {
    let mut calls = Sampler::new(command.name(), grammar).calls(SAMPLES);
    calls.sort();
    calls.dedup();
    let name = command.name().to_uppercase();
    let (refused, allowed): (Vec<Call>, Vec<Call>) = calls
        .into_iter()
        .partition(|call| refusal(grammar, call).is_some());
    outcome.refused += refused.len();
    let mut answers = vec![oracle.ask(command, &refused)];
    let ignoring = command.ignores_arguments_without_key();
    let needs_key = !ignoring.and(this).is_empty();
    if !needs_key {
        answers.push(oracle.ask_without_keys(command, &refused));
    }
    for verdicts in answers {
        let taken = refused.iter().zip(verdicts).filter(|(call, verdict)| {
            *verdict == Verdict::Taken && (!needs_key || has_key(command, grammar, call))
        });
        let described = taken
            .map(|(call, _)| format!("{name} {call:?} is taken: {:?}", refusal(grammar, call)));
        outcome.wrong.extend(described);
    }
    let allowed = allowed.into_iter();
    let allowed: Vec<_> = allowed
        .filter(|call| accepts_number(command, this, call))
        .collect();
    outcome.allowed += allowed.len();
    for (call, verdict) in allowed.iter().zip(oracle.ask(command, &allowed)) {
        if let Verdict::Refused(error) = verdict {
            outcome.lenient.push(format!("{name} {call:?}: {error}"));
        }
    }
}

fn accepts_number(command: Command, this: Servers, call: &Call) -> bool {
    let count = call.len() + usize::from(command.name().contains(' '));
    let mut arities = command.arities().iter();
    arities.all(|(servers, arity)| servers.and(this).is_empty() || arity.accepts(count))
}

/// Whether a call is about a key, and a group of it, that exist.
fn has_key(command: Command, grammar: &Grammar, call: &Call) -> bool {
    let place = usize::from(command.name() == "geosearchstore");
    let names_group = matches!(
        grammar.nodes().get(1),
        Some(Node::Value("group" | "groupname", _))
    );
    let is = |at, names: &[&str]| {
        call.get(at)
            .is_some_and(|word: &String| names.contains(&&**word))
    };
    is(place, &["k", "l"]) && (!names_group || is(1, &["g"]))
}

fn refusal(grammar: &Grammar, call: &Call) -> Option<Mismatch> {
    let arguments = call.iter().map(|word| Argument::Text(word.as_bytes()));
    grammar.refusal(&arguments.collect::<Vec<_>>(), false)
}
