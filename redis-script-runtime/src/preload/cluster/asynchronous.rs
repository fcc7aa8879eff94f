//! All primaries at once.

use core::borrow::Borrow;
use std::io;

use redis::cluster_async::ClusterConnection;
use redis::{RedisError, RedisResult};

use super::deadline::{join, within};
use super::{NODE_TIMEOUT, Primary, primaries, slots};
use crate::Script;
use crate::preload::{PreloadError, PreloadFailure, distinct, loads, record_reply};

/// Loads scripts on all primaries at once, before their first calls.
///
/// If a primary fails, or does not reply within 5 s, the others still get the scripts, and the error names it. Replicas
/// get a script at the first call that they serve.
///
/// # Errors
/// If a primary does not get a script: see [`PreloadError`].
pub async fn preload_async<I>(con: &mut ClusterConnection, scripts: I) -> Result<(), PreloadError>
where
    I: IntoIterator<Item: Borrow<Script>>,
{
    let scripts = distinct(scripts);
    if scripts.is_empty() {
        return Ok(());
    }
    let primaries = find(con).await.map_err(PreloadError::connection)?;
    let loads = primaries.iter().map(|primary| {
        let con = con.clone();
        Box::pin(load(con, primary, &scripts))
    });
    let failures = join(loads.collect()).await;
    PreloadError::unless_empty(failures.into_iter().flatten().collect())
}

async fn find(con: &mut ClusterConnection) -> RedisResult<Vec<Primary>> {
    let (cmd, routing) = slots();
    let asked = within(NODE_TIMEOUT, con.route_command(cmd, routing)).await;
    primaries(asked.unwrap_or_else(|| Err(no_reply())))
}

async fn load(
    mut con: ClusterConnection,
    primary: &Primary,
    scripts: &[Script],
) -> Vec<PreloadFailure> {
    let node = primary.name();
    let sent = con.route_pipeline(loads(scripts), 0, scripts.len(), primary.route());
    let replies = match within(NODE_TIMEOUT, sent)
        .await
        .unwrap_or_else(|| Err(no_reply()))
    {
        Ok(replies) => replies,
        Err(error) => return vec![PreloadFailure::new(Some(&node), None, error)],
    };
    let mut failures = Vec::new();
    for (script, reply) in scripts.iter().zip(replies) {
        record_reply(Some(&node), *script, Ok(reply), &mut failures);
    }
    failures
}

/// The error of a node that takes too long.
fn no_reply() -> RedisError {
    let error = format!("no reply within {} s", NODE_TIMEOUT.as_secs());
    io::Error::new(io::ErrorKind::TimedOut, error).into()
}
