//! Faults that are planted to see that they are found. `PLANTED_FAULT` names one.

use std::hint::black_box;
use std::sync::LazyLock;
use std::{env, thread};

/// A fault, made where a script that Lua accepts names `xpcall`, as none of the repository does: that must be found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// The front end refuses the script.
    Disagreement,
    /// The analysis panics.
    Panic,
    /// The analysis overflows the stack.
    Overflow,
    /// The analysis does not end.
    Endless,
}

impl Plant {
    /// The fault that this process has.
    ///
    /// # Panics
    /// If `PLANTED_FAULT` names none.
    #[must_use]
    pub fn of_this_process() -> Option<Self> {
        static PLANT: LazyLock<Option<Plant>> = LazyLock::new(|| {
            let name = env::var("PLANTED_FAULT").ok()?;
            let plant = match &*name {
                "disagreement" => Plant::Disagreement,
                "panic" => Plant::Panic,
                "overflow" => Plant::Overflow,
                "endless" => Plant::Endless,
                _ => panic!("there is no fault `{name}` to plant"),
            };
            Some(plant)
        });
        *PLANT
    }

    /// Whether the fault shows in a script that Lua accepts.
    #[must_use]
    pub fn shows_in(script: &str) -> bool {
        script.contains("xpcall")
    }

    /// What becomes of an analysis that has the fault.
    ///
    /// # Panics
    /// If that is the fault.
    pub fn strike(self) {
        match self {
            Self::Disagreement => {}
            Self::Panic => panic!("this fault was planted"),
            Self::Overflow => drop(black_box(deeper(u64::MAX))),
            Self::Endless => loop {
                thread::park();
            },
        }
    }
}

/// Calls itself more often than any stack holds.
fn deeper(levels: u64) -> u64 {
    match levels {
        0 => 0,
        levels => black_box(deeper(black_box(levels - 1)) + 1),
    }
}
