//! What redis-rs's pipelines have in common.

use redis::{Arg, Cmd, Pipeline};

use super::layout::Layout;
use super::sealed::Sealed;
use crate::Script;
use crate::script_commands::load_command;

/// The pipeline that holds the commands: a [`redis::Pipeline`] or a `redis::cluster::ClusterPipeline`.
pub trait RawPipeline: Sealed {
    /// The commands for a call, given its `EVALSHA`: perhaps one that loads the script, and the call itself.
    #[doc(hidden)]
    fn prepare(script: &'static Script, evalsha: Cmd, layout: &Layout) -> (Option<Cmd>, Cmd)
    where
        Self: Sized;

    #[doc(hidden)]
    fn push(&mut self, cmd: Cmd);

    /// The name of the command at an index.
    #[doc(hidden)]
    fn name(&self, index: usize) -> String;
}

impl Sealed for Pipeline {}

impl RawPipeline for Pipeline {
    fn prepare(script: &'static Script, evalsha: Cmd, layout: &Layout) -> (Option<Cmd>, Cmd) {
        let is_loaded = layout.load_of(script).is_some();
        let load = (!is_loaded).then(|| load_command(script));
        (load, evalsha)
    }

    fn push(&mut self, cmd: Cmd) {
        self.add_command(cmd);
    }

    fn name(&self, index: usize) -> String {
        name(self.cmd_iter().nth(index))
    }
}

pub(super) fn name(cmd: Option<&Cmd>) -> String {
    match cmd.and_then(|cmd| cmd.args_iter().next()) {
        Some(Arg::Simple(name)) => String::from_utf8_lossy(name).into_owned(),
        _ => String::new(),
    }
}
