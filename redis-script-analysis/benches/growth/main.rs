//! How the time of the analysis grows with the length of the script.
//!
//! `cargo bench -p redis-script-analysis --bench growth [-- [--limit BYTES] [NAME ...]]` analyses texts of 1 KB to 1 MB
//! of each shape in `shapes.rs` and prints nanoseconds per byte: a row of equal numbers is linear growth. Each is the
//! best of some runs, since the machine's other work makes a run slower, never faster.

#![allow(clippy::print_stdout, reason = "this is what it is for")]

mod shapes;

use std::env;
use std::hint::black_box;
use std::time::Duration;

use redis_script_analysis::{Contract, KeyCount, Settings, Source, analyze};

use self::shapes::{SHAPES, Shape};

/// In bytes.
const SIZES: [usize; 6] = [1_000, 4_000, 16_000, 64_000, 250_000, 1_000_000];

fn main() {
    let (limit, names) = arguments();
    let sizes: Vec<_> = SIZES.iter().filter(|size| **size <= limit).collect();
    let heads: Vec<_> = sizes.iter().map(ToString::to_string).collect();
    println!("| Shape, ns per byte | {} |", heads.join(" | "));
    println!("|---|{}", "--:|".repeat(sizes.len()));
    let asked = |shape: &&Shape| names.is_empty() || names.iter().any(|name| name == shape.name);
    for shape in SHAPES.iter().filter(asked) {
        let cells: Vec<_> = sizes.iter().map(|size| cell(shape, **size)).collect();
        println!("| {} | {} |", shape.name, cells.join(" | "));
    }
}

/// Without what cargo adds.
fn arguments() -> (usize, Vec<String>) {
    let (mut limit, mut names) = (usize::MAX, Vec::new());
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        if argument == "--limit" {
            let given = arguments.next().and_then(|limit| limit.parse().ok());
            limit = given.unwrap_or(limit);
        } else {
            names.push(argument);
        }
    }
    (limit, names)
}

fn cell(shape: &Shape, size: usize) -> String {
    let text = (shape.write)(size);
    let source = Source::new("bench.lua", text);
    let contract = Contract {
        keys: KeyCount::Unknown,
        ..Contract::default()
    };
    let settings = Settings::default();
    let run = || {
        let started = processor_time();
        let analysis = black_box(analyze(&source, &contract, &settings));
        let time = processor_time().saturating_sub(started);
        assert!(
            analysis.facts.reads.len() + analysis.facts.commands.len() > 0,
            "{}: nothing was analysed: {:?}",
            shape.name,
            analysis.diagnostics.first()
        );
        time
    };
    let per_byte = best(run).as_secs_f64() * 1e9 / precise(source.text().len());
    format!("{per_byte:.0}")
}

/// Of 20 runs, or as many as half a second allows.
fn best(run: impl Fn() -> Duration) -> Duration {
    let started = processor_time();
    let mut best = run();
    for _ in 1..20 {
        if processor_time().saturating_sub(started) > Duration::from_millis(500) {
            break;
        }
        best = best.min(run());
    }
    best
}

/// Of this thread.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

fn precise(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
