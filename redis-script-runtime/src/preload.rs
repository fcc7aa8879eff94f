//! Loads scripts on servers before they are called.

#[cfg(any(feature = "cluster", feature = "cluster-async"))]
mod cluster;
mod error;

#[cfg(any(feature = "cluster", feature = "cluster-async"))]
use core::any::Any;
use core::any::type_name;
use core::borrow::Borrow;

use redis::{Pipeline, RedisResult, Value};

pub use error::{PreloadError, PreloadFailure};

use crate::Script;
use crate::invoke::flatten;
use crate::retry::load_command;

/// Loads scripts on the server before their first calls: one pipeline of `SCRIPT LOAD`s.
///
/// On redis-rs's cluster connection, with the feature `cluster-async`, they are sent to all primaries at once. If one fails, or does
/// not reply within 5 s, the others still get the scripts, and the error names it. Without the feature, and on connections of
/// other crates whose type has `cluster` in its name, they are sent one by one, and redis-rs sends each to all nodes; then the
/// error names no node.
///
/// You do not have to do this: a call sends the source if it is missing, and a server forgets loaded scripts at a restart or a
/// failover. Preloading saves the first calls a round trip.
///
/// ```no_run
/// # use redis_script_runtime::{PreloadError, Script, preload};
/// # async fn example(con: &mut redis::aio::MultiplexedConnection, rate_limit: Script, unlock: Script) -> Result<(), PreloadError> {
/// // preload(&mut con, [rate_limit::SCRIPT, unlock::SCRIPT]).await?;
/// preload(con, [rate_limit, unlock]).await?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// If a server does not get a script. The others are still loaded.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub async fn preload<C, I>(con: &mut C, scripts: I) -> Result<(), PreloadError>
where
    C: redis::aio::ConnectionLike + Send + 'static,
    I: IntoIterator<Item: Borrow<Script>>,
{
    let scripts = distinct(scripts);
    let mut failures = Vec::new();
    if scripts.is_empty() {
        return Ok(());
    }
    #[cfg(feature = "cluster-async")]
    if let Some(con) = (con as &mut (dyn Any + Send)).downcast_mut() {
        return cluster::asynchronous::preload(con, &scripts).await;
    }
    if is_cluster::<C>() {
        for script in &scripts {
            let reply = con.req_packed_command(&load_command(script)).await;
            record_reply(None, *script, reply, &mut failures);
        }
    } else {
        let pipeline = loads(&scripts);
        let replies = con.req_packed_commands(&pipeline, 0, scripts.len()).await;
        record_replies(None, &scripts, replies, &mut failures);
    }
    PreloadError::unless_empty(failures)
}

/// Like [`preload`](crate::preload()), but over a blocking connection.
///
/// On redis-rs's cluster connection, with the feature `cluster`, the primaries get them one after the other. A primary to whose
/// port no TCP connection can be made within 5 s is skipped, and the error names it. If one accepts connections and does not
/// reply, the timeouts and the retries of the connection apply.
///
/// # Errors
/// If a server does not get a script. The others are still loaded.
pub fn preload_sync<C, I>(con: &mut C, scripts: I) -> Result<(), PreloadError>
where
    C: redis::ConnectionLike + 'static,
    I: IntoIterator<Item: Borrow<Script>>,
{
    let scripts = distinct(scripts);
    let mut failures = Vec::new();
    if scripts.is_empty() {
        return Ok(());
    }
    #[cfg(feature = "cluster")]
    if let Some(con) = (con as &mut dyn Any).downcast_mut() {
        return cluster::blocking::preload(con, &scripts);
    }
    if is_cluster::<C>() || !con.supports_pipelining() {
        for script in &scripts {
            let reply = con.req_command(&load_command(script));
            record_reply(None, *script, reply, &mut failures);
        }
    } else {
        let packed = loads(&scripts).get_packed_pipeline();
        let replies = con.req_packed_commands(&packed, 0, scripts.len());
        record_replies(None, &scripts, replies, &mut failures);
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

/// Whether its name says that it is a cluster connection, apart from those that are recognized by type. Sending one by one is
/// correct for every connection, only slower.
fn is_cluster<C>() -> bool {
    type_name::<C>().to_ascii_lowercase().contains("cluster")
}

/// Keeps the failures among the replies of one node.
fn record_replies(
    node: Option<&str>,
    scripts: &[Script],
    replies: RedisResult<Vec<Value>>,
    failures: &mut Vec<PreloadFailure>,
) {
    match replies {
        Ok(replies) => {
            for (script, reply) in scripts.iter().zip(replies) {
                record_reply(node, *script, Ok(reply), failures);
            }
        }
        Err(error) => failures.push(PreloadFailure::new(node, None, error)),
    }
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
