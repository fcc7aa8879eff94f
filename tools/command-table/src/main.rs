//! Keeps `redis-script-analysis/src/redis/commands/table.txt`, which says what each known server knows of each command.
//!
//! `add ADDRESS` is all that a new version of a server needs, once `servers::KNOWN` names it.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use command_table::{Dump, Table};

const USAGE: &str = "\
usage: cargo run -p command-table -- COMMAND

  add ADDRESS...   read running servers (redis://host:port, unix:///path) and put them into the table
  dump ADDRESS     print what a running server says about its commands, as JSON
  merge DUMP...    put the servers of such dumps into the table; one without COMMAND DOCS (before Redis 7.0)
                   borrows from the oldest documented Redis among the dumps";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("command-table: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<(), Box<dyn Error>> {
    match words.split_first() {
        Some((command, [address])) if command == "dump" => {
            println!("{}", Dump::of_server(address)?.to_json());
            Ok(())
        }
        Some((command, addresses)) if command == "add" && !addresses.is_empty() => {
            let dumps = addresses.iter().map(|address| Dump::of_server(address));
            merge(&dumps.collect::<Result<Vec<_>, _>>()?)
        }
        Some((command, files)) if command == "merge" && !files.is_empty() => {
            let dumps = files
                .iter()
                .map(|file| Dump::parse(&fs::read_to_string(file)?));
            merge(&dumps.collect::<Result<Vec<_>, _>>()?)
        }
        _ => Err(USAGE.into()),
    }
}

fn merge(dumps: &[Dump]) -> Result<(), Box<dyn Error>> {
    let mut path = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    path.push("../../redis-script-analysis/src/redis/commands/table.txt");
    let mut table = match fs::read_to_string(&path) {
        Ok(text) => Table::parse(&text)?,
        Err(_) => Table::default(),
    };
    table.merge(dumps)?;
    fs::write(&path, table.to_text())?;
    Ok(())
}
