//! What a script costs: how many commands a call of it issues at most, and what each of them costs.
//!
//! A bound holds for each run. It is not the least one: paths that meet count with the larger one, and what is not known of a loop
//! is a factor of its own.

mod complexity;
mod limits;
mod shown;

pub use self::complexity::CommandCost;
pub use self::limits::Limits;
pub use self::shown::ShownAmount;
pub use crate::facts::BoundedBy;

use crate::collections::{Map, lists};
use crate::facts::{Amount, Factor, Facts, LoopSteps, PathSteps, Step};
use crate::lua::syntax::{ExprId, FunctionId, StatementId};
use crate::text::Span;

/// A place that calls a command.
#[derive(Clone)]
pub struct BoundedCall {
    /// The call.
    pub call: ExprId,
    /// How often it runs at most.
    pub times: Amount,
}

/// What bounds a script.
#[derive(Clone, Default)]
pub struct Bounds {
    /// How many commands a call of the script issues at most.
    pub commands: Amount,
    /// Each place that calls one, in the order of their numbers.
    pub calls: Vec<BoundedCall>,
    /// The loops that call commands, by their statements: where they begin, and their rounds.
    pub loops: Vec<(StatementId, Span, Amount)>,
}

impl Bounds {
    /// Those of a script.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let mut counter = StepCounter {
            facts,
            functions: Map::EMPTY,
            open: Vec::new(),
            calls: Map::EMPTY,
            loops: Map::EMPTY,
        };
        let mut commands = counter.steps(&facts.steps, &Amount::constant(1.0)).most;
        for function in &facts.at_any_time {
            let times = Amount::of(Factor::Calls(*function));
            let more = counter.function(*function);
            commands = commands.plus(&more.times(&times));
        }
        if planted!(CommandIsNotCounted) {
            commands = commands.beyond(&Amount::constant(1.0));
        }
        Self {
            commands,
            calls: counter.calls.take_sorted(),
            loops: counter.loops.take_sorted(),
        }
    }

    /// How often a place runs at most that calls a command.
    #[must_use]
    pub fn times(&self, call: ExprId) -> Amount {
        let found = lists::find(&self.calls, |known| known.call.cmp(&call));
        match found.ok().and_then(|at| self.calls.get(at)) {
            Some(known) => known.times.clone(),
            None => Amount::ZERO,
        }
    }
}

/// How many commands steps call.
struct Counted {
    /// Where they come to their end; `None` if they never do.
    through: Option<Amount>,
    /// On any way.
    most: Amount,
}

struct StepCounter<'a> {
    facts: &'a Facts,
    functions: Map<FunctionId, Amount>,
    /// Shared functions that are being counted.
    open: Vec<FunctionId>,
    calls: Map<ExprId, BoundedCall>,
    loops: Map<StatementId, (StatementId, Span, Amount)>,
}

impl StepCounter<'_> {
    /// The steps, in a place that runs so often.
    fn steps(&mut self, steps: &[Step], times: &Amount) -> Counted {
        let mut all = Counted {
            through: Some(Amount::ZERO),
            most: Amount::ZERO,
        };
        for step in steps {
            let Some(before) = &all.through else {
                break;
            };
            let next = self.step(step, times);
            all.most = all.most.max(&before.plus(&next.most));
            all.through = next.through.map(|through| before.plus(&through));
        }
        all
    }

    fn step(&mut self, step: &Step, times: &Amount) -> Counted {
        let most = match step {
            Step::Command(call) => {
                self.count(*call, times);
                Amount::constant(1.0)
            }
            Step::Loop(looped) => self.looped(looped, times),
            Step::Branches(paths) => return self.branches(paths, times),
            Step::Function(steps) => self.steps(steps, times).most,
            Step::Shared(function) => self.function(*function),
            Step::Unknown(_) => Amount::of(Factor::Unknown),
        };
        Counted {
            through: Some(most.clone()),
            most,
        }
    }

    fn count(&mut self, call: ExprId, times: &Amount) {
        let known = BoundedCall {
            call,
            times: Amount::ZERO,
        };
        if let Some(known) = self.calls.or_insert(call, known) {
            known.times = known.times.plus(times);
        } else if let Some(new) = self.calls.get_mut(call) {
            new.times = times.clone();
        }
    }

    /// All rounds but the last come to their end.
    fn looped(&mut self, looped: &LoopSteps, times: &Amount) -> Amount {
        let body = self.steps(&looped.body, &times.times(&looped.rounds));
        let entry = (looped.statement, looped.head, looped.rounds.clone());
        if let Some((_, _, rounds)) = self.loops.or_insert(looped.statement, entry) {
            *rounds = rounds.max(&looped.rounds);
        }
        let through = body.through.unwrap_or_default();
        let more = body.most.beyond(&through);
        if planted!(RoundIsNotCounted) {
            return through.times(&looped.rounds).beyond(&through);
        }
        through.times(&looped.rounds).plus(&more)
    }

    fn branches(&mut self, paths: &[PathSteps], times: &Amount) -> Counted {
        let mut all = Counted {
            through: None,
            most: Amount::ZERO,
        };
        for path in paths {
            let counted = self.steps(&path.steps, times);
            all.most = all.most.max(&counted.most);
            if path.ends {
                continue;
            }
            if let Some(through) = &counted.through {
                let known = all.through.unwrap_or_default();
                all.through = Some(known.max(through));
            }
        }
        all
    }

    /// A function that is not followed at each of its calls.
    fn function(&mut self, function: FunctionId) -> Amount {
        if let Some(known) = self.functions.get(function) {
            return known.clone();
        }
        if self.open.contains(&function) {
            return Amount::of(Factor::Calls(function));
        }
        let Some(steps) = self.facts.shared(function) else {
            return Amount::ZERO;
        };
        self.open.push(function);
        let times = Amount::of(Factor::Calls(function));
        let most = self.steps(steps, &times).most;
        self.open.pop();
        self.functions.insert(function, most.clone());
        most
    }
}
