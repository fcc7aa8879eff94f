//! All primaries at once.

use std::io;

use redis::cluster_async::ClusterConnection;
use redis::{RedisError, RedisResult};

use super::deadline::{join, within};
use super::{NODE_TIMEOUT, Primary, primaries, slots};
use crate::Script;
use crate::preload::{PreloadError, PreloadFailure, loads, record_replies};

pub(in crate::preload) async fn preload(
    con: &mut ClusterConnection,
    scripts: &[Script],
) -> Result<(), PreloadError> {
    let failures = match find(con).await {
        Ok(primaries) => {
            let loads = primaries.iter().map(|primary| {
                let con = con.clone();
                Box::pin(load(con, primary, scripts))
            });
            join(loads.collect()).await.into_iter().flatten().collect()
        }
        Err(error) => vec![PreloadFailure::new(None, None, error)],
    };
    PreloadError::unless_empty(failures)
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
    let mut failures = Vec::new();
    let sent = con.route_pipeline(loads(scripts), 0, scripts.len(), primary.route());
    let replies = within(NODE_TIMEOUT, sent).await;
    let replies = replies.unwrap_or_else(|| Err(no_reply()));
    record_replies(Some(&primary.name()), scripts, replies, &mut failures);
    failures
}

/// The error of a node that takes too long.
fn no_reply() -> RedisError {
    let error = format!("no reply within {} s", NODE_TIMEOUT.as_secs());
    io::Error::new(io::ErrorKind::TimedOut, error).into()
}
