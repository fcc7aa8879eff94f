//! What is sent after an error that proves that nothing ran.
//!
//! | error | next |
//! |---|---|
//! | the script is unknown | the source and the call in one pipeline; only the call, if another call has sent the source or is sending it |
//! | it is still unknown | the source and the call in one pipeline |
//! | the slot is being moved to another node (`ASK`) | the source, ASKING and the call in one pipeline |
//! | `EVALSHA_RO` is unknown or not allowed | the call by EVALSHA, as all later calls of the script |
//!
//! The source is sent by SCRIPT LOAD: from Redis 7.4 and Valkey 8 on, servers keep only the 500 most recently used scripts of
//! those that were loaded by EVAL. If the connection has no pipelines, only EVAL works in two round trips. If servers keep
//! forgetting the script, perhaps because they dropped it, SCRIPT LOAD is sent as a separate request.
//!
//! A cluster connection follows `ASK` itself. But it sends ASKING, which applies only to the next command of the connection,
//! separately from the command, or before the first one of a pipeline. With other calls in between, or with the source before
//! the call, the call is redirected until the retries are used up. An ASKING inside the pipeline cannot be lost.

use core::mem;
use std::borrow::Cow;

use redis::{Cmd, ErrorKind, Pipeline, RedisError, RedisResult, ServerErrorKind, Value};

use crate::Script;
use crate::invoke::flatten;
use crate::load_state::{Epoch, Load};
use crate::script::EVALSHA_RO;
use crate::script_commands::{eval_command, evalsha_command, is_read_only, load_command};

/// `ASK <slot> <node>`: a redirect. Only cluster nodes send it, before they run anything.
fn is_ask(error: &RedisError) -> bool {
    error.kind() == ErrorKind::Server(ServerErrorKind::Ask)
        && error.redirect_node().is_some()
        && !error
            .detail()
            .is_some_and(|detail| detail.contains("@user_script:"))
}

/// Whether the server itself says that it does not know the script, so that nothing has run.
///
/// A script may also return or raise an error with the code NOSCRIPT; servers mark a raised one with the line.
pub(crate) fn is_unknown_script(error: &RedisError) -> bool {
    error.kind() == ErrorKind::Server(ServerErrorKind::NoScript)
        && error.detail().is_some_and(|detail| {
            detail.starts_with("No matching script") && !detail.contains("@user_script:")
        })
}

/// `ERR unknown command 'EVALSHA_RO'...`, or that the user may not run `evalsha_ro`. Only scripts that do not write are
/// called that way.
fn is_unknown_command(error: &RedisError, evalsha: &Cmd) -> bool {
    is_read_only(evalsha)
        && error.code().is_some()
        && error.detail().is_some_and(|detail| {
            detail.to_ascii_uppercase().contains(EVALSHA_RO) && !detail.contains("@user_script:")
        })
}

/// Without pipelines, so many loads of a script are sent by EVAL: one for each master of most clusters.
const MAX_LOADS_BY_EVAL: u32 = 8;

/// The requests of one call after its first.
pub(crate) struct Retry<'a> {
    script: &'static Script,
    evalsha: Cow<'a, Cmd>,
    epoch: Epoch,
    pipelining: bool,
    stage: Stage,
}

/// The request that was sent last.
enum Stage {
    /// The call alone: the first request.
    Sent,
    /// The call alone, after another call has sent the source.
    AfterOtherLoad,
    /// The source and the call.
    Loading(Load<'static>),
    /// The source alone.
    LoadingAlone(Load<'static>),
    /// The source, ASKING and the call.
    Asking,
    /// Nothing is left to try.
    Last,
}

/// One round trip.
pub(crate) enum Request<'a> {
    /// Pass its reply to [`Retry::next`].
    Command(Cow<'a, Cmd>),
    /// Pass its replies to [`Retry::loaded`].
    Pipeline(Pipeline),
}

impl<'a> Retry<'a> {
    /// For a call whose first request failed. `epoch` was read before that request.
    pub(crate) fn new(
        script: &'static Script,
        evalsha: &'a Cmd,
        epoch: Epoch,
        pipelining: bool,
    ) -> Self {
        Self {
            script,
            evalsha: Cow::Borrowed(evalsha),
            epoch,
            pipelining,
            stage: Stage::Sent,
        }
    }

    /// What to send after this reply; `None` if it is the reply to the call.
    pub(crate) fn next(&mut self, reply: &RedisResult<Value>) -> Option<Request<'a>> {
        match (mem::replace(&mut self.stage, Stage::Last), reply) {
            (Stage::LoadingAlone(load), Ok(_)) => {
                load.complete();
                Some(self.call())
            }
            (Stage::LoadingAlone(_), Err(_)) => Some(self.eval()),
            (Stage::Loading(load), Ok(_)) => {
                load.complete();
                None
            }
            (Stage::Asking, _) => None,
            (_, Err(error)) if is_ask(error) && self.pipelining => Some(self.ask()),
            (stage, Err(error)) if is_unknown_command(error, &self.evalsha) => {
                self.stage = stage;
                self.script.state().forget_evalsha_ro();
                self.evalsha = Cow::Owned(evalsha_command(self.evalsha.clone().into_owned()));
                Some(self.call())
            }
            (Stage::Sent, Err(error)) if is_unknown_script(error) => {
                if let Some(load) = self.script.state().try_lead(self.epoch) {
                    Some(self.load(load))
                } else {
                    self.stage = Stage::AfterOtherLoad;
                    Some(self.call())
                }
            }
            (Stage::AfterOtherLoad, Err(error)) if is_unknown_script(error) => {
                Some(self.load(self.script.state().load()))
            }
            _ => None,
        }
    }

    /// The reply to the call, from the replies to the source and the call. If the server still does not know the script
    /// because it rejected the source, that error is returned.
    pub(crate) fn loaded(&mut self, replies: RedisResult<Vec<Value>>) -> RedisResult<Value> {
        let load = match mem::replace(&mut self.stage, Stage::Last) {
            Stage::Loading(load) => Some(load),
            stage => {
                self.stage = stage;
                None
            }
        };
        let mut replies = replies?.into_iter();
        let (Some(text), Some(call)) = (replies.next(), replies.next_back()) else {
            let message = "a pipeline did not get a reply to each of its commands";
            return Err((ErrorKind::UnexpectedReturnType, message).into());
        };
        let (text, call) = (flatten(Ok(text)), flatten(Ok(call)));
        if let (Some(load), Ok(_)) = (load, &text) {
            load.complete();
        }
        match &call {
            Err(error) if is_unknown_script(error) => text.and(call),
            _ => call,
        }
    }

    fn call(&self) -> Request<'a> {
        Request::Command(self.evalsha.clone())
    }

    fn load(&mut self, load: Load<'static>) -> Request<'a> {
        if self.pipelining {
            self.stage = Stage::Loading(load);
            self.after_load(&[])
        } else if self.script.state().loads() >= MAX_LOADS_BY_EVAL {
            self.stage = Stage::LoadingAlone(load);
            Request::Command(Cow::Owned(load_command(self.script)))
        } else {
            self.stage = Stage::Loading(load);
            self.eval()
        }
    }

    fn ask(&mut self) -> Request<'a> {
        self.stage = Stage::Asking;
        self.after_load(&[redis::cmd("ASKING")])
    }

    /// The source, other commands and the call.
    fn after_load(&self, between: &[Cmd]) -> Request<'a> {
        let mut pipeline = Pipeline::with_capacity(between.len() + 2);
        pipeline.add_command(load_command(self.script));
        for cmd in between {
            pipeline.add_command(cmd.clone());
        }
        pipeline.add_command(self.evalsha.clone().into_owned());
        Request::Pipeline(pipeline)
    }

    fn eval(&self) -> Request<'a> {
        Request::Command(Cow::Owned(eval_command(self.script, &self.evalsha)))
    }
}
