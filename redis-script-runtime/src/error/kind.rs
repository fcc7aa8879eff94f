//! The kinds of errors.

use redis::RedisError;

use super::classify::classify;

/// What went wrong, for callers to match.
///
/// A kind that is named after a code of the server means that the server itself reported this error. If a script raises or
/// returns an error with the same code but its own message, the kind is [`Script`](Self::Script).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The script raised the error or returned it, or a command within it did. [`Error::code`](crate::Error::code) is its
    /// code, such as `WRONGTYPE` or one of the script's own. What the script wrote before is not rolled back.
    Script,
    /// The script ran, and its reply does not convert to the return type of the function.
    Reply,
    /// Another command of a pipeline failed, not a call.
    Command,
    /// The transaction did not run because a watched key has changed.
    Discarded,
    /// The script was killed by SCRIPT KILL. It had written nothing.
    Killed,
    /// The server does not know the script, even after it was loaded: another client keeps flushing scripts.
    NoScript,
    /// Another script has been running for longer than `busy-reply-threshold` (`lua-time-limit`).
    Busy,
    /// SCRIPT KILL was refused because the running script has already written. Only the SCRIPT KILL command gets this
    /// error, never a call.
    Unkillable,
    /// Out of memory: `maxmemory` is reached, and the script wanted to write.
    Oom,
    /// The server cannot persist its data and therefore rejects writes.
    Misconf,
    /// The server is a replica, and the script wanted to write.
    ReadOnly,
    /// Too few replicas are connected for `min-replicas-to-write`.
    NoReplicas,
    /// A replica has lost its master and is configured not to serve stale data.
    MasterDown,
    /// The cluster does not serve the slot of the keys.
    ClusterDown,
    /// The keys of the call are in different slots of the cluster.
    CrossSlot,
    /// The slot of the keys is on another node. Cluster connections follow the redirect unless their retries are off.
    Moved,
    /// The keys are being moved to another node. Cluster connections follow the redirect unless their retries are off.
    Ask,
    /// Some of the keys are being moved to another node, so no node has all of them. This is temporary.
    TryAgain,
    /// The user has no permission to call scripts, to access a key, or to run a command of the script.
    NoPerm,
    /// The connection is not authenticated, or could not be.
    NoAuth,
    /// The server is still loading its data.
    Loading,
    /// The server refused the call for another reason.
    Refused,
    /// No reply arrived in time. Whether the script has run, or is still running, is unknown.
    Timeout,
    /// No server is listening.
    Unreachable,
    /// The connection was lost, or did not speak RESP, before a reply arrived.
    Disconnected,
    /// The client could not send the call, for example because no node is available, because a slice has more keys or arguments
    /// than the script takes, or because a `Duration` is not a whole number of the unit that it takes.
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
