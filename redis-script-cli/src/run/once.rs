//! One run, and what is told of it.

use std::io;

use super::call::{self, Called};
use super::keyspace::{self, Keyspace};
use super::report::{self, RunReport};
use super::server::Server;
use super::subject::Subject;
use super::trial::ReadyCall;
use super::{diff, rust_reply};
use crate::Outcome;
use crate::args::run::CallArgs;
use crate::terminal::Terminal;

/// Makes the call, and prints what is known of it.
pub(crate) fn run_once(
    server: &mut Server,
    ready: &ReadyCall,
    args: &CallArgs,
    number: u32,
    terminal: &mut Terminal,
) -> io::Result<Result<Outcome, String>> {
    let subject = &ready.subject;
    let numkeys = ready.entries.keys.len().to_string();
    let was_cached = server.has_cached(&subject.sent.sha1);
    let called = snapshot(server, ready, args.diff).and_then(|before| {
        let called = call::call(server, &ready.entries.command(&subject.sent.text, &numkeys))?;
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
    let in_rust = ready.reply_type.as_ref().map(|ty| {
        let script = rust_reply::declare_with_origins(subject);
        (ty.to_string(), rust_reply::read(script, ty, &called.reply))
    });
    let version = server.version.clone();
    let report = RunReport {
        subject,
        server: &version,
        number,
        runs: args.repeat,
        keys: &ready.entries.keys,
        args: &ready.entries.args,
        error: rust_reply::error(rust_reply::declare(subject), &called.reply),
        reply: &called.reply,
        in_rust,
        trace: &called.trace,
        log: called.log.as_deref(),
        changes,
        notes: notes(server, subject, &called, was_cached),
    };
    print(&report, args.json, terminal)?;
    Ok(Ok(if report.is_clean() {
        Outcome::Clean
    } else {
        Outcome::Findings
    }))
}

/// What is not known, and what is left on the server.
fn notes(server: &mut Server, subject: &Subject, called: &Called, was_cached: bool) -> Vec<String> {
    let mut notes = called.trace.gaps.clone();
    if called.log.is_none() && subject.logs() {
        notes.push(
            "what `redis.log` said is not known: only the log of a private server is read"
                .to_owned(),
        );
    }
    let sha1 = &subject.sent.sha1;
    if server.private().is_none() && !was_cached && server.has_cached(sha1) {
        notes.push(format!(
            "the server keeps the text of the script in its cache, as after each EVAL; its SHA1 is {sha1}"
        ));
    }
    notes
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
