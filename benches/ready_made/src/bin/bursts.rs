//! Sends the same load to all rate limiters, and draws what they admit: `./dev bench bursts`.

use std::fs;
use std::process::ExitCode;

use redis_script_benches::Outcome;
use redis_script_benches::server::Server;
use redis_script_ready_made_benches::bursts::{embedded, load, panels};
use tokio::runtime::Builder;

const PLOT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/scripts/rate_limit.svg"
);
const FOR_RUSTDOC: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/scripts/rate_limit.svg.md"
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
    let drawing = panels::draw(&said).to_string();
    fs::write(PLOT, &drawing)?;
    fs::write(FOR_RUSTDOC, embedded::named(&drawing))?;
    println!("wrote docs/scripts/rate_limit.svg and docs/scripts/rate_limit.svg.md");
    Ok(())
}
