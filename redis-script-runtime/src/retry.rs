//! What is sent after a refusal which proves that nothing ran.
//!
//! | refusal | next |
//! |---|---|
//! | the script is not known | the text and the call in one pipeline; but only the call, where another call's text is on its way or has come since |
//! | nor is it then | the text and the call in one pipeline |
//! | the slot is on its way to another node (`ASK`) | the text, ASKING and the call in one pipeline |
//! | `EVALSHA_RO` is not known, or not allowed | the call by EVALSHA, as all later ones of the script |
//!
//! The text goes by SCRIPT LOAD: from Redis 7.4 and Valkey 8 on, servers keep of those that came by EVAL only the 500 that
//! were used last. Where the connection has no pipelines, EVAL is the one way to make do with two round trips; a script
//! that servers do not know again and again, having dropped it perhaps, goes to them by SCRIPT LOAD in a request of its own.
//!
//! A cluster connection follows `ASK` itself, but sends ASKING, which holds for the next command of the connection alone,
//! apart from the command, or before the first one of a pipeline: with other calls between the two, or with the text in
//! front of the call, the call comes back until the retries are used up. An ASKING within the pipeline cannot be lost.

use core::mem;
use std::borrow::Cow;

use redis::{
    Arg, Cmd, ErrorKind, Pipeline, RedisError, RedisResult, ServerErrorKind, ToRedisArgs, Value,
};

use crate::Script;
use crate::invoke::flatten;
use crate::load_state::{Epoch, Load};
use crate::script::{EVALSHA, EVALSHA_RO};

/// `ASK <slot> <node>`: a redirect, which only a node of a cluster gives, before it runs anything.
fn is_ask(error: &RedisError) -> bool {
    error.kind() == ErrorKind::Server(ServerErrorKind::Ask)
        && error.redirect_node().is_some()
        && !error
            .detail()
            .is_some_and(|detail| detail.contains("@user_script:"))
}

/// Whether this is the server's own word that it does not know the script, so that nothing of it has run.
///
/// A script may return an error with the code NOSCRIPT too, or raise one; servers mark a raised one with the place.
pub(crate) fn is_unknown_script(error: &RedisError) -> bool {
    error.kind() == ErrorKind::Server(ServerErrorKind::NoScript)
        && error.detail().is_some_and(|detail| {
            detail.starts_with("No matching script") && !detail.contains("@user_script:")
        })
}

/// `ERR unknown command 'EVALSHA_RO'...`, or that the user may not run `evalsha_ro`. Only a script that writes nothing
/// is sent that way.
fn is_unknown_command(error: &RedisError, evalsha: &Cmd) -> bool {
    is_read_only(evalsha)
        && error.code().is_some()
        && error.detail().is_some_and(|detail| {
            detail.to_ascii_uppercase().contains(EVALSHA_RO) && !detail.contains("@user_script:")
        })
}

fn is_read_only(evalsha: &Cmd) -> bool {
    evalsha.args_iter().next() == Some(Arg::Simple(EVALSHA_RO.as_bytes()))
}

/// Without pipelines, so many loads of a script go by EVAL: one for each master of most clusters.
const MAX_LOADS_BY_EVAL: u32 = 8;

/// The requests of one call after its first.
pub(crate) struct Retry<'a> {
    script: &'static Script,
    evalsha: Cow<'a, Cmd>,
    epoch: Epoch,
    pipelining: bool,
    stage: Stage,
}

/// The request whose reply is expected.
enum Stage {
    /// The call alone, as it always begins.
    Sent,
    /// The call alone, behind another one's text.
    AfterOtherLoad,
    /// The text and the call.
    Loading(Load<'static>),
    /// The text alone.
    LoadingAlone(Load<'static>),
    /// The text, ASKING and the call.
    Asking,
    /// Nothing is left to try.
    Last,
}

/// One round trip.
pub(crate) enum Request<'a> {
    /// Its reply is for [`Retry::next`].
    Command(Cow<'a, Cmd>),
    /// Its replies are for [`Retry::loaded`].
    Pipeline(Pipeline),
}

impl<'a> Retry<'a> {
    /// For a call whose first request was refused. `seen` is from before that.
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

    /// What to send after this reply; `None` if it is the call's.
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

    /// The call's reply out of those to the text and the call. Where the server still does not know the script, the
    /// reason is what it said to the text, if it refused that.
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

    /// The text, other commands and the call.
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

/// The same call with the text in place of the SHA1.
pub(crate) fn eval_command(script: &Script, evalsha: &Cmd) -> Cmd {
    let name = if is_read_only(evalsha) {
        "EVAL_RO"
    } else {
        "EVAL"
    };
    with_head(&[name, script.source()], evalsha, 2)
}

/// The same call by EVALSHA, which every server knows.
pub(crate) fn evalsha_command(evalsha: Cmd) -> Cmd {
    if is_read_only(&evalsha) {
        with_head(&[EVALSHA], &evalsha, 1)
    } else {
        evalsha
    }
}

/// `SCRIPT LOAD <text>`
pub(crate) fn load_command(script: &Script) -> Cmd {
    let mut load = Cmd::with_capacity(3, "SCRIPTLOAD".len() + script.source().len());
    load.arg("SCRIPT").arg("LOAD").arg(script.source());
    load
}

/// The command with other words in place of its first ones.
fn with_head(head: &[&str], cmd: &Cmd, replaced: usize) -> Cmd {
    let mut other = Cmd::new();
    head.write_redis_args(&mut other);
    for arg in cmd.args_iter().skip(replaced) {
        if let Arg::Simple(bytes) = arg {
            other.arg(bytes);
        }
    }
    other
}
