//! Scripts that fail, and scripts that cannot run.

use super::support::Folder;

#[test]
fn an_error_shows_its_line() {
    let script = "-- KEYS[1] = counter\nlocal function next(key)\n  return redis.call('INCR', key)\nend\n\nreturn next(KEYS[1])\n";
    let folder = Folder::with(&[("incr.lua", script), ("seed", "SET c x\n")]);
    let run = folder.run(&[
        "run", "incr.lua", "--keys", "c", "--seed", "seed", "--quiet",
    ]);
    let excerpt = "\
error: ERR value is not an integer or out of range
 --> incr.lua:3:3
  |
3 |   return redis.call('INCR', key)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ raised here
";
    assert!(run.out.ends_with(excerpt), "{run:?}");
    assert!(run.out.contains("\nreply\n(error) ERR "), "{run:?}");
    assert_eq!(run.code, 1);
}

#[test]
fn errors_of_lua_and_of_the_compiler_have_lines() {
    let folder = Folder::with(&[]);
    for (text, place, message) in [
        (
            "\n\nreturn nil + 1",
            "<text>:3:1",
            "attempt to perform arithmetic on a nil value",
        ),
        ("local x = 1\nreturn x = 2", "<text>:2:1", "near '='"),
        ("\n error('own')", "<text>:2:2", "own"),
        ("return undefined", "<text>:1:1", "undefined"),
    ] {
        let run = folder.run(&["eval", text, "--quiet"]);
        assert_eq!(run.code, 1, "{text} {run:?}");
        let (before, after) = run.out.split_once(&format!(" --> {place}\n")).unwrap();
        assert!(
            before.lines().last().unwrap().contains(message),
            "{text} {run:?}"
        );
        assert!(after.contains("raised here"), "{text} {run:?}");
    }
}

#[test]
fn a_returned_error_has_no_line() {
    let folder = Folder::with(&[]);
    let run = folder.run(&["eval", "return redis.error_reply('LOCKED by a')"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (1, "reply\n(error) LOCKED by a\n"),
        "{run:?}"
    );
    let nested = folder.run(&["eval", "return {1, {err = 'BAD \\27[2J'}}", "--quiet"]);
    assert_eq!(
        (nested.code, nested.out.as_str()),
        (0, "reply\n1) (integer) 1\n2) (error) BAD \u{fffd}[2J\n"),
        "{nested:?}"
    );
}

#[test]
fn findings_come_first() {
    let script = "return redis.call('GET', KEYS[2])\n";
    let folder = Folder::with(&[("get.lua", script)]);
    let args = ["run", "get.lua", "--keys", "a", "b"];
    let run = folder.run(&args);
    let check = folder.run(&["check", "get.lua", "--keys", "2", "--args", "0"]);
    let findings = check.out.rsplit_once("1 script checked").unwrap().0;
    assert!(!findings.is_empty(), "{check:?}");
    assert_eq!(
        run.out.split_once("commands\n").unwrap().0,
        findings,
        "{run:?}"
    );
    let quiet = folder.run(&[&args[..], &["--quiet"]].concat());
    assert!(quiet.out.starts_with("commands\n"), "{quiet:?}");
    // The settings are those of `check`.
    let allowed = folder.run(&[&args[..], &["--allow", "unused_parameter"]].concat());
    assert!(allowed.out.starts_with("commands\n"), "{allowed:?}");
}

#[test]
fn what_cannot_run_is_refused() {
    let library = "#!lua name=lib\nredis.register_function('f', function() return 1 end)\n";
    let folder = Folder::with(&[
        ("lib.lua", library),
        ("empty.lua", ""),
        ("own.lua", "-- -> Own\nreturn 1"),
    ]);
    folder.write("bytes.lua", b"return '\xff'");
    for (args, why) in [
        (&["run", "nosuch.lua"][..], "cannot read `nosuch.lua`"),
        (&["run", "empty.lua"], "`empty.lua` is empty"),
        (&["run", "bytes.lua"], "UTF-8"),
        (
            &["run", "lib.lua"],
            "`lib.lua` is a function library: only scripts can be run",
        ),
        (
            &["run", "own.lua"],
            "own.lua:1: `Own` has a part that only a Rust program knows",
        ),
        (
            &["eval", "return 1", "--as", "Own"],
            "`--as`: `Own` has a part that only a Rust program knows",
        ),
        (
            &["eval", "return 1", "--as", "Vec<"],
            "`Vec<` is not a Rust type that is known by name",
        ),
        (&["eval", "return 1", "--repeat", "0"], "0 is not in 1.."),
        (&["run", "-", "--watch"], "`--watch` needs a file"),
        (&["run", "empty.lua", "--seed", "nosuch"], "is empty"),
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?} {run:?}");
        assert!(run.err.contains(why), "{args:?} {run:?}");
    }
}

#[test]
fn included_files_are_named() {
    let folder = Folder::with(&[
        (
            "add.lua",
            "-- KEYS[1] = counter\n--- @include \"lib\"\nlocal sum = add(KEYS[1])\nreturn sum\n",
        ),
        (
            "lib.lua",
            "-- -> String\nlocal function add(key)\n  redis.call('GET', key)\n  return redis.call('INCR', key)\nend\n",
        ),
        ("seed", "SET c x\n"),
        ("wrong.lua", "--- @include \"nosuch\"\nreturn 1\n"),
    ]);
    let run = folder.run(&[
        "run",
        "add.lua",
        "--key",
        "counter=c",
        "--seed",
        "seed",
        "--quiet",
        "--as",
        "u8",
    ]);
    assert!(
        run.out.starts_with("commands\n  lib.lua:3: GET c -> \"x\""),
        "{run:?}"
    );
    assert!(run.out.contains("--> lib.lua:4:3\n"), "{run:?}");
    assert!(
        run.out.contains("4 |   return redis.call('INCR', key)\n"),
        "{run:?}"
    );
    assert!(
        run.out
            .contains("error: script `add` (add.lua) failed at lib.lua:4: ")
            || run
                .out
                .contains("error: script `add` failed at lib.lua:4: "),
        "{run:?}"
    );
    let json = folder.run(&["run", "add.lua", "--keys", "c", "--seed", "seed", "--json"]);
    let object: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(object["error"]["file"], "lib.lua", "{object}");
    assert_eq!(object["error"]["line"], 4, "{object}");
    assert_eq!(object["commands"][1]["file"], "lib.lua", "{object}");
    let wrong = folder.run(&["run", "wrong.lua"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{wrong:?}");
    assert!(
        wrong.err.contains("`wrong.lua` cannot be sent"),
        "{wrong:?}"
    );
    assert!(wrong.err.contains(" --> wrong.lua:1:"), "{wrong:?}");
}
