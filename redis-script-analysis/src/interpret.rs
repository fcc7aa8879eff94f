//! What a script does when it runs: an abstract interpretation of its syntax tree.
//!
//! Every path is taken. Functions of the script are followed into at each call, within limits; a loop is gone through until
//! the state at its head no longer grows, widened and then narrowed once, and only then is what happens in it noted. It knows
//! nothing of the caller's contract; that is for the lints to compare.

mod limits;

mod entries_state;
mod heap;
mod key_names;
mod numbering;
mod state;
mod stores;
#[cfg(feature = "soundness")]
mod value_log;
mod values;

mod site;

mod described;
mod events;
mod operand;

mod activation;
mod amounts;
mod assume;
mod call;
mod command;
mod compute;
mod conditions;
mod constants;
mod conversion;
mod counters;
mod endless;
mod entries;
mod escape;
mod expression;
mod filled;
mod fixpoint;
mod function;
mod globals;
mod handler;
mod held;
mod index;
mod leaving;
mod library;
mod loops;
mod meeting;
mod metatables;
mod names;
mod null_tests;
mod operator;
mod progress;
mod reach;
mod recording;
mod reply;
mod returns;
mod runs;
mod settled;
mod shadow;
mod sizes;
mod statement;
mod steps;
mod table_library;
mod tables;
mod taken;
mod typed_keys;
mod unpack;
mod unused;
mod upvalues;

#[cfg(test)]
mod recorded;

use std::cell::RefCell;
use std::rc::Rc;

use self::activation::Activation;
use self::described::Described;
use self::entries::Sites;
use self::events::Events;
use self::filled::Filled;
use self::fixpoint::Heads;
use self::function::{Frame, Uncalled};
use self::handler::Handler;
use self::numbering::Numbering;
use self::reach::Reach;
use self::runs::Steering;
use self::state::{Lost, State};
use self::stores::Filling;
use self::upvalues::Upvalues;
use crate::collections::{Interner, Map, Set, lists};
use crate::constants::DeclaredConstant;
use crate::domain::{TargetId, Time, Value, ValueNumber};
use crate::facts::{self, Amount, Facts, Step};
use crate::lua::syntax::{Chunk, ExprId, Function, FunctionId};
use crate::redis::commands::Command;
use crate::text::{Source, Span};

/// Follows every path through the script.
#[must_use]
pub fn interpret(chunk: &Chunk, source: &Source, constants: &[DeclaredConstant]) -> Facts {
    let mut facts = Facts {
        header: facts::read_header(chunk, source),
        shebang: chunk.shebang.clone(),
        unused_locals: unused::collect(chunk),
        unknown_escapes: chunk.unknown_escapes.clone(),
        limited_syntax: chunk.limited.clone(),
        local_names: local_names(chunk),
        ..Facts::default()
    };
    let upvalues = Upvalues::of(chunk);
    facts.unread_constants = constants::unread(chunk, &upvalues);
    let new = |resp3| Interpreter::new(chunk, source, &upvalues, resp3);
    let mut interpreter = new(false);
    interpreter.run(chunk, constants);
    if interpreter.setresp {
        // What came before the call may run again after it, in the functions of the script.
        interpreter = new(true);
        interpreter.run(chunk, constants);
    }
    interpreter.finish(&mut facts);
    drop(interpreter);
    facts.index_values(chunk.expr_count);
    if runs::are_few(&facts, chunk) {
        facts.runs = runs::find(&|steering| {
            let mut steered = new(false);
            steered.steering = Some(steering);
            steered.declare_constants(constants);
            steered.block(&chunk.body);
            steered
        });
    }
    facts
}

fn local_names(chunk: &Chunk) -> Vec<Box<str>> {
    let mut names: Interner<&[u8]> = Interner::EMPTY;
    let mut all = Vec::new();
    for local in &chunk.locals {
        if names.insert(local.name.as_bytes()) {
            all.push(local.name.clone());
        }
    }
    all
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "they have nothing to do with each other"
)]
struct Interpreter<'chunk> {
    chunk: &'chunk Chunk,
    upvalues: &'chunk Upvalues,
    /// The constants of the script, at which the ends of intervals may settle; found when a loop asks for them.
    thresholds: Option<Rc<[f64]>>,
    state: State,
    numbering: Numbering,
    sites: Sites,
    events: Events,
    #[cfg(feature = "soundness")]
    value_log: crate::facts::value_log::ValueLog,
    functions: Map<FunctionId, &'chunk Function>,
    /// Tables by the expression that makes them, and their place in a reply.
    objects: Map<(ExprId, u32), u32>,
    /// Those that are the metatable of the globals.
    global_metatables: Set<TargetId>,
    /// What stands at each number of a table: the expression that makes it.
    makers: Vec<ExprId>,
    /// Functions whose body was followed at least once.
    followed: Set<FunctionId>,
    /// The others that exist.
    uncalled: Uncalled,
    /// What calls share that are not followed one by one.
    activations: Map<FunctionId, Activation>,
    frames: Vec<Frame>,
    /// For each loop around: the states at its `break`s.
    breaks: Vec<Vec<State>>,
    /// For each `pcall` and shared activation around: where the errors of what is in it leave to.
    handlers: Vec<Handler>,
    /// `pcall`s around.
    protected: u32,
    /// Whether the call that is being followed is one of several that its place may make.
    is_alternative: bool,
    /// The states at the heads of loops.
    heads: Heads,
    /// The calls around, as one number for each chain of them.
    context: u32,
    contexts: Map<(u32, ExprId), u32>,
    /// Values that sets lost when they became too large.
    lost: Lost,
    /// The commands that are called, in the sequence that is being followed.
    steps: Vec<Step>,
    /// The same of the shared activations of functions.
    shared_steps: Map<FunctionId, (FunctionId, Vec<Step>)>,
    /// Functions that something may call at any time.
    at_large: Map<FunctionId, FunctionId>,
    /// How many elements the tables of replies have, by the number of the table.
    sizes: Map<u32, Amount>,
    filled: Filled,
    /// The same by the call.
    reply_sizes: Map<ExprId, (ExprId, Amount)>,
    /// The key of each call of a command.
    call_keys: Map<ExprId, ValueNumber>,
    /// Where the literals stand.
    literals: Map<ExprId, Span>,
    /// The command of each call, if it is one.
    call_commands: Map<ExprId, Option<Command>>,
    /// The values that the facts have so far.
    described: RefCell<Described>,
    /// Loops around, also those around the calls.
    loops: u32,
    /// Those of them whose number of rounds the script or the caller decides, at least one.
    sure_loops: u32,
    /// What was stored in the loops around, at the numbers that they may go through.
    fillings: Vec<Filling>,
    /// Counts the times at which something was stored into a table.
    time: u32,
    /// Whether what is seen is noted: the states at the heads of all loops around are final.
    recording: bool,
    /// Values that are held by expressions which are being evaluated, and by nothing else.
    pending: u32,
    /// Values that loops hold while their bodies are followed.
    roots: Vec<Value>,
    /// The call that is a statement.
    discarded: Option<ExprId>,
    /// The outermost binary operator around.
    chain: Option<ExprId>,
    reach: Reach,
    /// Whether a `break` leaves the last loop that was gone through.
    left_by_break: bool,
    /// Errors that the script raises itself.
    raised: u32,
    /// Calls of `redis.pcall` whose result was asked whether it is an error.
    examined: Map<ExprId, ExprId>,
    /// What the name of each local variable says of times.
    local_times: Vec<Time>,
    /// The same of the names of fields.
    field_times: Map<ValueNumber, Time>,
    /// Whether replies may be those of RESP3.
    resp3: bool,
    /// Whether `redis.setresp` was called.
    setresp: bool,
    /// Statements that calls and more rounds of loops may still cost.
    budget: usize,
    /// Statements that shared activations may still cost after that.
    overdraft: usize,
    /// Tables and elements that may still be looked at where tables leave the script.
    leaving: usize,
    /// Expressions and blocks around the current place, also those of the callers.
    depth: usize,
    /// The functions that shared activations do not know any more, and those of them that are still to be followed.
    cut_off: Set<FunctionId>,
    waiting: Vec<FunctionId>,
    /// Whether the script, or what gets it, changes KEYS, and ARGV.
    changes_entries: [bool; 2],
    /// Parts of the condition that is assumed which are still followed.
    conditions_left: u32,
    /// The one way through the script that is followed; `None`: all are.
    steering: Option<Steering>,
}

impl<'chunk> Interpreter<'chunk> {
    fn new(chunk: &'chunk Chunk, source: &Source, upvalues: &'chunk Upvalues, resp3: bool) -> Self {
        let budget = limits::BUDGET + source.text().len() / limits::BYTES_FOR_BUDGET;
        Self {
            chunk,
            upvalues,
            thresholds: None,
            state: State::new(),
            numbering: Numbering::new(),
            sites: Sites::EMPTY,
            events: Events::EMPTY,
            #[cfg(feature = "soundness")]
            value_log: crate::facts::value_log::ValueLog::default(),
            functions: Map::EMPTY,
            objects: Map::EMPTY,
            global_metatables: Set::EMPTY,
            makers: Vec::new(),
            followed: Set::EMPTY,
            uncalled: Uncalled::EMPTY,
            activations: Map::EMPTY,
            frames: lists::one(Frame::EMPTY),
            breaks: Vec::new(),
            handlers: Vec::new(),
            protected: 0,
            is_alternative: false,
            heads: Heads::EMPTY,
            context: 0,
            contexts: Map::EMPTY,
            lost: RefCell::new(Vec::new()),
            steps: Vec::new(),
            shared_steps: Map::EMPTY,
            at_large: Map::EMPTY,
            sizes: Map::EMPTY,
            filled: Filled::new(),
            reply_sizes: Map::EMPTY,
            call_keys: Map::EMPTY,
            literals: Map::EMPTY,
            call_commands: Map::EMPTY,
            described: RefCell::new(Described::EMPTY),
            loops: 0,
            time: 0,
            recording: true,
            pending: 0,
            roots: Vec::new(),
            discarded: None,
            chain: None,
            sure_loops: 0,
            fillings: Vec::new(),
            reach: Reach::EMPTY,
            left_by_break: false,
            raised: 0,
            examined: Map::EMPTY,
            local_times: names::times(chunk),
            field_times: Map::EMPTY,
            resp3,
            setresp: false,
            budget,
            overdraft: budget / 2,
            leaving: limits::LEFT + 2 * source.text().len(),
            depth: 0,
            cut_off: Set::EMPTY,
            waiting: Vec::new(),
            changes_entries: [false; 2],
            conditions_left: 0,
            steering: None,
        }
    }

    fn run(&mut self, chunk: &'chunk Chunk, constants: &[DeclaredConstant]) {
        self.declare_constants(constants);
        self.block(&chunk.body);
        self.follow_uncalled();
    }

    /// Something was stored into a table, or may have been.
    fn note_store(&mut self) {
        self.time += 1;
        self.state.stores = self.time;
    }
}
