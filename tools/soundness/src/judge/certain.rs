//! Errors that are claimed to be certain, against places that were complete.

use super::Judge;
use crate::claims::{Certain, CertainError};
use crate::log::{Log, Seen};
use crate::print::{Kind, Node};

impl Judge<'_> {
    /// An error is refuted if what it marks, and what is done with that, came to its end.
    pub(super) fn errors(&mut self) {
        let (script, observation) = (self.script, self.observation);
        let Some(log) = &observation.log else {
            return;
        };
        let always = script.claims.errors.iter().map(|error| (error, "always"));
        let counted = observation
            .errors
            .iter()
            .map(|error| (error, "with as many entries"));
        for (error, when) in always.chain(counted) {
            let Some(observed) = refuted(&script.nodes, &script.text, error, log) else {
                continue;
            };
            let (name, message, text) = (error.lint, &error.message, &script.text);
            let marked = &text[error.start.min(text.len())..error.end.min(text.len())];
            let line = text[..error.start.min(text.len())].lines().count().max(1);
            let claimed = format!("{when}: {name}: {message}, at `{marked}` of line {line}");
            self.refute(
                format!("certain error: {name}: {}", pattern(message)),
                claimed,
                observed,
            );
            return;
        }
    }
}

/// What happened, if the error is none.
fn refuted(nodes: &[Node], text: &str, error: &CertainError, log: &Log) -> Option<String> {
    let (id, _) = innermost(nodes, error)?;
    let past = || {
        complete(nodes, text, error, log)
            .map(|node| format!("it got past `{}`", &text[node.start..node.end]))
    };
    match error.what {
        Certain::Fails => past(),
        Certain::FailsLater => past().filter(|_| log.succeeded),
        Certain::IsNil => {
            let seen = log.seen.get(&id)?.iter().find(|seen| **seen != Seen::Nil)?;
            Some(format!("it was a {}", seen.kind()))
        }
        Certain::ReadsNil => {
            let seen = log.seen.get(&id)?;
            let last = seen.last()?;
            (!seen.contains(&Seen::Nil)).then(|| format!("it was a {}", last.kind()))
        }
        Certain::IsShort => None,
    }
}

/// The smallest node that holds what is marked. Nodes stand behind those around them.
fn innermost<'a>(nodes: &'a [Node], error: &CertainError) -> Option<(usize, &'a Node)> {
    let around = |(_, node): &(usize, &Node)| node.start <= error.start && error.end <= node.end;
    nodes.iter().enumerate().rfind(around)
}

/// A message without its numbers.
fn pattern(message: &str) -> String {
    let numbers = message.split(|letter: char| letter.is_ascii_digit());
    let parts: Vec<&str> = numbers
        .enumerate()
        .filter(|(at, part)| *at == 0 || !part.is_empty())
        .map(|(_, part)| part)
        .collect();
    parts.join("N")
}

/// The node that must have failed and did not.
fn complete<'a>(
    nodes: &'a [Node],
    text: &str,
    error: &CertainError,
    log: &Log,
) -> Option<&'a Node> {
    let (mut id, mut node) = innermost(nodes, error)?;
    let mut climbed = false;
    loop {
        if log
            .seen
            .get(&id)
            .is_some_and(|seen| seen.iter().all(|seen| matches!(seen, Seen::ErrorTable(_))))
        {
            // `redis.pcall` gave its error as a value.
            return None;
        }
        let parent = node.parent.map(|parent| (parent, &nodes[parent]));
        let logged = matches!(node.kind, Kind::Strict | Kind::Lazy | Kind::Simple);
        match parent {
            // An operand is complete before the operation fails.
            Some((above, parent)) if !logged || !climbed && parent.kind == Kind::Strict => {
                if catches(&text[parent.start..parent.end]) || parent.kind == Kind::Compound {
                    return None;
                }
                climbed = logged;
                (id, node) = (above, parent);
            }
            _ => break,
        }
    }
    let logged = matches!(node.kind, Kind::Strict | Kind::Lazy | Kind::Simple);
    (logged && log.seen.contains_key(&id)).then_some(node)
}

/// Whether an error in it may have been caught.
fn catches(expression: &str) -> bool {
    ["pcall", "xpcall", "coroutine"]
        .iter()
        .any(|catcher| expression.starts_with(catcher))
}
