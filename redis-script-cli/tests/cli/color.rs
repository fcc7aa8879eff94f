//! Colours and widths.

use super::support::{Folder, TYPO};

fn is_colored(args: &[&str], env: &[(&str, &str)]) -> bool {
    let folder = Folder::with(&[("a.lua", TYPO)]);
    let run = folder.run_with(&[&["check", "a.lua"], args].concat(), env, b"");
    assert_eq!(run.code, 1, "{run:?}");
    run.out.contains("\u{1b}[")
}

#[test]
fn colours_come_where_they_are_wanted() {
    // The output is no terminal.
    assert!(!is_colored(&[], &[]));
    assert!(is_colored(&["--color", "always"], &[]));
    assert!(is_colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_colored(
        &[],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
    assert!(!is_colored(
        &["--color", "never"],
        &[("CLICOLOR_FORCE", "1")]
    ));
}

#[test]
fn colours_change_nothing_but_colours() {
    let folder = Folder::with(&[("a.lua", TYPO)]);
    let plain = folder.run(&["check", "a.lua"]).out;
    let mut colored = folder.run(&["--color", "always", "check", "a.lua"]).out;
    while let Some((before, behind)) = colored.split_once("\u{1b}[") {
        let (_, behind) = behind.split_once('m').unwrap();
        colored = format!("{before}{behind}");
    }
    assert_eq!(colored, plain);
}

#[test]
fn excerpts_fit_into_the_terminal() {
    let long = format!(
        "local text = '{}' return redis.call('HGTALL', KEYS[1])\n",
        "x".repeat(200)
    );
    let folder = Folder::with(&[("a.lua", &long)]);
    let longest = |columns: &str| {
        let run = folder.run_with(&["check", "a.lua"], &[("COLUMNS", columns)], b"");
        let excerpt = run.out.lines().filter(|line| line.contains('|'));
        excerpt.map(|line| line.chars().count()).max().unwrap()
    };
    assert!(longest("80") <= 80, "{}", longest("80"));
    assert!((81..=130).contains(&longest("120")), "{}", longest("120"));
    assert!(longest("nonsense") > 100);
}

#[test]
fn scripts_cannot_steer_the_terminal() {
    let folder = Folder::with(&[("a.lua", "return redis.call('GET\u{1b}[2J', KEYS[1])\n")]);
    let run = folder.run(&[
        "--color",
        "always",
        "check",
        "--deny",
        "unknown_command",
        "a.lua",
    ]);
    assert_eq!(run.code, 1);
    assert!(!run.out.contains("\u{1b}[2J"), "{run:?}");
}
