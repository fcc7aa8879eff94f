//! `redis-script run` and `redis-script eval`: a script that is tried by hand.
//!
//! The script is sent as it is. What is told of its commands comes from the server: from MONITOR, its debugger and its slow log.

mod call;
mod command_stats;
mod debugger;
mod debugger_reply;
mod diff;
mod entries;
mod entry_names;
mod keyspace;
mod monitor;
mod private_server;
mod reply_text;
mod reply_type;
mod report;
mod rust_reply;
mod seed;
mod server;
mod server_log;
mod slow_log;
mod subject;
mod trace;
mod watch;
mod wire;
mod words;

use std::io;

use clap::ArgMatches;
use redis_script_analysis::contract::types::ReplyType;
use redis_script_analysis::lua::ScriptKind;
use redis_script_analysis::{Counts, Source};

use self::entries::CallEntries;
use self::keyspace::Keyspace;
use self::report::RunReport;
use self::seed::Seed;
use self::server::Server;
use self::subject::Subject;
use crate::Outcome;
use crate::args::run::{CallArgs, EvalArgs, RunArgs};
use crate::files::Input;
use crate::report::human::findings;
use crate::settings::SettingsCache;
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

/// A script with what it is tried with.
struct Trial<'a> {
    input: &'a Input,
    args: &'a CallArgs,
    matches: Option<&'a ArgMatches>,
    /// It is found when the first call is ready.
    server: Option<Server>,
}

/// All that a call needs but the server.
struct ReadyCall {
    subject: Subject,
    entries: CallEntries,
    seed: Option<Seed>,
    reply_type: Option<ReplyType>,
}

impl<'a> Trial<'a> {
    fn new(input: &'a Input, args: &'a CallArgs, matches: Option<&'a ArgMatches>) -> Self {
        Self {
            input,
            args,
            matches,
            server: None,
        }
    }

    /// Reads the script, and runs it as often as it is asked for.
    fn run(&mut self, terminal: &mut Terminal) -> io::Result<Outcome> {
        let ready = match self.prepare(terminal)? {
            Ok(ready) => ready,
            Err(why) => return Ok(failed(&why, terminal)),
        };
        let args = self.args;
        let server = match self.fresh_server(ready.seed.as_ref()) {
            Ok(server) => server,
            Err(why) => return Ok(failed(&why, terminal)),
        };
        let mut outcome = Outcome::Clean;
        for number in 1..=args.repeat {
            match run_once(server, &ready, args, number, terminal)? {
                Ok(Outcome::Clean) => {}
                Ok(other) => outcome = other,
                Err(why) => return Ok(failed(&(why + &server.condition()), terminal)),
            }
        }
        Ok(outcome)
    }

    /// Reads and checks everything, and prints what `check` finds.
    fn prepare(&self, terminal: &mut Terminal) -> io::Result<Result<ReadyCall, String>> {
        let ready = self.read();
        if let Ok(ready) = &ready
            && !self.args.quiet
            && !self.args.json
        {
            terminal.print(&findings(&ready.subject.script))?;
            if let Some(remark) = ready.subject.script.remark() {
                terminal.remark(remark);
            }
        }
        Ok(ready)
    }

    fn read(&self) -> Result<ReadyCall, String> {
        let mut wrong = String::new();
        let mut cache = SettingsCache::new(&self.args.settings, self.matches);
        let settings = cache
            .settings(self.input, &mut |why| why.clone_into(&mut wrong))
            .ok_or(wrong)?;
        let source = Source::new(self.input.shown(), self.input.read()?);
        let subject = Subject::check(source.clone(), Counts::default(), &settings);
        if subject.script.kind == ScriptKind::Library {
            return Err(format!(
                "`{}` is a function library: only scripts can be run",
                source.path()
            ));
        }
        let entries = CallEntries::of(self.args, &subject.script)?;
        let reply_type = match &self.args.reply_type {
            Some(named) => Some(reply_type::parse(named).map_err(|why| format!("`--as`: {why}"))?),
            None => reply_type::in_header(&source).transpose()?,
        };
        Ok(ReadyCall {
            // The lints compare what the script reads with what this call passes.
            subject: Subject::check(source, entries.counts(), &settings),
            entries,
            seed: self.args.seed.as_deref().map(Seed::read).transpose()?,
            reply_type,
        })
    }

    /// The server, as if nothing had run: a private one is emptied, and the seed is sown.
    fn fresh_server(&mut self, seed: Option<&Seed>) -> Result<&mut Server, String> {
        let server = match self.server.take() {
            Some(mut server) => {
                server.empty_if_private()?;
                server
            }
            None => Server::find(self.args)?,
        };
        let server = self.server.insert(server);
        if let Some(seed) = seed {
            seed.run(&mut server.connect()?)?;
        }
        Ok(server)
    }
}

fn failed(why: &str, terminal: &mut Terminal) -> Outcome {
    terminal.error(why);
    Outcome::Failed
}

fn run_once(
    server: &mut Server,
    ready: &ReadyCall,
    args: &CallArgs,
    number: u32,
    terminal: &mut Terminal,
) -> io::Result<Result<Outcome, String>> {
    let subject = &ready.subject;
    let numkeys = ready.entries.keys.len().to_string();
    let was_cached = server.has_cached(&subject.script.sha1);
    let called = snapshot(server, ready, args.diff).and_then(|before| {
        let called = call::call(server, &ready.entries.command(subject.text(), &numkeys))?;
        let after = snapshot(server, ready, args.diff)?;
        let changes = before
            .zip(after)
            .map(|(before, after)| diff::diff(&before, &after));
        Ok((called, changes))
    });
    let (mut called, changes) = match called {
        Ok(called) => called,
        Err(why) => return Ok(Err(why)),
    };
    for command in &mut called.trace.commands {
        let (name, _) = command.args.names();
        command.line = command
            .line
            .and_then(|line| subject.line_of_call(line, &name));
    }
    let script = rust_reply::declare(
        subject.name(),
        subject.script.source.path(),
        &subject.script.sha1,
    );
    let in_rust = ready
        .reply_type
        .as_ref()
        .map(|ty| (ty.to_string(), rust_reply::read(script, ty, &called.reply)));
    let mut notes = called.trace.gaps.clone();
    if called.log.is_none() && subject.logs() {
        notes.push(
            "what `redis.log` said is not known: only the log of a private server is read"
                .to_owned(),
        );
    }
    if server.private().is_none() && !was_cached && server.has_cached(&subject.script.sha1) {
        notes.push(format!("the server keeps the text of the script in its cache, as after each EVAL; its SHA1 is {}", subject.script.sha1));
    }
    let report = RunReport {
        subject,
        server: &server.version,
        number,
        runs: args.repeat,
        keys: &ready.entries.keys,
        args: &ready.entries.args,
        error: rust_reply::error(script, &called.reply),
        reply: &called.reply,
        in_rust,
        trace: &called.trace,
        log: called.log.as_deref(),
        changes,
        notes,
    };
    print(&report, args.json, terminal)?;
    Ok(Ok(if report.is_clean() {
        Outcome::Clean
    } else {
        Outcome::Findings
    }))
}

fn print(report: &RunReport, json: bool, terminal: &mut Terminal) -> io::Result<()> {
    if json {
        return terminal.print(&report::json::line(report));
    }
    terminal.print(&report::human::text(report))?;
    for note in &report.notes {
        terminal.remark(note);
    }
    Ok(())
}

/// What is compared: all keys of a private server, on others those that are passed.
fn snapshot(
    server: &mut Server,
    ready: &ReadyCall,
    diff: bool,
) -> Result<Option<Keyspace>, String> {
    if !diff {
        return Ok(None);
    }
    let read = if server.private().is_some() {
        keyspace::all(&mut server.control)
    } else {
        let keys: Vec<Vec<u8>> = ready
            .entries
            .keys
            .iter()
            .map(|key| key.clone().into_bytes())
            .collect();
        let database = server.database();
        keyspace::of_keys(&mut server.control, database, &keys)
    };
    read.map(Some)
        .map_err(|error| format!("cannot read the keys for `--diff`: {error}"))
}
