//! Typed calls and other commands, sent together.

mod answer;
#[cfg(feature = "cluster")]
mod cluster;
mod layout;
mod outcome;
mod part;
mod raw;
mod reply_policy;
mod single_node;

use core::borrow::Borrow;
use core::fmt;

use redis::{Cmd, FromRedisValue, Pipeline};

use crate::{Call, retry};
use layout::{CommandRole, Layout};
pub use outcome::{Append, Each, Outcome, Watched};
pub use part::{Initial, Part, Repeated, Single};
pub use raw::RawPipeline;

#[cfg(feature = "cluster")]
pub use cluster::cluster_pipe;

/// Calls and other commands that are sent together, and whose replies come back as a tuple of their types.
///
/// [`pipe`] begins an empty one, [`From`] one with the commands of a [`redis::Pipeline`] in front. What is added last is
/// the tuple's last part; a part is what [`call`](Self::call), [`calls`](Self::calls) or [`cmd`](Self::cmd) adds, and at
/// most twelve fit.
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
/// # A script that the server does not know
///
/// In front of the first call of a script the pipeline carries its text, by `SCRIPT LOAD`: once for each different script,
/// whether the server knows it or not. Nobody sees the reply. So a pipeline is one round trip, on a cold server as on a
/// warm one, and no `SCRIPT FLUSH`, restart or failover before it can leave it half applied. Nothing short of that would do:
/// to ask first (`SCRIPT EXISTS`) is a round trip more and no proof, and a transaction whose script is missing applies its
/// other commands.
///
/// The price, for a script of `n` bytes: about `n + 34` bytes there and 47 back (56 within a transaction), and the time in
/// which the server hashes the text, 1.1 to 1.6 µs for 423 bytes. Redis up to 6.2 also sends each text to its replicas and
/// its AOF; later servers do not. Where that is too much, load the scripts ahead and send [`Call::to_cmd`] in
/// a pipeline of redis-rs, which fails where a script is missing.
///
/// `SCRIPT LOAD` also keeps scripts from being dropped, as servers drop all but the last 500 that came by `EVAL` from Redis
/// 7.4 and Valkey 8 on. Scripts that only read go by `EVALSHA` too, not by `EVALSHA_RO`, which old servers would refuse, and
/// with it a whole transaction.
///
/// A script that is forgotten *within* the pipeline, where another client's `SCRIPT FLUSH` falls between two of its
/// commands, is an error that says so; the other commands have run. An [`atomic`](Self::atomic) pipeline is safe from
/// that, for nothing falls between its commands.
///
/// # Errors
///
/// All commands run, whichever of them fail: neither Redis nor its transactions roll back. [`query`](Self::query) fails
/// with the error of the first command that failed, which names the script and its line, or else the command, its
/// [place](crate::Error::index), and how many more have failed; all replies are lost. [`each`](Self::each) hands back a `Result` for
/// every part instead.
///
/// # In a cluster
///
/// Where `redis-script.toml` says `cluster = true`, a call whose keys are in different slots is an error of the query, and
/// nothing of the pipeline is sent.
///
/// An async cluster connection sends a pipeline to the node of its keys, and refuses keys of different slots. Where a
/// reply is a redirect (`MOVED`, `ASK`) or says to come back later (`TRYAGAIN`, `LOADING`, `CLUSTERDOWN`, `MASTERDOWN`,
/// `READONLY`), and where the connection is lost, redis-rs sends *all of it* again, texts included, up to the number of its
/// `retries` (16):
///
/// - an atomic pipeline that was redirected has not run at all, so it is applied once. Only where the connection was lost
///   after it was sent may it be applied twice. (Transactions of redis-rs 1.8 itself fail for good once their slot has
///   moved.) While the slot moves, one whose keys are partly new or partly moved has to wait;
/// - of one that is not atomic, the commands beside the redirected one have run, and run again: while a slot moves, eight
///   times and more, since `ASKING` counts for the first command only. It then fails.
///
/// So in a cluster pipelines should be atomic, or `retries(0)` set. A blocking cluster connection takes
/// `cluster_pipe` only (feature `cluster`).
#[must_use = "a pipeline does nothing until it is queried"]
pub struct ScriptPipeline<R = (), P = Pipeline> {
    commands: P,
    layout: Layout,
    replies: R,
}

/// Begins a pipeline for every connection but a blocking one to a cluster.
pub fn pipe() -> ScriptPipeline {
    ScriptPipeline::new(Pipeline::new())
}

impl<P: RawPipeline> ScriptPipeline<(), P> {
    fn new(commands: P) -> Self {
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
        R: Append<Single<T>, Output = Longer>,
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
        R: Append<Repeated<T>, Output = Longer>,
    {
        let parts = calls.into_iter().map(|call| self.push_call(call)).collect();
        self.append(Repeated::new(parts))
    }

    /// Adds another command; its reply is a part of the result, and an error where it is no `T`. An integer that does not
    /// fit is one, as it is in the reply of a script.
    pub fn cmd<T: FromRedisValue>(mut self, cmd: impl Borrow<Cmd>) -> ScriptPipeline<R::Output, P>
    where
        R: Append<Single<T>>,
    {
        let index = self.push_cmd(cmd.borrow());
        self.append(Single::command(index))
    }

    /// Adds a command whose reply is of no interest. Its error still is one of the query's.
    pub fn ignore(mut self, cmd: impl Borrow<Cmd>) -> Self {
        self.push_cmd(cmd.borrow());
        self
    }

    /// Adds a call whose reply is of no interest. Its error still is one of the query's.
    pub fn ignore_call<T>(mut self, call: Call<T>) -> Self {
        self.push_call(call);
        self
    }

    /// What is sent, the texts of the scripts included. Safe to send by other means than [`query`](Self::query).
    pub fn as_redis(&self) -> &P {
        &self.commands
    }

    fn push_call<T>(&mut self, call: Call<T>) -> Single<T> {
        if let Err(refusal) = call.refusal() {
            self.layout.refuse(call.script(), refusal);
        }
        let (script, cmd, read) = call.into_parts();
        let (load, cmd) = P::prepare(script, retry::evalsha_command(cmd), &self.layout);
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
        R: Append<S>,
    {
        self.map(|replies| replies.append(part))
    }

    fn map<Q>(self, change: impl FnOnce(R) -> Q) -> ScriptPipeline<Q, P> {
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

/// Without the arguments, which are the caller's business.
impl<R, P: RawPipeline> fmt::Debug for ScriptPipeline<R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScriptPipeline")
            .field("commands", &self.layout)
            .finish_non_exhaustive()
    }
}
