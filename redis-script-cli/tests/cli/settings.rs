//! `redis-script.toml`, and what the command line sets over it.

use super::support::{CLEAN, DOUBTFUL, Folder, TYPO};

const NEW: &str = "return redis.call('HEXPIRE', KEYS[1], 60, 'FIELDS', 1, ARGV[1])\n";
const BUILT: &str = "return redis.call('INCR', KEYS[1] .. ':seq')\n";

#[test]
fn the_nearest_file_counts() {
    let folder = Folder::with(&[
        ("redis-script.toml", "[lints]\nzero_is_true = \"deny\"\n"),
        ("a/b/x.lua", DOUBTFUL),
        ("c/redis-script.toml", "[lints]\nzero_is_true = \"allow\"\n"),
        ("c/d/x.lua", DOUBTFUL),
    ]);
    assert_eq!(folder.run(&["check", "a"]).code, 1);
    let both = folder.run(&["check", "."]);
    assert!(
        both.out.contains("\n2 scripts checked: 1 error\n"),
        "{both:?}"
    );
    assert_eq!(folder.run(&["check", "c/d/x.lua"]).code, 0);
    let chosen = folder.run(&["check", "--config", "redis-script.toml", "c/d/x.lua"]);
    assert_eq!(chosen.code, 1);
    let input = folder.run_with(&["check", "-"], &[], DOUBTFUL.as_bytes());
    assert_eq!(input.code, 1);
}

#[test]
fn a_workspace_sets_levels_for_its_crates_and_more_if_they_ask() {
    let root = "[target]\nservers = [\"redis = 7.0\"]\n[lints]\nzero_is_true = \"allow\"\n";
    let folder = Folder::with(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n"),
        ("redis-script.toml", root),
        ("none/Cargo.toml", "[package]\n"),
        ("none/scripts/doubtful.lua", DOUBTFUL),
        ("none/scripts/new.lua", NEW),
        ("own/Cargo.toml", "[package]\n"),
        (
            "own/redis-script.toml",
            "[lints]\nzero_is_true = \"deny\"\n",
        ),
        ("own/scripts/doubtful.lua", DOUBTFUL),
        ("own/scripts/new.lua", NEW),
        ("asks/Cargo.toml", "[package]\n"),
        ("asks/redis-script.toml", "workspace = true\n"),
        ("asks/scripts/doubtful.lua", DOUBTFUL),
        ("asks/scripts/new.lua", NEW),
    ]);
    for (script, code) in [
        ("none/scripts/doubtful.lua", 0),
        ("none/scripts/new.lua", 0),
        ("own/scripts/doubtful.lua", 1),
        ("own/scripts/new.lua", 0),
        ("asks/scripts/doubtful.lua", 0),
        ("asks/scripts/new.lua", 1),
    ] {
        let run = folder.run(&["check", script]);
        assert_eq!(run.code, code, "{script}: {run:?}");
    }
    let alone = Folder::with(&[
        ("redis-script.toml", "workspace = true\n"),
        ("x.lua", CLEAN),
    ]);
    let run = alone.run(&["check", "x.lua"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("has no other `redis-script.toml`"),
        "{run:?}"
    );
}

#[test]
fn a_wrong_file_is_told_once_and_others_go_on() {
    let folder = Folder::with(&[
        ("a/redis-script.toml", "[lints]\nzero_indx = \"allow\"\n"),
        ("a/x.lua", CLEAN),
        ("a/y.lua", CLEAN),
        ("b/z.lua", TYPO),
    ]);
    let run = folder.run(&["check", "."]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err.matches("did you mean `zero_index`?").count(),
        1,
        "{run:?}"
    );
    assert!(run.err.contains("--> a/redis-script.toml:2:1"), "{run:?}");
    assert!(
        run.out
            .ends_with("1 script checked: 1 error; 1 failure to check\n"),
        "{run:?}"
    );
    let gone = folder.run(&["check", "--config", "none.toml", "b/z.lua"]);
    assert_eq!(gone.code, 2);
    assert!(gone.err.contains("cannot read `none.toml`"), "{gone:?}");
}

#[test]
fn the_command_line_sets_levels_over_the_file_and_below_the_script() {
    let commented = format!("-- redis-script: allow(zero_is_true)\n{DOUBTFUL}");
    let folder = Folder::with(&[
        ("redis-script.toml", "[lints]\nzero_is_true = \"allow\"\n"),
        ("x.lua", DOUBTFUL),
        ("y.lua", &commented),
    ]);
    let code = |args: &[&str]| folder.run(&[&["check"], args].concat()).code;
    assert_eq!(code(&["x.lua"]), 0);
    assert_eq!(code(&["--deny", "zero_is_true", "x.lua"]), 1);
    assert_eq!(code(&["--deny", "zero_is_true", "y.lua"]), 0);
    assert_eq!(
        code(&["--deny", "zero_is_true", "--warn", "zero_is_true", "x.lua"]),
        0
    );
    assert_eq!(
        code(&["--warn", "zero_is_true", "--deny", "zero_is_true", "x.lua"]),
        1
    );
    assert_eq!(
        code(&["--deny", "unknown_command,zero_is_true", "x.lua"]),
        1
    );
}

#[test]
fn the_command_line_sets_the_target() {
    let folder = Folder::with(&[
        (
            "redis-script.toml",
            "[target]\nservers = [\"redis >= 7.4\"]\n",
        ),
        ("new.lua", NEW),
        ("built.lua", BUILT),
    ]);
    let code = |args: &[&str]| folder.run(&[&["check"], args].concat()).code;
    assert_eq!(code(&["new.lua"]), 0);
    assert_eq!(code(&["--target", "redis >= 7.2", "new.lua"]), 1);
    assert_eq!(
        code(&[
            "--target",
            "redis >= 8",
            "--target",
            "valkey >= 8.0",
            "new.lua"
        ]),
        1
    );
    assert_eq!(code(&["built.lua"]), 0);
    assert_eq!(code(&["--profile", "dragonfly", "built.lua"]), 1);
    let silent = folder.run(&["check", "--cluster=false", "built.lua"]);
    assert!(
        silent.out.starts_with("1 script checked: nothing found"),
        "{silent:?}"
    );
    let hard = "return redis.call('INCR', 'counter')\n";
    folder.write("hard.lua", hard.as_bytes());
    assert_eq!(code(&["--cluster", "hard.lua"]), 1);
    assert_eq!(code(&["hard.lua"]), 0);
}
