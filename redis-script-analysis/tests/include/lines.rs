//! Which lines include a file, and which of them are wrong.

use super::{errors, joined, sent};

const LIB: (&str, &str) = ("scripts/lib.lua", "local lib = 1\n");

#[test]
fn only_comments_include() {
    for text in [
        "local s = [[\n--- @include \"nothing\"\n]]\nreturn s",
        "--[[\n--- @include \"nothing\"\n]]\nreturn 1",
        "--[==[ @include \"nothing\" ]==] return 1",
        "-- see @include \"nothing\"\nreturn 1",
        "-- @inclusive \"of nobody\" and\n-- @param x \"y\"\nreturn 1",
        "return '\\\n--- @include \"nothing\"'",
        "#!lua name='[[\n--- @include \"lib\"\n",
    ] {
        assert_eq!(joined(text, &[LIB]).errors, [], "{text}");
    }
    let text = "#!lua flags=[[\n--- @include \"lib\"\nreturn lib";
    assert_eq!(
        sent(text, &[LIB]),
        "#!lua flags=[[\nlocal lib = 1\nreturn lib"
    );
}

#[test]
fn wrong_lines_are_never_ignored() {
    for (line, message, column) in [
        (
            "--- @include lib",
            "the name of an include must be in quotes",
            5,
        ),
        (
            "--- @include",
            "the name of an include must be in quotes",
            5,
        ),
        (
            "--- @include: \"lib\"",
            "the name of an include must be in quotes",
            5,
        ),
        (
            "--- @include \"lib",
            "the name of an include has no closing quote",
            5,
        ),
        (
            "--- @include \"lib'",
            "the name of an include has no closing quote",
            5,
        ),
        (
            "--- @include \"lib\" \"lob\"",
            "an include names one file, and this one goes on with `\"lob\"`",
            5,
        ),
        (
            "--- @include \"lib\" and more",
            "an include names one file, and this one goes on with `and more`",
            5,
        ),
        (
            "local x = 1 --- @include \"lib\"",
            "an include shares its line with code",
            17,
        ),
        (
            "--[[ ]] --- @include \"lib\"",
            "an include shares its line with code",
            13,
        ),
        ("--- @inlcude \"lib\"", "`@inlcude` includes nothing", 5),
        ("--- @Include \"lib\"", "`@Include` includes nothing", 5),
        ("--- @includes 'lib'", "`@includes` includes nothing", 5),
        ("--- @include \"\"", "the name of the include is empty", 14),
        (
            "--- @include \"lib/*\"",
            "the name of the include has a `*`",
            14,
        ),
        (
            "--- @include \"/lib\"",
            "the name of the include is an absolute path",
            14,
        ),
        (
            "--- @include \"a\\lib\"",
            "the name of the include has a `\\`",
            14,
        ),
    ] {
        let found = errors(&joined(&format!("-- \u{e4}\n{line}\nreturn 1\n"), &[LIB]));
        let (said, rest) = found.split_once('\n').unwrap();
        assert_eq!(said, message, "{line}");
        assert!(
            rest.contains(&format!("--> scripts/main.lua:2:{column}\n")),
            "{found}"
        );
        assert!(rest.contains("= help: "), "{found}");
    }
}

#[test]
fn all_wrong_lines_are_told() {
    let lib = ("scripts/lib.lua", "local a = 1\n--- @include b\n");
    let found = joined(
        "--- @include 'lib'\n--- @include c\n--- @include 'd'\n",
        &[lib],
    );
    assert_eq!(found.errors.len(), 3);
    assert_eq!(
        found.source.text(),
        "local a = 1\n--- @include b\n--- @include c\n--- @include 'd'\n"
    );
}
