//! What a script does when it runs, found by following its values.
//!
//! An abstract interpretation: every path is taken, functions of the script are followed into at each call, a loop is
//! gone through twice: with what it assigns unknown, then with what that gave. The whole is done again until no table
//! holds anything new. It knows nothing of the caller's contract; that is for the lints to compare.

mod value;

mod entries_state;
mod heap;
mod interval;
mod kind;
mod knowledge;
mod shared_map;
mod state;
mod values;

mod events;
mod operand;

mod arithmetic;
mod call;
mod command;
mod computed;
mod endless;
mod entries;
mod expression;
mod globals;
mod index;
mod library;
mod loops;
mod operator;
mod reach;
mod reply;
mod returns;
mod shadow;
mod statement;
mod tables;
mod typed_keys;
mod unused;

use self::entries::Sites;
use self::events::Events;
use self::heap::Heap;
use self::reach::Reach;
use self::state::State;
use self::values::Values;
use crate::facts::Facts;
use crate::header;
use crate::lua::source::{Source, Span};
use crate::lua::syntax::{Chunk, Function, FunctionId, Local, LocalId};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Follows every path through the script.
#[must_use]
pub fn follow(chunk: &Chunk, source: &Source) -> Facts {
    let mut interpreter = Interpreter::new(chunk, source.text());
    interpreter.run_until_stable(chunk);
    let mut facts = Facts {
        header: header::read(chunk, source),
        shebang: chunk.shebang.clone(),
        globals: globals::collect(&chunk.body),
        unused_locals: unused::collect(chunk),
        unknown_escapes: chunk.unknown_escapes.clone(),
        nested_brackets: chunk.nested_brackets.clone(),
        local_names: local_names(chunk),
        ..Facts::default()
    };
    interpreter.finish(&mut facts);
    facts
}

fn local_names(chunk: &Chunk) -> Vec<Box<str>> {
    let names: BTreeSet<_> = chunk
        .locals
        .iter()
        .map(|local| local.name.clone())
        .collect();
    names.into_iter().collect()
}

/// Levels of nesting, summed over the functions that are being followed, behind which no call is followed any more: one
/// function alone has 200 at most, and the stack must hold all.
const DEPTH: usize = 150;

/// Runs through the script behind which nothing is claimed any more about its tables.
const RUNS: usize = 4;

struct Interpreter<'chunk> {
    text: &'chunk str,
    locals: &'chunk [Local],
    /// Locals that a function other than their own assigns: their value is never known.
    shared: BTreeSet<LocalId>,
    state: State,
    heap: Heap,
    sites: Sites,
    events: Events,
    functions: HashMap<FunctionId, &'chunk Function>,
    /// Functions whose body was followed at least once.
    followed: BTreeSet<FunctionId>,
    /// The others that exist.
    unfollowed: BTreeSet<FunctionId>,
    frames: Vec<Frame>,
    /// For each loop around: the states at its `break`s.
    breaks: Vec<Vec<State>>,
    /// Loops around, also those around the calls.
    loops: u32,
    /// First rounds of loops around: what is seen there is not noted.
    quiet: u32,
    /// `pcall`s around.
    protected: u32,
    /// The call that is a statement.
    discarded: Option<Span>,
    /// The expressions of the keys that a command was given, as written.
    touched: HashSet<&'chunk str>,
    reach: Reach,
    /// Whether a `break` leaves the last loop that was gone through.
    left_by_break: bool,
    /// Errors that the script raises itself.
    raised: u32,
    /// Calls of `redis.pcall` whose result was asked whether it is an error.
    examined: HashSet<Span>,
    /// Whether `redis.setresp` is called anywhere.
    setresp: bool,
    /// Statements that calls and second rounds may still cost, so that the time stays linear in the text's length.
    budget: usize,
    /// Expressions and blocks around the current place, also those of the callers.
    depth: usize,
}

/// A function that is being followed.
#[derive(Default)]
struct Frame {
    function: Option<FunctionId>,
    varargs: Values,
    /// What each `return` gave, where, and the state there.
    returns: Vec<(Span, Values, State)>,
}

impl<'chunk> Interpreter<'chunk> {
    fn new(chunk: &'chunk Chunk, text: &'chunk str) -> Self {
        Self {
            text,
            locals: &chunk.locals,
            shared: statement::shared_locals(&chunk.body),
            state: State::new(),
            heap: Heap::default(),
            sites: Sites::default(),
            events: Events::default(),
            functions: HashMap::new(),
            followed: BTreeSet::new(),
            unfollowed: BTreeSet::new(),
            frames: Vec::new(),
            breaks: Vec::new(),
            loops: 0,
            quiet: 0,
            protected: 0,
            discarded: None,
            touched: HashSet::new(),
            reach: Reach::default(),
            left_by_break: false,
            raised: 0,
            examined: HashSet::new(),
            setresp: false,
            budget: 0,
            depth: 0,
        }
    }

    fn run_until_stable(&mut self, chunk: &'chunk Chunk) {
        for _ in 0..RUNS {
            let (heap, setresp) = (self.heap.clone(), self.setresp);
            self.run(chunk);
            if (&self.heap, self.setresp) == (&heap, setresp) {
                return;
            }
        }
        self.heap.give_up();
        self.run(chunk);
    }

    fn run(&mut self, chunk: &'chunk Chunk) {
        self.state = State::new();
        self.sites.restart();
        self.events = Events::default();
        self.followed.clear();
        self.unfollowed = self.functions.keys().copied().collect();
        self.touched.clear();
        self.reach = Reach::default();
        self.examined.clear();
        self.frames = vec![Frame::default()];
        self.budget = 4_000 + self.text.len() / 4;
        self.block(&chunk.body);
        self.follow_the_rest();
    }

    /// A function that nothing calls may still be called by what it was handed to.
    fn follow_the_rest(&mut self) {
        let end = self.state.clone();
        self.state.unreachable = false;
        while let Some(id) = self.unfollowed.pop_first() {
            self.follow_unknown_call(id);
        }
        self.state = end;
    }

    fn finish(mut self, facts: &mut Facts) {
        let frame = self.frames.pop().unwrap_or_default();
        self.note_returns(&frame, facts);
        self.events.finish(facts);
        facts.examined = self.examined;
        facts.unreachable = self.reach.finish();
        self.sites.finish(facts);
    }

    /// The list in which to note what is seen here, if it counts.
    fn note(&mut self) -> Option<&mut Events> {
        (self.quiet == 0 && !self.state.unreachable).then_some(&mut self.events)
    }

    /// Whether a local's value is known at the places that read it.
    fn is_shared(&self, local: LocalId) -> bool {
        self.shared.contains(&local)
    }

    /// The text of an expression.
    fn written(&self, span: Span) -> &'chunk str {
        self.text.get(span.range()).unwrap_or_default()
    }
}
