//! What an error knows, and what becomes of it.

use std::error::Error as _;

use redis::{RedisError, RedisResult, ServerErrorKind};
use redis_script_runtime::__private::{ScriptDefinition, encode};
use redis_script_runtime::{Error, ErrorKind, Script};

use crate::stub::Stub;
use crate::{call, fresh};

fn fail(reply: &str) -> Error {
    let mut con = Stub::new(&[reply]);
    call::<i64>().invoke(&mut con).unwrap_err()
}

const WRONGTYPE: &str = "-WRONGTYPE Operation against a key holding the wrong kind of value \
    script: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c, on @user_script:12.";

#[test]
fn an_error_raised_in_the_script() {
    let error = fail(WRONGTYPE);
    assert_eq!(error.kind(), ErrorKind::Script);
    assert_eq!(error.script().map(Script::name), Some("counter"));
    assert_eq!(
        error.script().map(Script::path),
        Some("scripts/counter.lua")
    );
    assert_eq!(error.line(), Some(12));
    assert_eq!(error.code(), Some("WRONGTYPE"));
    let message = "Operation against a key holding the wrong kind of value";
    assert_eq!(error.message(), Some(message));
    assert_eq!(
        error.to_string(),
        format!("script `counter` failed at scripts/counter.lua:12: WRONGTYPE {message}")
    );
}

#[test]
fn an_error_without_a_place() {
    let error = fail("-LIMIT too many calls");
    assert_eq!(error.line(), None);
    assert_eq!(error.code(), Some("LIMIT"));
    assert_eq!(
        error.to_string(),
        "script `counter` (scripts/counter.lua) failed: LIMIT too many calls"
    );
    let error = fail("-LIMIT");
    assert_eq!(error.message(), None);
    assert_eq!(
        error.to_string(),
        "script `counter` (scripts/counter.lua) failed: LIMIT"
    );
}

#[test]
fn an_error_within_the_reply_is_an_error_of_the_call() {
    let error = fail("*2\r\n:1\r\n*1\r\n-MY nested error");
    assert_eq!(error.kind(), ErrorKind::Script);
    assert_eq!(error.code(), Some("MY"));
    let mut con = Stub::new(&["*1\r\n-MY nested error"]);
    assert!(call::<()>().invoke(&mut con).is_err());
}

#[test]
fn inline_text_counts_its_own_lines() {
    let inline = fresh(|definition| ScriptDefinition {
        name: "inline",
        path: "src/main.rs",
        ..definition
    });
    let call = encode::<i64>(inline, &(), &());
    let error = call.invoke(&mut Stub::new(&[WRONGTYPE])).unwrap_err();
    assert!(
        error.to_string().starts_with(
            "script `inline` failed at line 12 of its source in src/main.rs: WRONGTYPE "
        )
    );
}

#[test]
fn the_source_of_a_servers_error_is_what_redis_rs_made_of_it() {
    let error = fail(WRONGTYPE);
    let source: &RedisError = error.source().unwrap().downcast_ref().unwrap();
    assert_eq!(source.code(), Some("WRONGTYPE"));
    assert!(source.detail().unwrap().contains("@user_script:12"));
}

#[test]
fn a_lost_connection() {
    let lost = || RedisError::from(std::io::Error::from(std::io::ErrorKind::BrokenPipe));
    let mut con = Stub::with_values([Err(lost())].into());
    let error = call::<i64>().invoke(&mut con).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Disconnected);
    assert_eq!(
        (error.code(), error.line(), error.message()),
        (None, None, None)
    );
    assert!(error.source().unwrap().is::<RedisError>());
    assert_eq!(
        error.to_string(),
        "script `counter` (scripts/counter.lua) got no reply: broken pipe"
    );
    assert!(RedisError::from(error).is_connection_dropped());
}

#[test]
fn a_reply_of_the_wrong_type_has_no_source() {
    let error = fail("$6\r\nsecret");
    assert_eq!(error.kind(), ErrorKind::Reply);
    assert!(error.source().is_none());
    assert_eq!(
        (error.code(), error.line(), error.message()),
        (None, None, None)
    );
}

#[test]
fn errors_pass_through_functions_of_redis_rs() {
    fn convert(reply: &str) -> RedisResult<i64> {
        Ok(call().invoke(&mut Stub::new(&[reply]))?)
    }
    let server = convert("-READONLY You can't write against a read only replica.").unwrap_err();
    assert_eq!(server.kind(), ServerErrorKind::ReadOnly.into());
    assert_eq!(server.code(), Some("READONLY"));
    let own = convert("-LIMIT too many calls").unwrap_err();
    assert_eq!(own.kind(), redis::ErrorKind::Extension);
    assert_eq!(
        (own.code(), own.detail()),
        (
            Some("LIMIT"),
            Some("too many calls [script `counter` at scripts/counter.lua]")
        )
    );
    assert!(own.into_server_errors().is_some());
    let reply = convert("$6\r\nsecret").unwrap_err();
    assert_eq!(reply.kind(), redis::ErrorKind::Parse);
    let text = reply.to_string();
    assert!(
        text.contains("script `counter` (scripts/counter.lua) replied with a string"),
        "{text}"
    );
}

#[test]
fn errors_pass_through_boxes() {
    let boxed: Box<dyn std::error::Error + Send + Sync> = fail(WRONGTYPE).into();
    assert_eq!(boxed.downcast_ref::<Error>().unwrap().line(), Some(12));
    assert!(size_of::<Error>() <= size_of::<usize>());
}
