//! What an editor shows: a real rust-analyzer opens a crate of scripts, and each case asks it something.
//!
//! `./dev editor` gets a rust-analyzer and runs this. `RUST_ANALYZER` names another one.

mod cases;
mod document;
mod project;
mod server;

use std::process::ExitCode;

use self::cases::CASES;
use self::project::Project;
use self::server::Server;

/// Why a case fails, or why there is no answer.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("editor: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Runs all cases and counts those that fail.
fn run() -> Result<usize, Failure> {
    let project = Project::create()?;
    let mut server = Server::start(&project)?;
    let mut failed = 0;
    for (name, case) in CASES {
        match case(&mut server) {
            Ok(()) => println!("editor: {name}: ok"),
            Err(failure) => {
                println!("editor: {name}: FAILED: {failure}");
                failed += 1;
            }
        }
    }
    server.stop()?;
    println!("{} passed, {failed} failed", CASES.len() - failed);
    Ok(failed)
}
