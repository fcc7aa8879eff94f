//! Which file a name means.

use std::path::PathBuf;

use redis_script_analysis::include::{Folders, Including, join};

use super::{Tree, errors, joined, joined_in, sent};

/// What is said of a single include.
fn refused(name: &str, files: &[(&str, &str)]) -> String {
    errors(&joined(&format!("--- @include \"{name}\""), files))
}

#[test]
fn names_are_relative_to_the_including_file_first() {
    let files = [
        (
            "scripts/lib/a.lua",
            "--- @include \"b\"\n--- @include \"lib/c\"\n--- @include \"d\"\n",
        ),
        ("scripts/lib/b.lua", "local beside = 1\n"),
        ("scripts/b.lua", "local above = 1\n"),
        ("scripts/lib/c.lua", "local c = 1\n"),
        ("scripts/d.lua", "local d = 1\n"),
    ];
    assert_eq!(
        sent("--- @include \"lib/a\"", &files),
        "local beside = 1\nlocal c = 1\nlocal d = 1\n"
    );
}

#[test]
fn what_is_missing_is_named_with_what_may_be_meant() {
    let files = [("scripts/lib/clock.lua", ""), ("scripts/time.lua", "")];
    for (name, message, help) in [
        (
            "lib/clokc",
            "there is no file `scripts/lib/clokc.lua`",
            "did you mean `\"lib/clock\"`?",
        ),
        (
            "lib/clokc.lua",
            "there is no file `scripts/lib/clokc.lua`",
            "did you mean `\"lib/clock\"`?",
        ),
        (
            "clock",
            "there is no file `scripts/clock.lua`",
            "did you mean `\"lib/clock\"`?",
        ),
        (
            "tme",
            "there is no file `scripts/tme.lua`",
            "did you mean `\"time\"`?",
        ),
        (
            "elsewhere/x",
            "there is no file `scripts/elsewhere/x.lua`",
            "it is relative to",
        ),
        (
            "lib",
            "`scripts/lib` is a directory",
            "include each of its files by its name",
        ),
    ] {
        let found = refused(name, &files);
        assert!(found.starts_with(&format!("{message}\n")), "{found}");
        assert!(found.contains(&format!("= help: {help}")), "{found}");
    }
    let found = errors(&joined(
        "--- @include \"lib/a\"",
        &[("scripts/lib/a.lua", "--- @include \"b\"")],
    ));
    assert!(
        found.starts_with("there is no file `scripts/lib/b.lua` or `scripts/b.lua`\n"),
        "{found}"
    );
}

#[test]
fn a_directory_with_the_name_of_a_file_is_told() {
    let found = refused("lib", &[("scripts/lib.lua/x.lua", "")]);
    assert!(
        found.starts_with("`scripts/lib.lua` is a directory\n"),
        "{found}"
    );
}

#[test]
fn files_outside_need_the_settings() {
    let files = [
        ("shared/clock.lua", "local clock = 1\n"),
        ("other/x.lua", ""),
    ];
    let found = refused("../shared/clock", &files);
    let message = "`shared/clock.lua` is outside of the folder of the scripts, `scripts`\n";
    assert!(found.starts_with(message), "{found}");
    assert!(
        found.contains("`include = [\"../shared\"]` below `[scripts]`"),
        "{found}"
    );
    let joined = |text: &str| joined_in(text, Tree::of(&files), &["shared"]);
    assert_eq!(
        joined("--- @include \"../shared/clock\"").source.text(),
        "local clock = 1\n"
    );
    let found = errors(&joined("--- @include \"../other/x\""));
    assert!(found.starts_with("`other/x.lua` is outside"), "{found}");
}

#[test]
fn the_folder_of_a_script_elsewhere_is_searched_first() {
    let text = "--- @include \"lib/a\"\n";
    let tree = Tree::of(&[
        ("src/main.lua", text),
        ("src/lib/a.lua", "--- @include \"b\"\n--- @include \"c\"\n"),
        ("src/b.lua", "local b = 1\n"),
        ("scripts/b.lua", "local other = 1\n"),
        ("scripts/c.lua", "local c = 1\n"),
    ]);
    let path = PathBuf::from("/crate/src/main.lua");
    let scripts = Some(PathBuf::from("/crate/scripts"));
    let script = Including {
        shown: "src/main.lua".to_owned(),
        text: text.to_owned(),
        folders: Folders::of(path.parent(), scripts, &[], &tree),
        path: Some(path),
    };
    let joined = join(script, &tree);
    assert_eq!(errors(&joined), "");
    assert_eq!(joined.source.text(), "local b = 1\nlocal c = 1\n");
}

#[test]
fn what_is_no_part_of_a_script_is_refused() {
    let mut tree = Tree::of(&[
        ("scripts/whole.lua", "#!lua flags=no-writes\nreturn 1\n"),
        ("scripts/mark.lua", "\u{feff}local a = 1\n"),
    ]);
    tree.0.insert(
        PathBuf::from("/crate/scripts/bytes.lua"),
        b"local s = '\xff'\n".to_vec(),
    );
    for (name, message) in [
        (
            "whole",
            "`scripts/whole.lua` begins with a shebang, as a whole script does\n",
        ),
        ("mark", "`scripts/mark.lua` begins with a byte order mark"),
        (
            "bytes",
            "`scripts/bytes.lua` is not UTF-8: byte 0xff at offset 11, line 1\n",
        ),
    ] {
        let found = errors(&joined_in(
            &format!("--- @include \"{name}\""),
            Tree(tree.0.clone()),
            &[],
        ));
        assert!(found.starts_with(message), "{found}");
    }
}
