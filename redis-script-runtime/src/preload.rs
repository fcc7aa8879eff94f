//! Loads scripts on servers before they are called.

#[cfg(any(feature = "cluster", feature = "cluster-async"))]
pub(crate) mod cluster;
mod error;

use core::borrow::Borrow;

use redis::{Pipeline, RedisResult, Value};

pub use error::{PreloadError, PreloadFailure};

use crate::Script;
use crate::invoke::flatten;
use crate::script_commands::{exists_command, load_command};

/// Loads scripts on the server before their first calls: one pipeline of `SCRIPT LOAD`s, and a `SCRIPT EXISTS` that confirms it.
///
/// A cluster connection of redis-rs sends a pipeline to one node. `SCRIPT EXISTS` asks all primaries, so each script that one of
/// them lacks is then sent alone, which goes to all nodes. If a node cannot be reached, that takes as long as the retries of the
/// connection, and the error does not say which node it was: `cluster::preload` (feature `cluster`) does.
///
/// You do not have to do this: a call sends the source if it is missing, and a server forgets loaded scripts at a restart or a
/// failover. Preloading saves the first calls a round trip.
///
/// ```no_run
/// # use redis_script_runtime::{PreloadError, Script, preload};
/// # fn example(con: &mut redis::Connection, rate_limit: Script, unlock: Script) -> Result<(), PreloadError> {
/// // preload(&mut con, [rate_limit::SCRIPT, unlock::SCRIPT])?;
/// preload(con, [rate_limit, unlock])?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// If a server does not get a script. The others are still loaded.
pub fn preload<C, I>(con: &mut C, scripts: I) -> Result<(), PreloadError>
where
    C: redis::ConnectionLike + ?Sized,
    I: IntoIterator<Item: Borrow<Script>>,
{
    let mut scripts = distinct(scripts);
    if scripts.is_empty() {
        return Ok(());
    }
    if con.supports_pipelining() {
        let loads = loads(&scripts).get_packed_pipeline();
        con.req_packed_commands(&loads, 0, scripts.len())
            .map_err(PreloadError::connection)?;
        let known = con.req_command(&exists_command(&scripts));
        scripts = missing(scripts, known);
    }
    let mut failures = Vec::new();
    for script in scripts {
        let reply = con.req_command(&load_command(&script));
        record_reply(None, script, reply, &mut failures);
    }
    PreloadError::unless_empty(failures)
}

/// Like [`preload`](crate::preload()), over an async connection. For a cluster, `cluster::preload_async` (feature
/// `cluster-async`) says which node failed.
///
/// The future is [`Send`] if the connection is.
///
/// # Errors
/// If a server does not get a script. The others are still loaded.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub async fn preload_async<C, I>(con: &mut C, scripts: I) -> Result<(), PreloadError>
where
    C: redis::aio::ConnectionLike + ?Sized,
    I: IntoIterator<Item: Borrow<Script>>,
{
    let scripts = distinct(scripts);
    if scripts.is_empty() {
        return Ok(());
    }
    let loads = loads(&scripts);
    con.req_packed_commands(&loads, 0, scripts.len())
        .await
        .map_err(PreloadError::connection)?;
    let known = con.req_packed_command(&exists_command(&scripts)).await;
    let mut failures = Vec::new();
    for script in missing(scripts, known) {
        let reply = con.req_packed_command(&load_command(&script)).await;
        record_reply(None, script, reply, &mut failures);
    }
    PreloadError::unless_empty(failures)
}

/// Each script once, by its SHA1.
fn distinct<I>(scripts: I) -> Vec<Script>
where
    I: IntoIterator<Item: Borrow<Script>>,
{
    let mut distinct: Vec<Script> = Vec::new();
    for script in scripts {
        let script = script.borrow();
        if distinct.iter().all(|other| other.sha1() != script.sha1()) {
            distinct.push(*script);
        }
    }
    distinct
}

fn loads(scripts: &[Script]) -> Pipeline {
    let mut loads = Pipeline::with_capacity(scripts.len());
    for script in scripts {
        loads.add_command(load_command(script));
    }
    loads
}

/// The scripts that a server does not have, by the reply to `SCRIPT EXISTS`: all, if it does not say.
fn missing(scripts: Vec<Script>, known: RedisResult<Value>) -> Vec<Script> {
    let known = match flatten(known) {
        Ok(Value::Array(known)) => known,
        _ => Vec::new(),
    };
    let mut missing = Vec::new();
    for (at, script) in scripts.into_iter().enumerate() {
        if !matches!(known.get(at), Some(Value::Int(1))) {
            missing.push(script);
        }
    }
    missing
}

fn record_reply(
    node: Option<&str>,
    script: Script,
    reply: RedisResult<Value>,
    failures: &mut Vec<PreloadFailure>,
) {
    if let Err(error) = flatten(reply) {
        failures.push(PreloadFailure::new(node, Some(script), error));
    }
}
