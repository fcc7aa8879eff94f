//! How the time and the memory of the analysis grow with the length of the script.
//!
//! `cargo bench -p redis-script-analysis --bench growth [-- [--limit BYTES] [NAME ...]]` analyses texts of 1 KB to 1 MB
//! of each shape in `shapes.rs`, renders what is found, and prints nanoseconds per byte: a row of equal numbers is linear
//! growth. Each is the best of some runs, since the machine's other work makes a run slower, never faster. The last
//! columns are of the longest text: the most memory that was in use at once, and what the syntax tree, the tokens and the
//! comments take of it, in bytes per byte of text.
//!
//! `-- --servers [FILE ...]` prints instead what a check costs, and what it costs with the search for the servers that run
//! the script: of files, or of texts of 250 KB of each shape.

#![allow(clippy::print_stdout, reason = "this is what it is for")]

mod servers;
mod shapes;

use std::env;
use std::hint::black_box;
use std::time::Duration;

use redis_script_analysis::lua::parse;
use redis_script_analysis::report::render::render;
use redis_script_analysis::{Analysis, Contract, KeyCount, Settings, Source, analyze};

use self::shapes::{SHAPES, Shape};

/// In bytes.
const SIZES: [usize; 6] = [1_000, 4_000, 16_000, 64_000, 250_000, 1_000_000];

fn main() {
    let (limit, names) = arguments();
    if let [option, files @ ..] = names.as_slice()
        && option == "--servers"
    {
        return servers::print(files);
    }
    let sizes: Vec<_> = SIZES.iter().filter(|size| **size <= limit).collect();
    let heads: Vec<_> = sizes.iter().map(ToString::to_string).collect();
    println!(
        "| Shape, ns per byte | {} | Memory | Tree |",
        heads.join(" | ")
    );
    println!("|---|{}", "--:|".repeat(sizes.len() + 2));
    let asked = |shape: &&Shape| names.is_empty() || names.iter().any(|name| name == shape.name);
    for shape in SHAPES.iter().filter(asked) {
        let mut cells: Vec<_> = sizes.iter().map(|size| cell(shape, **size)).collect();
        if let Some(longest) = sizes.last() {
            cells.extend(memory(shape, **longest));
        }
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
    let run = || {
        let started = processor_time();
        let analysis = check(&source);
        let time = processor_time().saturating_sub(started);
        let followed = analysis.facts.reads.len() + analysis.facts.commands.len() > 0;
        assert!(
            followed != shape.is_refused,
            "{}: {:?}",
            shape.name,
            analysis.diagnostics.first()
        );
        time
    };
    let per_byte = best(run).as_secs_f64() * 1e9 / precise(source.text().len());
    format!("{per_byte:.0}")
}

/// The analysis, and all that is printed of it.
fn check(source: &Source) -> Analysis {
    let contract = Contract {
        keys: KeyCount::Unknown,
        ..Contract::default()
    };
    let analysis = analyze(source, &contract, &Settings::default());
    for found in &analysis.diagnostics {
        black_box(render(found, source));
    }
    analysis
}

/// The most bytes that are in use at once, for each byte of the text: by all, and while it is parsed.
fn memory(shape: &Shape, size: usize) -> [String; 2] {
    let source = Source::new("bench.lua", (shape.write)(size));
    let all = allocation_counter::measure(|| drop(black_box(check(&source))));
    let parsed = allocation_counter::measure(|| drop(black_box(parse(&source))));
    [all, parsed].map(|used| (used.bytes_max / source.text().len() as u64).to_string())
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
