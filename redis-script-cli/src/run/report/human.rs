//! A run for people.

use std::fmt::Write as _;

use redis_script_analysis::report::render::render_as;
use redis_script_analysis::{Diagnostic, Severity};

use super::RunReport;
use crate::report::human::printable_texts;
use crate::run::reply_text::{as_redis_cli, in_one_line};
use crate::run::seed::span_of_line;
use crate::run::subject::Subject;
use crate::run::trace::{Answer, Args, CommandTime, TracedCommand};
use crate::run::words::typed;
use crate::terminal::{BOLD, ERROR, look, paint, printable};

/// The sections that are not empty. The reply is the last.
pub(crate) fn text(report: &RunReport) -> String {
    let mut text = String::new();
    if report.runs > 1 {
        heading(
            &mut text,
            &format!("run {} of {}", report.number, report.runs),
        );
    }
    commands(&mut text, report);
    if let Some(log) = report.log.filter(|log| !log.is_empty()) {
        heading(&mut text, "log");
        for entry in log {
            let _ = writeln!(
                text,
                "  {}: {}",
                entry.level,
                printable(&entry.message).replace('\n', "\n    ")
            );
        }
    }
    changes(&mut text, report);
    heading(&mut text, "reply");
    reply(&mut text, report);
    if let Some((ty, read)) = &report.in_rust {
        heading(&mut text, &format!("as {ty}"));
        let read = match read {
            Ok(value) => printable(value),
            Err(why) => format!("{}: {}", paint(ERROR, "error"), printable(why)),
        };
        let _ = writeln!(text, "{read}");
    }
    text
}

fn heading(text: &mut String, name: &str) {
    let _ = writeln!(text, "{}", paint(BOLD, name));
}

fn commands(text: &mut String, report: &RunReport) {
    if report.trace.commands.is_empty() {
        return;
    }
    heading(text, "commands");
    for command in &report.trace.commands {
        let _ = writeln!(text, "  {}", one_command(command, report.subject));
    }
}

/// `3: INCR counter -> 1 (12 µs)`
fn one_command(command: &TracedCommand, subject: &Subject) -> String {
    let place = command.line.map(|line| {
        let place = subject.place(line);
        if place.path == subject.script.source.path() {
            format!("{}: ", place.line)
        } else {
            format!("{}:{}: ", printable(place.path), place.line)
        }
    });
    let call = match &command.args {
        Args::All(args) => args
            .iter()
            .map(|arg| typed(arg))
            .collect::<Vec<_>>()
            .join(" "),
        Args::AsText(text) if text.is_empty() => "a call without a command".to_owned(),
        Args::AsText(text) => printable(text),
    };
    let answer = match &command.answer {
        Answer::Reply(reply) => format!(" -> {}", in_one_line(reply)),
        Answer::AsText(text) => format!(" -> {}", printable(text)),
        Answer::Refused(why) => format!(" -> refused: {}", printable(why)),
        Answer::Unknown => String::new(),
    };
    let time = match command.time {
        Some(CommandTime::Exact(micros)) => format!(" ({micros} µs)"),
        Some(CommandTime::AtMost(micros)) => format!(" (at most {micros} µs)"),
        None => String::new(),
    };
    format!("{}{call}{answer}{time}", place.unwrap_or_default())
}

fn changes(text: &mut String, report: &RunReport) {
    let Some(changes) = &report.changes else {
        return;
    };
    heading(text, "changes");
    if changes.is_empty() {
        *text += "  none\n";
    }
    for change in changes {
        let database = match change.database {
            0 => String::new(),
            database => format!("database {database}: "),
        };
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        let (before, after) = (shown(&change.before), shown(&change.after));
        let _ = writeln!(text, "  {database}{}: {before} -> {after}", change.what);
    }
}

fn reply(text: &mut String, report: &RunReport) {
    match report.reply {
        Ok(reply) => *text += &as_redis_cli(reply),
        Err(error) => {
            let (code, detail) = (
                error.code().unwrap_or_default(),
                error.detail().unwrap_or_default(),
            );
            let shown = format!("(error) {code} {detail}");
            let _ = writeln!(text, "{}", printable(shown.trim_end()));
        }
    }
    let line = report
        .error
        .as_ref()
        .and_then(redis_script_runtime::Error::line);
    if let (Some(line), Some(message)) = (line, report.error_text()) {
        let source = &report.subject.script.source;
        let error = Diagnostic::error("run", span_of_line(source, line), message);
        let error = printable_texts(&error.label("raised here"));
        let excerpt = render_as(&error, source, &look(Severity::Error));
        let _ = writeln!(text, "{}: {excerpt}", paint(ERROR, "error"));
    }
}
