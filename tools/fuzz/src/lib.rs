//! Fuzz targets, to be run by `./dev fuzz`. An input is the text of a script, so that what they find can be given to the
//! command `redis-script` as it is.
//!
//! A target is a binary with a function that panics on a fault. Built with `--cfg fuzzing`, libFuzzer calls it; built
//! plainly, it takes the files that are named on its command line: `cargo run -p redis-script-fuzz --bin syntax FILE`.

pub mod analysis;
mod including;
pub mod oracle;
pub mod plant;
pub mod syntax;

#[cfg(fuzzing)]
mod signals;

#[cfg(fuzzing)]
#[doc(hidden)]
pub use libfuzzer_sys;
#[cfg(fuzzing)]
#[doc(hidden)]
pub use signals::on_an_alternate_stack;

use std::process::ExitCode;
use std::{env, fs};

/// Makes a binary of a function that takes the text of a script.
#[cfg(fuzzing)]
#[macro_export]
macro_rules! target {
    ($check:path) => {
        $crate::libfuzzer_sys::fuzz_target!(
            init: $crate::on_an_alternate_stack(),
            |bytes: &[u8]| $check(&String::from_utf8_lossy(bytes))
        );
    };
}

/// Makes a binary of a function that takes the text of a script.
#[cfg(not(fuzzing))]
#[macro_export]
macro_rules! target {
    ($check:path) => {
        fn main() -> std::process::ExitCode {
            $crate::repeat($check)
        }
    };
}

/// Calls a target with each file of the command line.
#[must_use]
pub fn repeat(check: fn(&str)) -> ExitCode {
    let files = env::args_os().skip(1);
    if files.len() == 0 {
        eprintln!("usage: a file, or several, on each of which the target is called");
        return ExitCode::from(2);
    }
    for file in files {
        match fs::read(&file) {
            Ok(bytes) => check(&String::from_utf8_lossy(&bytes)),
            Err(error) => {
                eprintln!("cannot read {}: {error}", file.display());
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::SUCCESS
}
