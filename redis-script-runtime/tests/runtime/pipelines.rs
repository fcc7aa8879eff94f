//! Pipelines over connections that answer with what servers and redis-rs itself may come up with.

use redis::{Cmd, ErrorKind as Redis, RedisError, Value};
use redis_script_runtime::{ErrorKind, pipe};

use crate::call;
use crate::stub::{Stub, parse};

const QUEUED: &str = "+QUEUED";
const SHA1: &str = "$3\r\nsha";

/// Some connections, as those that cache, leave out what comes before the reply of EXEC.
#[test]
fn the_reply_of_exec_alone() {
    let pipeline = pipe()
        .atomic()
        .call(call::<u32>())
        .cmd::<String>(Cmd::get("n"));
    let mut con = Stub::new(&["*3\r\n$3\r\nsha\r\n:7\r\n$1\r\nx"]);
    assert_eq!(pipeline.query(&mut con).unwrap(), (7, "x".to_owned()));
}

#[test]
fn a_connection_that_leaves_out_replies() {
    let pipeline = pipe().call(call::<u32>());
    for replies in [&[SHA1][..], &[]] {
        let error = pipeline.query(&mut Stub::new(replies)).unwrap_err();
        assert!(error.may_have_run());
        assert_eq!(RedisError::from(error).kind(), Redis::UnexpectedReturnType);
    }
    let pipeline = pipeline.atomic();
    for replies in [
        &["+OK", QUEUED, QUEUED, "*1\r\n:1"][..],
        &["+OK", QUEUED, QUEUED, ":1"],
        &[],
    ] {
        let error = pipeline.query(&mut Stub::new(replies)).unwrap_err();
        assert!(error.may_have_run());
        assert_eq!(error.index(), None);
    }
}

/// A server that refuses everything, as one that has just started: then nothing has run.
#[test]
fn a_server_that_is_loading() {
    let loading = "-LOADING Redis is loading the dataset in memory";
    let pipeline = pipe().call(call::<u32>()).ignore(Cmd::get("n"));
    let error = pipeline.query(&mut Stub::new(&[loading; 3])).unwrap_err();
    assert_eq!((error.kind(), error.index()), (ErrorKind::Loading, Some(0)));
    assert!(!error.may_have_run());
    let error = pipeline
        .query(&mut Stub::new(&[loading, loading, "$-1"]))
        .unwrap_err();
    assert!(error.may_have_run());
    let error = pipeline
        .atomic()
        .query(&mut Stub::new(&[loading; 5]))
        .unwrap_err();
    assert_eq!((error.kind(), error.index()), (ErrorKind::Loading, None));
    assert!(!error.may_have_run());
}

#[test]
fn exec_itself_is_refused() {
    let pipeline = pipe().atomic().call(call::<u32>());
    let moved = ["+OK", QUEUED, QUEUED, "-MOVED 7000 127.0.0.1:7001"];
    let error = pipeline.query(&mut Stub::new(&moved)).unwrap_err();
    assert_eq!(
        (error.kind(), error.may_have_run()),
        (ErrorKind::Moved, false)
    );
}

/// What a cluster connection says when it has sent the pipeline as often as it may.
#[test]
fn a_redirect_without_end() {
    let moved = |atomic: bool| {
        let pipeline = pipe().call(call::<u32>());
        let pipeline = if atomic { pipeline.atomic() } else { pipeline };
        let Value::ServerError(error) = parse("-MOVED 7000 127.0.0.1:7001") else {
            panic!("an error");
        };
        let mut con = Stub::with_values([Err(error.into())].into());
        pipeline.query(&mut con).unwrap_err()
    };
    assert!(moved(false).may_have_run());
    assert!(!moved(true).may_have_run());
    assert_eq!(moved(true).kind(), ErrorKind::Moved);
    let text = moved(true).to_string();
    assert!(
        text.starts_with("the pipeline failed: MOVED 7000"),
        "{text}"
    );
}

#[test]
fn the_text_was_refused() {
    let pipeline = pipe().ignore(Cmd::get("n")).call(call::<u32>());
    let compile =
        "-ERR Error compiling script (new function): user_script:1: '=' expected near '<eof>'";
    let noscript = "-NOSCRIPT No matching script. Please use EVAL.";
    let error = pipeline
        .query(&mut Stub::new(&["$-1", compile, noscript]))
        .unwrap_err();
    assert_eq!((error.line(), error.index()), (Some(1), Some(1)));
    assert!(error.to_string().contains("'=' expected"), "{error}");
    // The script's own NOSCRIPT is no sign of that.
    let own = "-NOSCRIPT the job has no script";
    let error = pipeline
        .query(&mut Stub::new(&["$-1", compile, own]))
        .unwrap_err();
    assert_eq!(error.message(), Some("the job has no script"));
    assert!(!error.to_string().contains("forgot"), "{error}");
}

#[test]
fn a_connection_without_pipelines() {
    let mut con = Stub::new(&[]).without_pipelining();
    let error = pipe().call(call::<u32>()).query(&mut con).unwrap_err();
    assert_eq!(
        (error.kind(), error.may_have_run()),
        (ErrorKind::NotSent, false)
    );
    assert!(con.sent.is_empty());
}
