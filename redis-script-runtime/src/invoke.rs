//! EVALSHA, and what happens when the server does not know the script.

use redis::{Arg, Cmd, ErrorKind, Pipeline, RedisError, RedisResult, ServerErrorKind, Value};

use crate::Script;

/// Sends the call over an async connection.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub(crate) async fn send_async<C>(script: &Script, evalsha: &Cmd, con: &mut C) -> RedisResult<Value>
where
    C: redis::aio::ConnectionLike + ?Sized,
{
    let first = flatten(con.req_packed_command(evalsha).await);
    if !is_unknown_script(&first) {
        return first;
    }
    let pipeline = load_and_evalsha(script, evalsha);
    let replies = con
        .req_packed_commands(&pipeline, 0, pipeline.len())
        .await?;
    call_reply(replies)
}

/// Sends the call over a blocking connection.
pub(crate) fn send_sync<C>(script: &Script, evalsha: &Cmd, con: &mut C) -> RedisResult<Value>
where
    C: redis::ConnectionLike + ?Sized,
{
    let first = flatten(con.req_command(evalsha));
    if !is_unknown_script(&first) {
        return first;
    }
    if !con.supports_pipelining() {
        return flatten(con.req_command(&eval(script, evalsha)));
    }
    let pipeline = load_and_evalsha(script, evalsha);
    let replies = con.req_packed_commands(&pipeline.get_packed_pipeline(), 0, pipeline.len())?;
    call_reply(replies)
}

/// Connections hand a server's error over as a value or as an error, and a script's nested ones always as values.
fn flatten(reply: RedisResult<Value>) -> RedisResult<Value> {
    match reply {
        Ok(Value::ServerError(error)) => Err(error.into()),
        other => other,
    }
}

/// Whether this is the server's own word that it does not know the script, so that nothing of it has run.
///
/// A script may return an error with the code NOSCRIPT too, or raise one; servers mark a raised one with the place.
fn is_unknown_script(reply: &RedisResult<Value>) -> bool {
    let Err(error) = reply else { return false };
    error.kind() == ErrorKind::Server(ServerErrorKind::NoScript)
        && error.detail().is_some_and(|detail| {
            detail.starts_with("No matching script") && !detail.contains("@user_script:")
        })
}

fn load_and_evalsha(script: &Script, evalsha: &Cmd) -> Pipeline {
    let mut load = Cmd::with_capacity(3, "SCRIPTLOAD".len() + script.source().len());
    load.arg("SCRIPT").arg("LOAD").arg(script.source());
    let mut pipeline = Pipeline::with_capacity(2);
    pipeline.add_command(load).add_command(evalsha.clone());
    pipeline
}

/// The same call with the text in place of the SHA1.
fn eval(script: &Script, evalsha: &Cmd) -> Cmd {
    let mut eval = Cmd::new();
    eval.arg("EVAL").arg(script.source());
    for arg in evalsha.args_iter().skip(2) {
        if let Arg::Simple(bytes) = arg {
            eval.arg(bytes);
        }
    }
    eval
}

/// The reply of the EVALSHA behind the SCRIPT LOAD. Where it still does not find the script, the reason is what the
/// server said to the LOAD, if it refused that.
fn call_reply(replies: Vec<Value>) -> RedisResult<Value> {
    let [load, call] = <[Value; 2]>::try_from(replies).map_err(|_| {
        RedisError::from((
            ErrorKind::UnexpectedReturnType,
            "a pipeline of two commands did not get two replies",
        ))
    })?;
    let call = flatten(Ok(call));
    if is_unknown_script(&call) {
        flatten(Ok(load))?;
    }
    call
}
