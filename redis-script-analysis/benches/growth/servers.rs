//! What it costs to find the servers that run a script, which `redis-script inspect` does after a check.

use std::fs;
use std::hint::black_box;

use redis_script_analysis::compatibility::runs_on;
use redis_script_analysis::{Counts, Settings, Source, analyze_alone};

use super::shapes::SHAPES;
use super::{best, processor_time};

/// In bytes.
const SIZE: usize = 250_000;

/// Prints the times of files, or of a long text of each shape that is Lua.
pub(crate) fn print(files: &[String]) {
    println!("| Script | Bytes | Check, ms | Inspect, ms | Ratio |\n|---|--:|--:|--:|--:|");
    if files.is_empty() {
        for shape in SHAPES.iter().filter(|shape| !shape.is_refused) {
            row(shape.name, &(shape.write)(SIZE));
        }
    }
    for file in files {
        match fs::read_to_string(file) {
            Ok(text) => row(file, &text),
            Err(error) => println!("| {file} | {error} | | | |"),
        }
    }
}

fn row(name: &str, text: &str) {
    let source = Source::new("bench.lua", text);
    let settings = Settings::default();
    let check = || analyze_alone(&source, Counts::default(), &settings);
    let inspect = || runs_on(&source, &check());
    let check = milliseconds(|| _ = black_box(check()));
    let inspect = milliseconds(|| _ = black_box(inspect()));
    let (bytes, ratio) = (text.len(), inspect / check);
    println!("| {name} | {bytes} | {check:.2} | {inspect:.2} | {ratio:.2} |");
}

fn milliseconds(work: impl Fn()) -> f64 {
    let run = || {
        let started = processor_time();
        work();
        processor_time().saturating_sub(started)
    };
    best(run).as_secs_f64() * 1e3
}
