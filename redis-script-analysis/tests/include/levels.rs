//! Comments with levels hold in the file that they are in.

use redis_script_analysis::{Contract, Counts, Settings, analyze, analyze_alone};

use super::joined;

/// The findings, as `file:line lint`.
fn findings(text: &str, files: &[(&str, &str)]) -> Vec<String> {
    let joined = joined(text, files);
    let analysis = analyze(&joined.source, &Contract::default(), &Settings::default());
    let found = analysis.diagnostics.iter().map(|found| {
        let place = joined.source.place(found.span().start);
        format!("{}:{} {}", place.path, place.line, found.lint)
    });
    found.collect()
}

const LOCAL: &str = "do local unused = 1 end\n";

#[test]
fn a_comment_at_the_top_of_an_include_holds_for_it_alone() {
    let files = [
        (
            "scripts/a.lua",
            &*format!("-- redis-script: allow(unused_local)\n\n{LOCAL}--- @include \"b\"\n{LOCAL}"),
        ),
        ("scripts/b.lua", LOCAL),
    ];
    let text = format!("--- @include \"a\"\n{LOCAL}");
    assert_eq!(
        findings(&text, &files),
        [
            "scripts/b.lua:1 unused_local",
            "scripts/main.lua:2 unused_local"
        ]
    );
}

#[test]
fn a_comment_at_the_top_of_a_script_holds_for_its_includes() {
    let files = [("scripts/a.lua", LOCAL)];
    let allow = "-- redis-script: allow(unused_local)\n";
    assert!(findings(&format!("{allow}--- @include \"a\"\n{LOCAL}"), &files).is_empty());
    assert!(findings(&format!("--- @include \"a\"\n{allow}\n{LOCAL}"), &files).is_empty());
    let stricter = [(
        "scripts/a.lua",
        &*format!("-- redis-script: warn(unused_local)\n\n{LOCAL}"),
    )];
    assert_eq!(
        findings(&format!("{allow}--- @include \"a\"\n{LOCAL}"), &stricter),
        ["scripts/a.lua:3 unused_local"]
    );
}

#[test]
fn a_comment_is_about_a_statement_of_its_own_file() {
    let allow = "-- redis-script: allow(unused_local)\n";
    let files = [("scripts/a.lua", &*format!("local a = 1\n{allow}"))];
    let text = format!("--- @include \"a\"\n{LOCAL}return a");
    assert_eq!(
        findings(&text, &files),
        [
            "scripts/a.lua:2 settings",
            "scripts/main.lua:2 unused_local"
        ]
    );
    let files = [("scripts/a.lua", LOCAL)];
    let text = format!("local a = 1\n{allow}--- @include \"a\"\nreturn a");
    assert_eq!(
        findings(&text, &files),
        [
            "scripts/main.lua:2 settings",
            "scripts/a.lua:1 unused_local"
        ]
    );
}

/// What is left out does not change about what the comments of the others are.
#[test]
fn functions_that_are_left_out_leave_levels_as_they_are() {
    let read = "local function read()\n  local idle = 1\nend\n";
    let unused = "local function unused()\nend\n";
    let allow = "-- redis-script: allow(unused_local)\n";
    let text = "--- @include \"a\"\nread()\n";
    let found = |lib: String| findings(text, &[("scripts/a.lua", lib.as_str())]);
    assert_eq!(found(format!("{allow}{unused}{read}")), [""; 0]);
    assert_eq!(
        found(format!(
            "{unused}{allow}local function other()\nend\n{read}"
        )),
        ["scripts/a.lua:7 unused_local"]
    );
    let later = format!("{unused}{allow}local x = 1\n{read}");
    assert_eq!(found(later), ["scripts/a.lua:6 unused_local"]);
    assert_eq!(found(format!("{unused}{allow}{read}")), [""; 0]);
}

#[test]
fn the_header_is_that_of_the_script() {
    let files = [(
        "scripts/a.lua",
        "-- KEYS[1] = of the include\nlocal a = 1\n",
    )];
    let text = "--- @include \"a\"\n-- KEYS[1] = the key\n-- ARGV[1] = the value\nreturn redis.call('SET', KEYS[1], ARGV[1]), a\n-- KEYS[2] = no header\n";
    let joined = joined(text, &files);
    let analysis = analyze_alone(&joined.source, Counts::default(), &Settings::default());
    let header = &analysis.facts.header;
    let texts: Vec<_> = header
        .keys
        .entries
        .iter()
        .map(|entry| entry.text.as_str())
        .collect();
    assert_eq!(texts, ["the key"]);
    assert_eq!(header.args.entries.len(), 1);
}
