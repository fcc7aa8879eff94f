//! Constant words that a grammar allows and the server never takes, alone or beside another word: what a later version
//! brought, and alternatives that nobody noted.

use std::collections::BTreeMap;

use redis_script_analysis::redis::commands::{self, Command};
use redis_script_analysis::redis::grammar::Grammar;
use redis_script_analysis::redis::servers::Servers;

use crate::oracle::{Oracle, Verdict};
use crate::sample::{Call, Sampler};
use crate::{accepts_number, is_asked};

/// Calls made up from each grammar.
const SAMPLES: usize = 150;

/// What is refused less often may be so for another reason.
const OFTEN: usize = 8;

#[test]
fn servers_take_the_words_that_grammars_allow() {
    let mut oracle = Oracle::start();
    let Some(this) = oracle.server() else {
        return;
    };
    let mut never = Vec::new();
    for command in commands::all().filter(|command| is_asked(*command)) {
        if !command.noscript().and(this).is_empty() {
            continue;
        }
        if let Some((_, grammar)) = command.grammars(this).into_iter().next() {
            add_never_taken(command, grammar, this, &mut oracle, &mut never);
        }
    }
    assert!(never.is_empty(), "{}", never.join("\n"));
}

/// How often a word, or two, stood in a call, and why it was refused if it always was.
#[derive(Default)]
struct Seen {
    asked: usize,
    taken: usize,
    error: String,
}

fn add_never_taken(
    command: Command,
    grammar: &Grammar,
    this: Servers,
    oracle: &mut Oracle,
    never: &mut Vec<String>,
) {
    let words = grammar.words();
    let mut calls = Sampler::new(command.name(), grammar).right_calls(SAMPLES);
    calls.retain(|call| accepts_number(command, this, call));
    let mut seen: BTreeMap<(&str, &str), Seen> = BTreeMap::new();
    for (call, verdict) in calls.iter().zip(oracle.ask(command, &calls)) {
        let there: Vec<_> = words.iter().filter(|word| has(call, word)).collect();
        for (at, one) in there.iter().enumerate() {
            for other in there.iter().skip(at) {
                let seen = seen.entry((one, other)).or_default();
                seen.asked += 1;
                match &verdict {
                    Verdict::Refused(error) => seen.error.clone_from(error),
                    _ => seen.taken += 1,
                }
            }
        }
    }
    let is_taken = |word: &str| seen.get(&(word, word)).is_some_and(|seen| seen.taken > 0);
    for ((one, other), found) in &seen {
        let explained = one != other && !(is_taken(one) && is_taken(other));
        if found.taken == 0 && found.asked >= OFTEN && !explained {
            let name = command.name().to_uppercase();
            never.push(format!("{name} {one} {other}: {}", found.error));
        }
    }
}

fn has(call: &Call, word: &str) -> bool {
    call.iter().any(|part| part.eq_ignore_ascii_case(word))
}
