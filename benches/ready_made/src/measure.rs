//! All contenders of a family, in turns.

use crate::contenders::{Family, Kind};
use crate::install::Installed;
use crate::replay::{Replay, Timing, rehearse};
use crate::wire::Wire;
use crate::{Contender, Recorder};
use redis_script_benches::Outcome;
use redis_script_benches::measure::{median, quantile};
use redis_script_benches::server::Server;

/// A contender and what it took.
pub struct Measured {
    /// Who.
    pub contender: &'static Contender,
    /// Bytes of memory for each key that the first step used.
    pub memory: f64,
    /// Of each step.
    pub costs: Vec<Cost>,
}

/// What a step took.
pub struct Cost {
    /// The step.
    pub step: String,
    /// Microseconds on the server for a call: nine of ten rounds took longer.
    pub usec: f64,
    /// The same in the median round.
    pub median_usec: f64,
    /// Calls per second: nine of ten rounds had fewer.
    pub calls_per_sec: f64,
    /// Commands that the script of a call calls.
    pub commands: f64,
    /// The request of a call, in bytes.
    pub bytes: f64,
    /// Requests of a call beside the one that is measured.
    pub others: f64,
}

/// All contenders of a family take turns for so many rounds, so that what disturbs the machine disturbs all of them.
///
/// # Errors
/// If a contender does not do its work.
pub fn family(
    family: &Family,
    server: &Server,
    installed: &Installed,
    rounds: usize,
) -> Outcome<Vec<(&'static Kind, Vec<Measured>)>> {
    let recorder = Recorder::before(server.port())?;
    let mut wire = Wire::to(server)?;
    let mut racing = Vec::new();
    for kind in family.kinds {
        for contender in kind.contenders {
            eprintln!("recording {} ...", contender.name());
            let steps = contender.record(server, &recorder, installed, family.name);
            let replayed = steps.and_then(|steps| {
                server.flush()?;
                rehearse(&mut wire, contender, steps)
            });
            let (replays, memory) =
                replayed.map_err(|error| format!("{}: {error}", contender.name()))?;
            let no_timings = replays.iter().map(|_| Vec::new()).collect::<Vec<_>>();
            racing.push((contender, replays, memory, no_timings));
        }
    }
    for round in 0..=rounds {
        eprint!("\rround {round} of {rounds} ...");
        for (_, replays, _, timings) in &mut racing {
            server.flush()?;
            for (replay, of_step) in replays.iter().zip(timings) {
                let timing = replay.time(&mut wire)?;
                // The first round is a rehearsal.
                if round > 0 {
                    of_step.push(timing);
                }
            }
        }
    }
    eprintln!();
    let mut measured = racing
        .into_iter()
        .map(|(contender, replays, memory, timings)| {
            let costs = replays
                .iter()
                .zip(timings)
                .map(|(replay, timings)| cost(replay, &timings));
            Measured {
                contender,
                memory,
                costs: costs.collect(),
            }
        });
    let kinds = family.kinds.iter().map(|kind| {
        let rows = measured.by_ref().take(kind.contenders.len()).collect();
        (kind, rows)
    });
    Ok(kinds.collect())
}

fn cost(replay: &Replay, timings: &[Timing]) -> Cost {
    let all = |part: fn(&Timing) -> f64| timings.iter().map(part).collect::<Vec<_>>();
    let step = replay.step();
    Cost {
        step: step.name.clone(),
        usec: quantile(all(|timing| timing.usec), 0.1),
        median_usec: median(all(|timing| timing.usec)),
        calls_per_sec: quantile(all(|timing| timing.calls_per_sec), 0.9),
        commands: replay.commands,
        bytes: step.bytes(),
        others: step.others,
    }
}
