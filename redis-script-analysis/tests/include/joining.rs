//! The order of the parts, and each file once.

use proptest::prelude::*;
use redis_script_analysis::lua::parse;

use super::{errors, joined, sent};

#[test]
fn the_text_comes_in_the_place_of_the_line() {
    let text = "local a = 1\n--- @include \"lib\"\nreturn a + b\n";
    let lib = ("scripts/lib.lua", "local b = 2\n");
    assert_eq!(
        sent(text, &[lib]),
        "local a = 1\nlocal b = 2\nreturn a + b\n"
    );
}

#[test]
fn files_come_depth_first_and_each_once() {
    let files = [
        (
            "scripts/one.lua",
            "--- @include \"deep/two\"\nlocal one = 1\n",
        ),
        ("scripts/deep/two.lua", "local two = 2"),
        (
            "scripts/three.lua",
            "--- @include \"one.lua\"\n--- @include \"./deep/../deep/two\"\nlocal three = 3\n",
        ),
    ];
    let text = "-- @include 'one'\n  ---- @include \"three\" ;\nreturn one + two + three";
    let expected = "local two = 2\nlocal one = 1\nlocal three = 3\nreturn one + two + three";
    assert_eq!(sent(text, &files), expected);
}

#[test]
fn ends_of_lines_are_completed() {
    let files = [("scripts/a.lua", "local a = 1"), ("scripts/b.lua", "")];
    let sent = |text: &str| sent(text, &files);
    assert_eq!(
        sent("--- @include \"a\"\n--- @include \"b\"\nreturn a"),
        "local a = 1\nreturn a"
    );
    assert_eq!(sent("-- x\n--- @include \"a\""), "-- x\nlocal a = 1");
    assert_eq!(sent("return 1\n--- @include \"b\""), "return 1\n");
}

/// To Lua, CR is an end of a line as LF is.
#[test]
fn all_ends_of_lines_are_lf() {
    let files = [(
        "scripts/a.lua",
        "local a = 1\rlocal b = 2\n\rlocal c = 3\r\n",
    )];
    assert_eq!(
        sent("--- @include \"a\"\rreturn a + b + c\n", &files),
        "local a = 1\nlocal b = 2\nlocal c = 3\nreturn a + b + c\n"
    );
}

#[test]
fn a_script_without_includes_stays_as_it_is() {
    let text = "-- @param x\rlocal s = '@include'\n\rreturn s";
    assert_eq!(sent(text, &[]), text);
}

#[test]
fn cycles_name_their_files() {
    let files = [
        ("scripts/a.lua", "\n--- @include \"b\"\n"),
        ("scripts/b.lua", "--- @include \"a\"\nlocal b = 1\n"),
    ];
    let found = errors(&joined("--- @include \"a\"\nreturn b\n", &files));
    let cycle = "`scripts/a.lua` includes itself: `scripts/a.lua:2` includes `scripts/b.lua`, `scripts/b.lua:1` includes `scripts/a.lua`";
    assert!(found.starts_with(cycle), "{found}");
    assert!(found.contains("--> scripts/b.lua:1:14"), "{found}");
    assert!(
        found.contains("included by `scripts/a.lua:2`, and that by `scripts/main.lua:1`"),
        "{found}"
    );
    let found = errors(&joined("--- @include \"main\"\n", &[]));
    assert!(
        found.starts_with("`scripts/main.lua` includes itself: `scripts/main.lua:1` includes"),
        "{found}"
    );
}

#[test]
fn chains_may_be_long() {
    let names: Vec<String> = (0..3000).map(|n| format!("scripts/f{n}.lua")).collect();
    let texts: Vec<String> = (1..=3000)
        .map(|n| format!("--- @include \"f{n}\"\nlocal x{n} = 1\n"))
        .collect();
    let mut files: Vec<(&str, &str)> = Vec::new();
    for (name, text) in names.iter().zip(&texts) {
        files.push((name, text));
    }
    let found = joined("--- @include \"f0\"\n", &files);
    assert_eq!(found.errors.len(), 1);
    assert_eq!(found.files.len(), 3000);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Each line of the text is the line of the file that it is said to come from.
    #[test]
    fn places_lead_back_to_the_files(
        files in prop::collection::vec(prop::collection::vec((0..8_usize, "[a-z\u{e4}]{0,4}"), 0..6), 6),
        ends in prop::collection::vec(any::<bool>(), 6),
    ) {
        let text = |lines: &[(usize, String)], ends: bool| {
            let lines = lines.iter().map(|(kind, word)| match kind {
                0 | 1 => format!("--- @include \"f{}\"", word.len()),
                2 => format!("local function {word}z() return {word}a end"),
                3 => format!("-- {word}"),
                _ => format!("local x{word} = 1"),
            });
            let text = lines.collect::<Vec<_>>().join("\n");
            if ends { text + "\n" } else { text }
        };
        let texts: Vec<String> = files.iter().zip(&ends).map(|(lines, ends)| text(lines, *ends)).collect();
        let named: Vec<(String, &str)> = texts.iter().enumerate().map(|(n, text)| (format!("scripts/f{n}.lua"), text.as_str())).collect();
        let borrowed: Vec<(&str, &str)> = named.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let main = texts.first().map_or("", String::as_str);
        let joined = joined(main, &borrowed);
        let source = &joined.source;
        let mut offset = 0;
        for line in source.text().split_inclusive('\n') {
            let place = source.place(offset);
            let own = if place.path == "scripts/main.lua" {
                main
            } else {
                named.iter().find(|(name, _)| name == place.path).map(|(_, text)| *text).unwrap()
            };
            let written = own.lines().nth(place.line as usize - 1);
            prop_assert_eq!(written, Some(line.trim_end_matches('\n')));
            prop_assert_eq!(place.column, 1);
            offset += line.len() as u32;
        }
        let _ = parse(source);
    }
}
