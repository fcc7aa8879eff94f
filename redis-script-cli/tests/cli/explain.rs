//! `redis-script explain`

use redis_script_analysis::lints;

use super::support::Folder;

#[test]
fn a_page_has_all_that_a_user_needs() {
    let folder = Folder::with(&[]);
    let run = folder.run(&["explain", "zero_index"]);
    assert_eq!(run.code, 0);
    for part in [
        "zero_index\n",
        "By default: error if",
        "Why is this bad?",
        "Example",
        "Use instead:",
        "-- redis-script: allow(zero_index)",
    ] {
        assert!(run.out.contains(part), "{part}: {run:?}");
    }
    let silent = folder.run(&["explain", "unbounded_read"]);
    assert!(silent.out.contains("How to turn it on"), "{silent:?}");
    let fixed = folder.run(&["explain", "syntax"]);
    assert!(
        fixed.out.contains("no server runs what is not Lua"),
        "{fixed:?}"
    );
}

#[test]
fn without_a_name_all_are_listed() {
    let run = Folder::with(&[]).run(&["explain"]);
    for lint in lints::names() {
        assert!(run.out.contains(&format!("  {lint}\n")), "{lint}");
    }
}

#[test]
fn a_misspelled_name_is_guessed() {
    let folder = Folder::with(&[]);
    let near = folder.run(&["explain", "zero_indx"]);
    assert_eq!(near.code, 2);
    assert_eq!(
        near.err,
        "error: there is no lint `zero_indx`\n  = help: did you mean `zero_index`?\n"
    );
    let far = folder.run(&["explain", "everything"]);
    assert!(
        far.err.contains("`redis-script explain` lists all lints"),
        "{far:?}"
    );
}
