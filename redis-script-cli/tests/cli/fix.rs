//! `check --fix`

use std::fs;

use super::support::{DOUBTFUL, Folder, TYPO};

impl Folder {
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }
}

#[test]
fn what_surely_is_meant_is_written() {
    let script = "local v = redis.call('GET', KEYS[1])\r\nif v == nil then return '\\xe9' end\r\nreturn v\r\n";
    let folder = Folder::with(&[("a.lua", script), ("b.lua", TYPO), ("c.lua", DOUBTFUL)]);
    let told = folder.run(&["check", "."]);
    assert!(told.out.ends_with("`--fix` fixes 3 of them\n"), "{told:?}");
    let run = folder.run(&["check", "--fix", "."]);
    assert_eq!(
        folder.text("a.lua"),
        "local v = redis.call('GET', KEYS[1])\r\nif not v then return '\\233' end\r\nreturn v\r\n"
    );
    assert_eq!(folder.text("b.lua"), TYPO, "a guess");
    assert!(
        folder
            .text("c.lua")
            .contains("(redis.call('EXISTS', KEYS[1]) > 0)")
    );
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.starts_with("error[unknown_command]"), "{run:?}");
    assert!(run.out.ends_with("3 scripts checked: 1 error\n"), "{run:?}");
    assert_eq!(run.err.matches("note: fixed `").count(), 3, "{run:?}");
    assert!(
        run.err.contains("note: fixed `a.lua:2:4`: the reply of GET is never nil: this is always false [nil_comparison]\n"),
        "{run:?}"
    );
    let run = folder.run(&["check", "--unsafe-fixes", "."]);
    assert_eq!(folder.text("b.lua"), TYPO.replace("HGTALL", "HGETALL"));
    assert_eq!(
        (run.code, &*run.out),
        (0, "3 scripts checked: nothing found\n")
    );
}

#[test]
fn included_files_are_fixed() {
    let folder = Folder::with(&[
        ("redis-script.toml", ""),
        (
            "scripts/a.lua",
            "--- @include \"lib/add\"\nreturn add(KEYS[1])\n",
        ),
        (
            "scripts/b.lua",
            "-- b\n--- @include \"lib/add\"\nlocal ok = add(KEYS[1])\nif ok == nil then return 0 end\nreturn ok\n",
        ),
        (
            "scripts/lib/add.lua",
            "-- of both\nlocal function unused() end\n\nlocal function add(key)\n  return redis.call('GET', key) == nil\nend\n",
        ),
    ]);
    let run = folder.run(&["check", "--fix", "scripts"]);
    assert!(
        folder
            .text("scripts/lib/add.lua")
            .ends_with("\n  return not redis.call('GET', key)\nend\n"),
        "{run:?}"
    );
    assert_eq!(
        run.err,
        "note: fixed `scripts/lib/add.lua:5:10`: the reply of GET is never nil: this is always false [nil_comparison]\n"
    );
    // Only what is asked for is fixed.
    let folder = Folder::with(&[
        ("a.lua", "return add\n"),
        ("b.lua", DOUBTFUL),
        ("c.lua", DOUBTFUL),
    ]);
    folder.run(&["check", "--fix", "b.lua"]);
    assert_ne!(folder.text("b.lua"), DOUBTFUL);
    assert_eq!(folder.text("c.lua"), DOUBTFUL);
}

/// One replacement is in the other's place: they are written one after the other.
#[test]
fn fixes_that_touch_are_written_in_turn() {
    let nested =
        "if redis.call('EXISTS', redis.call('TYPE', KEYS[1])) then return 1 end\nreturn 0\n";
    let folder = Folder::with(&[("a.lua", nested)]);
    let run = folder.run(&["check", "--fix", "."]);
    assert_eq!(
        folder.text("a.lua"),
        "if (redis.call('EXISTS', redis.call('TYPE', KEYS[1]).ok) > 0) then return 1 end\nreturn 0\n",
        "{run:?}"
    );
    assert_eq!(run.err.matches("note: fixed").count(), 2, "{run:?}");
}

/// The name that is meant cannot be seen there.
#[test]
fn what_makes_nothing_better_is_left_out() {
    let script =
        "do\n  local current = 1\n  redis.log(redis.LOG_NOTICE, current)\nend\nreturn curent\n";
    let folder = Folder::with(&[("a.lua", script)]);
    let run = folder.run(&["check", "--unsafe-fixes", "."]);
    assert_eq!(folder.text("a.lua"), script, "{run:?}");
    assert_eq!((run.code, &*run.err), (1, ""), "{run:?}");
}

#[test]
fn the_standard_input_and_invalid_scripts_stay_as_they_are() {
    let folder = Folder::with(&[("a.lua", "if redis.call('EXISTS', KEYS[1]) then return 1\n")]);
    let before = folder.text("a.lua");
    let run = folder.run(&["check", "--fix", "a.lua"]);
    assert_eq!((run.code, folder.text("a.lua")), (1, before), "{run:?}");
    let run = folder.run_with(&["check", "--fix", "-"], &[], DOUBTFUL.as_bytes());
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        "error: the standard input cannot be fixed: name a file\n"
    );
}

#[test]
fn json_says_how_sure_a_replacement_is() {
    let folder = Folder::with(&[("a.lua", TYPO), ("b.lua", DOUBTFUL)]);
    let run = folder.run(&["check", "--format", "json", "."]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].contains(r#""applicability":"unsafe""#), "{run:?}");
    assert!(lines[1].contains(r#""applicability":"safe""#), "{run:?}");
    let run = folder.run(&["check", "--format", "json", "--fix", "."]);
    assert_eq!(run.out.lines().count(), 2);
    assert!(!run.out.contains(r#""applicability":"safe""#), "{run:?}");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = Folder::with(&[("real.lua", DOUBTFUL)]);
    let (real, link) = (folder.path().join("real.lua"), folder.path().join("a.lua"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.lua", &link).unwrap();
    folder.run(&["check", "--fix", "a.lua"]);
    assert_ne!(folder.text("real.lua"), DOUBTFUL);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}
