//! Measures ready-made scripts beside those of popular packages, and writes the pages: `./dev bench packages [ROUNDS]`.

use std::path::Path;
use std::process::ExitCode;

use redis_script_benches::Outcome;
use redis_script_benches::machine;
use redis_script_benches::server::Server;
use redis_script_ready_made_benches::contenders::FAMILIES;
use redis_script_ready_made_benches::install::Installed;
use redis_script_ready_made_benches::{measure, report};

fn main() -> ExitCode {
    let Err(error) = run() else {
        return ExitCode::SUCCESS;
    };
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

fn run() -> Outcome {
    let rounds = std::env::args()
        .nth(1)
        .map_or(Ok(31), |rounds| rounds.parse())?;
    let installed = Installed::into(Path::new("target/packages"))?;
    let server = Server::start()?;
    for family in FAMILIES {
        let kinds = measure::family(family, &server, &installed, rounds)?;
        println!(
            "{}",
            report::page(family, &kinds, rounds, &machine::describe())
        );
    }
    Ok(())
}
