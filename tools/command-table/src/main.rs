//! Keeps `redis-script-analysis/src/redis/commands/table.txt`, which says what each known server knows of each command.
//!
//! Once `servers::KNOWN` names a new version of a server, `add ADDRESS` is all that it needs, or `document` where there is
//! only the documentation.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use command_table::{Documentation, Dump, Table};

const USAGE: &str = "\
usage: cargo run -p command-table -- COMMAND

  add ADDRESS...   read running servers (redis://host:port, unix:///path) and put them into the table
  dump ADDRESS     print what a running server says about its commands, as JSON
  merge DUMP...    put the servers of such dumps into the table; one without COMMAND DOCS (before Redis 7.0)
                   borrows from the oldest documented Redis among the dumps
  document FILE SERVER...
                   put servers such as redis-8.10 into the table by `data/commands_core.json` of the repository redis/docs
  compare FILE SERVER
                   print where that file says of a server that was asked what it did not say";

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
        Some((command, [file, server])) if command == "compare" => {
            print!("{}", read()?.compare(server, &documentation(file)?)?);
            Ok(())
        }
        Some((command, [file, servers @ ..])) if command == "document" && !servers.is_empty() => {
            let (mut table, documentation) = (read()?, documentation(file)?);
            for server in servers {
                table.document(server, &documentation)?;
            }
            write(&table)
        }
        _ => Err(USAGE.into()),
    }
}

fn merge(dumps: &[Dump]) -> Result<(), Box<dyn Error>> {
    let mut table = read()?;
    table.merge(dumps)?;
    write(&table)
}

fn documentation(file: &str) -> Result<Documentation, Box<dyn Error>> {
    Documentation::parse(&fs::read_to_string(file)?)
}

fn read() -> Result<Table, Box<dyn Error>> {
    match fs::read_to_string(path()) {
        Ok(text) => Table::parse(&text),
        Err(_) => Ok(Table::default()),
    }
}

fn write(table: &Table) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(path(), table.to_text())?)
}

fn path() -> PathBuf {
    let path = "../../redis-script-analysis/src/redis/commands/table.txt";
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}
