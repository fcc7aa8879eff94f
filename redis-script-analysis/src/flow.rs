//! What a script does when it runs, found by following its values.
//!
//! An abstract interpretation: every path is taken once, functions of the script are followed into at each call, what
//! a loop assigns is unknown in it. It knows nothing of the caller's contract; that is for the lints to compare.

mod value;

mod state;

mod call;
mod entries;
mod expression;
mod globals;
mod library;
mod loops;
mod operator;
mod statement;

use std::collections::{BTreeSet, HashMap};

use self::entries::ReadSite;
use self::state::State;
use self::value::Values;
use crate::facts::Facts;
use crate::header;
use crate::lua::source::Source;
use crate::lua::syntax::{Chunk, Function, FunctionId, Local, LocalId};

/// Follows every path through the script.
#[must_use]
pub fn follow(chunk: &Chunk, source: &Source) -> Facts {
    let mut interpreter = Interpreter::new(chunk, source.text().len());
    interpreter.run(chunk);
    Facts {
        header: header::read(chunk, source),
        reads: interpreter
            .sites
            .into_iter()
            .map(ReadSite::into_read)
            .collect(),
        globals: globals::collect(&chunk.body),
        local_names: chunk
            .locals
            .iter()
            .map(|local| local.name.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    }
}

/// Levels of nesting, summed over the functions that are being followed, behind which no call is followed any more: one
/// function alone has 200 at most, and the stack must hold all.
const DEPTH: usize = 150;

struct Interpreter<'chunk> {
    locals: &'chunk [Local],
    state: State,
    /// All reads of KEYS and ARGV; a `ReadId` is an index into this list.
    sites: Vec<ReadSite>,
    functions: HashMap<FunctionId, &'chunk Function>,
    /// Functions whose body was followed at least once.
    followed: BTreeSet<FunctionId>,
    frames: Vec<Frame>,
    /// For each loop around: the states at its `break`s.
    breaks: Vec<Vec<State>>,
    /// Locals that a function other than their own assigns: their value is never known.
    shared: BTreeSet<LocalId>,
    /// Statements that calls may still cost, so that the time stays linear in the text's length.
    budget: usize,
    /// Expressions and blocks around the current place, also those of the callers.
    depth: usize,
}

/// A function that is being followed.
#[derive(Default)]
struct Frame {
    function: Option<FunctionId>,
    varargs: Values,
    /// What each `return` gave, and the state there.
    returns: Vec<(Values, State)>,
}

impl<'chunk> Interpreter<'chunk> {
    fn new(chunk: &'chunk Chunk, length: usize) -> Self {
        Self {
            locals: &chunk.locals,
            state: State::new(),
            sites: Vec::new(),
            functions: HashMap::new(),
            followed: BTreeSet::new(),
            frames: vec![Frame::default()],
            breaks: Vec::new(),
            shared: BTreeSet::new(),
            budget: 2_000 + length / 4,
            depth: 0,
        }
    }

    fn run(&mut self, chunk: &'chunk Chunk) {
        self.shared = statement::shared_locals(&chunk.body);
        self.block(&chunk.body);
        // A function that nothing calls may still be called by what it was handed to.
        while let Some(id) = self
            .functions
            .keys()
            .filter(|id| !self.followed.contains(id))
            .min()
            .copied()
        {
            self.follow_unknown_call(id);
        }
    }
}
