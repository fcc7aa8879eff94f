//! A call on its way: one request, and those that follow a refusal.

use redis::{Cmd, RedisResult, Value};

use crate::Script;
use crate::retry::{self, Request, Retry};
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
use crate::state::Seen;
use crate::trace;

/// The reply to the first request of a call over an async connection, or what comes of those that follow a refusal.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
#[inline]
pub(crate) async fn end_async<C>(
    script: &'static Script,
    evalsha: &Cmd,
    con: &mut C,
    seen: Seen,
    first: RedisResult<Value>,
) -> RedisResult<Value>
where
    C: redis::aio::ConnectionLike + ?Sized,
{
    let first = flatten(first);
    if !retry::proves_that_nothing_ran(&first, evalsha) {
        return first;
    }
    trace::refused(&first);
    // Boxed, so that the future of the usual case is no larger than that case.
    Box::pin(send_again_async(script, evalsha, con, seen, first)).await
}

#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
async fn send_again_async<C>(
    script: &'static Script,
    evalsha: &Cmd,
    con: &mut C,
    seen: Seen,
    mut reply: RedisResult<Value>,
) -> RedisResult<Value>
where
    C: redis::aio::ConnectionLike + ?Sized,
{
    let mut retry = Retry::new(script, evalsha, seen, true);
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
pub(crate) fn send_sync<C>(
    script: &'static Script,
    evalsha: &Cmd,
    con: &mut C,
) -> RedisResult<Value>
where
    C: redis::ConnectionLike + ?Sized,
{
    let seen = script.state().seen();
    let mut reply = flatten(con.req_command(evalsha));
    if !retry::proves_that_nothing_ran(&reply, evalsha) {
        return reply;
    }
    trace::refused(&reply);
    let mut retry = Retry::new(script, evalsha, seen, con.supports_pipelining());
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

/// Connections hand a server's error over as a value or as an error, and a script's nested ones always as values.
#[inline]
pub(crate) fn flatten(reply: RedisResult<Value>) -> RedisResult<Value> {
    match reply {
        Ok(Value::ServerError(error)) => Err(error.into()),
        other => other,
    }
}
