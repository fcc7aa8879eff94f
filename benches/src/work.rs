//! A piece of work that a process of its own does, so that an instrument can count what it takes.

use std::hint::black_box;
use std::path::PathBuf;

use tokio::runtime::{Builder, Runtime};

use crate::Outcome;
use crate::contender::Kind;
use crate::encode::encode;
use crate::for_contender;
use crate::load::Load;
use crate::server::Place;

/// Runs what it is given, and counts what that takes. Not generic, so that the clients are compiled once.
pub type Measure<'a> = dyn FnMut(&mut dyn FnMut() -> Outcome) -> Outcome + 'a;

/// What to do.
#[derive(Clone, Debug)]
pub struct Work {
    /// With whom.
    pub kind: Kind,
    /// How often.
    pub count: usize,
    /// Whole calls; without, the encoding alone.
    pub calls: Option<Calls>,
}

/// Whole calls.
#[derive(Clone, Debug)]
pub struct Calls {
    /// The server.
    pub place: Place,
    /// How many at once.
    pub in_flight: usize,
}

impl Work {
    /// The command line that [`parse`](Self::parse) understands.
    #[must_use]
    pub fn args(&self) -> Vec<String> {
        let mut args = vec![self.kind.id().to_owned(), self.count.to_string()];
        if let Some(calls) = &self.calls {
            args.push(calls.in_flight.to_string());
            args.push(match &calls.place {
                Place::Tcp(port) => port.to_string(),
                Place::Unix(path) => path.display().to_string(),
            });
        }
        args
    }

    /// `KIND COUNT [IN_FLIGHT PORT|SOCKET]`
    ///
    /// # Errors
    /// If it is something else.
    pub fn parse(mut args: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut next = || {
            args.next()
                .ok_or("usage: KIND COUNT [IN_FLIGHT PORT|SOCKET]")
        };
        let kind = next()?.parse()?;
        let count = next()?.parse()?;
        let Ok(in_flight) = next() else {
            return Ok(Self {
                kind,
                count,
                calls: None,
            });
        };
        let place = next()?;
        let place = match place.parse() {
            Ok(port) => Place::Tcp(port),
            Err(_) => Place::Unix(PathBuf::from(place)),
        };
        let calls = Some(Calls {
            place,
            in_flight: in_flight.parse()?,
        });
        Ok(Self { kind, count, calls })
    }

    /// Connects, warms up and has the rest run by `measure`.
    ///
    /// # Errors
    /// If a call fails.
    pub fn run(&self, measure: &mut Measure<'_>) -> Outcome {
        if let Some(calls) = &self.calls {
            return for_contender!(self.kind, call_all(calls, self.count, measure));
        }
        let run = |count| encode(self.kind, count, |bytes| _ = black_box(bytes));
        run(1)?;
        measure(&mut || run(self.count))
    }
}

fn call_all<L: Load>(calls: &Calls, count: usize, measure: &mut Measure<'_>) -> Outcome {
    let runtime = runtime()?;
    let mut load = runtime.block_on(L::connect(&calls.place, calls.in_flight))?;
    runtime.block_on(load.run(calls.in_flight))?;
    measure(&mut || runtime.block_on(load.run(count)))
}

/// One thread: the client's part is the same on every machine, and nothing moves between cores.
pub(crate) fn runtime() -> Outcome<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
