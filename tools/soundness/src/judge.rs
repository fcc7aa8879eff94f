//! Holds claims against what was observed.

mod certain;
mod warned;

use std::fmt;

use crate::claims::{Claims, Entries, PassedCounts, Place};
use crate::log::Seen;
use crate::print::{Kind, Node};
use crate::program::Case;
use crate::run::{Observation, Script};
use crate::server::{Outcome, Server};

/// More elements than any key holds before a run.
const ELEMENTS: usize = 4;

/// A claim that a run showed to be false.
#[derive(Clone, Debug, PartialEq)]
pub struct Refutation {
    /// What kind of claim, with the part of it that is alike in scripts of the same defect.
    pub group: String,
    /// What was claimed.
    pub claimed: String,
    /// What happened.
    pub observed: String,
    /// The place of the case among those of the program.
    pub case: usize,
}

/// All claims that the cases of a script refute.
#[must_use]
pub fn refutations(
    script: &Script,
    cases: &[Case],
    observations: &[Observation],
    server: &Server,
) -> Vec<Refutation> {
    let mut all = Vec::new();
    for (case, observation) in observations.iter().enumerate() {
        let mut judge = Judge {
            script,
            passed: &cases[case],
            observation,
            server,
            case,
            found: Vec::new(),
        };
        judge.all();
        all.extend(judge.found);
    }
    all
}

struct Judge<'a> {
    script: &'a Script,
    passed: &'a Case,
    observation: &'a Observation,
    server: &'a Server,
    case: usize,
    found: Vec<Refutation>,
}

impl Judge<'_> {
    fn refute(
        &mut self,
        group: impl fmt::Display,
        claimed: impl fmt::Display,
        observed: impl fmt::Display,
    ) {
        self.found.push(Refutation {
            group: group.to_string(),
            claimed: claimed.to_string(),
            observed: observed.to_string(),
            case: self.case,
        });
    }

    fn claims(&self) -> &Claims {
        &self.script.claims
    }

    fn all(&mut self) {
        self.syntax();
        if !self.claims().accepted || self.observation.plain.reply.is_compilation_error() {
            return;
        }
        self.commands();
        self.bound();
        self.effect();
        self.undone_by_readonly();
        let observation = self.observation;
        let (keys, arguments) = (self.claims().keys, self.claims().arguments);
        self.entries(
            "KEYS",
            keys,
            self.passed.keys.len(),
            observation.other_keys.as_ref(),
        );
        self.entries(
            "ARGV",
            arguments,
            self.passed.arguments.len(),
            observation.other_arguments.as_ref(),
        );
        self.runs_here();
        self.errors();
        // Whoever passes less than the script needs is told so by other claims.
        if self.passed.keys.len() >= keys.required
            && self.passed.arguments.len() >= arguments.required
        {
            self.reply();
            self.values();
            self.warned();
            self.other_texts();
        }
    }

    fn syntax(&mut self) {
        let refused = self.observation.plain.reply.is_compilation_error();
        if self.claims().accepted == refused {
            let claimed = if refused {
                "it is Lua"
            } else {
                "it is not Lua"
            };
            let reply = self.observation.plain.reply.to_string();
            self.refute("syntax", claimed, reply);
        }
    }

    fn commands(&mut self) {
        let Some(claimed) = &self.script.claims.commands else {
            return;
        };
        for seen in &self.observation.plain.commands {
            // Servers before 7.0 do not tell the subcommands of a container.
            let words: Vec<String> = seen
                .iter()
                .take(2)
                .map(|word| word.to_uppercase())
                .collect();
            let is_claimed = claimed.contains(&words.join(" "))
                || words.first().is_some_and(|name| claimed.contains(name));
            if !is_claimed {
                self.refute("commands", format!("it runs {claimed:?}"), seen.join(" "));
                return;
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of one call")]
    fn bound(&mut self) {
        let commands = &self.observation.plain.commands;
        // No key holds more than at first and what all the arguments may add.
        let words: usize = commands.iter().map(Vec::len).sum();
        let claimed = &self.script.claims.bound;
        let most = claimed.most(self.passed, words + ELEMENTS);
        if let Some(most) = most.filter(|most| *most < commands.len() as f64) {
            let count = commands.len();
            let claimed = format!("{claimed}, here {most}");
            self.refute("bound", claimed, format!("it ran {count}"));
        }
    }

    fn effect(&mut self) {
        if !self.claims().read_only {
            return;
        }
        let names = self
            .observation
            .plain
            .commands
            .iter()
            .map(|seen| self.server.name_of(seen));
        if let Some(name) = names.into_iter().find(|name| self.server.writes(name)) {
            self.refute("effect", "it only reads", format!("it ran {name}"));
            return;
        }
        let refused = "Write commands are not allowed from read-only scripts";
        if let Some(outcome) = &self.observation.read_only
            && outcome.reply.text().contains(refused)
        {
            self.refute("effect", "it only reads", &outcome.reply);
        }
    }

    /// Of a run that ends with READONLY, nothing may be left.
    fn undone_by_readonly(&mut self) {
        if !self.claims().undone_by_readonly {
            return;
        }
        let observation = self.observation;
        for outcome in [Some(&observation.plain), observation.on_replica.as_ref()] {
            let refused = outcome.filter(|outcome| outcome.reply.is_readonly());
            let commands = refused.map_or(&[][..], |outcome| &outcome.commands);
            let mut names = commands.iter().map(|seen| self.server.name_of(seen));
            if let Some(name) = names.find(|name| self.server.has_effect(name)) {
                let claimed = "a run that ends with READONLY has had no effect";
                self.refute("undone by READONLY", claimed, format!("it ran {name}"));
                return;
            }
        }
    }

    /// The run with other entries must show the same as that with these.
    fn entries(&mut self, table: &str, claimed: Entries, passed: usize, other: Option<&Outcome>) {
        let (plain, observation) = (&self.observation.plain, self.observation);
        let Some(other) = other.filter(|_| observation.log.is_some()) else {
            return;
        };
        if shown(other) != shown(plain) {
            let claimed = format!("of {table} it reads {} and no more", claimed.count);
            let (one, two) = (shown(plain), shown(other));
            self.refute(
                table,
                claimed,
                format!("of {passed}, others make a difference: {one}; {two}"),
            );
        }
    }

    fn reply(&mut self) {
        let reply = &self.observation.plain.reply;
        if reply.raised().is_none() && !self.claims().reply.holds(reply) {
            let shape = self.claims().reply.0.to_string();
            self.refute(format!("reply, got {}", reply.kind()), shape, reply);
        }
    }

    /// A server that is claimed to run it knows its commands, their options and its globals.
    fn runs_here(&mut self) {
        const LACKS: &[&str] = &[
            "Unknown Redis command",
            "Unknown command called",
            "Wrong number of args calling",
            "wrong number of arguments for",
            "nonexistent global variable",
            "Attempt to modify a readonly table",
            "ERR syntax error",
            "call field 'clock'",
            "call field 'acl_check_cmd'",
        ];
        let Some(raised) = self.observation.plain.reply.raised() else {
            return;
        };
        let lacking = LACKS.iter().find(|lack| raised.contains(*lack));
        if let Some(lack) =
            lacking.filter(|_| self.claims().runs_here && self.claims().commands.is_some())
        {
            self.refute(
                format!("lowest server: {lack}"),
                format!("{} runs it", self.server.version()),
                raised,
            );
        }
    }

    fn values(&mut self) {
        let script = self.script;
        let Some(log) = &self.observation.log else {
            return;
        };
        let passed = PassedCounts {
            keys: self.passed.keys.len(),
            arguments: self.passed.arguments.len(),
        };
        for (id, values) in &log.seen {
            let Some(node) = script.nodes.get(*id).filter(|node| is_expression(node)) else {
                continue;
            };
            let nodes = &script.nodes;
            let place = Place {
                node: *node,
                nodes,
                passed,
            };
            let wrong = |seen: &&Seen| !script.claims.values.holds(&place, seen);
            if let Some(seen) = values.iter().find(wrong) {
                let claimed = script.claims.values.describe(&place);
                let expression = &script.text[node.start..node.end];
                let group = format!(
                    "value claimed to be {}, was a {}",
                    kind_of(&claimed),
                    seen.kind()
                );
                self.refute(
                    group,
                    format!("`{expression}` is {claimed}"),
                    format!("it was {seen}"),
                );
                return;
            }
        }
    }
}

fn is_expression(node: &Node) -> bool {
    matches!(node.kind, Kind::Strict | Kind::Lazy | Kind::Function)
}

/// The claim without its constant.
fn kind_of(claimed: &str) -> &str {
    let claimed = claimed.split(" (to lints").next().unwrap_or_default();
    match claimed {
        number if number.contains("the number") => "a constant number",
        text if text.contains("the string") => "a constant string",
        types => types,
    }
}

/// What a run shows, without addresses.
fn shown(outcome: &Outcome) -> String {
    let commands: Vec<String> = outcome
        .commands
        .iter()
        .map(|words| words.join(" "))
        .collect();
    let all = format!("{} after {}", outcome.reply, commands.join("; "));
    let mut parts = all.split("0x");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str(part.trim_start_matches(|digit: char| digit.is_ascii_hexdigit()));
    }
    shown
}
