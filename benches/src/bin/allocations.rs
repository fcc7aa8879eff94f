//! Does a piece of work and counts its allocations: a process of its own, since counting takes instructions.

use std::process::ExitCode;

use redis_script_benches::work::Work;

fn main() -> ExitCode {
    let done = Work::parse(std::env::args().skip(1)).and_then(|work| {
        work.run(&mut |run| {
            let mut done = Ok(());
            // All runs in this thread.
            let info = allocation_counter::measure(|| done = run());
            println!("{} {}", info.count_total, info.bytes_total);
            done
        })
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
