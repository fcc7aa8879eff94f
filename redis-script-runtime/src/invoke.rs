//! Sends a call: one request, and more if the server does not know the script.

use redis::{Cmd, RedisResult, Value};

use crate::Script;
use crate::load_state::Epoch;
use crate::retry::{Request, Retry};
use crate::spans;

/// Whether the reply to the first request is the script's reply, not an error. This is the usual case, so the check is cheap.
#[inline]
pub(crate) const fn is_answer(first: &RedisResult<Value>) -> bool {
    match first {
        Ok(value) => !matches!(value, Value::ServerError(_)),
        Err(_) => false,
    }
}

/// Sends the further requests of a call over an async connection, if the first reply proves that nothing ran.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub(crate) async fn send_again_async<C>(
    script: &'static Script,
    evalsha: &Cmd,
    con: &mut C,
    epoch: Epoch,
    first: RedisResult<Value>,
) -> RedisResult<Value>
where
    C: redis::aio::ConnectionLike + ?Sized,
{
    let mut reply = flatten(first);
    spans::record_refusal(&reply);
    let mut retry = Retry::new(script, evalsha, epoch, true);
    while let Some(request) = retry.next(&reply) {
        reply = match request {
            Request::Command(cmd) => flatten(con.req_packed_command(&cmd).await),
            Request::Pipeline(pipeline) => {
                let count = pipeline.len();
                retry.loaded(con.req_packed_commands(&pipeline, 0, count).await)
            }
        };
    }
    reply
}

/// Sends the call over a blocking connection.
#[inline]
pub(crate) fn send<C>(script: &'static Script, evalsha: &Cmd, con: &mut C) -> RedisResult<Value>
where
    C: redis::ConnectionLike + ?Sized,
{
    let epoch = script.state().epoch();
    let first = con.req_command(evalsha);
    if is_answer(&first) {
        return first;
    }
    send_again(script, evalsha, con, epoch, first)
}

#[cold]
fn send_again<C>(
    script: &'static Script,
    evalsha: &Cmd,
    con: &mut C,
    epoch: Epoch,
    first: RedisResult<Value>,
) -> RedisResult<Value>
where
    C: redis::ConnectionLike + ?Sized,
{
    let mut reply = flatten(first);
    spans::record_refusal(&reply);
    let mut retry = Retry::new(script, evalsha, epoch, con.supports_pipelining());
    while let Some(request) = retry.next(&reply) {
        reply = match request {
            Request::Command(cmd) => flatten(con.req_command(&cmd)),
            Request::Pipeline(pipeline) => {
                let (packed, count) = (pipeline.get_packed_pipeline(), pipeline.len());
                retry.loaded(con.req_packed_commands(&packed, 0, count))
            }
        };
    }
    reply
}

/// Connections return a server's error as a value or as an error; errors inside a reply are always values.
#[inline]
pub(crate) fn flatten(reply: RedisResult<Value>) -> RedisResult<Value> {
    match reply {
        Ok(Value::ServerError(error)) => Err(error.into()),
        other => other,
    }
}
