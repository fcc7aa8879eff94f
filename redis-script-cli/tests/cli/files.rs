//! Which files are read.

use std::fs;

use super::support::{CLEAN, Folder, TYPO};

/// The files of the lines of JSON.
fn files(out: &str) -> Vec<String> {
    let lines = out.lines();
    let files = lines.map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["file"].as_str().unwrap().to_owned()
    });
    files.collect()
}

#[test]
fn folders_are_searched_in_order() {
    let folder = Folder::with(&[
        ("z.lua", CLEAN),
        ("b/two.lua", CLEAN),
        ("b/one.lua", CLEAN),
        ("b/readme.md", "no Lua"),
        ("b/lua", "no Lua"),
        ("a.lua", CLEAN),
        (".hidden.lua", TYPO),
        (".git/hook.lua", TYPO),
        ("target/debug/x.lua", TYPO),
        ("web/node_modules/x.lua", TYPO),
    ]);
    let run = folder.run(&["check", "--format", "json", "."]);
    assert_eq!(
        files(&run.out),
        ["a.lua", "b/one.lua", "b/two.lua", "z.lua"]
    );
    assert_eq!(run.code, 0, "{run:?}");
    let named = folder.run(&["check", "--format", "json", "z.lua", "b", "./b/one.lua"]);
    assert_eq!(files(&named.out), ["z.lua", "b/one.lua", "b/two.lua"]);
    // A file that is named is read, whatever its name.
    let odd = folder.run(&["check", "--format", "json", "b/lua", ".hidden.lua"]);
    assert_eq!((files(&odd.out).len(), odd.code), (2, 1), "{odd:?}");
}

#[test]
fn what_cannot_be_read_does_not_keep_the_others_from_being_checked() {
    let folder = Folder::with(&[("ok.lua", TYPO), ("empty.lua", ""), ("none/readme.md", "")]);
    folder.write("latin.lua", b"return '\xe9'\n");
    folder.write("bom.lua", b"\xef\xbb\xbfreturn 1\n");
    let run = folder.run(&["check", ".", "none", "gone.lua"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.out.contains("error[unknown_command]"), "{run:?}");
    assert!(
        run.out
            .ends_with("1 script checked: 1 error; 5 failures to check\n"),
        "{run:?}"
    );
    for why in [
        "`latin.lua` is not UTF-8: byte 0xe9 at offset 8, line 1\n  = help: save it as UTF-8; in a Lua string, write this byte as `\\233`\n",
        "`bom.lua` begins with a byte order mark",
        "`empty.lua` is empty",
        "there is no Lua file in `none`",
        "cannot read `gone.lua`: ",
    ] {
        assert!(run.err.contains(&format!("error: {why}")), "{why}: {run:?}");
    }
}

#[test]
fn the_hash_is_that_of_the_text_with_lf() {
    let folder = Folder::with(&[
        ("lf.lua", "local a = 1\nreturn a\n"),
        ("crlf.lua", "local a = 1\r\nreturn a\r\n"),
    ]);
    let run = folder.run(&["check", "--format", "json", "crlf.lua", "lf.lua"]);
    let hash = |line: &str| line.split("\"sha1\":").nth(1).unwrap()[..42].to_owned();
    let hashes: Vec<String> = run.out.lines().map(hash).collect();
    assert_eq!(hashes[0], hashes[1]);
    // `printf 'local a = 1\nreturn a\n' | sha1sum`
    assert_eq!(hashes[0], "\"9d2e97270eaeef3cd35f415c7f6b6d02aaa05cfc\"");
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_end() {
    let folder = Folder::with(&[("a/x.lua", CLEAN)]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/back")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("a/dead.lua")).unwrap();
    let run = folder.run(&["check", "--format", "json", "."]);
    assert_eq!((files(&run.out).len(), run.code), (1, 2), "{run:?}");
    fs::remove_file(folder.path().join("a/dead.lua")).unwrap();
    assert_eq!(folder.run(&["check", "."]).code, 0);
}
