//! From this crate's error to redis-rs's and back.

use redis::{ErrorKind as Redis, RedisError, ServerErrorKind};
use redis_script_runtime::__private::ScriptDefinition;
use redis_script_runtime::{Call, Error, ErrorKind, Script, pipe};

use crate::stub::Stub;
use crate::{SHA1, call, call_of, fresh};

fn fail(call: &Call<i64>, reply: &str) -> Error {
    call.invoke(&mut Stub::new(&[reply; 4])).unwrap_err()
}

fn named(name: &'static str) -> &'static Script {
    fresh(|definition| ScriptDefinition { name, ..definition })
}

/// What redis-rs makes of a server's error.
fn server_error(text: &str) -> RedisError {
    let reply = redis::parse_redis_value(format!("-{text}\r\n").as_bytes());
    reply.unwrap().extract_error().unwrap_err()
}

/// All that an error says of itself.
fn facts(error: &Error) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        error.to_string(),
        (error.script(), error.line(), error.index()),
        (error.kind(), error.may_have_run()),
        (
            error.code().map(str::to_owned),
            error.message().map(str::to_owned),
        ),
    )
}

#[test]
fn server_errors_keep_kind_and_code_and_name_the_script() {
    let script = named("named");
    let error = fail(
        &call_of(script),
        "-ERR user_script:3: boom script: on @user_script:3.",
    );
    let converted = RedisError::from(error);
    assert_eq!(
        converted.kind(),
        Redis::Server(ServerErrorKind::ResponseError)
    );
    assert_eq!(
        converted.detail(),
        Some(
            "user_script:3: boom script: on @user_script:3. [script `named` at scripts/counter.lua:3]"
        )
    );
    let own = RedisError::from(fail(&call_of(script), "-LIMIT too many"));
    assert_eq!((own.code(), own.kind()), (Some("LIMIT"), Redis::Extension));
    let moved = RedisError::from(fail(&call_of(script), "-MOVED 7000 127.0.0.1:7001"));
    assert_eq!(moved.redirect_node(), Some(("127.0.0.1:7001", 7000)));
}

#[test]
fn conversions_back_recover_everything() {
    let tail = format!("script: {SHA1}, on @user_script:3.");
    let inline = fresh(|definition| ScriptDefinition {
        name: "a [strange], `name`",
        path: "src/a [b]: c.rs",
        ..definition
    });
    for script in [named("recovered"), inline] {
        for reply in [
            format!("-ERR user_script:3: boom {tail}"),
            format!("-WRONGTYPE Operation {tail}"),
            format!("-ERR boom [script `other` at scripts/other.lua:4] {tail}"),
            format!(
                "-ERR Error running script (call to f_{SHA1}): @user_script:3: user_script:3: boom"
            ),
            "!9\r\nERR a\r\nb]".to_owned(),
            "-LIMIT".to_owned(),
            "-LIMIT too many]".to_owned(),
            "-MOVED 7000 127.0.0.1:7001".to_owned(),
            "-NOSCRIPT No matching script.".to_owned(),
            "*1\r\n-NOSCRIPT No matching script.".to_owned(),
            "*1\r\n-LIMIT too many".to_owned(),
            "-READONLY You can't write against a read only replica.".to_owned(),
            "-OOM command not allowed when used memory > 'maxmemory'.".to_owned(),
            "$4\r\ntext".to_owned(),
        ] {
            let error = fail(&call_of(script), &reply);
            let before = facts(&error);
            let again = Error::from(RedisError::from(error));
            assert_eq!(before, facts(&again), "{reply}");
            let twice = Error::from(RedisError::from(again));
            assert_eq!(before, facts(&twice), "{reply}");
        }
    }
}

#[test]
fn places_in_pipelines_are_recovered() {
    let script = named("in_a_pipeline");
    let pipeline = || {
        pipe()
            .call(call_of::<i64>(script))
            .call(call_of::<i64>(script))
    };
    for replies in [
        ["$1\r\nx", ":1", "-ERR boom script: on @user_script:3."],
        ["$1\r\nx", "-LIMIT a", "-LIMIT b"],
        ["$1\r\nx", ":1", "-NOSCRIPT No matching script."],
        ["$1\r\nx", ":1", "$1\r\nx"],
    ] {
        let error = pipeline().query(&mut Stub::new(&replies)).unwrap_err();
        let before = facts(&error);
        let again = Error::from(RedisError::from(error));
        assert_eq!(before, facts(&again), "{replies:?}");
    }
}

#[test]
fn connection_errors_pass_unchanged() {
    let lost = || RedisError::from(std::io::Error::from(std::io::ErrorKind::BrokenPipe));
    let mut con = Stub::with_values([Err(lost())].into());
    let error = call::<i64>().invoke(&mut con).unwrap_err();
    let converted = RedisError::from(error);
    assert!(converted.is_connection_dropped());
    assert_eq!(converted.to_string(), lost().to_string());
    let again = Error::from(converted);
    assert_eq!(again.kind(), ErrorKind::Disconnected);
    assert_eq!(again.to_string(), "a command got no reply: broken pipe");
}

#[test]
fn errors_of_other_commands() {
    let error = server_error("ERR boom");
    let error = Error::from(error);
    assert_eq!(
        (error.script(), error.kind(), error.code(), error.message()),
        (None, ErrorKind::Command, Some("ERR"), Some("boom"))
    );
    assert_eq!(error.to_string(), "a command failed: ERR boom");
    assert!(error.may_have_run());
}

/// A note that names a script which no error was converted of is a part of the message.
#[test]
fn unknown_notes_stay() {
    let forged = "ERR boom [script `nowhere` at scripts/counter.lua:3]";
    let error = Error::from(server_error(forged));
    assert_eq!(error.script(), None);
    assert_eq!(
        error.message(),
        Some("boom [script `nowhere` at scripts/counter.lua:3]")
    );
}

#[test]
fn arguments_that_a_server_repeats_are_left_out() {
    for quotes in ["'", "`"] {
        let reply = format!(
            "-ERR unknown command {quotes}EVALSHA{quotes}, with args beginning with: {quotes}{SHA1}{quotes} {quotes}1{quotes} {quotes}key{quotes} {quotes}secret{quotes} "
        );
        let error = fail(&call(), &reply);
        assert_eq!(
            error.to_string(),
            format!(
                "script `counter` (scripts/counter.lua) failed: ERR unknown command {quotes}EVALSHA{quotes}"
            )
        );
        assert_eq!(
            (error.kind(), error.may_have_run()),
            (ErrorKind::Refused, false)
        );
        let mut shown = format!("{error:?}");
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        while let Some(error) = cause {
            shown.extend([error.to_string(), format!("{error:?}")]);
            cause = error.source();
        }
        shown += &RedisError::from(error).to_string();
        assert!(!shown.contains("secret"), "{shown}");
        let error = pipe()
            .call(call::<i64>())
            .query(&mut Stub::new(&["$1\r\nx", &reply]))
            .unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
}
