//! The plot of bursts shows what was admitted.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;
use std::{env, fs};

use redis_script_ready_made_benches::bursts::{
    LIMITERS, Sample, embedded, load, most_within, panels,
};

fn samples(millis: &[u64], admitted: bool) -> Vec<Sample> {
    let at = |millis: &u64| Sample {
        at: Duration::from_millis(*millis),
        admitted,
    };
    millis.iter().map(at).collect()
}

#[test]
fn the_most_within_a_time_are_counted() {
    let second = Duration::from_secs(1);
    assert_eq!(most_within(&[], second), 0);
    assert_eq!(most_within(&samples(&[0, 1], false), second), 0);
    // The end of a second is in the next one.
    assert_eq!(most_within(&samples(&[0, 1000], true), second), 1);
    assert_eq!(
        most_within(&samples(&[0, 999, 1001, 1500, 1998, 3000], true), second),
        4
    );
}

#[test]
fn the_load_is_in_order_and_ends() {
    let offered = load::offered();
    assert!(offered.is_sorted());
    assert!(*offered.last().unwrap() < load::LENGTH);
    let burst = Duration::from_millis(4800);
    assert_eq!(offered.iter().filter(|at| **at == burst).count(), 61);
}

#[test]
fn each_limiter_has_a_panel() {
    let said = vec![samples(&[0, 50, 250], true); LIMITERS.len()];
    let drawing = panels::draw(&said).to_string();
    for limiter in LIMITERS {
        assert!(drawing.contains(limiter.title), "{}", limiter.title);
    }
    // Two bars of a tenth of a second each.
    assert_eq!(
        drawing.matches("class=\"ours\"").count(),
        2 * LIMITERS.len()
    );
    assert_eq!(
        drawing
            .matches("3 of 3 admitted, at most 3 within a second")
            .count(),
        LIMITERS.len()
    );
}

/// `UPDATE_EXPECT=1` writes the line for rustdoc.
#[test]
fn rustdoc_shows_the_drawing_that_is_in_the_repository() {
    let plot = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/scripts/rate_limit.svg"
    );
    let line = embedded::named(&fs::read_to_string(plot).unwrap());
    let (_, address) = line.split_once("data:").unwrap();
    let ends = |byte: u8| byte.is_ascii_whitespace() || b"<>()[]\"`\\".contains(&byte);
    assert!(!address.trim_end().bytes().any(ends));
    let written = format!("{plot}.md");
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&written, &line).unwrap();
    }
    assert!(fs::read_to_string(&written).unwrap() == line);
}
