//! Scripts that declare constants.

use serde_json::{Value, json};

use super::support::Folder;

const SCRIPT: &str = "\
-- @const MAX_BATCH: integer = 500
-- @const PREFIX: string = 'it\\'s `'
-- @const TRACE: boolean = false
if TRACE then redis.log(redis.LOG_DEBUG, PREFIX) end
return redis.call('LPOP', KEYS[1], MAX_BATCH)
";

const UNSET: &str = "-- @const PREFIX: string\nreturn redis.call('ECHO', PREFIX .. ARGV[1])\n";

#[test]
fn inspect_shows_them() {
    let folder = Folder::with(&[("a.lua", SCRIPT), ("b.lua", UNSET)]);
    let run = folder.run(&["inspect", "a.lua"]);
    let constants = "  consts   MAX_BATCH: integer = 500
           PREFIX: string = 'it\\039s `'
           TRACE: boolean = false\n";
    assert!(run.out.contains(constants), "{}", run.out);
    let run = folder.run(&["inspect", "b.lua"]);
    assert!(
        run.out.contains("  SHA1     depends on `PREFIX`\n"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("  consts   PREFIX: string, not set\n"),
        "{}",
        run.out
    );
}

#[test]
fn the_sha1_is_that_of_what_is_sent() {
    let sent = format!(
        "local function main(MAX_BATCH, PREFIX, TRACE) {SCRIPT}end return main(500, 'it\\039s `', false)"
    );
    let folder = Folder::with(&[
        ("a.lua", SCRIPT),
        ("sent/a.lua", &sent.replace("@const", "@ const")),
    ]);
    let line = |name: &str| -> Value {
        let run = folder.run(&["check", "--format", "json", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        serde_json::from_str(&run.out).unwrap()
    };
    let checked = line("a.lua");
    let constants = json!([
        {"name": "MAX_BATCH", "type": "integer", "value": 500},
        {"name": "PREFIX", "type": "string", "value": "it's `"},
        {"name": "TRACE", "type": "boolean", "value": false},
    ]);
    assert_eq!(checked["constants"], constants);
    let hashed = sha1_smol::Sha1::from(&sent).digest().to_string();
    assert_eq!(checked["sha1"], json!(hashed));
    assert_eq!(line("sent/a.lua")["constants"], Value::Null);
}

#[test]
fn a_constant_that_is_not_set_is_told() {
    let folder = Folder::with(&[("b.lua", UNSET)]);
    let run = folder.run(&["check", "--format", "json", "b.lua"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(
        run.err,
        "note: `b.lua` does not set `PREFIX`: it is checked with any value of the type\n"
    );
    let line: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(line["sha1"], Value::Null);
    let unset = json!([{"name": "PREFIX", "type": "string", "value": null}]);
    assert_eq!(line["constants"], unset);
}

#[test]
fn a_bad_declaration_is_an_error_in_its_line() {
    let folder = Folder::with(&[("c.lua", "return 1\n-- @const A: int = 5\n")]);
    let run = folder.run(&["check", "c.lua"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("there is no type `int`"), "{}", run.out);
    assert!(run.out.contains("c.lua:2:14"), "{}", run.out);
    let explained = folder.run(&["explain", "constants"]);
    assert!(
        explained.out.contains("the value of each constant"),
        "{}",
        explained.out
    );
}

#[test]
fn expand_prints_what_is_sent() {
    let folder = Folder::with(&[
        ("a.lua", "-- @const MOST: integer = 5\nreturn MOST"),
        ("b.lua", UNSET),
        ("c.lua", "-- @const MOST: integr = 5\nreturn MOST\n"),
    ]);
    let run = folder.run(&["expand", "a.lua"]);
    let expected = "\
a.lua:1   | local function main(MOST) -- @const MOST: integer = 5
a.lua:2   | return MOST
constants | end return main(5)
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    let run = folder.run(&["expand", "--plain", "a.lua"]);
    let expected =
        "local function main(MOST) -- @const MOST: integer = 5\nreturn MOST\nend return main(5)";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    let run = folder.run(&["expand", "b.lua"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("without a value for `PREFIX`"),
        "{}",
        run.err
    );
    let run = folder.run(&["expand", "c.lua"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("integr"), "{}", run.err);
}

#[test]
fn expand_takes_values() {
    let library = "#!lua name=lib\nredis.register_function('f', function() return 1 end)\n";
    let unread = "-- @const SPARE: integer = 5\n";
    let folder = Folder::with(&[
        ("b.lua", UNSET),
        ("library.lua", library),
        ("lib/spare.lua", unread),
        ("c.lua", "--- @include \"lib/spare\"\nreturn 1\n"),
    ]);
    let run = folder.run(&["expand", "--plain", "b.lua", "--const", "PREFIX=it's "]);
    let sent = format!("local function main(PREFIX) {UNSET}end return main('it\\039s ')");
    assert_eq!((run.code, run.out), (0, sent));
    for (args, why) in [
        (
            &["b.lua", "--const", "PREFX=a"][..],
            "did you mean `PREFIX`?",
        ),
        (
            &["library.lua", "--const", "A=1"],
            "has no constants: leave out `--const`",
        ),
        (
            &["c.lua", "--const", "SPARE=1"],
            "nothing in the script reads the constant `SPARE`",
        ),
        (&["b.lua"], "help: add `--const NAME=VALUE`"),
    ] {
        let run = folder.run(&[&["expand"], args].concat());
        assert_eq!(run.out, "", "{args:?} {run:?}");
        assert_ne!(run.code, 0, "{args:?} {run:?}");
        assert!(run.err.contains(why), "{args:?} {run:?}");
    }
}

#[test]
fn an_included_file_may_declare_what_this_script_does_not_read() {
    let library = "-- @const MOST: integer = 5\n-- @const LEAST: integer = 1\nlocal function least()\n  return LEAST\nend\n";
    let folder = Folder::with(&[
        ("lib/numbers.lua", library),
        ("a.lua", "--- @include \"lib/numbers\"\nreturn MOST\n"),
        (
            "b.lua",
            "--- @include \"lib/numbers\"\nreturn MOST + least()\n",
        ),
        ("c.lua", "-- @const OWN: integer = 1\nreturn 1\n"),
    ]);
    let run = folder.run(&["expand", "a.lua"]);
    assert!(
        run.out.contains("| local function main(MOST) "),
        "{}",
        run.out
    );
    let run = folder.run(&["expand", "b.lua"]);
    assert!(
        run.out.contains("| local function main(MOST, LEAST) "),
        "{}",
        run.out
    );
    let run = folder.run(&["check", "a.lua", "b.lua"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    let run = folder.run(&["check", "c.lua"]);
    assert!(
        run.out
            .contains("nothing in the script reads the constant `OWN`"),
        "{}",
        run.out
    );
}
