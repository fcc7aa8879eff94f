//! The replies to a pipeline.

use redis::{ErrorKind, RedisError, ServerError, Value};

use super::layout::{CommandRole, Layout};
use super::raw::RawPipeline;
use crate::error::{Consequence, PipelinePosition};
use crate::{Error, Result, retry};

/// The result of sending a pipeline.
pub enum Answer<'a> {
    /// The replies of the commands.
    Received(Received<'a>),
    /// `EXEC` replied nil because a watched key has changed: nothing ran.
    Discarded,
}

/// The replies of the commands. Each can be taken once.
pub struct Received<'a> {
    context: ErrorContext<'a>,
    initial: Vec<Value>,
    /// Those of the commands after the initial ones.
    added: Vec<Value>,
    failures: Vec<Failure>,
}

/// A command's error.
#[derive(Clone)]
pub(super) struct Failure {
    index: usize,
    error: ServerError,
    /// Whether it is inside the command's reply.
    nested: bool,
}

/// What errors say about a pipeline.
#[derive(Clone, Copy)]
pub(super) struct ErrorContext<'a> {
    pub(super) layout: &'a Layout,
    pub(super) commands: &'a dyn RawPipeline,
    pub(super) atomic: bool,
}

impl<'a> Answer<'a> {
    pub(super) fn received(self) -> Result<Received<'a>> {
        match self {
            Self::Received(received) => Ok(received),
            Self::Discarded => Err(Error::discarded()),
        }
    }
}

impl<'a> Received<'a> {
    /// The replies of all commands; of the initial ones, those that are kept.
    pub(super) fn new(context: ErrorContext<'a>, mut initial: Vec<Value>) -> Result<Self> {
        let Some(split) = initial.len().checked_sub(context.layout.added()) else {
            return Err(missing_reply());
        };
        let added = initial.split_off(split);
        Ok(Self {
            failures: context.failures(context.layout.initial(), &added),
            context,
            initial,
            added,
        })
    }

    /// Adds the errors of the initial commands, which may be among the replies that are not kept.
    pub(super) fn with_failures(mut self, mut of_initial: Vec<Failure>) -> Self {
        of_initial.append(&mut self.failures);
        self.failures = of_initial;
        self
    }

    /// The error of the first command that failed, as the error of the pipeline.
    pub(super) fn first_error(&self) -> Option<Error> {
        let (first, others) = self.failures.split_first()?;
        let error = self.error(first, others.len());
        let ran = |failure: &Failure| self.error(failure, 0).may_have_run();
        let all_failed = self.failures.len() == self.context.layout.caller_count();
        let may_have_run = !all_failed || self.failures.iter().any(ran);
        Some(error.with_run(may_have_run))
    }

    /// A reply, or the error that it is or contains.
    pub(super) fn take(&mut self, index: usize) -> Result<Value> {
        let at = index.checked_sub(self.context.layout.initial());
        let reply = at.and_then(|at| self.added.get_mut(at));
        let Some(reply) = reply.map(|reply| core::mem::replace(reply, Value::Nil)) else {
            return Err(missing_reply());
        };
        match self.context.failure_in(index, &reply) {
            Some(failure) => Err(self.error(&failure, 0)),
            None => Ok(reply),
        }
    }

    /// The kept replies of the initial commands, or the first error of any of them.
    pub(super) fn take_initial(&mut self) -> Result<Value> {
        let first = self.failures.first();
        match first.filter(|failure| failure.index < self.context.layout.initial()) {
            Some(failure) => Err(self.error(failure, 0)),
            None => Ok(Value::Array(core::mem::take(&mut self.initial))),
        }
    }

    /// The error, at the position of a command.
    pub(super) fn at(&self, index: usize, error: Error) -> Error {
        error.within(self.context.position(index))
    }

    pub(super) fn command_name(&self, index: usize) -> String {
        self.context.commands.name(index)
    }

    fn error(&self, failure: &Failure, more: usize) -> Error {
        let position = self.context.position(failure.index);
        let position = PipelinePosition { more, ..position };
        if failure.nested || !retry::is_unknown_script(&failure.error.clone().into()) {
            return self.context.error(failure, position);
        }
        if let Some(error) = self.refused_load(failure.index) {
            return self
                .context
                .error(&Failure::new(failure.index, error), position);
        }
        let forgotten = (!self.context.atomic).then_some(Consequence::Forgotten);
        self.context.error(failure, position.with(forgotten))
    }

    /// Why a server that does not know the script rejected its source.
    fn refused_load(&self, call: usize) -> Option<ServerError> {
        let CommandRole::Call(_, Some(load)) = self.context.layout.role(call)? else {
            return None;
        };
        match self
            .added
            .get(load.checked_sub(self.context.layout.initial())?)?
        {
            Value::ServerError(error) => Some(error.clone()),
            _ => None,
        }
    }
}

impl Failure {
    pub(super) fn new(index: usize, error: ServerError) -> Self {
        Self {
            index,
            error,
            nested: false,
        }
    }
}

impl ErrorContext<'_> {
    /// The errors among the replies of the commands from an index on.
    pub(super) fn failures(&self, from: usize, replies: &[Value]) -> Vec<Failure> {
        let mut failures = Vec::new();
        for (index, reply) in (from..).zip(replies) {
            if let Some(failure) = self.failure_in(index, reply) {
                failures.push(failure);
            }
        }
        failures
    }

    /// The error of a load counts only if the call after it does not find the script.
    fn failure_in(&self, index: usize, reply: &Value) -> Option<Failure> {
        match self.layout.role(index)? {
            CommandRole::Load(_) | CommandRole::InitialLenient => None,
            _ => Some(Failure {
                index,
                error: first_error(reply)?.clone(),
                nested: !matches!(reply, Value::ServerError(_)),
            }),
        }
    }

    /// The error if there are no replies: that of redis-rs may list those of the commands.
    pub(super) fn failure(&self, error: RedisError, consequence: Option<Consequence>) -> Error {
        let error = match ServerError::try_from(error) {
            // Some reply was this error, and a cluster connection has given up retrying the pipeline.
            Ok(error) => {
                let error = Error::pipeline(error.into()).of_calls(self.layout.calls());
                return error.with_run(!self.atomic);
            }
            Err(error) => error,
        };
        match error.clone().into_server_errors().as_deref() {
            Some([(index, cause), more @ ..]) => {
                let position = self.position(*index).with(consequence);
                let more = more.len();
                self.error(
                    &Failure::new(*index, cause.clone()),
                    PipelinePosition { more, ..position },
                )
                .with_run(consequence != Some(Consequence::Refused))
            }
            _ => Error::pipeline(error).of_calls(self.layout.calls()),
        }
    }

    /// The error of a command, or of a script.
    pub(super) fn error(&self, failure: &Failure, position: PipelinePosition) -> Error {
        let error = RedisError::from(failure.error.clone());
        match self.layout.role(failure.index) {
            Some(CommandRole::Call(script, _)) if failure.nested => Error::nested(script, error),
            Some(CommandRole::Call(script, _) | CommandRole::Load(script)) => {
                Error::redis(script, error)
            }
            _ => Error::command(self.commands.name(failure.index), error),
        }
        .within(position)
    }

    pub(super) fn position(&self, index: usize) -> PipelinePosition {
        PipelinePosition {
            index: self.layout.position(index),
            count: self.layout.caller_count(),
            more: 0,
            consequence: None,
        }
    }
}

/// The connection returned fewer replies than commands.
pub(super) fn missing_reply() -> Error {
    let unexpected = (
        ErrorKind::UnexpectedReturnType,
        "a pipeline did not get a reply for each of its commands",
    );
    Error::pipeline(unexpected.into())
}

fn first_error(reply: &Value) -> Option<&ServerError> {
    match reply {
        Value::ServerError(error) => Some(error),
        Value::Array(items) | Value::Set(items) => items.iter().find_map(first_error),
        Value::Map(pairs) => pairs
            .iter()
            .find_map(|(key, value)| first_error(key).or_else(|| first_error(value))),
        Value::Attribute { data, .. } => first_error(data),
        _ => None,
    }
}
