//! Sending what was recorded again: first to see that it does what it did, then to time it.

use std::collections::BTreeSet;
use std::time::Duration;

use redis::Value;

use crate::wire::{Batch, Wire};
use crate::{Contender, Request, Step};
use redis_script_benches::Outcome;

/// About how many calls are timed at once.
const CALLS: usize = 500;

/// A step that was seen to do its work.
pub struct Replay {
    step: Step,
    granted: fn(&Value) -> bool,
    /// Removes all keys.
    reset: Request,
    /// What the steps before did.
    setup: Vec<Request>,
    /// Commands that the script of a call calls.
    pub commands: f64,
}

/// What one batch took.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Microseconds on the server for each call.
    pub usec: f64,
    /// Of one connection that never waits for a reply.
    pub calls_per_sec: f64,
}

/// Has the server do all steps once, from nothing: what it replies must be what the steps say. Also returns bytes in memory for each
/// key that the first step used.
///
/// # Errors
/// If a call does not do what it did when it was recorded: then its time would mean nothing.
pub fn rehearse(
    wire: &mut Wire,
    contender: &Contender,
    steps: Vec<Step>,
) -> Outcome<(Vec<Replay>, f64)> {
    let (mut replays, mut setup, mut keys) = (Vec::<Replay>::new(), Vec::new(), BTreeSet::new());
    let mut memory = f64::NAN;
    for step in steps {
        let command = step.command();
        let (stats, _, replies) = wire.count(&Batch::of(&step.requests))?;
        check(contender.granted, &step, &replies)?;
        keys.extend(wire.keys()?);
        if memory.is_nan() {
            let used: BTreeSet<_> = step.requests.iter().map(Request::key).collect();
            memory = wire.memory()? as f64 / used.len() as f64;
        }
        let calls = stats.calls_except(&[&command, "echo", "info"]);
        replays.push(Replay {
            granted: contender.granted,
            reset: Request::new(["UNLINK"]),
            setup: setup.clone(),
            commands: calls as f64 / step.requests.len() as f64,
            step: step.clone(),
        });
        if step.granted {
            setup.extend(step.requests);
        }
    }
    let unlink = std::iter::once(b"UNLINK".to_vec()).chain(keys);
    let reset = Request::new(unlink);
    for replay in &mut replays {
        replay.reset = reset.clone();
    }
    Ok((replays, memory))
}

/// An error is neither granted nor refused.
fn check(granted: fn(&Value) -> bool, step: &Step, replies: &[Value]) -> Outcome {
    let failed = |reply: &Value| matches!(reply, Value::ServerError(_));
    let wrong = |reply: &&Value| failed(reply) || granted(reply) != step.granted;
    let Some((number, reply)) = (1..).zip(replies).find(|(_, reply)| wrong(reply)) else {
        return Ok(());
    };
    let did = match (failed(reply), step.granted) {
        (true, _) => "failed",
        (false, true) => "did not do its work",
        (false, false) => "was not refused",
    };
    let name = &step.name;
    Err(format!("call {number} of the step {name} {did}: the server replied {reply:?}").into())
}

impl Replay {
    /// The step.
    #[must_use]
    pub const fn step(&self) -> &Step {
        &self.step
    }

    /// Times a batch. Refused calls change nothing, and are repeated. Others begin anew after the last one, with what the steps
    /// before did if there are any; that is not timed.
    ///
    /// # Errors
    /// If a call does not do its work.
    pub fn time(&self, wire: &mut Wire) -> Outcome<Timing> {
        let calls = Batch::of(&self.step.requests);
        let repetitions = CALLS.div_ceil(self.step.requests.len());
        let begin = Batch::of([&self.reset].into_iter().chain(&self.setup));
        let (cycles, batch, head) = if !self.step.granted {
            (1, calls.repeat(repetitions), 0)
        } else if self.setup.is_empty() {
            let anew = [&self.reset].into_iter().chain(&self.step.requests);
            (1, Batch::of(anew).repeat(repetitions), 1)
        } else {
            (repetitions, calls, 0)
        };
        let (mut usec, mut count, mut wall) = (0, 0, Duration::ZERO);
        for _ in 0..cycles {
            wire.send(&begin)?;
            let (stats, time, replies) = wire.count(&batch)?;
            for replies in replies.chunks(head + self.step.requests.len()) {
                check(
                    self.granted,
                    &self.step,
                    replies.get(head..).unwrap_or_default(),
                )?;
            }
            usec += stats.usec(&self.step.command());
            count += stats.calls(&self.step.command());
            wall += time;
        }
        Ok(Timing {
            usec: usec as f64 / count as f64,
            calls_per_sec: count as f64 / wall.as_secs_f64(),
        })
    }
}
