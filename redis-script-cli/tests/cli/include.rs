//! Scripts that include files.

use serde_json::{Value, json};

use super::support::Folder;

const LIB: &str = "-- of several scripts\n\nlocal function add(key)\n  return call('INCRR', key)\nend\nlocal function unused() end\n";

/// Two scripts that include a file with an error, beside one that does not.
fn project() -> Folder {
    Folder::with(&[
        ("redis-script.toml", ""),
        (
            "scripts/a.lua",
            "local call = redis.call\n--- @include \"lib/add\"\nreturn add(KEYS[1])\n",
        ),
        (
            "scripts/b.lua",
            "-- b\nlocal call = redis.call\n--- @include \"lib/add\"\nreturn add(KEYS[1])\n",
        ),
        ("scripts/c.lua", "return 1\n"),
        ("scripts/lib/add.lua", LIB),
    ])
}

#[test]
fn a_finding_in_an_include_is_told_once() {
    let folder = project();
    for paths in [
        &["scripts"][..],
        &["scripts/b.lua", "scripts/lib", "scripts/a.lua"],
    ] {
        let run = folder.run(&[&["check"], paths].concat());
        assert_eq!(run.code, 1, "{run:?}");
        assert_eq!(
            run.out.matches("error[unknown_command]").count(),
            1,
            "{run:?}"
        );
        assert!(run.out.contains("--> scripts/lib/add.lua:4:15"), "{run:?}");
        assert!(
            run.out.contains("= note: found in 1 more script, too\n"),
            "{run:?}"
        );
        assert!(run.out.contains(" scripts checked: 1 error\n"), "{run:?}");
        assert_eq!(run.err, "");
    }
    let all = folder.run(&["check", "scripts"]);
    assert!(
        all.out.contains("= note: included by `scripts/a.lua:2`"),
        "{all:?}"
    );
    assert!(all.out.ends_with("3 scripts checked: 1 error\n"), "{all:?}");
}

#[test]
fn an_include_is_checked_within_the_scripts_that_include_it() {
    let folder = project();
    folder.write(
        "scripts/a.lua",
        b"local call = redis.call\nlocal idle = 1\n--- @include \"lib/add\"\nreturn add(KEYS[1])\n",
    );
    let run = folder.run(&["check", "scripts/lib/add.lua"]);
    assert!(run.out.contains("--> scripts/lib/add.lua:4:15"), "{run:?}");
    assert!(run.out.contains("included by `scripts/a.lua:3`"), "{run:?}");
    assert!(run.out.ends_with("2 scripts checked: 1 error\n"), "{run:?}");
    assert!(!run.out.contains("unused_local"), "{run:?}");
    let whole = folder.run(&["check", "scripts/a.lua"]);
    assert!(whole.out.contains("unused_local"), "{whole:?}");
}

/// Outside of projects, scripts are looked for beside an include and above it.
#[test]
fn includes_without_a_project_are_found_by_their_folders() {
    let folder = Folder::with(&[
        (
            "x/commands/a.lua",
            "local call = redis.call\n--- @include \"lib/add\"\nreturn add(KEYS[1])\n",
        ),
        ("x/commands/lib/add.lua", LIB),
        ("x/commands/lib/alone.lua", "return KEY\n"),
    ]);
    let run = folder.run(&["check", "x/commands/lib"]);
    assert!(
        run.out.contains("included by `x/commands/a.lua:2`"),
        "{run:?}"
    );
    assert!(
        run.out.contains("--> x/commands/lib/alone.lua:1:8"),
        "{run:?}"
    );
    assert!(
        run.out.ends_with("2 scripts checked: 2 errors\n"),
        "{run:?}"
    );
}

#[test]
fn files_that_include_each_other_are_not_forgotten() {
    let folder = Folder::with(&[
        ("a.lua", "--- @include \"b\"\n"),
        ("b.lua", "--- @include \"a\"\n"),
        ("c.lua", "--- @include \"c\"\n"),
    ]);
    let run = folder.run(&["check", "."]);
    assert!(
        run.out.contains(
            "`a.lua` includes itself: `a.lua:1` includes `b.lua`, `b.lua:1` includes `a.lua`"
        ),
        "{run:?}"
    );
    assert!(
        run.out
            .contains("`c.lua` includes itself: `c.lua:1` includes `c.lua`"),
        "{run:?}"
    );
    assert!(
        run.out.ends_with("2 scripts checked: 2 errors\n"),
        "{run:?}"
    );
}

#[test]
fn what_is_missing_is_an_error_at_its_line() {
    let folder = project();
    folder.write(
        "scripts/c.lua",
        b"local x = 1\n--- @include \"lib/ad\"\nreturn nothing\n",
    );
    let run = folder.run(&["check", "scripts/c.lua"]);
    let expected = "error[include]: there is no file `scripts/lib/ad.lua`
 --> scripts/c.lua:2:14
  |
2 | --- @include \"lib/ad\"
  |              ^^^^^^^^
  |
  = help: did you mean `\"lib/add\"`?

1 script checked: 1 error\n";
    assert_eq!(run.out, expected);
    let inspected = folder.run(&["inspect", "scripts/c.lua"]);
    assert!(!inspected.out.contains("commands"), "{inspected:?}");
}

#[test]
fn the_settings_name_what_is_outside() {
    let folder = project();
    folder.write("shared/one.lua", b"local one = 1\n");
    folder.write(
        "scripts/c.lua",
        b"--- @include \"../shared/one\"\nreturn one\n",
    );
    let outside = folder.run(&["check", "scripts/c.lua"]);
    assert!(
        outside
            .out
            .contains("`shared/one.lua` is outside of the folder of the scripts, `scripts`"),
        "{outside:?}"
    );
    folder.write("redis-script.toml", b"[scripts]\ninclude = [\"shared\"]\n");
    assert_eq!(folder.run(&["check", "scripts/c.lua"]).code, 0);
    folder.write("redis-script.toml", b"[scripts]\ninclude = \"shared\"\n");
    let wrong = folder.run(&["check", "scripts/c.lua"]);
    assert!(
        wrong.err.contains("`include` must be an array of strings"),
        "{wrong:?}"
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_outside() {
    let folder = project();
    folder.write("shared/one.lua", b"local one = 1\n");
    std::os::unix::fs::symlink(
        folder.path().join("shared/one.lua"),
        folder.path().join("scripts/one.lua"),
    )
    .unwrap();
    folder.write("scripts/c.lua", b"--- @include \"one\"\nreturn one\n");
    let run = folder.run(&["check", "scripts/c.lua"]);
    assert!(run.out.contains("`scripts/one.lua` is outside"), "{run:?}");
}

#[test]
fn members_of_a_workspace_find_the_folders_that_they_share() {
    let folder = Folder::with(&[
        ("Cargo.toml", "[workspace]\n"),
        (
            "redis-script.toml",
            "[scripts]\ndir = \"lua\"\ninclude = [\"shared\"]\n",
        ),
        ("member/Cargo.toml", "[package]\n"),
        ("member/redis-script.toml", "workspace = true\n"),
        (
            "member/src/x.lua",
            "--- @include \"lib\"\n--- @include \"../../shared/one\"\nreturn lib + one\n",
        ),
        ("lua/lib.lua", "local lib = 1\n"),
        ("shared/one.lua", "local one = 1\n"),
        ("other/Cargo.toml", "[package]\n"),
        (
            "other/scripts/deep/y.lua",
            "--- @include \"lib\"\nreturn lib\n",
        ),
        ("other/scripts/lib.lua", "local lib = 2\n"),
    ]);
    for script in ["member/src/x.lua", "other/scripts/deep/y.lua"] {
        let run = folder.run(&["check", script]);
        assert_eq!(run.out, "1 script checked: nothing found\n", "{run:?}");
    }
}

#[test]
fn json_and_sarif_name_the_file_of_a_finding() {
    let folder = project();
    let run = folder.run(&["check", "--format", "json", "scripts"]);
    let lines: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    let found = &lines[0]["diagnostics"][0];
    let place = json!([
        found["file"],
        found["line"],
        found["column"],
        found["included"]
    ]);
    assert_eq!(
        place,
        json!([
            "scripts/lib/add.lua",
            4,
            15,
            "included by `scripts/a.lua:2`"
        ])
    );
    assert_eq!(lines[1]["diagnostics"], json!([]));
    let run = folder.run(&["check", "--format", "sarif", "scripts"]);
    let log: Value = serde_json::from_str(&run.out).unwrap();
    let result = &log["runs"][0]["results"][0];
    let location = &result["locations"][0]["physicalLocation"];
    assert_eq!(
        location["artifactLocation"]["uri"],
        json!("scripts/lib/add.lua")
    );
    assert_eq!(location["region"]["startLine"], json!(4));
    let text = result["message"]["text"].as_str().unwrap();
    assert!(
        text.contains("note: included by `scripts/a.lua:2`"),
        "{text}"
    );
}

#[test]
fn libraries_include_files_too() {
    let folder = project();
    folder.write(
        "scripts/c.lua",
        b"#!lua name=mylib\n--- @include \"lib/good\"\nredis.register_function('f', good)\n",
    );
    folder.write("scripts/lib/good.lua", b"local function good(keys)\n  return redis.call('GET', keys[1])\nend\nlocal function bad() end\n");
    let run = folder.run(&["check", "scripts/c.lua"]);
    assert_eq!(run.out, "1 script checked: nothing found\n", "{run:?}");
    let plain = folder.run(&["expand", "--plain", "scripts/c.lua"]);
    assert!(
        plain
            .out
            .starts_with("#!lua name=mylib\nlocal function good"),
        "{plain:?}"
    );
}

#[test]
fn the_standard_input_includes_from_the_current_folder() {
    let folder = project();
    let text = b"local call = redis.call\n--- @include \"scripts/lib/add\"\nreturn add(KEYS[1])\n";
    let run = folder.run_with(&["check", "-"], &[], text);
    assert!(run.out.contains("--> scripts/lib/add.lua:4:15"), "{run:?}");
    assert!(run.out.contains("included by `<stdin>:2`"), "{run:?}");
}

#[test]
fn expand_prints_the_origin_of_each_line() {
    let folder = project();
    let run = folder.run(&["expand", "scripts/b.lua"]);
    let expected = "scripts/b.lua:1       | -- b
scripts/b.lua:2       | local call = redis.call
scripts/lib/add.lua:1 | -- of several scripts
scripts/lib/add.lua:2 |
scripts/lib/add.lua:3 | local function add(key)
scripts/lib/add.lua:4 |   return call('INCRR', key)
scripts/lib/add.lua:5 | end
scripts/b.lua:4       | return add(KEYS[1])
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    assert_eq!(
        run.err,
        "note: left out, since nothing refers to them: `unused` (scripts/lib/add.lua:6)\n"
    );
    let plain = folder.run(&["expand", "--plain", "scripts/b.lua"]);
    let sent = "-- b\nlocal call = redis.call\n-- of several scripts\n\nlocal function add(key)\n  return call('INCRR', key)\nend\nreturn add(KEYS[1])\n";
    assert_eq!(plain.out, sent);
    let odd = "return '\u{1b}[31m\u{e4}'";
    folder.write("scripts/odd.lua", odd.as_bytes());
    assert_eq!(
        folder.run(&["expand", "--plain", "scripts/odd.lua"]).out,
        odd
    );
    assert!(
        !folder
            .run(&["expand", "scripts/odd.lua"])
            .out
            .contains('\u{1b}')
    );
}

#[test]
fn expand_prints_no_script_that_is_not_whole() {
    let folder = project();
    folder.write("scripts/c.lua", b"--- @include \"nothing\"\nreturn 1\n");
    for args in [
        &["expand", "scripts/c.lua"][..],
        &["expand", "--plain", "scripts/c.lua"],
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        assert!(
            run.err.starts_with("error[include]: there is no file"),
            "{run:?}"
        );
    }
    assert_eq!(folder.run(&["expand", "no.lua"]).code, 2);
}

#[test]
fn the_lock_holds_whole_scripts() {
    let folder = project();
    folder.write(
        "scripts/lib/add.lua",
        LIB.replace("INCRR", "INCR").as_bytes(),
    );
    let run = folder.run(&["lock", "scripts"]);
    assert_eq!(run.code, 0, "{run:?}");
    let locked = std::fs::read_to_string(folder.path().join("scripts/redis-script.lock")).unwrap();
    assert!(
        locked.contains("a.lua") && locked.contains("b.lua"),
        "{locked}"
    );
    assert!(!locked.contains("lib/add.lua"), "{locked}");
    assert!(locked.contains("INCR"), "{locked}");
    folder.write(
        "scripts/lib/add.lua",
        LIB.replace("INCRR", "DECR").as_bytes(),
    );
    assert_eq!(folder.run(&["lock", "--check", "scripts"]).code, 1);
    folder.write("scripts/a.lua", b"--- @include \"nothing\"\nreturn 1\n");
    let broken = folder.run(&["lock", "scripts"]);
    assert_eq!(broken.code, 2);
    assert!(
        broken
            .err
            .contains("`scripts/a.lua` is not a script that a server would run"),
        "{broken:?}"
    );
}
