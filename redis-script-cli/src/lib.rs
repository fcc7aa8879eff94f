//! The command `redis-script`: it checks Lua scripts for Redis and Valkey, in CI and in projects without Rust. The fuzzer uses
//! the reports; nothing else of this crate is meant for others.

mod args;
mod check;
mod cluster;
mod constants;
mod cost;
mod expand;
mod explain;
mod files;
mod fix;
mod including;
mod inspect;
mod lock;
mod reply_names;
mod report;
mod run;
mod script;
mod settings;
mod shared;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

pub use self::args::Format;

use redis_script_analysis::include::Joined;
use redis_script_analysis::{Counts, Settings, Source};

use self::args::{Cli, Command};
use self::script::Script;
use self::terminal::Terminal;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// There are no errors.
    Clean,
    /// There are errors in scripts.
    Findings,
    /// Something could not be read.
    Failed,
}

/// The command, with the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    let matches = Cli::command().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let mut terminal = Terminal::new(cli.color);
    let outcome = match cli.command {
        Command::Check(args) => {
            let settings = matches.subcommand_matches("check");
            check::run(&args, settings, &mut terminal)
        }
        Command::Inspect(args) => inspect::run(&args, &mut terminal),
        Command::Lock(args) => lock::run(&args, &mut terminal),
        Command::Expand(args) => expand::run(&args, &mut terminal),
        Command::Explain(args) => explain::run(&args, &mut terminal),
        Command::Run(args) => run::run(&args, matches.subcommand_matches("run"), &mut terminal),
        Command::Eval(args) => run::eval(&args, matches.subcommand_matches("eval"), &mut terminal),
        Command::Bench(args) => {
            let settings = matches.subcommand_matches("bench");
            run::bench(args, settings, &mut terminal)
        }
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // The reader of the output has stopped reading, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            terminal.error(&format!("cannot write the output: {error}"));
            ExitCode::from(2)
        }
    }
}

/// What `check` prints for one script.
#[must_use]
pub fn report(source: Source, counts: Counts, settings: &Settings, format: Format) -> String {
    check::whole(
        Script::check(Joined::alone(source), counts, settings),
        format,
    )
}

/// What `inspect` prints for one script.
#[must_use]
pub fn description(source: Source, settings: &Settings) -> String {
    let script = Script::check(Joined::alone(source), Counts::default(), settings);
    inspect::describe(&script)
}
