//! Findings name the file and the line that a person wrote.

use redis_script_analysis::report::render::render;
use redis_script_analysis::{Contract, Settings, analyze};

use super::joined;

fn findings(text: &str, files: &[(&str, &str)]) -> String {
    let joined = joined(text, files);
    let analysis = analyze(&joined.source, &Contract::default(), &Settings::default());
    let found = analysis.diagnostics.iter();
    found
        .map(|found| render(found, &joined.source))
        .collect::<Vec<_>>()
        .join("\n\n")
}

#[test]
fn a_finding_in_an_include_names_the_way_to_it() {
    let files = [
        ("scripts/lib/a.lua", "-- a\n--- @include \"b\"\n"),
        (
            "scripts/lib/b.lua",
            "\nlocal b = nothing\nredis.log(3, b)\n",
        ),
    ];
    let found = findings("-- main\n--- @include \"lib/a\"\nreturn 1\n", &files);
    let expected = "`nothing` does not exist in Redis scripts
 --> scripts/lib/b.lua:2:11
  |
2 | local b = nothing
  |           ^^^^^^^";
    assert!(found.starts_with(expected), "{found}");
    let note = "\n  = note: included by `scripts/lib/a.lua:2`, and that by `scripts/main.lua:2`\n";
    assert!(found.contains(note), "{found}");
}

#[test]
fn places_in_other_files_have_a_head_of_their_own() {
    let lib = ("scripts/lib.lua", "\n\nreturn 1\n");
    let found = findings(
        "local one = 1\n--- @include \"lib\"\n\n\n\n\n\n\n\nlocal two = 2\n",
        &[lib],
    );
    let expected = "`return` must be the last statement of its block
  --> scripts/main.lua:10:1
   |
10 | local two = 2
   | ^^^^^
   |
  ::: scripts/lib.lua:3:1
   |
 3 | return 1
   | ------ the block ends here
   |
   = help: write `do return ... end` to leave early";
    assert_eq!(found, expected);
}

#[test]
fn a_variable_of_an_include_may_be_for_other_scripts() {
    let lib = (
        "scripts/lib.lua",
        "local digits = {0, 1}\nlocal function digit(i)\n  local unused = i\n  return digits[i]\nend\nlocal function name()\n  local unused = 1\nend\n",
    );
    let found = findings(
        "--- @include \"lib\"\nlocal unused = 1\nreturn name()\n",
        &[lib],
    );
    let lines: Vec<&str> = found.lines().filter(|line| line.contains("-->")).collect();
    assert_eq!(
        lines,
        [" --> scripts/lib.lua:7:9", " --> scripts/main.lua:2:7"],
        "{found}"
    );
}
