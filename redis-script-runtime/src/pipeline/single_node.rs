//! Pipelines for one server, or one node of a cluster.

use redis::{ErrorKind, FromRedisValue, Pipeline, RedisError, RedisResult, ServerError, Value};

use super::answer::{Answer, ErrorContext, Failure, Received, missing_reply};
use super::outcome::{Each, Outcome, Watched};
use super::part::Initial;
use super::reply_policy::ReplyPolicy;
use super::script_pipeline::ScriptPipeline;
use crate::error::Consequence;
use crate::{Error, Result};

/// Begins with the commands of a pipeline. The first part of the result is what its own `query` would return; `()` if that would
/// return nothing. If the pipeline is atomic, so is the result.
impl<T: FromRedisValue> From<Pipeline> for ScriptPipeline<(Initial<T>,)> {
    fn from(commands: Pipeline) -> Self {
        let policy = ReplyPolicy::probe(&commands);
        let mut pipeline = ScriptPipeline::new(commands);
        pipeline.layout.begin_with(pipeline.commands.len(), policy);
        pipeline.map(|()| (Initial::new(),))
    }
}

/// Takes the commands out, so that you can pass redis-rs's own chains: `redis::pipe().atomic().set("a", 1)`.
impl<T: FromRedisValue> From<&mut Pipeline> for ScriptPipeline<(Initial<T>,)> {
    fn from(commands: &mut Pipeline) -> Self {
        core::mem::take(commands).into()
    }
}

impl<R> ScriptPipeline<R> {
    /// Makes the pipeline a transaction, `MULTI` ... `EXEC`: nothing runs between its commands. If the server rejects one of them
    /// beforehand (an unknown command, `NOPERM`, `OOM`, `MOVED`), none of them runs.
    ///
    /// A command that fails while the transaction runs does not stop it: the others are applied.
    pub fn atomic(mut self) -> Self {
        self.commands.atomic();
        self
    }

    /// Makes each part of the result a [`Result`] with the command's own error; [`calls`](Self::calls) become a [`Vec`] of
    /// them. Nothing can be added after it.
    ///
    /// ```no_run
    /// # use redis_script_runtime::{Call, Result, pipe};
    /// # async fn example(calls: Vec<Call<u64>>, con: &mut redis::aio::MultiplexedConnection) -> Result<()> {
    /// let (counts,) = pipe().calls(calls).each().query_async(con).await?;
    /// for count in counts {
    ///     match count {
    ///         Ok(count) => println!("{count}"),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Then the query itself fails only if there are no replies: the connection was lost, or the transaction was rejected. Errors
    /// of ignored commands are not returned.
    pub fn each(self) -> ScriptPipeline<Each<R>> {
        self.map(Each::new)
    }

    /// Makes the result an [`Option`]: `None` if nothing ran because a key that was `WATCH`ed on this connection has changed.
    /// Without it, that is an error. Nothing can be added after it.
    ///
    /// `WATCH` applies to a connection, which no other task may use in the meantime: clones of a multiplexed connection and
    /// cluster connections do not work.
    ///
    /// ```no_run
    /// # use redis::{Cmd, cmd};
    /// # use redis_script_runtime::{Call, Result, pipe};
    /// # fn example(settle: fn(u64) -> Call<bool>, con: &mut redis::Connection) -> redis::RedisResult<bool> {
    /// loop {
    ///     cmd("WATCH").arg("balance").exec(con)?;
    ///     let balance: u64 = Cmd::get("balance").query(con)?;
    ///     let pipeline = pipe().atomic().call(settle(balance));
    ///     if let Some((settled,)) = pipeline.watched().query(con)? {
    ///         return Ok(settled);
    ///     }
    /// }
    /// # }
    /// ```
    pub fn watched(self) -> ScriptPipeline<Watched<R>> {
        self.map(Watched::new)
    }
}

impl<R: Outcome> ScriptPipeline<R> {
    /// Sends the pipeline over a blocking connection and reads the replies. You can send it again; then all of it runs again.
    ///
    /// # Errors
    /// If a command failed, or no replies arrived: see [`ScriptPipeline`] and [`Error`].
    pub fn query<C>(&self, con: &mut C) -> Result<R::Output>
    where
        C: redis::ConnectionLike + ?Sized,
    {
        self.layout.check()?;
        if self.commands.is_empty() {
            return self.read(Vec::new());
        }
        if !con.supports_pipelining() {
            return Err(Error::pipeline(refused_by_cluster()));
        }
        let packed = self.commands.get_packed_pipeline();
        let replies = con.req_packed_commands(&packed, 0, self.count());
        self.outcome(replies)
    }

    /// Like [`query`](Self::query), over an async connection.
    ///
    /// The future is [`Send`] if the connection is.
    ///
    /// # Errors
    /// If a command failed, or no replies arrived: see [`ScriptPipeline`] and [`Error`].
    #[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
    pub async fn query_async<C>(&self, con: &mut C) -> Result<R::Output>
    where
        C: redis::aio::ConnectionLike + ?Sized,
    {
        self.layout.check()?;
        if self.commands.is_empty() {
            return self.read(Vec::new());
        }
        let count = self.count();
        let replies = con.req_packed_commands(&self.commands, 0, count).await;
        self.outcome(replies)
    }

    /// The number of replies. redis-rs's own transactions skip all but that of `EXEC`; here a cluster connection sees all of them,
    /// and so the redirects.
    fn count(&self) -> usize {
        let commands = self.commands.len();
        if self.commands.is_transaction() {
            commands + 2
        } else {
            commands
        }
    }

    fn outcome(&self, replies: RedisResult<Vec<Value>>) -> Result<R::Output> {
        let context = self.context();
        let consequence = context.atomic.then_some(Consequence::Refused);
        let replies = replies.map_err(|error| context.failure(error, consequence))?;
        if !context.atomic {
            return self.read(replies);
        }
        match executed(replies).map_err(|refusal| refusal.into_error(context))? {
            Some(replies) => self.read(replies),
            None => self.replies.of(Answer::Discarded),
        }
    }

    fn read(&self, replies: Vec<Value>) -> Result<R::Output> {
        let context = self.context();
        if replies.len() != self.layout.len() {
            return Err(missing_reply());
        }
        let initial = replies.get(..self.layout.initial()).unwrap_or_default();
        let failures = context.failures(0, initial);
        let received = Received::new(context, self.layout.keep(replies))?.with_failures(failures);
        self.replies.of(Answer::Received(received))
    }

    fn context(&self) -> ErrorContext<'_> {
        ErrorContext {
            layout: &self.layout,
            commands: &self.commands,
            atomic: self.commands.is_transaction(),
        }
    }
}

/// Why a transaction did not run.
enum TransactionRefused {
    /// The server rejected a command.
    Command(usize, ServerError),
    /// It rejected `MULTI` or `EXEC`. Without `MULTI` the commands run one by one.
    Frame {
        error: ServerError,
        may_have_run: bool,
    },
    Unexpected,
}

/// The replies inside that of `EXEC`; `None` if it is nil. Before it come those of `MULTI` and the commands, unless the connection
/// leaves them out, as it does with client-side caching.
fn executed(
    mut replies: Vec<Value>,
) -> core::result::Result<Option<Vec<Value>>, TransactionRefused> {
    match replies.pop() {
        Some(Value::Array(replies)) => Ok(Some(replies)),
        Some(Value::Nil) => Ok(None),
        Some(Value::ServerError(exec)) => Err(refusal(replies, exec)),
        _ => Err(TransactionRefused::Unexpected),
    }
}

/// Reads it from the replies to `MULTI` and the commands, and the error of `EXEC`.
fn refusal(mut queued: Vec<Value>, exec: ServerError) -> TransactionRefused {
    let is_error = |reply: &Value| matches!(reply, Value::ServerError(_));
    let Some(first) = queued.iter().position(is_error) else {
        return TransactionRefused::Frame {
            error: exec,
            may_have_run: false,
        };
    };
    let may_have_run = !queued.iter().all(is_error);
    match (first, queued.swap_remove(first)) {
        (0, Value::ServerError(error)) => TransactionRefused::Frame {
            error,
            may_have_run,
        },
        (index, Value::ServerError(error)) => TransactionRefused::Command(index - 1, error),
        _ => TransactionRefused::Unexpected,
    }
}

impl TransactionRefused {
    fn into_error(self, context: ErrorContext<'_>) -> Error {
        match self {
            Self::Command(index, error) => {
                let consequence = Some(Consequence::Refused);
                let position = context.position(index).with(consequence);
                context
                    .error(&Failure::new(index, error), position)
                    .with_run(false)
            }
            Self::Frame {
                error,
                may_have_run,
            } => Error::pipeline(error.into())
                .of_calls(context.layout.calls())
                .with_run(may_have_run),
            Self::Unexpected => missing_reply(),
        }
    }
}

fn refused_by_cluster() -> RedisError {
    let refused = (
        ErrorKind::Client,
        "a blocking cluster connection sends pipelines of `redis_script::cluster::pipe` only",
    );
    refused.into()
}
