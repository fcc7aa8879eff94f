//! Sends the same load to all rate limiters, and draws what they admit: `./dev bench bursts`.

use std::fs;
use std::process::ExitCode;

use redis_script_benches::Outcome;
use redis_script_benches::server::Server;
use redis_script_ready_made_benches::bursts::{load, panels};
use tokio::runtime::Builder;

const PLOT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/scripts/rate_limit.svg"
);

fn main() -> ExitCode {
    let Err(error) = run() else {
        return ExitCode::SUCCESS;
    };
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

fn run() -> Outcome {
    let server = Server::start()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let said = runtime.block_on(load::run(&server.unix()))?;
    fs::write(PLOT, panels::draw(&said).to_string())?;
    println!("wrote docs/scripts/rate_limit.svg");
    Ok(())
}
