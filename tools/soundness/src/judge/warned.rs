//! Warnings, against what their places were.

use super::{Judge, shown};
use crate::claims::{Probable, Warned};
use crate::log::{Log, Seen};
use crate::print::Node;
use crate::server::Outcome;

impl Judge<'_> {
    pub(super) fn warned(&mut self) {
        let (script, observation) = (self.script, self.observation);
        let Some(log) = &observation.log else {
            return;
        };
        for warned in &script.claims.warned {
            let observed = match warned.what {
                // What `pcall` gives first is not the reply.
                Probable::FindsNothing if self.is_caught(warned) => None,
                Probable::FindsNothing => found_something(&script.nodes, warned, log),
                Probable::NoExpiry => expires(&script.nodes, warned, log),
                Probable::Lost(start, end) => {
                    let taken = of_node(&script.nodes, log, start, end);
                    let ended = is_reached(&script.nodes, warned, log) && log.succeeded;
                    taken
                        .filter(|_| ended)
                        .and_then(|taken| is_kept(taken, &observation.plain))
                }
            };
            if let Some(observed) = observed {
                let (lint, message) = (warned.lint, &warned.message);
                let marked = script
                    .text
                    .get(warned.start..warned.end)
                    .unwrap_or_default();
                self.refute(
                    format!("warning: {lint}"),
                    format!("{lint}: {message}, at `{marked}`"),
                    observed,
                );
                return;
            }
        }
    }

    fn is_caught(&self, warned: &Warned) -> bool {
        let marked = self.script.text.get(warned.start..warned.end);
        marked.is_some_and(|text| text.starts_with("pcall") || text.starts_with("xpcall"))
    }

    /// Another text must do the same: one whose first part is included, and the one command that takes the script's place.
    pub(super) fn other_texts(&mut self) {
        let observation = self.observation;
        if observation.log.is_none() {
            return;
        }
        let plain = &observation.plain;
        if let Some(joined) = &observation.joined {
            let (one, two) = (without_places(plain), without_places(joined));
            if one != two {
                self.refute(
                    "includes",
                    "what is left out is not needed",
                    format!("{one}; {two}"),
                );
            }
        }
        if let Some([script, command]) = &observation.instead {
            // The command checks all of its arguments, also those that would not be used.
            let is_refused = command.raised().is_some() && script.raised().is_none();
            let both_refused = command.raised().is_some() && script.raised().is_some();
            if script != command && !is_refused && !both_refused {
                self.refute(
                    "single command",
                    format!(
                        "`{}` does the same",
                        self.script.claims.instead.clone().unwrap_or_default()
                    ),
                    format!("{script}; {command}"),
                );
            }
        }
    }
}

/// What the node at a place was.
fn of_node<'a>(nodes: &[Node], log: &'a Log, start: usize, end: usize) -> Option<&'a [Seen]> {
    let mut nodes = nodes.iter().enumerate();
    let (id, _) = nodes.rfind(|(_, node)| node.start == start && node.end == end)?;
    log.seen.get(&id).map(Vec::as_slice)
}

fn found_something(nodes: &[Node], warned: &Warned, log: &Log) -> Option<String> {
    // A range is marked by its bounds: the call is the node around.
    let around = |(_, node): &(usize, &Node)| node.start <= warned.start && warned.end <= node.end;
    let (id, _) = nodes.iter().enumerate().rfind(around)?;
    let is_something = |seen: &Seen| match seen {
        Seen::Boolean(true) | Seen::LongText => true,
        Seen::Number(number) => *number > 0.0,
        Seen::Text(text) => !text.is_empty(),
        Seen::Table(_) => log.filled.contains(&id),
        _ => false,
    };
    let seen = log.seen.get(&id)?.iter().find(|seen| is_something(seen))?;
    Some(format!("it was {seen}"))
}

fn expires(nodes: &[Node], warned: &Warned, log: &Log) -> Option<String> {
    let seen = of_node(nodes, log, warned.start, warned.end)?;
    let is_time = |seen: &&Seen| matches!(seen, Seen::Number(number) if *number >= 0.0);
    seen.iter()
        .find(is_time)
        .map(|seen| format!("it was {seen}"))
}

/// Whether a part of what is marked was complete: a `return` itself is not logged.
fn is_reached(nodes: &[Node], warned: &Warned, log: &Log) -> bool {
    let inside = |node: &Node| warned.start <= node.start && node.end <= warned.end;
    let mut nodes = nodes.iter().enumerate();
    nodes.any(|(id, node)| inside(node) && log.seen.contains_key(&id))
}

/// Where all elements that were taken out are found again, if nothing else holds them.
fn is_kept(taken: &[Seen], outcome: &Outcome) -> Option<String> {
    let mut elements = taken.iter().filter_map(|seen| match seen {
        Seen::Text(text) => std::str::from_utf8(text).ok(),
        _ => None,
    });
    let first = elements.next()?;
    let all_found = [first].into_iter().chain(elements).all(|element| {
        let is_own = element.starts_with("job-");
        is_own && (is_stored(element, outcome) || outcome.reply.to_string().contains(element))
    });
    all_found.then(|| shown(outcome))
}

/// Whether a command got an element that no later one takes out again.
fn is_stored(element: &str, outcome: &Outcome) -> bool {
    let mut commands = outcome.commands.iter().enumerate();
    commands.any(|(at, words)| {
        // What was put there before may be what was taken out.
        let later = outcome.commands.get(at + 1..).unwrap_or_default();
        let is_taker = |later: &Vec<String>| {
            let is_pop = later.first().is_some_and(|name| name.contains("POP"));
            is_pop && later.get(1) == words.get(1)
        };
        words.iter().any(|word| word.contains(element)) && !later.iter().any(is_taker)
    })
}

/// What a run shows, without lines and names of scripts.
fn without_places(outcome: &Outcome) -> String {
    let text = shown(outcome);
    let mut parts = text.split("user_script:");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain += "user_script:";
        // Redis 6.2 writes some lines after a space.
        plain += part.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    }
    let is_name =
        |word: &str| word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric());
    let names: Vec<String> = words
        .filter(|word| is_name(word))
        .map(str::to_owned)
        .collect();
    for name in names {
        plain = plain.replace(&name, "");
    }
    plain
}
