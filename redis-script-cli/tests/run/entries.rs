//! KEYS and ARGV, by their order and by their names.

use super::support::Folder;

const LIMITER: &str = "\
-- KEYS[1] = counter, a string
-- ARGV[1] = time to live: in seconds
-- ARGV[2] = limit
local count, most = redis.call('INCR', KEYS[1]), tonumber(ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[1])
return {count, most}
";

#[test]
fn entries_are_passed_in_their_order() {
    let folder = Folder::with(&[("all.lua", "return {KEYS, ARGV}")]);
    let run = folder.run(&[
        "run", "all.lua", "--keys", "a", "b c", "--args", "-1", "", "--quiet",
    ]);
    assert_eq!(
        run.out, "reply\n1) 1) \"a\"\n   2) \"b c\"\n2) 1) \"-1\"\n   2) \"\"\n",
        "{run:?}"
    );
    let none = folder.run(&["run", "all.lua", "--keys", "--args", "--quiet"]);
    assert_eq!(
        none.out, "reply\n1) (empty array)\n2) (empty array)\n",
        "{none:?}"
    );
    let dashes = folder.run(&["run", "all.lua", "--args=--x", "--args=-y", "--quiet"]);
    assert_eq!(
        dashes.out, "reply\n1) (empty array)\n2) 1) \"--x\"\n   2) \"-y\"\n",
        "{dashes:?}"
    );
}

#[test]
fn entries_have_the_names_of_the_header_and_of_local_variables() {
    let folder = Folder::with(&[("limiter.lua", LIMITER)]);
    for args in [
        &[
            "--key",
            "counter=a",
            "--arg",
            "limit=2",
            "--arg",
            "time to live=9",
        ][..],
        &[
            "--key",
            "counter=a",
            "--arg",
            "time_to_live=9",
            "--arg",
            "most=2",
        ],
        &["--key", "1=a", "--arg", "1=9", "--arg", "2=2"],
        &["--keys", "a", "--args", "9", "--arg", "limit=2"],
    ] {
        let run = folder.run(&[&["run", "limiter.lua", "--quiet"], args].concat());
        assert!(
            run.out.ends_with("reply\n1) (integer) 1\n2) (integer) 2\n"),
            "{args:?} {run:?}"
        );
        assert!(run.out.contains(": EXPIRE a 9 -> 1"), "{args:?} {run:?}");
    }
}

#[test]
fn wrong_names_are_refused_with_a_remedy() {
    let nameless = "return ARGV[1]";
    let twice = "-- ARGV[1] = limit\n-- ARGV[2] = limit\nreturn {ARGV[1], ARGV[2]}";
    let folder = Folder::with(&[
        ("limiter.lua", LIMITER),
        ("nameless.lua", nameless),
        ("twice.lua", twice),
    ]);
    for (file, args, why) in [
        (
            "limiter.lua",
            &["--key", "conter=a"][..],
            "no entry of KEYS is called `conter`: did you mean `counter`?",
        ),
        (
            "limiter.lua",
            &["--arg", "xyz=a"],
            "there are `time to live`, `limit`, `most`",
        ),
        (
            "limiter.lua",
            &["--arg", "limit=2"],
            "ARGV[1] has no value: add `--arg 'time to live=...'`",
        ),
        (
            "limiter.lua",
            &["--keys", "a", "--key", "counter=b"],
            "KEYS[1] has two values",
        ),
        (
            "limiter.lua",
            &["--arg", "limit=1", "--arg", "limit=2"],
            "ARGV[2] has two values",
        ),
        (
            "nameless.lua",
            &["--arg", "limit=2"],
            "write a line such as `-- ARGV[1] = limit` at the top of the script",
        ),
        (
            "twice.lua",
            &["--arg", "limit=2"],
            "`limit` is the name of ARGV[1] and of ARGV[2]: write the index",
        ),
        (
            "limiter.lua",
            &["--arg", "limit"],
            "write a name and a value, as in `limit=value`",
        ),
        (
            "limiter.lua",
            &["--arg", "0=1"],
            "no entry of ARGV is called `0`",
        ),
        (
            "limiter.lua",
            &["--arg", "99999999=1"],
            "no entry of ARGV is called `99999999`",
        ),
    ] {
        let run = folder.run(&[&["run", file], args].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?} {run:?}");
        assert!(run.err.contains(why), "{args:?} {run:?}");
    }
}
