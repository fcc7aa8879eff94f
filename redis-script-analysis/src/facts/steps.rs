//! What a script does in its order, as far as it calls commands.

use super::{Amount, Facts};
use crate::collections::lists;
use crate::lua::syntax::{ExprId, FunctionId, StatementId};
use crate::text::Span;

/// Something that calls commands.
#[derive(Clone)]
pub enum Step {
    /// A command.
    Command(ExprId),
    /// The body of a loop, a number of times.
    Loop(LoopSteps),
    /// One of several paths.
    Branches(Vec<PathSteps>),
    /// The body of a function, which a `return` or an error may leave.
    Function(Vec<Step>),
    /// A call of a function that is not followed at each of its calls: what it does is noted once for all.
    Shared(FunctionId),
    /// What is not followed: it may call any number of commands.
    Unknown(Span),
}

/// A loop.
#[derive(Clone)]
pub struct LoopSteps {
    /// The statement.
    pub statement: StatementId,
    /// From its first word to what decides how often it goes round.
    pub head: Span,
    /// How often that is, at most.
    pub rounds: Amount,
    /// One round.
    pub body: Vec<Step>,
}

/// One of several paths.
#[derive(Clone)]
pub struct PathSteps {
    /// What happens on it.
    pub steps: Vec<Step>,
    /// Whether nothing follows it: it ends the function or the loop.
    pub ends: bool,
}

impl Facts {
    /// What the shared body of a function does.
    #[must_use]
    pub fn shared(&self, function: FunctionId) -> Option<&[Step]> {
        let at = lists::count_before(&self.shared_steps, |(known, _)| *known < function);
        match self.shared_steps.get(at) {
            Some((known, steps)) if *known == function => Some(steps),
            _ => None,
        }
    }
}
