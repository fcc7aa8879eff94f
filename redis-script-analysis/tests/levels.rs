//! The levels of lints: what the script's comments and the settings around it say, and which of them wins.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use redis_script_analysis::{
    Contract, Diagnostic, KeyCount, Level, Settings, Severity, Source, analyze,
};

/// What is said about levels, and by the one lint that these scripts are about.
fn found(script: &str, settings: &Settings) -> Vec<Diagnostic> {
    let contract = Contract {
        keys: KeyCount::Exactly(0),
        ..Contract::default()
    };
    let mut found = analyze(&Source::new("test.lua", script), &contract, settings).diagnostics;
    found.retain(|found| ["settings", "zero_index"].contains(&found.lint));
    found
}

/// What is found without further settings: severity, lint and line each.
fn lines(script: &str) -> Vec<String> {
    lines_under(script, &Settings::default())
}

fn lines_under(script: &str, settings: &Settings) -> Vec<String> {
    let source = Source::new("test.lua", script);
    let mut lines = Vec::new();
    for found in &found(script, settings) {
        let severity = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        // One finding may be about several places.
        for label in std::iter::once(&found.primary).chain(&found.secondary) {
            let line = source.place(label.span.start).line;
            lines.push((line, format!("{severity} {} {line}", found.lint)));
        }
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The only finding: the text it marks, its message and its remedy.
fn refused(script: &str) -> (String, String, String) {
    let found = found(script, &Settings::default());
    assert_eq!(found.len(), 1, "{script}: {found:?}");
    let found = found.first().unwrap();
    assert_eq!((found.lint, found.severity), ("settings", Severity::Error));
    let marked = script.get(found.span().range()).unwrap();
    (
        marked.to_owned(),
        found.message.to_string(),
        found.help.join("; "),
    )
}

const ZERO: &str = "local a = KEYS[0]\n";

#[test]
fn a_comment_at_the_top_is_about_the_file() {
    for top in [
        "-- redis-script: allow(zero_index = 'why')\n",
        "-- Counts.\n--- redis-script: allow( zero_index = 'why' , ) -- the key is checked below\n\n",
        "--[[\n  Counts.\n  redis-script: allow(missing_entry), warn(zero_index) allow(zero_index = 'why')\n]] ",
        "-- redis-script: deny(zero_index)\r\n-- redis-script: allow(zero_index='why')\r\n",
    ] {
        assert_eq!(lines(&format!("{top}{ZERO}{ZERO}")), [""; 0], "{top}");
    }
    assert_eq!(
        lines(&format!("-- redis-script: warn(zero_index)\n{ZERO}{ZERO}")),
        ["warning zero_index 2", "warning zero_index 3"]
    );
}

#[test]
fn elsewhere_a_comment_is_about_the_next_statement_with_all_its_blocks() {
    let script = "local a = KEYS[0]
-- redis-script: allow(zero_index = 'it is a test')
if a then
  a = KEYS[0]
  -- redis-script: warn(zero_index)
  f = function()
    -- redis-script: deny(zero_index)
    a = KEYS[0]
    a = KEYS[0]
  end
  a = KEYS[0]
end
a = KEYS[0]
";
    assert_eq!(
        lines(script),
        [
            "warning zero_index 1",
            "error zero_index 8",
            "warning zero_index 9",
            "error zero_index 13"
        ]
    );
}

#[test]
fn several_comments_may_be_about_one_statement() {
    let script = "local a\n-- redis-script: warn(zero_index)\n\n--[==[ redis-script: allow(global_assignment) ]==] b = KEYS[0]\n";
    assert_eq!(lines(script), ["warning zero_index 4"]);
}

#[test]
fn the_nearest_level_wins() {
    let mut settings = Settings::default();
    settings
        .levels
        .set("zero_index", Level::Allow, Some("it is a test"))
        .unwrap();
    assert_eq!(lines_under(ZERO, &settings), [""; 0]);
    let warned = format!(
        "-- redis-script: warn(zero_index)\n{ZERO}-- redis-script: deny(zero_index)\n{ZERO}{ZERO}"
    );
    assert_eq!(
        lines_under(&warned, &settings),
        [
            "warning zero_index 2",
            "error zero_index 4",
            "warning zero_index 5"
        ]
    );
    let raised = format!("local b\n-- redis-script: deny(zero_index)\n{ZERO}{ZERO}");
    assert_eq!(lines_under(&raised, &settings), ["error zero_index 3"]);
}

/// What a lint says whose findings are certain failures, and the helps.
fn undefined(script: &str, settings: &Settings) -> Vec<(Severity, String)> {
    let contract = Contract {
        keys: KeyCount::Exactly(0),
        ..Contract::default()
    };
    let mut found = analyze(&Source::new("test.lua", script), &contract, settings).diagnostics;
    found.retain(|found| ["settings", "undefined_global"].contains(&found.lint));
    let told = |found: Diagnostic| (found.severity, found.help.join("; "));
    found.into_iter().map(told).collect()
}

const UNDEFINED: &str = "return nonsuch\n";

#[test]
fn an_error_is_allowed_with_a_reason_only() {
    let settings = Settings::default();
    for reasoned in [
        "-- redis-script: allow(undefined_global = \"a, (b)\")\n",
        "-- redis-script: allow(zero_index, undefined_global = 'it\"s', missing_entry)\n",
        "-- redis-script: allow( undefined_global=\"why\" , ) -- a remark\n",
        "-- redis-script: allow(undefined_global = 'why') allow(undefined_global)\n",
    ] {
        let found = undefined(&format!("{reasoned}{UNDEFINED}"), &settings);
        assert_eq!(found, [], "{reasoned}");
    }
    let bare = format!("-- redis-script: allow(undefined_global)\n{UNDEFINED}");
    let found = undefined(&bare, &settings);
    let help = "`allow(undefined_global)` hides only warnings; to allow this error, give a reason: `allow(undefined_global = \"why\")`";
    assert!(
        matches!(found.as_slice(), [(Severity::Error, told)] if told.ends_with(help)),
        "{found:?}"
    );
}

#[test]
fn what_is_allowed_without_a_reason_leaves_errors_to_the_outer_levels() {
    let bare = format!("-- redis-script: allow(undefined_global)\n{UNDEFINED}");
    for (level, reason, expected) in [
        (Level::Allow, Some("why"), None),
        (Level::Warn, None, Some(Severity::Warning)),
        (Level::Deny, None, Some(Severity::Error)),
    ] {
        let mut settings = Settings::default();
        let set = settings.levels.set("undefined_global", level, reason);
        set.unwrap();
        let found = undefined(&bare, &settings);
        let severity = found.first().map(|(severity, _)| *severity);
        assert_eq!(severity, expected, "{level:?}");
    }
}

#[test]
fn a_reason_is_a_string_that_says_something() {
    for (comment, marked, message, help) in [
        (
            "-- redis-script: allow(zero_index = why)",
            "zero_index",
            "the reason for the level of `zero_index` must be in quotes",
            "write `zero_index = \"why\"`",
        ),
        (
            "-- redis-script: allow(zero_index = \"why)",
            "zero_index",
            "the reason for the level of `zero_index` must be in quotes",
            "write `zero_index = \"why\"`",
        ),
        (
            "-- redis-script: allow(zero_index = '')",
            "zero_index",
            "the reason for the level of `zero_index` is empty",
            "say why this level is right, or remove the reason",
        ),
    ] {
        let script = format!("{comment}\nlocal a = 1\n");
        assert_eq!(
            refused(&script),
            (marked.to_owned(), message.to_owned(), help.to_owned())
        );
    }
}

#[test]
fn names_and_forms_that_do_not_exist_are_errors() {
    let form = "levels are set by `-- redis-script: allow(lint_name)`, `warn(...)` or `deny(...)`";
    for (comment, marked, message, help) in [
        (
            "-- redis-script: allow(zero_indx)",
            "zero_indx",
            "there is no lint `zero_indx`",
            "did you mean `zero_index`?",
        ),
        (
            "-- redis-script: deny(missing_entry, zero-index)",
            "zero-index",
            "there is no lint `zero-index`",
            "did you mean `zero_index`?",
        ),
        (
            "-- redis-script: allow(syntax)",
            "syntax",
            "the level of `syntax` is fixed: no server runs what is not Lua",
            "fix the reported problem",
        ),
        (
            "-- redis-script: warn(key_count)",
            "key_count",
            "the level of `key_count` is fixed: without the number of KEYS nothing can be called",
            "fix the reported problem",
        ),
        (
            "-- redis-script: alow(zero_index)",
            "alow",
            "there is no level `alow`",
            "did you mean `allow`?",
        ),
        (
            "-- redis-script: forbid(zero_index)",
            "forbid",
            "there is no level `forbid`",
            "there are `allow`, `warn` and `deny`",
        ),
        (
            "-- redis-script: allow zero_index",
            "allow",
            "the names after `allow` must be in parentheses",
            "write `allow(lint_name)`",
        ),
        (
            "-- redis-script: allow(zero_index",
            "zero_index",
            "expected `,` or `)` after `zero_index`",
            "write `allow(lint_name)` or `allow(lint_name, other_name)`",
        ),
        (
            "-- redis-script: allow(zero_index missing_entry)",
            "zero_index",
            "expected `,` or `)` after `zero_index`",
            "write `allow(lint_name)` or `allow(lint_name, other_name)`",
        ),
        (
            "-- redis-script: warn( , )",
            "warn",
            "`warn` names no lint",
            form,
        ),
        ("-- redis-script:", "", "this comment sets no level", form),
        (
            "-- redis-script: allow(zero_index) + 1",
            "+ 1",
            "this comment sets no level",
            form,
        ),
        (
            "-- redis_script: allow(zero_index)",
            "redis_script: allow(zero_index)",
            "this comment sets no level",
            form,
        ),
        (
            "-- redis-script allow(zero_index)",
            "redis-script allow(zero_index)",
            "this comment sets no level",
            form,
        ),
    ] {
        let script = format!("{comment}\nlocal a = 1\n");
        assert_eq!(
            refused(&script),
            (marked.to_owned(), message.to_owned(), help.to_owned()),
            "{comment}"
        );
    }
}

#[test]
fn other_comments_are_left_alone() {
    for comment in [
        "-- redis-script computes the SHA1 (as hex)",
        "-- the redis-script: allow(nothing)",
        "-- allow(zero_index)",
        "-- redis: allow(x)",
        "-- redis-scripts may allow (or deny) it",
    ] {
        assert_eq!(lines(&format!("{comment}\nlocal a = 1\n")), [""; 0]);
    }
}

#[test]
fn a_comment_that_is_about_no_statement_is_an_error() {
    let nothing = "no statement follows this comment in its block";
    let behind = "this comment sets a level after code on the same line";
    let comment = "-- redis-script: allow(zero_index)";
    for (script, message) in [
        (format!("local a\n{comment}\n"), nothing),
        (
            format!("local a\ndo\n  a = 1\n  {comment}\nend\na = 2"),
            nothing,
        ),
        (
            format!("local a = {{\n  {comment}\n  1\n}}\na = 2"),
            nothing,
        ),
        (
            format!("local a\nrepeat\n  {comment}\nuntil a\na = 2"),
            nothing,
        ),
        (format!("local a {comment}\na = 2"), behind),
        (
            format!("local a\nif a then {comment}\n  a = 2\nend"),
            behind,
        ),
    ] {
        let (marked, found, _) = refused(&script);
        assert_eq!(
            (marked.as_str(), found.as_str()),
            (&comment[3..], message),
            "{script}"
        );
    }
}

#[test]
fn comments_reach_any_depth() {
    let nested = "do\n-- redis-script: warn(zero_index)\n".repeat(190);
    let flat = format!("-- redis-script: warn(zero_index)\n{ZERO}").repeat(190);
    let script = format!("local b\n{nested}{flat}{}", "end ".repeat(190));
    let found = found(&script, &Settings::default());
    assert_eq!(found.len(), 1, "{found:?}");
    let found = found.first().unwrap();
    assert_eq!(
        (found.severity, found.secondary.len()),
        (Severity::Warning, 4)
    );
    let more = found
        .notes
        .iter()
        .any(|note| note.starts_with("the same in 185 more places: lines "));
    assert!(more, "{:?}", found.notes);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_comment_is_read(text in "-- ?redis-script ?:? ?[a-z_(), é:-]{0,40}\n?(local a = KEYS\\[0\\]\n)?", before in "(local b )?") {
        found(&format!("{before}{text}"), &Settings::default());
    }
}
