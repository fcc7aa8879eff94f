//! All scripts of all habits, in turns.

use std::error::Error;
use std::thread;
use std::time::Duration;

use redis::Connection;
use redis_script_benches::Outcome;
use redis_script_benches::measure::{median, quantile};
use redis_script_benches::server::Server;

use super::Habit;
use crate::Request;
use crate::wire::{Batch, Wire};

/// Calls that are timed at once, each of a key of its own.
const CALLS: usize = 500;

/// A habit and what it costs.
pub struct MeasuredHabit {
    /// Which one.
    pub habit: &'static Habit,
    /// With it.
    pub with: HabitCost,
    /// Without it.
    pub without: HabitCost,
}

/// What one side of a habit costs.
#[derive(Clone, Copy, Debug)]
pub struct HabitCost {
    /// Microseconds on the server beyond what both sides do: nine of ten rounds took longer.
    pub usec: f64,
    /// The same in the median round.
    pub median_usec: f64,
    /// Bytes that a call writes to the append-only file; replicas get as many.
    pub written: f64,
}

/// What is sent for a habit.
struct PreparedHabit {
    habit: &'static Habit,
    /// Gives all keys what they hold before a call.
    begin: Batch,
    with: TimedScript,
    without: TimedScript,
    bare: TimedScript,
}

/// Calls of a script, and what one took in each round.
struct TimedScript {
    calls: Batch,
    usec: Vec<f64>,
}

/// All scripts take turns for so many rounds, so that what disturbs the machine disturbs all of them.
///
/// # Errors
/// If a script does not do what it is measured at.
pub fn measure(
    habits: &'static [Habit],
    server: &Server,
    rounds: usize,
) -> Outcome<Vec<MeasuredHabit>> {
    let (mut wire, mut control) = (Wire::to(server)?, server.control()?);
    let prepare = |(number, habit)| PreparedHabit::new(habit, number, &mut control);
    let mut prepared = (0..)
        .zip(habits)
        .map(prepare)
        .collect::<Outcome<Vec<_>>>()?;
    for round in 0..=rounds {
        eprint!("\rround {round} of {rounds} ...");
        for prepared in &mut prepared {
            // The first round is a rehearsal.
            prepared.time(&mut wire, round > 0)?;
        }
    }
    eprintln!();
    append_only(&mut control, true)?;
    let measured = prepared
        .iter()
        .map(|prepared| {
            Ok(MeasuredHabit {
                habit: prepared.habit,
                with: prepared.cost(&prepared.with, &mut wire, &mut control)?,
                without: prepared.cost(&prepared.without, &mut wire, &mut control)?,
            })
        })
        .collect::<Outcome<_>>()?;
    append_only(&mut control, false)?;
    Ok(measured)
}

impl PreparedHabit {
    fn new(habit: &'static Habit, number: usize, control: &mut Connection) -> Outcome<Self> {
        let keys: Vec<_> = (0..CALLS)
            .map(|key| format!("habit:{number}:{key}"))
            .collect();
        let begin = keys.iter().map(|key| match habit.before {
            [] => Request::new(["UNLINK", key]),
            value => Request::new(["SET", key].into_iter().chain(value.iter().copied())),
        });
        let begin: Vec<_> = begin.collect();
        let mut script = |text: &str| {
            let sha1: String = redis::cmd("SCRIPT").arg("LOAD").arg(text).query(control)?;
            let calls = keys.iter().map(|key| {
                let head = ["EVALSHA", &sha1, "1", key];
                Request::new(head.into_iter().chain(habit.arguments.iter().copied()))
            });
            Ok::<_, Box<dyn Error + Send + Sync>>(TimedScript {
                calls: Batch::of(&calls.collect::<Vec<_>>()),
                usec: Vec::new(),
            })
        };
        Ok(Self {
            habit,
            begin: Batch::of(&begin),
            with: script(habit.with.script)?,
            without: script(habit.without.script)?,
            bare: script(habit.bare)?,
        })
    }

    fn time(&mut self, wire: &mut Wire, is_counted: bool) -> Outcome {
        for script in [&mut self.with, &mut self.without, &mut self.bare] {
            wire.send(&self.begin)?;
            let (stats, _, replies) = wire.count(&script.calls)?;
            if let Some(other) = replies.iter().find(|reply| !(self.habit.done)(reply)) {
                let case = self.habit.case;
                return Err(format!("{case}: the server replied {other:?}").into());
            }
            if is_counted {
                script
                    .usec
                    .push(stats.usec("evalsha") as f64 / CALLS as f64);
            }
        }
        Ok(())
    }

    fn cost(
        &self,
        side: &TimedScript,
        wire: &mut Wire,
        control: &mut Connection,
    ) -> Outcome<HabitCost> {
        let beyond_bare = |of: fn(Vec<f64>) -> f64| {
            (of(side.usec.clone()) - of(self.bare.usec.clone())) / f64::from(self.habit.times)
        };
        wire.send(&self.begin)?;
        let before = written(control)?;
        wire.send(&side.calls)?;
        Ok(HabitCost {
            usec: beyond_bare(|usec| quantile(usec, 0.1)),
            median_usec: beyond_bare(median),
            written: (written(control)? - before) / CALLS as f64,
        })
    }
}

/// Switches the append-only file on, and waits for it, or off.
fn append_only(control: &mut Connection, on: bool) -> Outcome {
    let mut set = redis::cmd("CONFIG");
    set.arg("SET")
        .arg("appendonly")
        .arg(if on { "yes" } else { "no" });
    set.exec(control)?;
    while on
        && persistence(control, "aof_rewrite_in_progress")?
            + persistence(control, "aof_rewrite_scheduled")?
            > 0.0
    {
        thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

/// Bytes of the append-only file.
fn written(control: &mut Connection) -> Outcome<f64> {
    persistence(control, "aof_current_size")
}

/// What the server says of its files.
fn persistence(control: &mut Connection, name: &str) -> Outcome<f64> {
    let text: String = redis::cmd("INFO").arg("persistence").query(control)?;
    let value = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    Ok(value
        .ok_or_else(|| format!("the server does not say its {name}"))?
        .trim()
        .parse()?)
}
