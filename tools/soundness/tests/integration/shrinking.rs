//! Scripts are made small without losing what they show.

use soundness::claims::Claims;
use soundness::generate::generate;
use soundness::hunt::Hunter;
use soundness::print::print;
use soundness::shrink::smaller;

/// A script that runs INCR is called read-only: one line is left.
#[test]
fn a_refuting_script_becomes_one_line() {
    let lie = |claims: &mut Claims| claims.read_only = true;
    let mut hunter = Hunter::start(&lie).expect("a server");
    let mut tried = 0;
    for seed in 1..200 {
        let program = generate(seed);
        let checked = hunter
            .check(std::slice::from_ref(&program))
            .remove(0)
            .expect("an answer");
        let Some(refutation) = checked
            .refutations
            .into_iter()
            .find(|found| found.group == "effect")
        else {
            continue;
        };
        let smallest = hunter
            .minimise(&program, &refutation)
            .expect("it still refutes");
        assert!(
            smallest.text.lines().count() <= 3,
            "seed {seed}:\n{}",
            smallest.text
        );
        assert_eq!(smallest.refutation.group, "effect");
        tried += 1;
        if tried == 5 {
            return;
        }
    }
    panic!("only {tried} scripts wrote");
}

#[test]
fn steps_make_it_smaller() {
    for seed in 1..40 {
        let block = generate(seed).block;
        let text = print(&block).text;
        for step in smaller(&block) {
            assert_ne!(step, block);
            let shorter = print(&step).text;
            // `{}`, `nil` and `('a')` stand for what may be shorter by a few letters.
            assert!(shorter.len() <= text.len() + 4, "{text}\nbecame\n{shorter}");
        }
    }
}
