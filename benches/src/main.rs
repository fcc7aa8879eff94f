//! Measures all and prints the tables: `./dev bench [SECTION...]`.

use std::process::ExitCode;
use std::time::Duration;

use redis_script_benches::link::Link;
use redis_script_benches::measure::{build, cold, cost, storm, throughput};
use redis_script_benches::server::{Place, Server};
use redis_script_benches::{Outcome, machine};

const SECTIONS: [&str; 6] = ["encoding", "calls", "throughput", "cold", "storm", "build"];
const IN_FLIGHT: usize = 64;
/// In each direction.
const DELAY: Duration = Duration::from_millis(10);

fn main() -> ExitCode {
    let Err(error) = run() else {
        return ExitCode::SUCCESS;
    };
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

fn run() -> Outcome {
    let chosen: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = chosen
        .iter()
        .find(|name| !SECTIONS.contains(&name.as_str()))
    {
        return Err(format!(
            "there is no section `{unknown}`, only {}",
            SECTIONS.join(", ")
        )
        .into());
    }
    for line in machine::describe() {
        println!("- {line}");
    }
    let server = Server::start()?;
    for section in SECTIONS {
        if chosen.is_empty() || chosen.iter().any(|name| name == section) {
            measure(section, &server)?;
        }
    }
    Ok(())
}

fn measure(section: &str, server: &Server) -> Outcome {
    match section {
        "encoding" => {
            println!("\nOne call: encode, pack, read the reply `1`\n");
            print!("{}", cost::encoding()?);
        }
        "calls" => {
            println!(
                "\nOne whole call, {IN_FLIGHT} in flight, unix socket: the client's process\n"
            );
            print!("{}", cost::calls(server, IN_FLIGHT)?);
        }
        "throughput" => {
            for (name, place) in [("TCP", server.tcp()), ("Unix socket", server.unix())] {
                println!(
                    "\n{name}: calls in flight, calls per second, the client's CPU time per call\n"
                );
                print!("{}", throughput::all(server, &place)?);
            }
        }
        "cold" => {
            println!(
                "\nFirst call after SCRIPT FLUSH, over a link of {} ms\n",
                round_trip().as_millis()
            );
            print!("{}", cold::round_trips(server, &link(server)?)?);
        }
        "storm" => {
            println!("\n{} callers after SCRIPT FLUSH\n", storm::CALLERS);
            let link = link(server)?;
            let slow = format!("{} ms link", round_trip().as_millis());
            let places: [(&str, Place); 2] = [("loopback", server.tcp()), (&slow, link.place())];
            print!("{}", storm::after_flush(server, &places)?);
        }
        "build" => {
            println!("\nA crate with one dependency, `cargo build` from nothing\n");
            print!("{}", build::cold()?);
            println!("\n100 functions, `cargo check` with built dependencies\n");
            print!("{}", build::functions()?);
        }
        _ => {}
    }
    Ok(())
}

fn round_trip() -> Duration {
    DELAY * 2
}

fn link(server: &Server) -> Outcome<Link> {
    match server.tcp() {
        Place::Tcp(port) => Link::to(port, DELAY),
        Place::Unix(_) => Err("the link needs a port".into()),
    }
}
