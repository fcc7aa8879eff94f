//! Which kind an error is, and whether it proves that nothing ran.

use redis::{ErrorKind as Redis, RedisError, ServerErrorKind};

use super::ErrorKind;
use super::server_error::is_server_error;
use super::server_message::ServerMessage;

/// What is known about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Classification {
    pub(crate) kind: ErrorKind,
    /// `false` only if the error proves that it has not run.
    pub(crate) may_have_run: bool,
}

/// Classifies an error. `nested`: it was inside a reply, so the script has run.
pub(crate) fn classify(error: &RedisError, nested: bool) -> Classification {
    if !is_server_error(error) {
        return of_client(error);
    }
    let parsed = ServerMessage::parse(error);
    let code = parsed.code(error).unwrap_or_default();
    let text = if parsed.marked {
        parsed.message(error)
    } else {
        error.detail()
    };
    let has_run = nested || parsed.marked;
    match error.redirect_node() {
        Some(_) if !has_run => Classification {
            kind: redirection(error),
            may_have_run: false,
        },
        _ => by_text(code, text.unwrap_or_default(), has_run),
    }
}

/// `MOVED 7000 host:port`, `ASK 7000 host:port`
fn redirection(error: &RedisError) -> ErrorKind {
    match error.kind() {
        Redis::Server(ServerErrorKind::Ask) => ErrorKind::Ask,
        _ => ErrorKind::Moved,
    }
}

/// An error of redis-rs itself.
fn of_client(error: &RedisError) -> Classification {
    let (kind, may_have_run) = match error.kind() {
        _ if error.is_connection_refusal() => (ErrorKind::Unreachable, false),
        _ if error.is_timeout() => (ErrorKind::Timeout, true),
        Redis::AuthenticationFailed => (ErrorKind::NoAuth, false),
        Redis::Server(ServerErrorKind::CrossSlot) => (ErrorKind::CrossSlot, false),
        Redis::Client
        | Redis::InvalidClientConfig
        | Redis::ClusterConnectionNotFound
        | Redis::MasterNameNotFoundBySentinel
        | Redis::NoValidReplicasFoundBySentinel
        | Redis::EmptySentinelList
        | Redis::RESP3NotSupported => (ErrorKind::NotSent, false),
        _ => (ErrorKind::Disconnected, true),
    };
    Classification { kind, may_have_run }
}

fn by_text(code: &str, text: &str, has_run: bool) -> Classification {
    let said = KNOWN_ERRORS.iter().find(|words| {
        words.code == code
            && (words.said != Said::Before || !has_run)
            && words.texts.iter().any(|start| text.starts_with(start))
    });
    Classification {
        kind: said.map_or(ErrorKind::Script, |words| words.kind),
        may_have_run: has_run || said.is_none_or(|words| words.said != Said::Before),
    }
}

/// An error message of servers.
struct KnownError {
    code: &'static str,
    /// How the message after the code begins, on some server.
    texts: &'static [&'static str],
    kind: ErrorKind,
    said: Said,
}

/// When a server says it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Instead of running a script, and never for a command within one, unless a script forges it.
    Before,
    /// Also, or only, for a command within a script, which may return it as its own reply.
    Within,
}

const KNOWN_ERRORS: &[KnownError] = &[
    before("NOSCRIPT", &["No matching script"], ErrorKind::NoScript),
    before(
        "BUSY",
        &["Redis is busy running", "Valkey is busy running"],
        ErrorKind::Busy,
    ),
    before(
        "LOADING",
        &["Redis is loading", "Valkey is loading"],
        ErrorKind::Loading,
    ),
    before(
        "MASTERDOWN",
        &["Link with MASTER is down"],
        ErrorKind::MasterDown,
    ),
    before(
        "CLUSTERDOWN",
        &["The cluster is down", "Hash slot not served"],
        ErrorKind::ClusterDown,
    ),
    before(
        "CROSSSLOT",
        &["Keys in request don't hash to the same slot"],
        ErrorKind::CrossSlot,
    ),
    before(
        "TRYAGAIN",
        &["Multiple keys request during rehashing of slot"],
        ErrorKind::TryAgain,
    ),
    before("NOAUTH", &["Authentication required"], ErrorKind::NoAuth),
    before(
        "NOPERM",
        &[
            "User ",
            "this user has no permissions",
            "No permissions to access a key",
        ],
        ErrorKind::NoPerm,
    ),
    before(
        "ERR",
        &[
            "unknown command",
            "Error compiling script",
            "Can not execute a script with write flag",
            "Can not run script on cluster",
        ],
        ErrorKind::Refused,
    ),
    within(
        "OOM",
        &["command not allowed when used memory"],
        ErrorKind::Oom,
    ),
    within(
        "MISCONF",
        &[
            "Redis is configured to",
            "Valkey is configured to",
            "Errors writing to the AOF file",
        ],
        ErrorKind::Misconf,
    ),
    within(
        "READONLY",
        &["You can't write against a read only"],
        ErrorKind::ReadOnly,
    ),
    within(
        "NOREPLICAS",
        &["Not enough good replicas to write"],
        ErrorKind::NoReplicas,
    ),
    within(
        "UNKILLABLE",
        &["Sorry the script already executed write commands"],
        ErrorKind::Unkillable,
    ),
    within(
        "NOPERM",
        &["The user executing the script can't"],
        ErrorKind::NoPerm,
    ),
    within(
        "ERR",
        &[
            "ACL failure in script",
            "The user executing the script can't",
        ],
        ErrorKind::NoPerm,
    ),
    within("ERR", &["Script killed by user"], ErrorKind::Killed),
];

const fn before(code: &'static str, texts: &'static [&'static str], kind: ErrorKind) -> KnownError {
    KnownError {
        code,
        texts,
        kind,
        said: Said::Before,
    }
}

const fn within(code: &'static str, texts: &'static [&'static str], kind: ErrorKind) -> KnownError {
    KnownError {
        code,
        texts,
        kind,
        said: Said::Within,
    }
}
