//! The kinds of errors.

use redis::RedisError;

use super::classify::classify;

/// What went wrong, for callers to match.
///
/// Where a kind is named after the code of a server's error, it stands for that error in the server's own words. A
/// script that raises or returns an error with the same code but words of its own is [`Script`](Self::Script).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The script raised the error or returned it, or a command within it did. [`Error::code`](crate::Error::code) is its
    /// code, such as `WRONGTYPE` or one of the script's own. What the script wrote before stays written.
    Script,
    /// The script ran, and its reply cannot be what the function returns.
    Reply,
    /// A command beside the calls of a pipeline failed.
    Command,
    /// The transaction did not run, since a watched key has changed.
    Discarded,
    /// Somebody killed the script by SCRIPT KILL. It had written nothing.
    Killed,
    /// The server does not know the script, even after it was told the text: something deletes scripts all the time.
    NoScript,
    /// Another script has been running for longer than `busy-reply-threshold` (`lua-time-limit`).
    Busy,
    /// SCRIPT KILL was refused, as the running script has already written. No call is answered so, only the command
    /// that kills.
    Unkillable,
    /// Out of memory: `maxmemory` is reached, and the script wanted to write.
    Oom,
    /// The server cannot persist its data, and therefore refuses writes.
    Misconf,
    /// The server is a replica, and the script wanted to write.
    ReadOnly,
    /// Too few replicas are connected for `min-replicas-to-write`.
    NoReplicas,
    /// A replica has lost its master, and is set not to serve stale data.
    MasterDown,
    /// The cluster does not serve the slot of the keys.
    ClusterDown,
    /// The keys of the call are in different slots of the cluster.
    CrossSlot,
    /// The slot of the keys is on another node. Cluster connections follow it unless their retries are off.
    Moved,
    /// The keys are on their way to another node. Cluster connections follow them unless their retries are off.
    Ask,
    /// Some of the keys are on their way to another node, so that no node has them all. It passes.
    TryAgain,
    /// The user may not do this: call scripts, touch a key, or run a command within the script.
    NoPerm,
    /// The connection is not authenticated, or could not be.
    NoAuth,
    /// The server is still loading its data.
    Loading,
    /// The server refused the call for another reason.
    Refused,
    /// No answer in time. Whether the script ran, or still runs, is not known.
    Timeout,
    /// No server listens.
    Unreachable,
    /// The connection was lost, or spoke no RESP, before there was an answer.
    Disconnected,
    /// The client could not send the call, for want of a node to send it to, say; or a slice holds more keys or arguments
    /// than the script takes.
    NotSent,
}

/// The kind of an error of redis-rs, for any command, such as SCRIPT KILL:
///
/// ```
/// # use redis_script_runtime::ErrorKind;
/// # async fn example(con: &mut redis::aio::MultiplexedConnection) -> redis::RedisResult<()> {
/// match redis::cmd("SCRIPT").arg("KILL").exec_async(con).await {
///     Err(error) if ErrorKind::from(&error) == ErrorKind::Unkillable => { /* wait for the script */ }
///     other => other?,
/// }
/// # Ok(())
/// # }
/// ```
impl From<&RedisError> for ErrorKind {
    fn from(error: &RedisError) -> Self {
        classify(error, false).kind
    }
}
