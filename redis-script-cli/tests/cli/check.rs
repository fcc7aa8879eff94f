//! Exit codes, counts and the standard input.

use super::support::{CLEAN, DOUBTFUL, Folder, TYPO};

#[test]
fn the_exit_code_says_what_was_found() {
    let folder = Folder::with(&[("a.lua", CLEAN), ("b.lua", DOUBTFUL), ("c.lua", TYPO)]);
    let clean = folder.run(&["check", "a.lua"]);
    assert_eq!(
        (clean.code, clean.out.as_str()),
        (0, "1 script checked: nothing found\n")
    );
    let warned = folder.run(&["check", "a.lua", "b.lua"]);
    assert_eq!(warned.code, 0, "{warned:?}");
    assert!(
        warned.out.ends_with("2 scripts checked: 1 warning\n"),
        "{warned:?}"
    );
    let wrong = folder.run(&["check", "."]);
    assert_eq!(wrong.code, 1, "{wrong:?}");
    assert!(
        wrong
            .out
            .ends_with("3 scripts checked: 1 error, 1 warning\n"),
        "{wrong:?}"
    );
}

#[test]
fn findings_look_like_those_of_rustc() {
    let folder = Folder::with(&[("scripts/users.lua", TYPO)]);
    let run = folder.run(&["check", "scripts"]);
    let expected = "\
error[unknown_command]: none of the known servers (up to Redis 8.10 and Valkey 9.1.2) has a command HGTALL
 --> scripts/users.lua:1:19
  |
1 | return redis.call('HGTALL', KEYS[1])
  |                   ^^^^^^^^ unknown
  |
  = note: Redis raises `Unknown Redis command called from script` when this runs
  = help: did you mean `HGETALL`?

1 script checked: 1 error
";
    assert_eq!(run.out, expected);
    assert_eq!(run.err, "");
}

#[test]
fn numbers_of_callers_are_compared() {
    let folder = Folder::with(&[("a.lua", CLEAN)]);
    for (numbers, code) in [
        (&["--keys", "1", "--args", "2"][..], 0),
        (&["--keys", "0"], 1),
        (&["--keys", "0.."], 0),
        (&["--args", "1"], 1),
        (&["--args", "1.."], 0),
        (&["--args", "0..1"], 1),
        (&["--args", "1..3"], 0),
        (&["--args", "1..=2"], 0),
        (&["--keys", "0..0"], 1),
        (&["--keys", "1..2"], 0),
    ] {
        let args = [&["check", "a.lua"], numbers].concat();
        let run = folder.run(&args);
        assert_eq!(run.code, code, "{numbers:?} {run:?}");
    }
}

#[test]
fn the_header_is_a_number_too() {
    let header = format!("-- KEYS[1] = set\n-- ARGV[1] = score\n{CLEAN}");
    let folder = Folder::with(&[("a.lua", &header)]);
    let run = folder.run(&["check", "a.lua"]);
    assert!(run.out.starts_with("warning[missing_entry]: "), "{run:?}");
}

#[test]
fn a_dash_is_the_standard_input() {
    let folder = Folder::with(&[]);
    let run = folder.run_with(&["check", "-"], &[], TYPO.as_bytes());
    assert_eq!(run.code, 1);
    assert!(run.out.contains(" --> <stdin>:1:19\n"), "{run:?}");
    let empty = folder.run(&["check", "-"]);
    assert_eq!(empty.code, 2);
    assert!(
        empty.err.starts_with("error: `<stdin>` is empty\n"),
        "{empty:?}"
    );
}

#[test]
fn a_wrong_command_line_is_refused_with_a_remedy() {
    let folder = Folder::with(&[("a.lua", CLEAN)]);
    for (args, why) in [
        (&["check"][..], "required arguments were not provided"),
        (
            &["check", "--keys", "two", "a.lua"],
            "write a number such as `2`",
        ),
        (
            &["check", "--args", "3..1", "a.lua"],
            "the lower end comes first, `1..3`",
        ),
        (
            &["check", "--target", "reids >= 7", "a.lua"],
            "did you mean `redis`?",
        ),
        (
            &["check", "--profile", "dragonfy", "a.lua"],
            "did you mean `dragonfly`?",
        ),
        (
            &["check", "--allow", "zero_indx", "a.lua"],
            "did you mean `zero_index`?",
        ),
        (
            &["check", "--allow", "syntax", "a.lua"],
            "the level of `syntax` is fixed",
        ),
        (&["chekc", "a.lua"], "'check'"),
    ] {
        let run = folder.run(args);
        assert_eq!(run.code, 2, "{args:?} {run:?}");
        assert!(run.err.contains(why), "{args:?} {run:?}");
    }
}

#[test]
fn libraries_are_checked_as_such() {
    let folder = Folder::with(&[
        (
            "lib.lua",
            "#!lua name=mylib\nredis.register_function('f', function(keys) return keys[1] end)\n",
        ),
        (
            "typo.lua",
            "#!lua name=mylib\nlocal function f(keys) return redis.call('HGTALL', keys[1]) end\n\
             redis.register_function{function_name = 'f', callback = f}\n",
        ),
        ("broken.lua", "#!lua name=my-lib\nlocal x = = 1\n"),
    ]);
    let library = folder.run(&["check", "--keys", "0", "lib.lua"]);
    assert_eq!(library.code, 0, "{library:?}");
    assert!(
        library
            .err
            .contains("`lib.lua` is not checked as a whole: it is a function library")
    );
    let typo = folder.run(&["check", "typo.lua"]);
    assert!(
        typo.out.ends_with("1 script checked: 1 error\n"),
        "{typo:?}"
    );
    assert!(typo.out.starts_with("error[unknown_command]"), "{typo:?}");
    let broken = folder.run(&["check", "broken.lua"]);
    assert_eq!(broken.out.matches("error[syntax]").count(), 2, "{broken:?}");
    // In a script there is no such function.
    folder.write("script.lua", b"redis.register_function('f', print)\n");
    let script = folder.run(&["check", "script.lua"]);
    assert!(script.out.contains("error[unknown_member]"), "{script:?}");
}
