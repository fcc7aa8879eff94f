//! Measures what habits of scripts cost, and writes the page: `./dev bench habits`.

use std::process::ExitCode;
use std::{env, fs};

use redis_script_benches::server::Server;
use redis_script_benches::{Outcome, machine};
use redis_script_ready_made_benches::habits::{HABITS, measure, page};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/habits.md");

fn main() -> ExitCode {
    let Err(error) = run() else {
        return ExitCode::SUCCESS;
    };
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

fn run() -> Outcome {
    let rounds = match env::var("ROUNDS") {
        Ok(rounds) => rounds.parse()?,
        Err(_) => 100,
    };
    let server = Server::start()?;
    let machine = machine::server();
    let measured = measure(HABITS, &server, rounds)?;
    let page = page(&measured, rounds, &machine);
    print!("{page}");
    Ok(fs::write(PAGE, page)?)
}
