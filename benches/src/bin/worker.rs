//! Does a piece of work under callgrind.

use std::process::ExitCode;

use redis_script_benches::work::Work;

fn main() -> ExitCode {
    let done = Work::parse(std::env::args().skip(1)).and_then(|work| work.run(&mut |run| run()));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
