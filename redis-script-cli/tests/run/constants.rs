//! Constants that the command line sets.

use super::support::Folder;

const SCRIPT: &str = "\
-- @const PREFIX: string
-- @const MOST: integer = 5
-- @const RATE: number = 0.5
-- @const TRACE: boolean = false
return {PREFIX, MOST, tostring(RATE), tostring(TRACE)}
";

#[test]
fn values_are_read_by_the_declared_types() {
    let folder = Folder::with(&[("a.lua", SCRIPT)]);
    for (constants, reply) in [
        (
            &["PREFIX=a"][..],
            "1) \"a\"\n2) (integer) 5\n3) \"0.5\"\n4) \"false\"\n",
        ),
        (
            &[
                "PREFIX=",
                "MOST=-9007199254740992",
                "RATE=1e-7",
                "TRACE=true",
            ],
            "1) \"\"\n2) (integer) -9007199254740992\n3) \"1e-07\"\n4) \"true\"\n",
        ),
        (
            &["PREFIX=5='\"\\n\n", "RATE=-0"],
            "1) \"5='\\\"\\\\n\\n\"\n2) (integer) 5\n3) \"-0\"\n4) \"false\"\n",
        ),
    ] {
        let mut args = vec!["run", "a.lua", "--quiet"];
        args.extend(constants.iter().flat_map(|constant| ["--const", constant]));
        let run = folder.run(&args);
        assert_eq!(run.out, format!("reply\n{reply}"), "{constants:?} {run:?}");
    }
    let text = "-- @const PREFIX: string\nreturn PREFIX";
    let run = folder.run(&["eval", text, "--const", "PREFIX=-- ]]"]);
    assert_eq!(run.out, "reply\n\"-- ]]\"\n", "{run:?}");
}

#[test]
fn wrong_values_are_refused_with_a_remedy() {
    let folder = Folder::with(&[("a.lua", SCRIPT), ("none.lua", "return 1")]);
    for (file, constants, why) in [
        (
            "a.lua",
            &[][..],
            "a value for `PREFIX`\n  = help: add `--const NAME=VALUE`",
        ),
        ("a.lua", &["MOST=1"], "a value for `PREFIX`\n"),
        ("a.lua", &["PREFX=a"], "did you mean `PREFIX`?"),
        (
            "a.lua",
            &["X=a"],
            "there are `PREFIX`, `MOST`, `RATE` and `TRACE`",
        ),
        (
            "none.lua",
            &["X=a"],
            "the script declares no constant `X`, nor any other",
        ),
        (
            "a.lua",
            &["PREFIX=a", "PREFIX=b"],
            "the constant `PREFIX` is set twice",
        ),
        (
            "a.lua",
            &["MOST=1.5"],
            "`MOST` is declared as an integer, but this is a floating point number",
        ),
        (
            "a.lua",
            &["MOST="],
            "`MOST` is declared as an integer, but this is a string",
        ),
        (
            "a.lua",
            &["MOST=9007199254740993"],
            "but this is beyond 2^53",
        ),
        (
            "a.lua",
            &["MOST=100000000000000000000000000000000000000000"],
            "but this is beyond 2^53",
        ),
        ("a.lua", &["MOST=x"], "--> a.lua:2:11"),
        (
            "a.lua",
            &["RATE=inf"],
            "`RATE` is declared as a number, but this is a string",
        ),
        ("a.lua", &["RATE=1e999"], "but this is not a finite number"),
        (
            "a.lua",
            &["TRACE=1"],
            "`TRACE` is declared as a boolean, but this is an integer",
        ),
        (
            "a.lua",
            &["PREFIX"],
            "write a name and a value, as in `PREFIX=value`",
        ),
    ] {
        let mut args = vec!["run", file];
        args.extend(constants.iter().flat_map(|constant| ["--const", constant]));
        let run = folder.run(&args);
        assert_eq!(
            (run.code, run.out.as_str()),
            (2, ""),
            "{constants:?} {run:?}"
        );
        assert!(run.err.contains(why), "{constants:?} {run:?}");
    }
}
