//! What the macro accepts, and every message of what it does not.
//!
//! `cargo test --test ui -- ui trybuild=keys` runs the cases whose path contains `keys`, `TRYBUILD=overwrite` rewrites
//! the expected messages. Scripts stand beside their cases and are named with `./`: the crate's root is trybuild's.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    for topic in fs::read_dir("tests/ui").unwrap() {
        let topic = topic.unwrap().file_name().into_string().unwrap();
        if topic == "pass" {
            cases.pass("tests/ui/pass/*.rs");
        } else {
            cases.compile_fail(format!("tests/ui/{topic}/*.rs"));
        }
    }
}
