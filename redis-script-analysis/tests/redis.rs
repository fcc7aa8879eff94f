//! A real server is the oracle for what vanilla Lua does not know or counts otherwise: the shebang line, and the limits
//! of what is nested. `REDIS_SERVER` names another binary than the `redis-server` or `valkey-server` of the PATH.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::fs;
use std::path::Path;

use redis_script_analysis::{Source, lua};
use support::Server;

fn check(texts: &[(String, String)]) {
    let server = Server::start();
    let mut connection = server.connect();
    let mut wrong = Vec::new();
    for (name, text) in texts {
        let (_, ours) = lua::parse(&Source::new(name, text));
        connection.send(&["SCRIPT", "LOAD", text]);
        let theirs = connection.reply().err();
        if ours.is_empty() != theirs.is_none() {
            let ours = ours.first().map(|error| &error.message);
            wrong.push(format!("{name}: we say {ours:?}, the server {theirs:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixtures_are_judged_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parser");
    let files = ["ok", "err"].map(|kind| fs::read_dir(folder.join(kind)).unwrap());
    let files = files
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());
    // `#!LUA` is an error of ours because Redis refuses it; Valkey does not.
    let files = files.filter(|file| !file.ends_with("shebang_engine.lua"));
    let scripts = files.filter(|file| file.extension().is_some_and(|extension| extension == "lua"));
    let texts = scripts.map(|file| {
        (
            file.display().to_string(),
            fs::read_to_string(&file).unwrap(),
        )
    });
    check(&texts.collect::<Vec<_>>());
}

#[test]
fn shebangs_are_judged_alike() {
    let lines = [
        "#!lua\n",
        "#!lua",
        "#!lua\r\n",
        "#!lua flags=no-writes\n",
        "#!lua flags=\n",
        "#!lua flags=no-writes,\n",
        "#!lua flags=,no-writes\n",
        "#!lua flags=no-writes, allow-oom\n",
        "#!lua flags=no-writes flags=allow-oom\n",
        "#!lua flags=No-Writes\n",
        "#!lua Flags=no-writes\n",
        "#!lua name=x\n",
        "#! lua\n",
        "#!LUA flags=oops\n",
        "#!js\n",
        "#!\n",
        " #!lua\n",
        "\n#!lua\n",
        "# comment\n",
        "#!lua\tflags=allow-stale  flags=no-cluster\n",
        "#!lua \"flags=no-writes\"\n",
        "#!lua 'flags=no-writes'\n",
        "#!lua flags=\"no-writes\"\n",
        "#!lua flags=\"no-writes\n",
        "#!lua flags=allow-cross-slot-keys\n",
        "#!lua flags=raw-arguments\n",
        "#!lua flags=no-writes,no-writes\n",
        "#!lua \n",
        "#!lua flags\n",
        "#!lua \"flags=no-writes\"x\n",
        "#!lua \u{b}flags=no-writes\n",
        "#!lua\u{b}flags=no-writes\n",
        "#!lua\u{c}\n",
        "#!lua \u{c}\n",
        "#!lua\rflags=no-writes\n",
        "#!lua\0\n",
        "#!lua flags=no-writes\0\n",
        "#!\"lua\" fl'ags=allow-oom'\n",
        "#!lua \"flags=\\x6eo-writes\"\n",
        "#!lua flags=\"no-writes\\\"\"\n",
        "#!lua 'flags=\\no-writes'\n",
        "#!lua ''\n",
        "#!lua 'a\n",
    ];
    check(&lines.map(|line| (format!("{line:?}"), format!("{line}return 1\n"))));
}

/// `strchr` finds the NUL at the end of each list of characters.
#[test]
fn nul_is_judged_alike() {
    let texts = [
        "return 'a'.\0'b'",
        "return 'a'.\0\0'b'",
        "return ..\0",
        "return .\0.",
        "return .\x005",
        "return 1 .\x002",
        "return 1\0",
        "return 1 \0",
        "return 1.\x005",
        "return 1\0\0+2",
        "return 3e\0",
        "return 3e5\0",
        "return 0x10\0",
        "return\x001",
        "return a.\0b",
        "return 'a\\\0b' .. [[\0]] --\0",
        "\0return 1",
    ];
    check(&texts.map(|text| (format!("{text:?}"), text.to_owned())));
}

#[test]
fn limits_of_nesting_and_locals_are_judged_alike() {
    let nested = |count: usize, open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(count), close.repeat(count))
    };
    let mut texts = Vec::new();
    let mut add =
        |name: &str, count: usize, text: String| texts.push((format!("{name} {count}"), text));
    for count in 195..=203 {
        add(
            "parentheses",
            count,
            format!("return {}", nested(count, "(", "1", ")")),
        );
        add(
            "tables",
            count,
            format!("return {}", nested(count, "{", "", "}")),
        );
        add(
            "concatenations",
            count,
            format!("return {}", vec!["a"; count].join("..")),
        );
        add("blocks", count, nested(count, "do ", "", " end"));
        add(
            "blocks around an expression",
            count,
            nested(count, "do ", "f(1)", " end"),
        );
        add(
            "functions",
            count,
            nested(count, "f(function() ", "", " end)"),
        );
        add(
            "negations",
            count,
            format!("return {}1", "- ".repeat(count)),
        );
        add("loops", count, nested(count, "while a do ", "", " end"));
        add(
            "locals",
            count,
            format!("local {} = 1", names("v", count).join(", ")),
        );
        add(
            "locals of a function",
            count,
            format!("local function f({}) end", names("v", count).join(", ")),
        );
        add(
            "locals before a loop",
            count,
            format!(
                "local {} for i = 1, 2 do end",
                names("v", count - 3).join(", ")
            ),
        );
        add(
            "targets",
            count,
            format!("{} = 1", names("v", count).join(", ")),
        );
    }
    check(&texts);
}

#[test]
fn limits_of_upvalues_and_registers_are_judged_alike() {
    let mut texts = Vec::new();
    let mut add =
        |name: &str, count: usize, text: String| texts.push((format!("{name} {count}"), text));
    for count in [58, 60, 61, 62] {
        let outer = names("v", count);
        let body = format!(
            "local {}; return function() return {} end",
            outer.join(", "),
            outer.join(" + ")
        );
        add("upvalues", count, body);
        let through = format!(
            "local {}; return function() return function() return {} end end",
            outer.join(", "),
            outer.join(" + ")
        );
        add("upvalues of an inner function", count, through);
    }
    for count in 240..=252 {
        add(
            "arguments",
            count,
            format!("return f({})", vec!["1"; count].join(", ")),
        );
        add(
            "arguments of a method",
            count,
            format!("return f:g({})", vec!["a"; count].join(", ")),
        );
        add(
            "arguments beside locals",
            count,
            format!(
                "local {} return f({})",
                names("v", 100).join(", "),
                vec!["a"; count - 100].join(", ")
            ),
        );
        add(
            "sums",
            count,
            format!("return {}", vec!["a"; count].join(" + ")),
        );
        add(
            "items",
            count,
            format!("return {{{}}}", vec!["a"; count].join(", ")),
        );
    }
    check(&texts);
}

fn names(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|at| format!("{prefix}{at}")).collect()
}
