//! `soundness [COUNT] [SEED]`: checks so many programs from a seed on, and exits with 1 if one refutes a claim.
//! `soundness planted [COUNT] [SEED]`: looks for faults that are planted in the analysis, and exits with 1 if one is not found.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;
use std::{env, thread};

use redis_script_analysis::planted::Fault;
use soundness::broken::check_broken;
use soundness::generate::generate;
use soundness::hunt::Hunter;
use soundness::planted::find;
use soundness::print::print;
use soundness::report::Report;

const USAGE: &str = "usage: soundness [planted] [COUNT] [SEED]";

/// Programs within which a planted fault must be found.
const PLANTED: u64 = 3_000;

/// Programs that are run together.
const TOGETHER: u64 = 16;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("soundness: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether no claim was refuted.
fn run() -> Result<bool, Box<dyn Error>> {
    let mut words: Vec<String> = env::args().skip(1).collect();
    let is_planted = words.first().is_some_and(|word| word == "planted");
    if is_planted {
        words.remove(0);
    }
    let numbers: Vec<u64> = words
        .iter()
        .map(|word| word.parse())
        .collect::<Result<_, _>>()
        .map_err(|_| USAGE)?;
    let (count, seed) = match *numbers {
        [] if is_planted => (PLANTED, 1),
        [] => (3_000, 1),
        [count] => (count, 1),
        [count, seed] => (count, seed),
        _ => return Err(USAGE.into()),
    };
    if is_planted {
        return find_planted(count, seed);
    }
    if count == 1 {
        println!("{}", print(&generate(seed).block).text);
    }
    let (next, start) = (AtomicU64::new(seed), Instant::now());
    let end = seed.saturating_add(count);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let reports: Vec<Result<Report, String>> = thread::scope(|scope| {
        let spawn = |_| scope.spawn(|| work(&next, end).map_err(|error| error.to_string()));
        let workers: Vec<_> = (0..workers).map(spawn).collect();
        let join = |worker: thread::ScopedJoinHandle<_>| {
            worker
                .join()
                .unwrap_or_else(|_| Err("a worker panicked".to_owned()))
        };
        workers.into_iter().map(join).collect()
    });
    let mut all = Report::default();
    for report in reports {
        all.merge(report?);
    }
    println!("{all}\n{}", all.speed(start.elapsed()));
    let refuting = all.groups.values().map(|group| group.programs).max();
    println!(
        "{}",
        if refuting.is_some() {
            "claims were refuted"
        } else {
            "no claim was refuted"
        }
    );
    Ok(refuting.is_none())
}

/// Whether all planted faults were found.
fn find_planted(count: u64, seed: u64) -> Result<bool, Box<dyn Error>> {
    let next = AtomicU64::new(0);
    let all_found = AtomicBool::new(true);
    let look = || -> Result<(), String> {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(fault) = Fault::ALL.get(usize::try_from(at).unwrap_or(usize::MAX)) else {
                return Ok(());
            };
            let found = find(*fault, count, seed).map_err(|error| error.to_string())?;
            if let Some(found) = found {
                let (programs, smallest) = (found.programs, &found.smallest);
                println!("\n{fault:?}: found by program {programs}: {smallest}");
            } else {
                println!("\n{fault:?}: {count} programs did not show it");
                all_found.store(false, Ordering::Relaxed);
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| -> Result<(), String> {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(look)).collect();
        for worker in workers {
            let ended = worker.join();
            ended.unwrap_or_else(|_| Err("a worker panicked".to_owned()))?;
        }
        Ok(())
    })?;
    Ok(all_found.into_inner())
}

/// One worker with a server of its own.
fn work(next: &AtomicU64, end: u64) -> Result<Report, Box<dyn Error>> {
    let truth = |_: &mut _| ();
    let mut hunter = Hunter::start(&truth)?;
    let mut report = Report::default();
    loop {
        let start = next.fetch_add(TOGETHER, Ordering::Relaxed);
        if start >= end {
            return Ok(report);
        }
        let programs: Vec<_> = (start..end.min(start + TOGETHER)).map(generate).collect();
        for (program, checked) in programs.iter().zip(hunter.check(&programs)) {
            report.add(program, checked.as_ref());
            let mut refutations = checked
                .map(|checked| checked.refutations)
                .unwrap_or_default();
            refutations.sort_by(|a, b| a.group.cmp(&b.group));
            refutations.dedup_by(|a, b| a.group == b.group);
            for refutation in refutations {
                let group = report.groups.entry(refutation.group.clone()).or_default();
                group.programs += 1;
                if group.wants_more()
                    && let Some(smallest) = hunter.minimise(program, &refutation)
                {
                    group.add(program.seed, smallest);
                }
            }
        }
        check_broken(hunter.server(), &programs, &mut report)?;
    }
}
