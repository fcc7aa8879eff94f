//! `redis-script lock`

use std::fs;

use super::support::{CLEAN, Folder, TYPO};

const READER: &str = "return redis.call('GET', KEYS[1])\n";
const LIBRARY: &str = "#!lua name=mine\nredis.register_function('f', function() return 1 end)\n";

/// What the file says after `lock`, without its head.
fn locked(folder: &Folder) -> String {
    let run = folder.run(&["lock"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    let text = fs::read_to_string(folder.path().join("scripts/redis-script.lock")).unwrap();
    let (head, rest) = text.split_once("\n\n").unwrap();
    assert!(
        head.starts_with("# Written by `redis-script lock`."),
        "{head}"
    );
    rest.to_owned()
}

#[test]
fn the_file_says_what_scripts_do() {
    let folder = Folder::with(&[
        ("scripts/sub/get.lua", READER),
        ("scripts/add.lua", CLEAN),
        ("scripts/lib.lua", LIBRARY),
    ]);
    let expected = r#"version = 1

[[script]]
name = "add.lua"
sha1 = "22fecc92fe3a3daf6cfc295de18c6bb705e6945c"
keys = "1"
args = "2"
commands = ["ZADD"]
effect = "writes"
reply = "integer"
servers = ["Redis 5.0.6", "Valkey 8.1.8"]

[[script]]
name = "sub/get.lua"
sha1 = "f0e4c575f212a47f6a05898b785b6a9d46baaa55"
keys = "1"
args = "0"
commands = ["GET"]
effect = "reads"
reply = "bulk|nil"
servers = ["Redis 5.0.6", "Valkey 8.1.8"]

[[library]]
name = "lib.lua"
sha1 = "31762e4d4a0078580477243b623cac0eebdce6ab"
"#;
    assert_eq!(locked(&folder), expected);
}

#[test]
fn scripts_that_are_locked_pass_the_check() {
    let folder = Folder::with(&[("scripts/add.lua", CLEAN), ("scripts/lib.lua", LIBRARY)]);
    locked(&folder);
    let run = folder.run(&["lock", "--check"]);
    let out = "`scripts/redis-script.lock`: 2 scripts, as locked\n";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, out, ""));
}

#[test]
fn the_check_says_what_changed_and_writes_nothing() {
    let folder = Folder::with(&[
        ("scripts/add.lua", CLEAN),
        ("scripts/get.lua", READER),
        ("scripts/same.lua", READER),
    ]);
    let before = locked(&folder);
    folder.write(
        "scripts/get.lua",
        b"redis.call('TOUCH', KEYS[2])\nreturn redis.call('GETDEL', KEYS[1])\n",
    );
    folder.write("scripts/new.lua", b"return 1\n");
    fs::remove_file(folder.path().join("scripts/add.lua")).unwrap();
    let run = folder.run(&["lock", "scripts", "--check"]);
    let expected = "\
error: the scripts are not those of `scripts/redis-script.lock`
  add.lua: no longer there
  get.lua: sha1 f0e4c575f212a47f6a05898b785b6a9d46baaa55 -> a835acf0d31d47944ef03482e4fbdec1916db13e
  get.lua: keys 1 -> 2
  get.lua: commands GET -> GETDEL, TOUCH
  get.lua: effect reads -> writes
  get.lua: servers Redis 5.0.6, Valkey 8.1.8 -> Redis 6.2.5, Valkey 8.1.8
  new.lua: new
  = help: if that is meant, `redis-script lock scripts` writes the file anew; commit it with the scripts
";
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(run.err, expected);
    let file = fs::read_to_string(folder.path().join("scripts/redis-script.lock")).unwrap();
    assert!(file.ends_with(&before), "{file}");
    let run = folder.run(&["lock"]);
    assert!(
        run.out.contains("3 scripts\n  add.lua: no longer there\n"),
        "{}",
        run.out
    );
    assert_eq!(folder.run(&["lock", "--check"]).code, 0);
}

#[test]
fn a_finding_that_is_no_error_of_the_text_does_not_hinder() {
    let folder = Folder::with(&[("scripts/typo.lua", TYPO)]);
    assert!(locked(&folder).contains("servers = []\n"));
}

#[test]
fn what_cannot_be_locked_is_told_and_nothing_is_written() {
    let wrote = |folder: &Folder| folder.path().join("scripts/redis-script.lock").exists();
    let folder = Folder::with(&[("scripts/a.lua", "return (\n"), ("scripts/b.lua", CLEAN)]);
    let run = folder.run(&["lock"]);
    let expected = "\
error: `scripts/a.lua` is not a script that a server would run
  = help: `redis-script check scripts/a.lua` shows the errors
";
    assert_eq!(
        (run.code, run.err.as_str(), wrote(&folder)),
        (2, expected, false)
    );

    let folder = Folder::with(&[("a.lua", CLEAN)]);
    let run = folder.run(&["lock"]);
    let expected = "\
error: `scripts` is not a folder
  = help: name the folder of the scripts, as in `redis-script lock scripts`
";
    assert_eq!((run.code, run.err.as_str()), (2, expected));
}

#[test]
fn a_file_that_is_missing_or_broken_is_an_error() {
    let folder = Folder::with(&[("scripts/a.lua", CLEAN)]);
    let run = folder.run(&["lock", "--check"]);
    let expected = "\
error: there is no file `scripts/redis-script.lock`
  = help: `redis-script lock scripts` writes it; commit it with the scripts
";
    assert_eq!((run.code, run.err.as_str()), (2, expected));
    for (text, said) in [
        (
            "version = 1\n[[script]]\nname = 3\n",
            "invalid type: integer `3`",
        ),
        ("version = 1\nscripts = 3\n", "unknown field `scripts`"),
        ("version = 2\n", "has the form 2"),
        ("<<<<<<< HEAD\n", "cannot be read"),
    ] {
        folder.write("scripts/redis-script.lock", text.as_bytes());
        for args in [&["lock"][..], &["lock", "--check"]] {
            let run = folder.run(args);
            assert_eq!(run.code, 2, "{text}");
            assert!(run.err.contains(said), "{text}: {}", run.err);
            assert!(run.err.contains("  = help: "), "{}", run.err);
        }
    }
}
