//! What the generator makes.

use std::collections::BTreeSet;

use soundness::claims::Claims;
use soundness::feature::Feature;
use soundness::generate::generate;
use soundness::hunt::Hunter;
use soundness::log::logging_script;
use soundness::print::{Kind, print, print_logging};

#[test]
fn a_seed_makes_one_program() {
    for seed in 1..50 {
        let (one, two) = (generate(seed), generate(seed));
        assert_eq!(one.block, two.block);
        assert_eq!(one.cases, two.cases);
        assert_ne!(one.block, generate(seed + 1).block);
    }
}

#[test]
fn scripts_are_lua_with_and_without_their_log() {
    for seed in 1..500 {
        let program = generate(seed);
        let text = print(&program.block).text;
        assert!(
            Claims::accepts(&text, "Redis 7.0.15"),
            "seed {seed}:\n{text}"
        );
        let logging = logging_script(&print_logging(&program.block));
        assert!(
            Claims::accepts(&logging, "Redis 7.0.15"),
            "seed {seed}:\n{logging}"
        );
        // What is before the script stands on its first line.
        assert_eq!(
            logging.lines().count(),
            text.lines().count() + 1,
            "seed {seed}"
        );
    }
}

#[test]
fn every_construct_is_tried() {
    let used: BTreeSet<Feature> = (1..600).flat_map(|seed| generate(seed).features).collect();
    let missing: Vec<&Feature> = Feature::ALL
        .iter()
        .filter(|feature| !used.contains(feature))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A node is the text that it says, and lies within the one around it.
#[test]
fn nodes_lie_within_those_around_them() {
    for seed in 1..100 {
        let printed = print(&generate(seed).block);
        for node in &printed.nodes {
            assert!(node.start < node.end && node.end <= printed.text.len());
            if let Some(parent) = node.parent.map(|parent| printed.nodes[parent]) {
                assert!(parent.start <= node.start && node.end <= parent.end);
            } else {
                assert!(matches!(node.kind, Kind::Simple | Kind::Compound));
            }
        }
    }
}

#[test]
fn most_runs_end_without_an_error_and_some_do_not() {
    let mut hunter = Hunter::start(&|_| ()).expect("a server");
    let programs: Vec<_> = (1..=100).map(generate).collect();
    let checked: Vec<_> = hunter.check(&programs).into_iter().flatten().collect();
    assert!(
        checked.len() > 95,
        "the server hung or ended over {} programs",
        100 - checked.len()
    );
    let runs: usize = programs.iter().map(|program| program.cases.len()).sum();
    let succeeded: usize = checked.iter().map(|checked| checked.succeeded).sum();
    assert!(
        succeeded * 3 > runs && succeeded * 10 < runs * 9,
        "{succeeded} of {runs}"
    );
    let logged: usize = checked.iter().map(|checked| checked.logged).sum();
    assert!(logged * 10 > runs * 9, "{logged} of {runs} logs are of use");
}
