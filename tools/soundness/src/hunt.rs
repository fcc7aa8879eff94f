//! Checks programs, and makes those smaller that refute a claim.

use std::io;

use crate::claims::Claims;
use crate::judge::{Refutation, refutations};
use crate::program::{Case, Program};
use crate::run::{Observation, Script, observe};
use crate::server::Server;
use crate::shrink::smaller;
use crate::syntax::Block;

/// Steps that are tried at most to make a script smaller.
const STEPS: usize = 3_000;

/// Steps that are tried together.
const TOGETHER: usize = 8;

/// Holds the claims of scripts against a server.
pub struct Hunter<'a> {
    server: Server,
    /// What is done to the claims first: nothing, or a lie that must be found.
    change: &'a (dyn Fn(&mut Claims) + Sync),
}

/// A program that was run.
pub struct Checked {
    /// The claims that it refutes.
    pub refutations: Vec<Refutation>,
    /// Its cases that were run without an error.
    pub succeeded: usize,
    /// Its cases whose log was of use.
    pub logged: usize,
}

/// The smallest script that was found to refute a claim.
pub struct Smallest {
    /// Its text.
    pub text: String,
    /// The call.
    pub case: Case,
    /// The claim and what happened.
    pub refutation: Refutation,
}

impl<'a> Hunter<'a> {
    /// Starts a server of its own.
    ///
    /// # Errors
    /// If there is no server.
    pub fn start(change: &'a (dyn Fn(&mut Claims) + Sync)) -> io::Result<Self> {
        Ok(Self {
            server: Server::start()?,
            change,
        })
    }

    /// The server.
    #[must_use]
    pub fn server(&mut self) -> &mut Server {
        &mut self.server
    }

    /// Runs programs together; `None` for one over which the server hung or ended.
    pub fn check(&mut self, programs: &[Program]) -> Vec<Option<Checked>> {
        let scripts: Vec<Script> = programs
            .iter()
            .map(|program| self.script(&program.block))
            .collect();
        let pairs: Vec<(&Script, &[Case])> = scripts
            .iter()
            .zip(programs)
            .map(|(script, program)| (script, program.cases.as_slice()))
            .collect();
        if let Ok(observed) = observe(&mut self.server, &pairs) {
            return pairs
                .iter()
                .zip(&observed)
                .map(|(pair, observed)| Some(self.checked(pair, observed)))
                .collect();
        }
        let one = |pair| {
            let observed = observe(&mut self.server, std::slice::from_ref(pair)).ok();
            let observed = observed.and_then(|mut observed| observed.pop());
            observed.map(|observed| self.checked(pair, &observed))
        };
        pairs.iter().map(one).collect()
    }

    fn script(&self, block: &Block) -> Script {
        Script::new(block, self.server.version(), self.change)
    }

    fn checked(&self, (script, cases): &(&Script, &[Case]), observed: &[Observation]) -> Checked {
        let raised = |seen: &&Observation| seen.plain.reply.raised().is_none();
        Checked {
            refutations: refutations(script, cases, observed, &self.server),
            succeeded: observed.iter().filter(raised).count(),
            logged: observed.iter().filter(|seen| seen.log.is_some()).count(),
        }
    }

    /// Makes a program smaller as long as it refutes a claim of the same group; `None` if it does so no more.
    pub fn minimise(&mut self, program: &Program, refutation: &Refutation) -> Option<Smallest> {
        let (mut block, mut case) = (
            program.block.clone(),
            program.cases[refutation.case].clone(),
        );
        let mut found = self
            .refuting(std::slice::from_ref(&block), &case, &refutation.group)?
            .1;
        let (mut from, mut tried) = (0, 0);
        while tried < STEPS {
            match self.step(&block, &case, &found, from, &mut tried) {
                Some((at, step, refutation)) => (from, block, found) = (at, step, refutation),
                // What failed before may be of use by now.
                None if from > 0 => from = 0,
                None => break,
            }
        }
        while let Some((fewer, refutation)) = smaller_cases(&case).into_iter().find_map(|fewer| {
            let (_, refutation) =
                self.refuting(std::slice::from_ref(&block), &fewer, &found.group)?;
            Some((fewer, refutation))
        }) {
            (case, found) = (fewer, refutation);
        }
        Some(Smallest {
            text: self.script(&block).text,
            case,
            refutation: found,
        })
    }

    /// The first step that still refutes, from one on.
    fn step(
        &mut self,
        block: &Block,
        case: &Case,
        found: &Refutation,
        from: usize,
        tried: &mut usize,
    ) -> Option<(usize, Block, Refutation)> {
        let mut steps = smaller(block).skip(from);
        let mut at = from;
        while *tried < STEPS {
            let mut blocks: Vec<Block> = steps.by_ref().take(TOGETHER).collect();
            if blocks.is_empty() {
                return None;
            }
            if let Some((place, refutation)) = self.refuting(&blocks, case, &found.group) {
                return Some((at + place, blocks.swap_remove(place), refutation));
            }
            at += blocks.len();
            *tried += blocks.len();
        }
        None
    }

    /// The first of some scripts that refutes a claim of a group.
    fn refuting(
        &mut self,
        blocks: &[Block],
        case: &Case,
        group: &str,
    ) -> Option<(usize, Refutation)> {
        let program = |block: &Block| Program {
            seed: 0,
            block: block.clone(),
            features: std::collections::BTreeSet::new(),
            cases: vec![case.clone()],
        };
        let programs: Vec<Program> = blocks.iter().map(program).collect();
        let checked = self.check(&programs).into_iter().enumerate();
        let mut refuted = checked.filter_map(|(at, checked)| {
            let same = |found: &Refutation| found.group == group;
            Some((at, checked?.refutations.into_iter().find(same)?))
        });
        refuted.next()
    }
}

/// The same call with less in it.
fn smaller_cases(case: &Case) -> Vec<Case> {
    let mut all = Vec::new();
    for at in 0..case.data.len() {
        let mut fewer = case.clone();
        fewer.data.remove(at);
        all.push(fewer);
    }
    let shorter = |change: &dyn Fn(&mut Case) -> Option<String>| {
        let mut fewer = case.clone();
        change(&mut fewer).map(|_| fewer)
    };
    all.extend(shorter(&|case| case.arguments.pop()));
    all.extend(shorter(&|case| case.keys.pop()));
    all
}
