//! What the calls of a function know that share its activation, and what it gives them.

use crate::collections::{Shared, lists};
use crate::domain::Value;
use crate::facts::{Conditions, EntryTable};
use crate::interpret::entries_state::EntriesState;
use crate::interpret::limits::ROUNDS_BEFORE_WIDENING;
use crate::interpret::state::{Lost, PathKind, State, bound};
use crate::interpret::values::Values;
use crate::lua::syntax::{FunctionId, LocalId};

/// The one activation of a function that all those calls of it share.
pub(in crate::interpret) struct Activation {
    pub(super) entry: FunctionEntry,
    /// What it returned so far; `None` if it never did.
    pub(super) results: Option<Values>,
    /// Whether it takes entries off a table, or sets some: KEYS, ARGV.
    pub(super) moves: [bool; 2],
    /// The functions whose bodies use the results.
    pub(super) users: Vec<FunctionId>,
    /// How often its body was followed.
    pub(super) times: usize,
    /// Whether its body is being followed.
    pub(super) is_open: bool,
    pub(super) stage: Stage,
    /// Whether nothing is known any more of its calls, and nothing of its results.
    pub(super) is_forgotten: bool,
    /// Whether something may call it that is not followed, at any time.
    pub(super) is_at_large: bool,
}

/// How what is known grows.
#[derive(Clone, Copy)]
pub(super) struct Growth<'a> {
    /// The ends at which intervals may settle, if they are widened.
    pub(super) thresholds: Option<&'a [f64]>,
    /// Gets what sets lose by growing too large.
    pub(super) lost: &'a Lost,
}

/// How far the body of a function was followed with all that its calls know now.
#[derive(Clone, Copy)]
pub(super) enum Stage {
    /// It must be followed again before its results can be used.
    Stale,
    /// Its results are known.
    Settled,
    /// What happens in it was noted, too.
    Noted,
}

/// What is known where a function begins.
#[derive(Clone)]
pub(super) struct FunctionEntry {
    pub(super) arguments: Values,
    /// The variables around the function that it, or a function that it can call, uses; in the order of their numbers.
    pub(super) captured: Vec<(LocalId, Value)>,
    pub(super) keys: EntriesState,
    pub(super) argv: EntriesState,
    pub(super) conditions: Shared<Conditions>,
    /// `pcall`s that are around each of its calls.
    pub(super) protected: u32,
    pub(super) path: PathKind,
}

impl Activation {
    pub(super) fn new(entry: FunctionEntry) -> Self {
        Self {
            entry,
            results: None,
            moves: [false; 2],
            users: Vec::new(),
            times: 0,
            is_open: false,
            stage: Stage::Stale,
            is_forgotten: false,
            is_at_large: false,
        }
    }

    /// One more call.
    pub(super) fn widen(&mut self, entry: &FunctionEntry, growth: Growth<'_>) {
        let growth = self.at_this_time(growth);
        if !self.is_forgotten && self.entry.grow(entry, growth) {
            self.stage = Stage::Stale;
        }
    }

    /// Nothing is widened in the first rounds.
    fn at_this_time<'a>(&self, growth: Growth<'a>) -> Growth<'a> {
        let mut growth = growth;
        if self.times <= ROUNDS_BEFORE_WIDENING {
            growth.thresholds = None;
        }
        growth
    }

    /// What its body gave once more; whether that is more than before.
    pub(super) fn add(
        &mut self,
        results: Option<Values>,
        moves: [bool; 2],
        growth: Growth<'_>,
    ) -> bool {
        if self.is_forgotten {
            return false;
        }
        let ([keys, argv], [known_keys, known_argv]) = (moves, self.moves);
        let grown = keys && !known_keys || argv && !known_argv;
        self.moves = [keys || known_keys, argv || known_argv];
        let growth = self.at_this_time(growth);
        match (&mut self.results, results) {
            (_, None) => grown,
            (Some(known), Some(results)) => grow_list(known, &results, growth) || grown,
            (none, results) => {
                *none = results;
                true
            }
        }
    }

    /// It may be called with anything, do anything to KEYS and ARGV, and return anything.
    pub(super) fn forget(&mut self) {
        let entry = &mut self.entry;
        entry.arguments = Values::unknown();
        for (_, value) in &mut entry.captured {
            *value = Value::unknown();
        }
        let mut entries = EntriesState::EMPTY;
        entries.escape();
        entry.keys = entries.clone();
        entry.argv = entries;
        entry.conditions = Shared::new(Conditions::uncalled());
        (entry.protected, entry.path) = (0, PathKind::Possible);
        self.results = Some(Values::unknown());
        self.moves = [true; 2];
        self.stage = Stage::Stale;
        self.is_forgotten = true;
    }
}

impl FunctionEntry {
    /// Adds what another call knows; whether that is more than before.
    fn grow(&mut self, other: &Self, growth: Growth<'_>) -> bool {
        // What a call knows that never comes is not what the others know.
        if other.path > self.path {
            return false;
        }
        if self.path > other.path {
            self.clone_from(other);
            return true;
        }
        let mut grown = grow_list(&mut self.arguments, &other.arguments, growth);
        for (local, value) in &other.captured {
            match place_of(&self.captured, *local) {
                Ok(at) => {
                    if let Some((_, known)) = self.captured.get_mut(at) {
                        grown |= grow_value(known, value, growth);
                    }
                }
                Err(at) => {
                    self.captured.insert(at, (*local, value.clone()));
                    grown = true;
                }
            }
        }
        grown |= grow(&mut self.keys, &other.keys);
        grown |= grow(&mut self.argv, &other.argv);
        let conditions = self.conditions.join(&other.conditions);
        grown |= conditions != *self.conditions;
        self.conditions = Shared::new(conditions);
        let protected = self.protected.min(other.protected);
        grown |= protected != self.protected;
        self.protected = protected;
        grown
    }

    /// Anything may have been done to these of KEYS and ARGV; whether that was not known.
    pub(super) fn open(&mut self, tables: [bool; 2]) -> bool {
        let [keys, argv] = tables;
        let opens_keys = keys && !self.keys.is_open;
        if opens_keys {
            self.keys.open();
        }
        let opens_argv = argv && !self.argv.is_open;
        if opens_argv {
            self.argv.open();
        }
        opens_keys || opens_argv
    }

    /// The state where the function begins, from that of one of its calls.
    pub(super) fn apply(&self, state: &mut State) {
        state.forget_path();
        for (local, value) in &self.captured {
            state.expose(*local);
            state.set_local(*local, value.clone());
        }
        *state.entries_mut(EntryTable::Keys) = self.keys.clone();
        *state.entries_mut(EntryTable::Argv) = self.argv.clone();
        state.conditions = self.conditions.clone();
        state.path = self.path;
    }
}

/// The place of a captured local, or the one where it belongs.
pub(super) fn place_of(captured: &[(LocalId, Value)], local: LocalId) -> Result<usize, usize> {
    lists::find(captured, |(known, _)| known.0.cmp(&local.0))
}

fn grow_list(known: &mut Values, more: &Values, growth: Growth<'_>) -> bool {
    let mut grown = known.join(more);
    grown.fixed.clear();
    for at in 0..known.fixed.len().max(more.fixed.len()) {
        let mut value = known.known(at);
        grow_value(&mut value, &more.known(at), growth);
        grown.fixed.push(value);
    }
    let has_grown = grown.fixed != known.fixed || grown.tail != known.tail;
    *known = grown;
    has_grown
}

/// Whether anything was added: a number that does not name the value any more counts, too.
fn grow_value(known: &mut Value, more: &Value, growth: Growth<'_>) -> bool {
    let before = known.same;
    let grown = match growth.thresholds {
        Some(thresholds) => known.widen(more, thresholds),
        None => known.join(more),
    };
    bound(known, growth.lost);
    grown || known.same != before
}

/// Joins what is known of KEYS or ARGV; whether that is less than before.
fn grow(ours: &mut EntriesState, theirs: &EntriesState) -> bool {
    let joined = ours.join(theirs);
    let grown = !joined.is_same(ours);
    *ours = joined;
    grown
}
