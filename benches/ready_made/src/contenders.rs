//! What is compared: to add a row, add it to the list of its family.

mod caller;
mod compare_and_set;
mod conditional;
mod leaderboard;
mod lock;
mod rate_limit;

use redis::Value;

pub use caller::Caller;

use crate::install::{Installed, Registry};
use crate::{Recorder, Step, step};
use redis_script_benches::Outcome;
use redis_script_benches::server::Server;

/// The families of scripts, a page each, with their kinds of scripts, a table each.
pub const FAMILIES: &[Family] = &[
    rate_limit::FAMILY,
    lock::FAMILY,
    compare_and_set::FAMILY,
    conditional::FAMILY,
    leaderboard::FAMILY,
];

/// A family of scripts.
pub struct Family {
    /// As the module of the ready-made scripts.
    pub name: &'static str,
    /// What is said above the tables: what was called.
    pub about: &'static str,
    /// A table each.
    pub kinds: &'static [Kind],
}

/// Scripts that do the same.
pub struct Kind {
    /// The table's title.
    pub title: &'static str,
    /// Its rows.
    pub contenders: &'static [Contender],
}

/// A function, ours or of a package, that calls a script.
pub struct Contender {
    /// What the function is called.
    pub function: &'static str,
    /// Who has it.
    pub of: Of,
    /// Reads a reply: whether the call did what it was to do.
    pub granted: fn(&Value) -> bool,
}

/// Who has a function.
pub enum Of {
    /// This crate; its calls are made here.
    Ours(fn(&mut Caller) -> Outcome),
    /// A package, and the name by which the driver of the family knows the function.
    Package(Registry, &'static str, &'static str),
}

impl Contender {
    /// A function of this crate.
    const fn ours(
        function: &'static str,
        calls: fn(&mut Caller) -> Outcome,
        granted: fn(&Value) -> bool,
    ) -> Self {
        Self::of(Of::Ours(calls), function, granted)
    }

    /// A function of a package, and its name in the driver.
    const fn npm(
        package: &'static str,
        function: &'static str,
        name: &'static str,
        granted: fn(&Value) -> bool,
    ) -> Self {
        let of = Of::Package(Registry::Npm, package, name);
        Self::of(of, function, granted)
    }

    /// The same of Python.
    const fn pypi(
        package: &'static str,
        function: &'static str,
        name: &'static str,
        granted: fn(&Value) -> bool,
    ) -> Self {
        let of = Of::Package(Registry::PyPi, package, name);
        Self::of(of, function, granted)
    }

    const fn of(of: Of, function: &'static str, granted: fn(&Value) -> bool) -> Self {
        Self {
            function,
            of,
            granted,
        }
    }

    /// Who has it, and what it is called.
    #[must_use]
    pub fn name(&self) -> String {
        match self.of {
            Of::Ours(_) => format!("redis-script {}", self.function),
            Of::Package(registry, package, _) => {
                let version = registry.version(package).unwrap_or("?");
                format!("{package} {version} {}", self.function)
            }
        }
    }

    /// Whether it is ours.
    #[must_use]
    pub const fn is_ours(&self) -> bool {
        matches!(self.of, Of::Ours(_))
    }

    /// Makes its calls once, and notes what is sent.
    ///
    /// # Errors
    /// If a call does not do what it should.
    pub fn record(
        &self,
        server: &Server,
        recorder: &Recorder,
        installed: &Installed,
        driver: &str,
    ) -> Outcome<Vec<Step>> {
        server.flush()?;
        drop(recorder.take());
        match self.of {
            Of::Ours(calls) => calls(&mut Caller::connect(recorder)?)?,
            Of::Package(registry, _, name) => {
                installed.drive(registry, driver, name, recorder.port())?;
            }
        }
        let mut con = server.control()?;
        step::steps(recorder.take(), |text| {
            Ok(redis::cmd("SCRIPT").arg("LOAD").arg(text).query(&mut con)?)
        })
    }
}
