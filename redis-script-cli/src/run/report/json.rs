//! A run as one JSON object.

use redis::Value;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::RunReport;
use crate::report::json::Finding;
use crate::run::reply_text::{float, server_error};
use crate::run::trace::{Answer, Args, CommandTime, TracedCommand};
use crate::run::words::quoted;

/// A run. The order of the fields is that of the output.
#[derive(Serialize)]
struct RunLine<'a> {
    file: &'a str,
    sha1: &'a str,
    server: &'a str,
    run: u32,
    keys: &'a [String],
    args: &'a [String],
    diagnostics: Vec<Finding<'a>>,
    commands: Vec<Json>,
    /// `null` if it is not known.
    log: Option<Vec<Json>>,
    /// `null` if it was not asked for.
    changes: Option<Vec<Json>>,
    reply: Option<Json>,
    error: Option<Json>,
    #[serde(rename = "as")]
    in_rust: Option<Json>,
    notes: &'a [String],
}

/// One line, with the line end.
pub(crate) fn line(report: &RunReport) -> String {
    let script = &report.subject.script;
    let found = script.analysis.diagnostics.iter();
    let log = report.log.map(|log| {
        let entries = log
            .iter()
            .map(|entry| json!({"level": entry.level, "message": entry.message}));
        entries.collect()
    });
    let line = RunLine {
        file: script.source.path(),
        sha1: &report.subject.sent.sha1,
        server: report.server,
        run: report.number,
        keys: report.keys,
        args: report.args,
        diagnostics: found
            .map(|found| Finding::new(found, &script.source))
            .collect(),
        commands: report
            .trace
            .commands
            .iter()
            .map(|command| one_command(command, report))
            .collect(),
        log,
        changes: report.changes.as_ref().map(|changes| {
            let changes = changes.iter().map(|change| {
                json!({
                    "database": change.database,
                    "key": bytes(&change.key),
                    "what": change.what,
                    "before": change.before,
                    "after": change.after,
                })
            });
            changes.collect()
        }),
        reply: report.reply.as_ref().ok().map(value),
        error: error(report),
        in_rust: report.in_rust.as_ref().map(|(ty, read)| match read {
            Ok(value) => json!({"type": ty, "value": value}),
            Err(why) => json!({"type": ty, "error": why}),
        }),
        notes: &report.notes,
    };
    // Only strings and numbers, so this cannot fail.
    let mut text = serde_json::to_string(&line).unwrap_or_default();
    text.push('\n');
    text
}

fn one_command(command: &TracedCommand, report: &RunReport) -> Json {
    let mut fields = Map::new();
    match &command.args {
        Args::All(args) => fields.insert(
            "command".to_owned(),
            args.iter().map(|arg| bytes(arg)).collect(),
        ),
        Args::AsText(text) => fields.insert("text".to_owned(), json!(text)),
    };
    if let Some(line) = command.line {
        let place = report.subject.place(line);
        fields.insert("file".to_owned(), json!(place.path));
        fields.insert("line".to_owned(), json!(place.line));
    }
    match &command.answer {
        Answer::Reply(reply) => fields.insert("reply".to_owned(), value(reply)),
        Answer::AsText(text) => fields.insert("reply".to_owned(), json!({"text": text})),
        Answer::Refused(why) => fields.insert("refused".to_owned(), json!(why)),
        Answer::Unknown => None,
    };
    match command.time {
        Some(CommandTime::Exact(micros)) => fields.insert("micros".to_owned(), json!(micros)),
        Some(CommandTime::AtMost(micros)) => {
            fields.insert("at_most_micros".to_owned(), json!(micros))
        }
        None => None,
    };
    Json::Object(fields)
}

fn error(report: &RunReport) -> Option<Json> {
    let error = report.error.as_ref()?;
    let place = error.line().map(|line| report.subject.place(line));
    Some(json!({
        "code": error.code(),
        "message": error.message().map_or_else(|| error.to_string(), str::to_owned),
        "file": place.as_ref().map(|place| place.path),
        "line": place.as_ref().map(|place| place.line),
    }))
}

/// Strings are JSON's if they are UTF-8. What JSON has no word for is an object with its name.
fn value(reply: &Value) -> Json {
    let list = |items: &[Value]| items.iter().map(value).collect::<Json>();
    match reply {
        Value::Nil => Json::Null,
        Value::Int(number) => json!(number),
        Value::BulkString(text) => bytes(text),
        Value::SimpleString(text) => json!({"status": text}),
        Value::Okay => json!({"status": "OK"}),
        Value::Boolean(value) => json!(value),
        Value::Double(number) if number.is_finite() => json!(number),
        Value::Double(number) => json!({"double": float(*number)}),
        Value::Array(items) => list(items),
        Value::Set(items) => json!({"set": list(items)}),
        Value::Map(pairs) => {
            let pairs: Json = pairs
                .iter()
                .map(|(key, item)| json!([value(key), value(item)]))
                .collect();
            json!({"map": pairs})
        }
        Value::VerbatimString { text, .. } => json!({"verbatim": text}),
        Value::BigNumber(digits) => json!({"big_number": String::from_utf8_lossy(digits)}),
        Value::ServerError(error) => json!({"error": server_error(error)}),
        Value::Attribute { data, .. } => value(data),
        other => json!({"other": format!("{other:?}")}),
    }
}

fn bytes(bytes: &[u8]) -> Json {
    match str::from_utf8(bytes) {
        Ok(text) => json!(text),
        Err(_) => json!({"bytes": quoted(bytes)}),
    }
}
