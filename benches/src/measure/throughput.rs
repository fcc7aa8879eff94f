//! Calls per second, and the time that the client computes for each.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use super::median;
use crate::Outcome;
use crate::contender::Kind;
use crate::for_contender;
use crate::load::Load;
use crate::server::{Place, Server};
use crate::table::{Table, thousands};
use crate::work::runtime;

/// How many calls are in flight.
pub const IN_FLIGHT: [usize; 3] = [1, 64, 256];

const SPAN: Duration = Duration::from_millis(500);
/// The contenders take turns, so that what disturbs the machine disturbs all of them.
const ROUNDS: usize = 3;

#[derive(Clone, Copy)]
struct Rate {
    calls_per_sec: f64,
    cpu_us: f64,
}

/// All contenders at one place.
///
/// # Errors
/// If a call fails.
pub fn all(server: &Server, place: &Place) -> Outcome<Table> {
    server.load()?;
    let mut rates = Vec::new();
    for round in 1..=ROUNDS {
        eprintln!(
            "calls per second at {}, round {round} of {ROUNDS} ...",
            place.url()
        );
        for kind in Kind::ALL {
            for in_flight in IN_FLIGHT {
                let rate = for_contender!(kind, measure(place, in_flight))?;
                rates.push((kind, in_flight, rate));
            }
        }
    }
    let mut table = Table::new(head());
    for kind in Kind::ALL {
        let mut row = vec![kind.title().to_owned()];
        for in_flight in IN_FLIGHT {
            let mine = rates
                .iter()
                .filter(|(k, n, _)| (*k, *n) == (kind, in_flight));
            let mine: Vec<Rate> = mine.map(|(.., rate)| *rate).collect();
            let middle = |part: fn(&Rate) -> f64| median(mine.iter().map(part).collect());
            row.push(thousands(middle(|rate| rate.calls_per_sec)));
            row.push(format!("{:.1}", middle(|rate| rate.cpu_us)));
        }
        table.row(row);
    }
    Ok(table)
}

fn head() -> Vec<String> {
    let mut head = vec![String::new()];
    for in_flight in IN_FLIGHT {
        head.push(format!("{in_flight}: calls/s"));
        head.push("CPU, µs".to_owned());
    }
    head
}

fn measure<L: Load>(place: &Place, in_flight: usize) -> Outcome<Rate> {
    let runtime = runtime()?;
    runtime.block_on(async {
        let mut load = L::connect(place, in_flight).await?;
        let batch = 100 * in_flight;
        load.run(batch).await?;
        let (start, cpu) = (Instant::now(), cpu_time());
        let mut calls = 0;
        while start.elapsed() < SPAN {
            load.run(batch).await?;
            calls += batch;
        }
        let (wall, cpu) = (start.elapsed(), cpu_time().saturating_sub(cpu));
        Ok(Rate {
            calls_per_sec: calls as f64 / wall.as_secs_f64(),
            cpu_us: cpu.as_secs_f64() * 1e6 / calls as f64,
        })
    })
}

/// What this process has computed so far, user and system.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let secs = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(secs, u32::try_from(time.tv_nsec).unwrap_or_default())
}
