//! Which kind an error is, and whether the script may have run.

use redis::{RedisError, ServerErrorKind};
use redis_script_runtime::__private::ScriptDefinition;
use redis_script_runtime::{Error, ErrorKind};

use crate::stub::Stub;
use crate::{call, call_of, fresh};

fn fail(reply: &str) -> Error {
    let replies: Vec<&str> = [reply].repeat(4);
    call::<i64>().invoke(&mut Stub::new(&replies)).unwrap_err()
}

/// What servers say in place of running a script. Raised with a place, or within a reply, it is the script's.
#[test]
fn refusals_prove_that_nothing_ran() {
    for (text, kind) in [
        (
            "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
            ErrorKind::Busy,
        ),
        (
            "BUSY Valkey is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
            ErrorKind::Busy,
        ),
        (
            "LOADING Redis is loading the dataset in memory",
            ErrorKind::Loading,
        ),
        (
            "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
            ErrorKind::MasterDown,
        ),
        ("CLUSTERDOWN The cluster is down", ErrorKind::ClusterDown),
        ("CLUSTERDOWN Hash slot not served", ErrorKind::ClusterDown),
        (
            "CROSSSLOT Keys in request don't hash to the same slot",
            ErrorKind::CrossSlot,
        ),
        ("MOVED 7000 127.0.0.1:6379", ErrorKind::Moved),
        ("ASK 7000 127.0.0.1:6379", ErrorKind::Ask),
        (
            "TRYAGAIN Multiple keys request during rehashing of slot",
            ErrorKind::TryAgain,
        ),
        ("NOAUTH Authentication required.", ErrorKind::NoAuth),
        (
            "NOPERM this user has no permissions to run the 'evalsha' command",
            ErrorKind::NoPerm,
        ),
        (
            "NOPERM User u has no permissions to run the 'evalsha' command",
            ErrorKind::NoPerm,
        ),
        ("NOPERM No permissions to access a key", ErrorKind::NoPerm),
        ("NOSCRIPT No matching script.", ErrorKind::NoScript),
        (
            "ERR unknown command 'EVALSHA', with args beginning with: ",
            ErrorKind::Refused,
        ),
    ] {
        let error = fail(&format!("-{text}"));
        assert_eq!(
            (error.kind(), error.may_have_run()),
            (kind, false),
            "{text}"
        );
        for own in [
            format!("-{text} script: {}, on @user_script:3.", crate::SHA1),
            format!(
                "-ERR Error running script (call to f_{}): @user_script:3: {text}",
                crate::SHA1
            ),
            format!("*1\r\n-{text}"),
        ] {
            let error = fail(&own);
            assert_eq!(
                (error.kind(), error.may_have_run()),
                (ErrorKind::Script, true),
                "{own}"
            );
        }
    }
}

/// What servers say to a whole call as well as to one command of it.
#[test]
fn states_of_the_server_prove_nothing() {
    for (text, kind) in [
        (
            "OOM command not allowed when used memory > 'maxmemory'.",
            ErrorKind::Oom,
        ),
        (
            "READONLY You can't write against a read only replica.",
            ErrorKind::ReadOnly,
        ),
        (
            "NOREPLICAS Not enough good replicas to write.",
            ErrorKind::NoReplicas,
        ),
        (
            "MISCONF Errors writing to the AOF file: No space left on device",
            ErrorKind::Misconf,
        ),
        (
            "MISCONF Valkey is configured to save RDB snapshots, but it's currently unable to persist to disk.",
            ErrorKind::Misconf,
        ),
        (
            "ERR Script killed by user with SCRIPT KILL.",
            ErrorKind::Killed,
        ),
        (
            "ERR ACL failure in script: No permissions to access a key",
            ErrorKind::NoPerm,
        ),
    ] {
        for reply in [
            format!("-{text}"),
            format!("-{text} script: on @user_script:3."),
            format!(
                "-ERR Error running script (call to f_{}): @user_script:3: @user_script: 3: -{text}",
                crate::SHA1
            ),
            format!("-@user_script: 3: -{text}"),
        ] {
            let error = fail(&reply);
            assert_eq!(
                (error.kind(), error.may_have_run()),
                (kind, true),
                "{reply}"
            );
        }
    }
}

#[test]
fn readonly_proves_that_nothing_happened_if_the_analysis_does() {
    let text = "READONLY You can't write against a read only replica.";
    let whole = format!("-{text}");
    let raised = format!("-{text} script: on @user_script:3.");
    let nested = format!("*1\r\n-{text}");
    for (undone_by_readonly, reply, may_have_run) in [
        (true, &whole, false),
        (true, &raised, false),
        (true, &nested, true),
        (false, &whole, true),
        (false, &raised, true),
    ] {
        let script = fresh(|definition| ScriptDefinition {
            undone_by_readonly,
            ..definition
        });
        let error = call_of::<i64>(script).invoke(&mut Stub::new(&[reply]));
        assert_eq!(error.unwrap_err().may_have_run(), may_have_run, "{reply}");
    }
}

#[test]
fn codes_of_the_servers_with_words_of_the_scripts() {
    for text in [
        "BUSY come back later",
        "BUSY",
        "NOSCRIPT the job has none",
        "MOVED to the countryside",
        "MOVED 7000",
        "CROSSSLOT",
        "OOM",
        "LOCKED by another",
    ] {
        let error = fail(&format!("-{text}"));
        assert_eq!(
            (error.kind(), error.may_have_run()),
            (ErrorKind::Script, true),
            "{text}"
        );
    }
}

fn fail_with(error: RedisError) -> (ErrorKind, bool) {
    let mut con = Stub::with_values([Err(error)].into());
    let error = call::<i64>().invoke(&mut con).unwrap_err();
    (error.kind(), error.may_have_run())
}

#[test]
fn failures_of_the_client() {
    use std::io::ErrorKind as Io;
    let io = |kind| RedisError::from(std::io::Error::from(kind));
    let client = |kind: redis::ErrorKind| RedisError::from((kind, "text"));
    for (error, verdict) in [
        (io(Io::ConnectionRefused), (ErrorKind::Unreachable, false)),
        (io(Io::TimedOut), (ErrorKind::Timeout, true)),
        (io(Io::WouldBlock), (ErrorKind::Timeout, true)),
        (io(Io::BrokenPipe), (ErrorKind::Disconnected, true)),
        (io(Io::ConnectionReset), (ErrorKind::Disconnected, true)),
        (io(Io::UnexpectedEof), (ErrorKind::Disconnected, true)),
        (
            client(redis::ErrorKind::Io),
            (ErrorKind::Disconnected, true),
        ),
        (
            client(redis::ErrorKind::Parse),
            (ErrorKind::Disconnected, true),
        ),
        (
            client(redis::ErrorKind::Client),
            (ErrorKind::NotSent, false),
        ),
        (
            client(redis::ErrorKind::ClusterConnectionNotFound),
            (ErrorKind::NotSent, false),
        ),
        (
            client(redis::ErrorKind::AuthenticationFailed),
            (ErrorKind::NoAuth, false),
        ),
        (
            client(ServerErrorKind::CrossSlot.into()),
            (ErrorKind::CrossSlot, false),
        ),
    ] {
        assert_eq!(fail_with(error.clone()), verdict, "{error}");
    }
}

#[test]
fn errors_of_other_commands() {
    let unkillable =
        "UNKILLABLE Sorry the script already executed write commands against the dataset.";
    let error = RedisError::from(fail(&format!("-{unkillable}")));
    assert_eq!(ErrorKind::from(&error), ErrorKind::Unkillable);
}

#[test]
fn keys_in_several_slots_are_named() {
    const KEYS: [&str; 3] = ["from", "to", "others"];
    for (count, named) in [
        (1, "`from`"),
        (2, "`from` and `to`"),
        (3, "`from`, `to` and `others`"),
    ] {
        let script = fresh(|definition| ScriptDefinition {
            keys: KEYS.get(..count).unwrap(),
            ..definition
        });
        assert_eq!(script.keys().len(), count);
        let mut con = Stub::new(&["-CROSSSLOT Keys in request don't hash to the same slot"]);
        let error = call_of::<i64>(script).invoke(&mut con).unwrap_err();
        let text = error.to_string();
        let expected = format!(
            "same slot; in a cluster the keys {named} must be in one slot: give them the same hash tag"
        );
        assert!(text.contains(&expected), "{text}");
    }
}
