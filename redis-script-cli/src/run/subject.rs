//! The script that is run: its text as it is sent, and where its lines come from.

use std::collections::BTreeSet;

use redis_script_analysis::facts::CommandCall;
use redis_script_analysis::lua;
use redis_script_analysis::lua::syntax::{Expr, ExprKind, SuffixKind};
use redis_script_analysis::lua::visit::{self, Visitor};

use crate::constants;
use crate::script::{Script, Sent};

/// A script with its findings.
pub(crate) struct Subject {
    pub(crate) script: Script,
    pub(crate) sent: Sent,
}

/// A line that a person wrote.
pub(crate) struct Place<'a> {
    pub(crate) path: &'a str,
    /// From 1.
    pub(crate) line: u32,
}

impl Subject {
    /// # Errors
    /// If a constant has no value.
    pub(crate) fn new(mut script: Script) -> Result<Self, String> {
        match script.sent.take() {
            Some(sent) => Ok(Self { script, sent }),
            None => Err(constants::refusal(&script)),
        }
    }

    /// Where a line of the text comes from. The line after the last one, which passes the constants, counts as the last.
    pub(crate) fn place(&self, line: u32) -> Place<'_> {
        let line = line.min(self.script.source.line_count());
        let (file, line) = self.script.source.origin_of_line(line);
        Place {
            path: self.script.source.path_of(file),
            line,
        }
    }

    /// The line of a command that was called after the debugger had come to a line: it tells no line when a function has returned.
    /// `None` if it may be one of several.
    pub(crate) fn line_of_call(&self, after: u32, name: &str) -> Option<u32> {
        let source = &self.script.source;
        let lines =
            |call: &CommandCall| source.line_of(call.span.start)..=source.line_of(call.span.end);
        let mut others = BTreeSet::new();
        for call in &self.script.analysis.facts.commands {
            match call.name() {
                Some(other) if !other.eq_ignore_ascii_case(name) => {}
                _ if lines(call).contains(&after) => return Some(after),
                _ => {
                    others.insert(*lines(call).start());
                }
            }
        }
        match others.len() {
            0 => Some(after),
            1 => others.first().copied(),
            _ => None,
        }
    }

    /// Where its lines come from, as the macro tells the runtime: for each part its first line, its file, and its first line there.
    pub(crate) fn origins(&self) -> Vec<(u32, &str, u32)> {
        let source = &self.script.source;
        source.origins(source.path())
    }

    /// The name of a function that calls it: that of its file.
    pub(crate) fn name(&self) -> &str {
        let path = self.script.source.path();
        let file = path.rsplit('/').next().unwrap_or(path);
        file.strip_suffix(".lua").unwrap_or(file)
    }

    /// Whether it names `redis.log`.
    pub(crate) fn logs(&self) -> bool {
        let (chunk, _) = lua::parse(&self.script.source);
        let mut calls = LogCalls(false);
        visit::block(&chunk.body, &mut calls);
        calls.0
    }
}

/// `redis.log`, `server.log`
struct LogCalls(bool);

impl<'tree> Visitor<'tree> for LogCalls {
    fn expression(&mut self, expression: &'tree Expr) -> bool {
        if let ExprKind::Suffixed { base, suffixes } = &expression.kind
            && matches!(&base.kind, ExprKind::Global(name) if matches!(&**name, "redis" | "server"))
            && let Some(SuffixKind::Field(field)) = suffixes.first().map(|suffix| &suffix.kind)
        {
            self.0 |= &*field.text == "log";
        }
        true
    }
}
