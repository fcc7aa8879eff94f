//! `--seed` and `--repeat`: what is there before a run.

use super::support::Folder;

#[test]
fn commands_are_read_as_by_redis_cli() {
    let seed = "# a comment\r\n\n  SET \"a key\" \"x\\x41\\n\"  \nSET b 'it\\'s'\n\tRPUSH l 1 2\n";
    let folder = Folder::with(&[("seed.txt", seed)]);
    let script =
        "return {redis.call('GET', 'a key'), redis.call('GET', 'b'), redis.call('LLEN', 'l')}";
    let run = folder.run(&["eval", script, "--seed", "seed.txt", "--quiet"]);
    assert!(
        run.out
            .ends_with("reply\n1) \"xA\\n\"\n2) \"it's\"\n3) (integer) 2\n"),
        "{run:?}"
    );
    // What fills the keyspace is not of the script.
    assert_eq!(run.out.matches("->").count(), 3, "{run:?}");
}

#[test]
fn wrong_commands_are_shown() {
    let folder = Folder::with(&[
        ("quote", "SET a 1\nSET b \"x\n"),
        ("unknown", "\nNOSUCH a\n"),
        ("type", "SET a 1\n  LPUSH a \u{1b}\n"),
    ]);
    for (seed, place, why) in [
        ("quote", "2:1", "a quote is not closed"),
        ("unknown", "2:1", "unknown command"),
        (
            "type",
            "2:3",
            "Operation against a key holding the wrong kind of value",
        ),
        ("nosuch", "", "cannot read `nosuch`"),
    ] {
        let run = folder.run(&["eval", "return 1", "--seed", seed]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{seed} {run:?}");
        assert!(run.err.contains(why), "{seed} {run:?}");
        assert!(
            place.is_empty() || run.err.contains(&format!("--> {seed}:{place}\n")),
            "{seed} {run:?}"
        );
        assert!(!run.err.contains('\u{1b}'), "{seed} {run:?}");
    }
}

#[test]
fn each_run_finds_what_the_one_before_left() {
    let folder = Folder::with(&[("seed", "SET n 5\n")]);
    let run = folder.run(&[
        "eval",
        "return redis.call('INCR', 'n')",
        "--seed",
        "seed",
        "--repeat",
        "3",
        "--quiet",
    ]);
    let replies: Vec<_> = run
        .out
        .lines()
        .filter(|line| line.starts_with("(integer)"))
        .collect();
    assert_eq!(
        replies,
        ["(integer) 6", "(integer) 7", "(integer) 8"],
        "{run:?}"
    );
    assert!(run.out.starts_with("run 1 of 3\n"), "{run:?}");
    // An error in one of them counts.
    let failing = folder.run(&[
        "eval",
        "if redis.call('INCR', 'n') == 2 then return {err = 'MY two'} end",
        "--repeat",
        "3",
        "--quiet",
    ]);
    assert_eq!(failing.code, 1, "{failing:?}");
    assert!(failing.out.contains("run 3 of 3\n"), "{failing:?}");
}
