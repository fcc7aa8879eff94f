//! Pipelines for blocking cluster connections, which split them by node.

use redis::cluster::{ClusterConnection, ClusterPipeline};
use redis::{Cmd, FromRedisValue, Value};

use super::ScriptPipeline;
use super::answer::{Answer, ErrorContext, Received};
use super::layout::Layout;
use super::outcome::Outcome;
use super::part::Initial;
use super::raw::{RawPipeline, name, sealed};
use super::reply_policy::ReplyPolicy;
use crate::{Result, Script, retry};

/// Begins a pipeline for a blocking cluster connection, whose commands may have keys of any slots.
///
/// redis-rs sends each node its part, and knows no transactions here. It refuses `SCRIPT`, so each call carries its text,
/// by `EVAL`: for a script of `n` bytes about `n - 43` bytes more than by `EVALSHA`. That is right on any node and in any
/// order.
///
/// Where slots have moved, the commands concerned fail with `MOVED` or `ASK` while the others run: redis-rs 1.8 sends none of
/// them again, and goes on with its old map of the slots until it sends a command of its own, such as a call by itself,
/// to the slot.
///
/// An error *within* a reply (`return {1, redis.error_reply('MY error')}`) makes redis-rs drop the replies and what they
/// belong to: the error is that of the pipeline, and names no script.
pub fn cluster_pipe() -> ScriptPipeline<(), ClusterPipeline> {
    ScriptPipeline::new(ClusterPipeline::new())
}

/// With the commands of a pipeline in front, and what their own `query` would return as the first part of the result:
/// where it would return nothing, `()`.
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
        // The ones that redis-rs leaves out are all among the given ones.
        let received = Received::new(context, replies)?;
        self.replies.of(Answer::Received(received))
    }
}

impl sealed::Sealed for ClusterPipeline {}

impl RawPipeline for ClusterPipeline {
    fn prepare(script: &'static Script, evalsha: Cmd, _: &Layout) -> (Option<Cmd>, Cmd) {
        (None, retry::eval_command(script, &evalsha))
    }

    fn push(&mut self, cmd: Cmd) {
        self.add_command(cmd);
    }

    fn name(&self, index: usize) -> String {
        name(self.cmd_iter().nth(index))
    }
}
