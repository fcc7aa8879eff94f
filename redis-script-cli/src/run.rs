//! `redis-script run` and `redis-script eval`: a script that is tried by hand.
//!
//! The script is sent as it is. What is told of its commands comes from the server: from MONITOR, its debugger and its slow log.

mod bench;
mod call;
mod command_stats;
mod debugger;
mod debugger_reply;
mod diff;
mod entries;
mod entry_names;
mod keyspace;
mod monitor;
mod once;
mod private_server;
mod reply_text;
mod reply_type;
mod report;
mod rust_callers;
mod rust_reply;
mod seed;
mod server;
mod server_log;
mod slow_log;
mod subject;
mod trace;
mod trial;
mod watch;
mod wire;
mod words;

use std::io;

use clap::ArgMatches;

pub(crate) use self::bench::bench;
use self::trial::Trial;
use crate::Outcome;
use crate::args::run::{EvalArgs, RunArgs};
use crate::files::Input;
use crate::terminal::Terminal;

pub(crate) fn run(
    args: &RunArgs,
    matches: Option<&ArgMatches>,
    terminal: &mut Terminal,
) -> io::Result<Outcome> {
    let input = Input::from_path(&args.path);
    if !args.watch {
        return Trial::new(&input, &args.call, matches).run(terminal);
    }
    if matches!(input, Input::Stdin) {
        terminal.error("`--watch` needs a file: the standard input does not change");
        return Ok(Outcome::Failed);
    }
    watch::run(&mut Trial::new(&input, &args.call, matches), terminal)
}

pub(crate) fn eval(
    args: &EvalArgs,
    matches: Option<&ArgMatches>,
    terminal: &mut Terminal,
) -> io::Result<Outcome> {
    let input = Input::Text(args.text.clone());
    Trial::new(&input, &args.call, matches).run(terminal)
}
