//! Pipelines for blocking cluster connections, which split them by node.

use redis::cluster::{ClusterConnection, ClusterPipeline};
use redis::{Cmd, FromRedisValue, Value};

use super::answer::{Answer, ErrorContext, Received};
use super::layout::Layout;
use super::outcome::Outcome;
use super::part::Initial;
use super::raw::{RawPipeline, name};
use super::reply_policy::ReplyPolicy;
use super::script_pipeline::ScriptPipeline;
use super::sealed::Sealed;
use crate::script_commands::eval_command;
use crate::{Result, Script};

/// Makes an empty pipeline for a blocking cluster connection. Its commands may have keys of different slots.
///
/// redis-rs sends each node its part, and does not support transactions here. It rejects `SCRIPT`, so each call is sent with its
/// source, by `EVAL`: for a script of `n` bytes about `n - 43` bytes more than by `EVALSHA`. This works on every node and in
/// every order.
///
/// If slots have moved, the affected commands fail with `MOVED` or `ASK` while the others run. redis-rs 1.8 retries none of them,
/// and keeps its old map of the slots until it sends a single command, such as a call, to the slot.
///
/// If a reply contains an error (`return {1, redis.error_reply('MY error')}`), redis-rs drops all replies: the error is that of
/// the pipeline, and names no script.
pub fn pipe() -> ScriptPipeline<(), ClusterPipeline> {
    ScriptPipeline::new(ClusterPipeline::new())
}

/// Begins with the commands of a pipeline. The first part of the result is what its own `query` would return; `()` if that would
/// return nothing.
impl<T: FromRedisValue> From<ClusterPipeline> for ScriptPipeline<(Initial<T>,), ClusterPipeline> {
    fn from(commands: ClusterPipeline) -> Self {
        let mut pipeline = ScriptPipeline::new(commands);
        let count = pipeline.commands.cmd_iter().count();
        pipeline.layout.begin_with(count, ReplyPolicy::default());
        pipeline.map(|()| (Initial::new(),))
    }
}

impl<R: Outcome> ScriptPipeline<R, ClusterPipeline> {
    /// Sends each node its part of the pipeline, and reads the replies.
    ///
    /// # Errors
    /// If a command failed, or no replies arrived: see [`ScriptPipeline`] and [`Error`](crate::Error).
    pub fn query(&self, con: &mut ClusterConnection) -> Result<R::Output> {
        self.layout.check()?;
        let context = ErrorContext {
            layout: &self.layout,
            commands: &self.commands,
            atomic: false,
        };
        let replies = if self.layout.len() == 0 {
            Vec::new()
        } else {
            let replies = self.commands.query::<Vec<Value>>(con);
            replies.map_err(|error| context.failure(error, None))?
        };
        // redis-rs leaves out only replies of initial commands.
        let received = Received::new(context, replies)?;
        self.replies.of(Answer::Received(received))
    }
}

impl Sealed for ClusterPipeline {}

impl RawPipeline for ClusterPipeline {
    fn prepare(script: &'static Script, evalsha: Cmd, _: &Layout) -> (Option<Cmd>, Cmd) {
        (None, eval_command(script, &evalsha))
    }

    fn push(&mut self, cmd: Cmd) {
        self.add_command(cmd);
    }

    fn name(&self, index: usize) -> String {
        name(self.cmd_iter().nth(index))
    }
}
