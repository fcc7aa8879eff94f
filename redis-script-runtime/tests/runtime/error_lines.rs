//! The lines of a script that includes files: errors name the file and the line there.

use redis::RedisError;
use redis_script_runtime::__private::{Origins, ScriptDefinition, script, with_origins};
use redis_script_runtime::{Error, Script};

use crate::stub::Stub;
use crate::{SHA1, call_of, definition};

const ORIGINS: Origins = &[
    (1, "scripts/counter.lua", 1),
    (4, "scripts/lib/clock.lua", 2),
    (9, "scripts/counter.lua", 5),
];

fn including(path: &'static str, origins: Origins) -> &'static Script {
    let state = Box::leak(Box::default());
    let definition = ScriptDefinition {
        path,
        ..definition(state)
    };
    Box::leak(Box::new(with_origins(script(definition), origins)))
}

fn fail(script: &'static Script, text: &str) -> Error {
    let mut con = Stub::new(&[&format!("-{}", text.replace("<sha1>", SHA1))]);
    call_of::<i64>(script).invoke(&mut con).unwrap_err()
}

/// An error that was raised in a line, as the servers send it.
fn raised_at(line: u32) -> [String; 3] {
    let head = "ERR Error running script (call to f_<sha1>)";
    [
        format!("{head}: @user_script:{line}: user_script:{line}: boom"),
        format!("ERR user_script:{line}: boom script: <sha1>, on @user_script:{line}."),
        format!("ERR user_script:{line}: boom script: on @user_script:{line}."),
    ]
}

#[test]
fn errors_name_the_file_of_the_line() {
    let script = including("scripts/counter.lua", ORIGINS);
    for (line, file, own) in [
        (1, "scripts/counter.lua", 1),
        (3, "scripts/counter.lua", 3),
        (4, "scripts/lib/clock.lua", 2),
        (8, "scripts/lib/clock.lua", 6),
        (9, "scripts/counter.lua", 5),
        (20, "scripts/counter.lua", 16),
    ] {
        for text in raised_at(line) {
            let error = fail(script, &text);
            assert_eq!(
                (error.path(), error.line()),
                (Some(file), Some(own)),
                "{text}"
            );
            let shown = format!("script `counter` failed at {file}:{own}: ERR boom");
            assert_eq!(error.to_string(), shown);
        }
    }
}

/// A message may come from a `pcall` in another line.
#[test]
fn messages_name_the_files_of_their_lines() {
    let script = including("scripts/counter.lua", ORIGINS);
    let error = fail(
        script,
        "ERR user_script:9: caught user_script:5: boom, @user_script:2 and user_script:x script: on @user_script:9.",
    );
    assert_eq!(
        error.message(),
        Some("caught scripts/lib/clock.lua:3: boom, scripts/counter.lua:2 and user_script:x")
    );
    let error = fail(script, "MY own, of user_script:5: returned");
    assert_eq!(
        error.message(),
        Some("own, of scripts/lib/clock.lua:3: returned")
    );
}

#[test]
fn a_script_of_one_file_keeps_the_servers_words() {
    let script = including("scripts/counter.lua", &[]);
    let error = fail(
        script,
        "ERR user_script:9: caught user_script:5: boom script: on @user_script:9.",
    );
    assert_eq!(
        (error.path(), error.line()),
        (Some("scripts/counter.lua"), Some(9))
    );
    assert_eq!(error.message(), Some("caught user_script:5: boom"));
}

#[test]
fn a_place_survives_a_redis_error() {
    let script = including(
        "scripts/way.lua",
        &[(1, "scripts/way.lua", 1), (2, "scripts/lib/there.lua", 1)],
    );
    for text in raised_at(2) {
        let error = RedisError::from(fail(script, &text));
        let note = "[script `counter` at scripts/lib/there.lua:1]";
        assert!(error.to_string().ends_with(note), "{error}");
        let error = Error::from(error);
        assert_eq!(error.script(), Some(script));
        assert_eq!(
            (error.path(), error.line()),
            (Some("scripts/lib/there.lua"), Some(1))
        );
    }
}

#[test]
fn an_inline_script_includes_files_too() {
    let script = including(
        "src/own.rs",
        &[(1, "src/own.rs", 1), (2, "scripts/lib/here.lua", 1)],
    );
    let [text, ..] = raised_at(2);
    let error = fail(script, &text);
    assert_eq!(
        error.to_string(),
        "script `counter` failed at scripts/lib/here.lua:1: ERR boom"
    );
    let error = RedisError::from(error);
    assert!(
        error
            .to_string()
            .ends_with("[script `counter` at scripts/lib/here.lua:1]"),
        "{error}"
    );
    let [text, ..] = raised_at(1);
    assert!(
        fail(script, &text)
            .to_string()
            .contains("at line 1 of its source in src/own.rs")
    );
}
