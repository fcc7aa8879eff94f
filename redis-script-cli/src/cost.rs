//! What a script costs, as `inspect` and the JSON output show it.

use std::collections::HashMap;
use std::fmt::Write as _;

use redis_script_analysis::Source;
use redis_script_analysis::bounds::{BoundedBy, Bounds, CommandCost, ShownAmount};
use redis_script_analysis::facts::{Amount, CommandCall, Factor, Facts, LoopSteps, Step};
use redis_script_analysis::lua::syntax::ExprId;
use serde::Serialize;

use crate::script::Script;

/// What bounds a script, and how that is shown.
pub(crate) struct Cost<'a> {
    facts: &'a Facts,
    source: &'a Source,
    bounds: Bounds,
    /// The calls at each place.
    calls: HashMap<ExprId, Vec<&'a CommandCall>>,
}

impl<'a> Cost<'a> {
    pub(crate) fn of(script: &'a Script) -> Self {
        let facts = &script.analysis.facts;
        let mut calls: HashMap<ExprId, Vec<&CommandCall>> = HashMap::new();
        for call in &facts.commands {
            calls.entry(call.id).or_default().push(call);
        }
        Self {
            facts,
            source: &script.source,
            bounds: Bounds::of(&script.analysis.facts),
            calls,
        }
    }

    /// How many commands a call issues, and what those cost whose cost is not constant.
    pub(crate) fn describe(&self) -> String {
        let commands = &self.bounds.commands;
        let noun = if commands.as_constant() == Some(1.0) {
            "command"
        } else {
            "commands"
        };
        let mut text = format!("at most {} {noun} a call", self.shown(commands));
        if commands.bounded_by() == BoundedBy::Nothing {
            text += ", which nothing known bounds";
        }
        for call in &self.facts.commands {
            let (Some(command), Some(cost)) = (call.command(), self.cost(call)) else {
                continue;
            };
            let times = self.bounds.times(call.id);
            if cost.text != "O(1)" && !times.is_zero() {
                let times = match times.as_constant() {
                    Some(1.0) => String::new(),
                    _ => format!(", {} times", self.shown(&times)),
                };
                let _ = write!(
                    text,
                    "\n           {command} in line {}: {}{times}",
                    self.line(call.span.start),
                    cost.text
                );
            }
        }
        text
    }

    fn cost(&self, call: &CommandCall) -> Option<CommandCost> {
        self.facts.cost_of(call, &|factor| self.name(factor))
    }

    pub(crate) fn shown(&self, amount: &Amount) -> String {
        let name: &dyn Fn(Factor) -> Option<String> = &|factor| self.name(factor);
        ShownAmount { amount, name }.to_string()
    }

    /// What the header calls an entry; of what is of one place, the line.
    fn name(&self, factor: Factor) -> Option<String> {
        match factor {
            Factor::Entry(table, at) => {
                let header = self.facts.header.of(table);
                let described = header.entry(usize::try_from(at).ok()?)?;
                let name = described.text.split([' ', ',', ':', '(']).next()?;
                let is_name = !name.is_empty() && name.bytes().all(is_in_name);
                is_name.then(|| format!("{}[{at}] ({name})", table.name()))
            }
            Factor::Size(call) => Some(format!("|key in line {}|", self.line_of(call)?)),
            Factor::Reply(call) => Some(format!("|reply in line {}|", self.line_of(call)?)),
            Factor::Number(call) => Some(format!("(reply in line {})", self.line_of(call)?)),
            Factor::Rounds(statement) => {
                let loops = &self.bounds.loops;
                let (_, head, _) = loops.iter().find(|(known, ..)| *known == statement)?;
                Some(format!("(rounds in line {})", self.line(head.start)))
            }
            Factor::Calls(_) => Some("(calls of a function)".to_owned()),
            Factor::Stored(_) | Factor::Length(_) | Factor::Unknown => {
                Some("(what is not known)".to_owned())
            }
            Factor::Entries { .. } | Factor::Below(..) | Factor::Bytes(..) | Factor::KeySize(_) => {
                None
            }
        }
    }

    fn line_of(&self, call: ExprId) -> Option<u32> {
        let call = self.calls.get(&call)?.first()?;
        Some(self.line(call.span.start))
    }

    fn line(&self, offset: u32) -> u32 {
        self.source.place(offset).line
    }
}

fn is_in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// What a script costs.
#[derive(Serialize)]
pub(crate) struct JsonCost {
    commands: String,
    bounded_by: &'static str,
    steps: Vec<JsonStep>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum JsonStep {
    Command {
        command: Option<String>,
        line: u32,
        cost: Option<String>,
        bounded_by: Option<&'static str>,
    },
    Loop {
        rounds: String,
        line: u32,
        steps: Vec<JsonStep>,
    },
    Branches {
        branches: Vec<Vec<JsonStep>>,
    },
    Function {
        function: Vec<JsonStep>,
    },
    /// A function that is not followed at each of its calls.
    Shared {
        shared_function: u32,
    },
    Unknown {
        unknown: bool,
        line: u32,
    },
}

impl JsonCost {
    pub(crate) fn of(script: &Script) -> Self {
        let cost = Cost::of(script);
        let commands = &cost.bounds.commands;
        Self {
            commands: cost.shown(commands),
            bounded_by: commands.bounded_by().name(),
            steps: cost.steps(&cost.facts.steps),
        }
    }
}

impl Cost<'_> {
    fn steps(&self, steps: &[Step]) -> Vec<JsonStep> {
        steps.iter().map(|step| self.step(step)).collect()
    }

    fn step(&self, step: &Step) -> JsonStep {
        match step {
            Step::Command(id) => {
                // One place may call several commands.
                let only = match self.calls.get(id).map(Vec::as_slice) {
                    Some([only]) => Some(*only),
                    _ => None,
                };
                let cost = only.and_then(|call| self.cost(call));
                JsonStep::Command {
                    command: only.and_then(CommandCall::name),
                    line: self.line_of(*id).unwrap_or_default(),
                    bounded_by: cost.as_ref().map(|cost| cost.bounded_by.name()),
                    cost: cost.map(|cost| cost.text),
                }
            }
            Step::Loop(LoopSteps {
                head, rounds, body, ..
            }) => JsonStep::Loop {
                rounds: self.shown(rounds),
                line: self.line(head.start),
                steps: self.steps(body),
            },
            Step::Branches(paths) => JsonStep::Branches {
                branches: paths.iter().map(|path| self.steps(&path.steps)).collect(),
            },
            Step::Function(steps) => JsonStep::Function {
                function: self.steps(steps),
            },
            Step::Shared(function) => JsonStep::Shared {
                shared_function: function.0,
            },
            Step::Unknown(span) => JsonStep::Unknown {
                unknown: true,
                line: self.line(span.start),
            },
        }
    }
}
