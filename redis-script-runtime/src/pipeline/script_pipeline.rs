//! Typed calls and other commands, sent together.

use core::borrow::Borrow;
use core::fmt;

use redis::{Cmd, FromRedisValue, Pipeline};

use super::layout::{CommandRole, Layout};
use super::outcome::AddPart;
use super::part::{Repeated, Single};
use super::raw::RawPipeline;
use crate::Call;
use crate::script_commands::evalsha_command;

/// Calls and other commands that are sent together. Their replies are returned as a tuple of their types.
///
/// [`pipe`] makes an empty one, [`From`] one that begins with the commands of a [`redis::Pipeline`]. Each [`call`](Self::call),
/// [`calls`](Self::calls) and [`cmd`](Self::cmd) adds one part to the end of the tuple, which has at most twelve parts.
///
/// ```no_run
/// # use redis_script_runtime::{Call, Result, pipe};
/// # async fn example(
/// #     allow: Call<bool>, users: Vec<Call<u32>>, con: &mut redis::aio::MultiplexedConnection,
/// # ) -> Result<()> {
/// let (allowed, counts, visits) = pipe()
///     .atomic()
///     .call(allow)
///     .calls(users)
///     .ignore(redis::Cmd::expire("visits", 60))
///     .cmd::<u64>(redis::Cmd::incr("visits", 1))
///     .query_async(con)
///     .await?;
/// # let (_, _, _): (bool, Vec<u32>, u64) = (allowed, counts, visits);
/// # Ok(())
/// # }
/// ```
///
/// # Scripts that the server does not know
///
/// Before the first call of each script, the pipeline sends its source by `SCRIPT LOAD`: once per script, even if the server
/// knows it. The reply is not returned. So a pipeline takes one round trip even if the server does not know the scripts, and a
/// `SCRIPT FLUSH`, a restart or a failover before it cannot leave it half applied. Asking first (`SCRIPT EXISTS`) would cost a
/// round trip and prove nothing, and a transaction with a missing script would apply its other commands.
///
/// For a script of `n` bytes this costs about `n + 34` bytes in the request and 47 in the reply (56 in a transaction), and the time
/// to hash the source, 1.1 to 1.6 µs for 423 bytes. Redis up to 6.2 also writes each source to its replicas and its AOF; later
/// servers do not. If that is too much, load the scripts beforehand and send [`Call::to_cmd`] in a pipeline of redis-rs, which
/// fails if a script is missing.
///
/// `SCRIPT LOAD` also protects scripts from eviction: from Redis 7.4 and Valkey 8 on, servers evict all but the last 500 scripts
/// that were loaded by `EVAL`. In a pipeline, scripts that only read are called by `EVALSHA` too, not by `EVALSHA_RO`: old servers
/// would reject it, and with it a whole transaction.
///
/// If another client's `SCRIPT FLUSH` runs between two commands of the pipeline, a call can fail because its script is gone. The
/// error says so; the other commands have run. This cannot happen in an [`atomic`](Self::atomic) pipeline, since nothing runs
/// between its commands.
///
/// # Errors
///
/// All commands run, even if some of them fail: neither Redis nor its transactions roll back. [`query`](Self::query) fails with
/// the error of the first command that failed. It names the script and its line, or the command, its
/// [position](crate::Error::index), and how many more have failed; all replies are lost. [`each`](Self::each) returns a `Result`
/// for every part instead.
///
/// # In a cluster
///
/// With `cluster = true` in `redis-script.toml`, a call whose keys are in different slots is an error of the query, and none of the
/// pipeline is sent.
///
/// An async cluster connection sends a pipeline to the node of its keys, and rejects keys of different slots. If a reply is a
/// redirect (`MOVED`, `ASK`) or a temporary error (`TRYAGAIN`, `LOADING`, `CLUSTERDOWN`, `MASTERDOWN`, `READONLY`), or if the
/// connection is lost, redis-rs sends *the whole pipeline* again, including the sources, up to `retries` times (16):
///
/// - An atomic pipeline that was redirected has not run at all, so it is applied once. It may be applied twice only if the
///   connection was lost after it was sent. (Transactions of redis-rs 1.8 itself keep failing after their slot has moved.) While
///   the slot is being moved, a pipeline waits if some of its keys have moved and others have not.
/// - If a pipeline is not atomic, its other commands have run and run again: while a slot is being moved, eight times and more,
///   since `ASKING` applies to the first command only. Then the pipeline fails.
///
/// So in a cluster, make pipelines atomic or set `retries(0)`. A blocking cluster connection accepts only `cluster::pipe` (feature
/// `cluster`).
#[must_use = "a pipeline does nothing until it is queried"]
pub struct ScriptPipeline<R = (), P = Pipeline> {
    pub(super) commands: P,
    pub(super) layout: Layout,
    pub(super) replies: R,
}

/// Makes an empty pipeline for all connections, except blocking ones to a cluster.
pub fn pipe() -> ScriptPipeline {
    ScriptPipeline::new(Pipeline::new())
}

impl<P: RawPipeline> ScriptPipeline<(), P> {
    pub(super) fn new(commands: P) -> Self {
        let layout = Layout::default();
        let replies = ();
        Self {
            commands,
            layout,
            replies,
        }
    }
}

impl<R, P: RawPipeline> ScriptPipeline<R, P> {
    /// Adds a call; its reply is a part of the result.
    pub fn call<T, Longer>(mut self, call: Call<T>) -> ScriptPipeline<Longer, P>
    where
        R: AddPart<Single<T>, Output = Longer>,
    {
        let part = self.push_call(call);
        self.append(part)
    }

    /// Adds any number of calls whose replies are of one type; their [`Vec`] is one part of the result.
    pub fn calls<T, Longer>(
        mut self,
        calls: impl IntoIterator<Item = Call<T>>,
    ) -> ScriptPipeline<Longer, P>
    where
        R: AddPart<Repeated<T>, Output = Longer>,
    {
        let parts = calls.into_iter().map(|call| self.push_call(call)).collect();
        self.append(Repeated::new(parts))
    }

    /// Adds another command; its reply is a part of the result. It is an error if the reply does not convert to `T`. As in the reply
    /// of a script, that includes integers that do not fit.
    pub fn cmd<T: FromRedisValue>(mut self, cmd: impl Borrow<Cmd>) -> ScriptPipeline<R::Output, P>
    where
        R: AddPart<Single<T>>,
    {
        let index = self.push_cmd(cmd.borrow());
        self.append(Single::command(index))
    }

    /// Adds a command whose reply is ignored. Its errors are not ignored.
    pub fn ignore(mut self, cmd: impl Borrow<Cmd>) -> Self {
        self.push_cmd(cmd.borrow());
        self
    }

    /// Adds a call whose reply is ignored. Its errors are not ignored.
    pub fn ignore_call<T>(mut self, call: Call<T>) -> Self {
        self.push_call(call);
        self
    }

    /// The commands that are sent, including those that load the scripts. You can send them without [`query`](Self::query).
    pub fn as_redis(&self) -> &P {
        &self.commands
    }

    fn push_call<T>(&mut self, call: Call<T>) -> Single<T> {
        if let Err(refusal) = call.refusal() {
            self.layout.refuse(call.script(), refusal);
        }
        let (script, cmd, read) = call.into_parts();
        let (load, cmd) = P::prepare(script, evalsha_command(cmd), &self.layout);
        if let Some(load) = load {
            self.push(load, CommandRole::Load(script));
        }
        let role = CommandRole::Call(script, self.layout.load_of(script));
        Single::call(self.push(cmd, role), script, read)
    }

    fn push_cmd(&mut self, cmd: &Cmd) -> usize {
        self.layout.note_flush(cmd);
        self.push(cmd.clone(), CommandRole::Command)
    }

    /// The command's place.
    fn push(&mut self, cmd: Cmd, role: CommandRole) -> usize {
        self.commands.push(cmd);
        self.layout.push(role)
    }

    fn append<S>(self, part: S) -> ScriptPipeline<R::Output, P>
    where
        R: AddPart<S>,
    {
        self.map(|replies| replies.add(part))
    }

    pub(super) fn map<Q>(self, change: impl FnOnce(R) -> Q) -> ScriptPipeline<Q, P> {
        ScriptPipeline {
            commands: self.commands,
            layout: self.layout,
            replies: change(self.replies),
        }
    }
}

impl<R: Clone, P: Clone> Clone for ScriptPipeline<R, P> {
    fn clone(&self) -> Self {
        Self {
            commands: self.commands.clone(),
            layout: self.layout.clone(),
            replies: self.replies.clone(),
        }
    }
}

/// Without the arguments, which may be confidential.
impl<R, P: RawPipeline> fmt::Debug for ScriptPipeline<R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScriptPipeline")
            .field("commands", &self.layout)
            .finish_non_exhaustive()
    }
}
