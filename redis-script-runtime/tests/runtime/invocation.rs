//! What is sent, and when a second time.

use redis::{ErrorKind, RedisError, Value};
use redis_script_runtime::Error;

use crate::stub::{Stub, parse};
use crate::{SCRIPT, SHA1, call};

const UNKNOWN: [&str; 2] = [
    "-NOSCRIPT No matching script. Please use EVAL.",
    "-NOSCRIPT No matching script.",
];

fn evalsha() -> Vec<u8> {
    let mut cmd = redis::cmd("EVALSHA");
    cmd.arg(SHA1).arg(1).arg("key").arg("secret");
    cmd.get_packed_command()
}

fn load_and_evalsha() -> Vec<u8> {
    let mut load = redis::cmd("SCRIPT");
    load.arg("LOAD").arg(SCRIPT.source());
    [load.get_packed_command(), evalsha()].concat()
}

/// Runs the call both ways, over stubs with the same answers.
async fn both(replies: &[&str]) -> [(Result<i64, Error>, Vec<Vec<u8>>); 2] {
    let mut con = Stub::new(replies);
    let asynchronous = (call().invoke_async(&mut con).await, con.sent);
    let mut con = Stub::new(replies);
    let blocking = (call().invoke(&mut con), con.sent);
    [asynchronous, blocking]
}

#[tokio::test]
async fn a_known_script_costs_one_round_trip() {
    for (result, sent) in both(&[":5"]).await {
        assert_eq!(result.unwrap(), 5);
        assert_eq!(sent, [evalsha()]);
    }
}

#[tokio::test]
async fn an_unknown_script_is_loaded_and_run_in_one_more() {
    for unknown in UNKNOWN {
        for (result, sent) in both(&[unknown, SHA1_REPLY, ":5"]).await {
            assert_eq!(result.unwrap(), 5);
            assert_eq!(sent, [evalsha(), load_and_evalsha()]);
        }
    }
}

const SHA1_REPLY: &str = "+0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c";

#[test]
fn a_connection_without_pipelines_gets_the_text_by_eval() {
    let mut con = Stub::new(&[UNKNOWN[0], ":5"]).without_pipelining();
    assert_eq!(call::<i64>().invoke(&mut con).unwrap(), 5);
    let mut eval = redis::cmd("EVAL");
    eval.arg(SCRIPT.source()).arg(1).arg("key").arg("secret");
    assert_eq!(con.sent, [evalsha(), eval.get_packed_command()]);
}

#[tokio::test]
async fn a_script_that_is_forgotten_again_at_once_is_an_error() {
    for (result, sent) in both(&[UNKNOWN[0], SHA1_REPLY, UNKNOWN[0]]).await {
        let error = result.unwrap_err();
        assert_eq!(error.code(), Some("NOSCRIPT"));
        assert_eq!(sent.len(), 2);
    }
}

#[tokio::test]
async fn a_load_that_is_refused_says_why() {
    let refused = "-NOPERM User reader has no permissions to run the 'script|load' command";
    for (result, _) in both(&[UNKNOWN[0], refused, UNKNOWN[0]]).await {
        assert_eq!(result.unwrap_err().code(), Some("NOPERM"));
    }
    // Another client may have loaded it in between, and then the call has been applied.
    for (result, _) in both(&[UNKNOWN[0], refused, ":5"]).await {
        assert_eq!(result.unwrap(), 5);
    }
}

#[tokio::test]
async fn an_error_of_the_second_round_trip_is_the_calls() {
    for (result, sent) in both(&[UNKNOWN[0], SHA1_REPLY, "-OOM command not allowed"]).await {
        assert_eq!(result.unwrap_err().code(), Some("OOM"));
        assert_eq!(sent.len(), 2);
    }
}

#[tokio::test]
async fn a_noscript_of_the_scripts_own_is_not_sent_again() {
    let own = [
        "-NOSCRIPT the job has no script",
        "-NOSCRIPT",
        "-NOSCRIPT No matching script. Please use EVAL. script: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c, on @user_script:3.",
        "-NOSCRIPT No matching script. script: on @user_script:3.",
        "-ERR NOSCRIPT No matching script. Please use EVAL.",
        "*1\r\n-NOSCRIPT No matching script. Please use EVAL.",
    ];
    for reply in own {
        for (result, sent) in both(&[reply]).await {
            assert!(result.unwrap_err().code().is_some(), "{reply}");
            assert_eq!(sent, [evalsha()], "{reply}");
        }
    }
}

#[tokio::test]
async fn no_other_failure_is_sent_again() {
    let others = [
        "-LOADING Redis is loading",
        "-TRYAGAIN",
        "-BUSY Redis is busy",
    ];
    for reply in others {
        for (result, sent) in both(&[reply]).await {
            assert!(result.is_err());
            assert_eq!(sent.len(), 1, "{reply}");
        }
    }
    let lost = RedisError::from(std::io::Error::from(std::io::ErrorKind::BrokenPipe));
    let mut con = Stub::with_values([Err(lost)].into());
    let error = call::<i64>().invoke_async(&mut con).await.unwrap_err();
    assert_eq!(error.kind(), redis_script_runtime::ErrorKind::Disconnected);
    assert_eq!(con.sent.len(), 1);
}

#[tokio::test]
async fn connections_may_hand_errors_over_as_errors() {
    let unknown = || match parse(UNKNOWN[0]) {
        Value::ServerError(error) => RedisError::from(error),
        other => panic!("{other:?}"),
    };
    let replies = || [Err(unknown()), Ok(parse(SHA1_REPLY)), Ok(Value::Int(5))].into();
    let mut con = Stub::with_values(replies());
    assert_eq!(call::<i64>().invoke_async(&mut con).await.unwrap(), 5);
    let mut con = Stub::with_values(replies());
    assert_eq!(call::<i64>().invoke(&mut con).unwrap(), 5);
}

#[tokio::test]
async fn a_pipeline_with_a_reply_too_few_is_an_error() {
    for (result, _) in both(&[UNKNOWN[0], SHA1_REPLY]).await {
        let error = RedisError::from(result.unwrap_err());
        assert_eq!(error.kind(), ErrorKind::UnexpectedReturnType);
    }
}

#[test]
fn the_command_is_the_one_that_is_sent() {
    let call = call::<i64>();
    assert_eq!(call.to_cmd().get_packed_command(), evalsha());
    assert_eq!(call.clone().to_cmd().get_packed_command(), evalsha());
    assert_eq!(call.script(), &SCRIPT);
}
