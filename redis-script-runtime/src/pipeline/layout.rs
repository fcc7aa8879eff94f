//! The commands of a pipeline: why each is sent, and how the caller counts them.

use redis::{Arg, Cmd, Value};

use super::reply_policy::ReplyPolicy;
use crate::call::Refusal;
use crate::{Error, Result, Script};

/// The roles of all commands, in order.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    steps: Vec<Step>,
    /// How many commands the pipeline began with, and which of their replies are kept.
    initial: usize,
    kept: Vec<bool>,
    /// The commands that have loaded scripts, by SHA1 and in its order.
    loads: Vec<(&'static str, usize)>,
    /// The first script whose call cannot be sent, and why.
    refused: Option<(&'static Script, Refusal)>,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    role: CommandRole,
    /// Its index as the caller counts, without the loads.
    position: usize,
}

/// Why a command is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommandRole {
    /// The pipeline began with it.
    Initial,
    /// The same, and its errors are returned like replies.
    InitialLenient,
    /// It loads a script.
    Load(&'static Script),
    /// A call, and the index of the command that loads its script.
    Call(&'static Script, Option<usize>),
    /// Any other command.
    Command,
}

impl Layout {
    /// Begins with the commands of another pipeline.
    pub(super) fn begin_with(&mut self, count: usize, policy: ReplyPolicy) {
        for _ in 0..count {
            self.push(if policy.lenient {
                CommandRole::InitialLenient
            } else {
                CommandRole::Initial
            });
        }
        self.initial = count;
        self.kept = policy.kept;
    }

    /// Records a call that cannot be sent: then nothing is sent.
    pub(super) fn refuse(&mut self, script: &'static Script, refusal: Refusal) {
        self.refused.get_or_insert((script, refusal));
    }

    /// Whether everything can be sent.
    pub(super) fn check(&self) -> Result<()> {
        match self.refused {
            Some((script, refusal)) => Err(Error::refused(script, refusal)),
            None => Ok(()),
        }
    }

    /// Adds a command and returns its index.
    pub(super) fn push(&mut self, role: CommandRole) -> usize {
        let position = self.caller_count();
        self.steps.push(Step { role, position });
        let index = self.steps.len() - 1;
        if let CommandRole::Load(script) = role {
            match self.load_place(script) {
                Ok(place) => {
                    if let Some((_, known)) = self.loads.get_mut(place) {
                        *known = index;
                    }
                }
                Err(place) => self.loads.insert(place, (script.sha1(), index)),
            }
        }
        index
    }

    /// The load on which a call can rely.
    pub(super) fn load_of(&self, script: &Script) -> Option<usize> {
        let place = self.load_place(script).ok()?;
        self.loads.get(place).map(|(_, index)| *index)
    }

    fn load_place(&self, script: &Script) -> core::result::Result<usize, usize> {
        self.loads
            .binary_search_by(|(known, _)| (*known).cmp(script.sha1()))
    }

    /// Called for each command: after a SCRIPT FLUSH, the scripts must be loaded again.
    pub(super) fn note_flush(&mut self, cmd: &Cmd) {
        let mut words = cmd.args_iter().map(|arg| match arg {
            Arg::Simple(word) => word,
            _ => &[],
        });
        let mut next_is = |name: &[u8]| {
            words
                .next()
                .is_some_and(|word| word.eq_ignore_ascii_case(name))
        };
        if next_is(b"SCRIPT") && next_is(b"FLUSH") {
            self.loads.clear();
        }
    }

    /// The scripts of all calls, in order.
    pub(super) fn calls(&self) -> impl Iterator<Item = &'static Script> {
        self.steps.iter().filter_map(|step| match step.role {
            CommandRole::Call(script, _) => Some(script),
            _ => None,
        })
    }

    pub(super) fn role(&self, index: usize) -> Option<CommandRole> {
        self.steps.get(index).map(|step| step.role)
    }

    /// The index as the caller counts, from 0.
    pub(super) fn position(&self, index: usize) -> usize {
        self.steps
            .get(index)
            .map_or_else(|| self.caller_count(), |step| step.position)
    }

    /// How many commands there are without the loads.
    pub(super) fn caller_count(&self) -> usize {
        self.steps.last().map_or(0, |step| {
            step.position + usize::from(!matches!(step.role, CommandRole::Load(_)))
        })
    }

    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn initial(&self) -> usize {
        self.initial
    }

    /// How many commands there are after the initial ones.
    pub(super) fn added(&self) -> usize {
        self.len() - self.initial
    }

    /// Drops the replies that the original pipeline would drop.
    pub(super) fn keep(&self, replies: Vec<Value>) -> Vec<Value> {
        let mut kept = Vec::new();
        for (index, reply) in replies.into_iter().enumerate() {
            if index >= self.initial || self.kept.get(index) == Some(&true) {
                kept.push(reply);
            }
        }
        kept
    }
}
