//! Instructions and allocations of one call.
//!
//! An instrument counts all that a process does, from its start to its end. So a worker does so much work, then three
//! times as much: the difference is the work's own.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::median;
use crate::Outcome;
use crate::contender::Kind;
use crate::encode::ENCODING;
use crate::server::Server;
use crate::table::{Table, thousands};
use crate::work::{Calls, Work};

const ENCODINGS: usize = 2_000;
const CALLS: usize = 6_400;
/// How many replies come in one read is the kernel's choice, so that calls differ from run to run.
const ROUNDS: usize = 3;

/// What one of many costs.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Instructions, by callgrind.
    pub instructions: f64,
    /// Allocations; growing counts as one.
    pub allocations: f64,
    /// Bytes that were allocated.
    pub bytes: f64,
}

/// Encoding alone.
///
/// # Errors
/// If an instrument is missing or a worker fails.
pub fn encoding() -> Outcome<Table> {
    let costs = ENCODING.map(|kind| {
        let work = Work {
            kind,
            count: ENCODINGS,
            calls: None,
        };
        Ok((kind, measure(&work, 1)?))
    });
    table(costs.into_iter().collect::<Outcome<_>>()?)
}

/// Whole calls, so many in flight over the unix socket.
///
/// # Errors
/// If an instrument is missing or a worker fails.
pub fn calls(server: &Server, in_flight: usize) -> Outcome<Table> {
    server.load()?;
    let costs = Kind::ALL.map(|kind| {
        let calls = Some(Calls {
            place: server.unix(),
            in_flight,
        });
        let work = Work {
            kind,
            count: CALLS,
            calls,
        };
        Ok((kind, measure(&work, ROUNDS)?))
    });
    table(costs.into_iter().collect::<Outcome<_>>()?)
}

fn table(costs: Vec<(Kind, Cost)>) -> Outcome<Table> {
    let base = costs.iter().find(|(kind, _)| *kind == Kind::RedisScript);
    let base = base.ok_or("redis::Script was not measured")?.1.instructions;
    let mut table = Table::new([
        "",
        "instructions",
        "of `redis::Script`",
        "allocations",
        "bytes",
    ]);
    for (kind, cost) in costs {
        table.row([
            kind.title().to_owned(),
            thousands(cost.instructions),
            format!("{:.2}", cost.instructions / base),
            format!("{:.1}", cost.allocations),
            thousands(cost.bytes),
        ]);
    }
    Ok(table)
}

/// The medians of so many rounds.
fn measure(work: &Work, rounds: usize) -> Outcome<Cost> {
    eprintln!("counting {} ...", work.args().join(" "));
    let more = Work {
        count: work.count * 3,
        ..work.clone()
    };
    let times = (more.count - work.count) as f64;
    let each = |less: f64, more: f64| (more - less) / times;
    let mut instructions = Vec::new();
    for _ in 0..rounds {
        instructions.push(each(callgrind(work)?, callgrind(&more)?));
    }
    let (less, more) = (allocations(work)?, allocations(&more)?);
    Ok(Cost {
        instructions: median(instructions),
        allocations: each(less.0, more.0),
        bytes: each(less.1, more.1),
    })
}

/// `==42== Collected : 123456`
fn callgrind(work: &Work) -> Outcome<f64> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(sibling("worker")?)
        .args(work.args());
    let (_, report) = run(command)?;
    let count = report
        .lines()
        .find_map(|line| line.split_once("Collected :"));
    let (_, count) = count.ok_or_else(|| format!("valgrind did not count:\n{report}"))?;
    Ok(count.trim().parse()?)
}

/// How many, and how many bytes.
fn allocations(work: &Work) -> Outcome<(f64, f64)> {
    let mut command = Command::new(sibling("allocations")?);
    command.args(work.args());
    let (counts, _) = run(command)?;
    let (count, bytes) = counts.trim().split_once(' ').ok_or("no counts")?;
    Ok((count.parse()?, bytes.parse()?))
}

fn run(mut command: Command) -> Outcome<(String, String)> {
    let program = command.get_program().display().to_string();
    let output = command
        .output()
        .map_err(|error| format!("cannot run {program}: {error}"))?;
    let [stdout, stderr] = [output.stdout, output.stderr].map(String::from_utf8);
    let (stdout, stderr) = (stdout?, stderr?);
    if output.status.success() {
        Ok((stdout, stderr))
    } else {
        Err(format!("{program} failed: {}\n{stderr}", output.status).into())
    }
}

/// Another binary of this package, which stands beside this one.
fn sibling(name: &str) -> Outcome<PathBuf> {
    Ok(env::current_exe()?.with_file_name(name))
}
