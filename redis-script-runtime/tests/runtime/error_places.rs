//! The line of an error out of the texts of all servers.

use redis_script_runtime::Error;

use crate::call;
use crate::stub::Stub;

fn fail(text: &str) -> Error {
    let mut con = Stub::new(&[&format!("-{text}")]);
    call::<i64>().invoke(&mut con).unwrap_err()
}

/// `text` with the SHA1 in place of `<sha1>`; then line, code and message.
#[track_caller]
fn reads(text: &str, line: impl Into<Option<u32>>, code: &str, message: &str) {
    let error = fail(&text.replace("<sha1>", crate::SHA1));
    assert_eq!(error.line(), line.into(), "{text}");
    assert_eq!(error.code(), Some(code), "{text}");
    assert_eq!(error.message(), Some(message), "{text}");
    let shown = error.to_string();
    assert!(shown.ends_with(&format!(": {code} {message}")), "{shown}");
}

const HEAD: &str = "ERR Error running script (call to f_<sha1>): @user_script:7:";
const TAILS: [&str; 2] = [
    " script: <sha1>, on @user_script:7.",
    " script: on @user_script:7.",
];

#[test]
fn raised_by_a_command() {
    let wrong_type = "WRONGTYPE Operation against a key";
    let (code, message) = ("WRONGTYPE", "Operation against a key");
    for tail in TAILS {
        reads(&format!("{wrong_type}{tail}"), 7, code, message);
        let arity = "wrong number of arguments for 'get' command";
        reads(&format!("ERR {arity}{tail}"), 7, "ERR", arity);
    }
    reads(&format!("{HEAD} {wrong_type}"), 7, code, message);
    // Redis 5.0 ends its texts with a space.
    reads(&format!("{HEAD} {wrong_type} "), 7, code, message);
    let unknown = "Unknown Redis command called from Lua script";
    reads(
        &format!("{HEAD} @user_script: 7: {unknown}"),
        7,
        "ERR",
        unknown,
    );
    let oom = "command not allowed when used memory > 'maxmemory'.";
    reads(
        &format!("{HEAD} @user_script: 7: -OOM {oom}"),
        7,
        "OOM",
        oom,
    );
}

#[test]
fn raised_by_lua() {
    for tail in TAILS {
        reads(&format!("ERR user_script:7: boom{tail}"), 7, "ERR", "boom");
        reads(&format!("ERR boom{tail}"), 7, "ERR", "boom");
        reads(&format!("MY own code{tail}"), 7, "MY", "own code");
    }
    reads(&format!("{HEAD} user_script:7: boom"), 7, "ERR", "boom");
    reads(
        &format!("{HEAD} user_script:7: MY boom"),
        7,
        "ERR",
        "MY boom",
    );
    reads(&format!("{HEAD} boom"), 7, "ERR", "boom");
    reads(&format!("{HEAD} MY own code"), 7, "MY", "own code");
    reads(
        &format!("{HEAD} I have no code"),
        7,
        "ERR",
        "I have no code",
    );
}

/// Up to 6.2 `redis.pcall` gives the script the place of what the server refused; it may return that.
#[test]
fn returned_with_a_place() {
    let oom = "command not allowed when used memory > 'maxmemory'.";
    reads(&format!("@user_script: 7: -OOM {oom}"), 7, "OOM", oom);
    let unknown = "Unknown Redis command called from Lua script";
    reads(&format!("@user_script: 7: {unknown}"), 7, "ERR", unknown);
}

/// `error('boom', 2)` blames the caller: the tail knows where it was raised.
#[test]
fn the_servers_mark_goes_before_luas() {
    let text = "ERR user_script:9: boom script: <sha1>, on @user_script:3.";
    reads(text, 3, "ERR", "boom");
}

/// Up to 6.2.5 the server's own Lua raises these, and only the text knows the script's line.
#[test]
fn raised_by_the_servers_own_lua() {
    reads(
        "ERR Error running script (call to f_<sha1>): @enable_strict_lua:15: user_script:4: \
         Script attempted to access nonexistent global variable 'x'",
        4,
        "ERR",
        "Script attempted to access nonexistent global variable 'x'",
    );
}

#[test]
fn a_text_that_does_not_compile() {
    reads(
        "ERR Error compiling script (new function): user_script:2: '=' expected near 'x'",
        2,
        "ERR",
        "'=' expected near 'x'",
    );
}

#[test]
fn texts_without_a_place() {
    for text in [
        "LIMIT too many calls",
        "ERR Error running script",
        "ERR on @user_script:1.",
        "ERR boom script: nosha, on @user_script:1.",
        "ERR boom script: <sha1>, on @user_script:x.",
        "ERR boom script: <sha1>, on @user_function:1.",
        "ERR user_script: no line",
        "ERR Error running script (call to f_x): @user_script:1: boom",
        "ERR Error running script (call to f_<sha1>): boom",
        "ERR Error running script (call to f_<sha1>): @user_script:99999999999: boom",
    ] {
        let text = text.replace("<sha1>", crate::SHA1);
        let (code, message) = text.split_once(' ').unwrap();
        reads(&text, None, code, message);
    }
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        " ",
        "ERR",
        "ERR ",
        "@user_script:",
        "@user_script: 1: ",
        "@user_script: 1: -",
        "ERR \u{e9}",
        "\u{e9}",
        "ERR user_script:",
        "ERR @user_script:1: ",
    ] {
        assert!(!fail(text).to_string().is_empty());
    }
}
