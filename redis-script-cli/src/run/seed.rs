//! The commands that fill the keyspace first.

use std::fs;
use std::path::Path;

use redis::{Connection, Value};
use redis_script_analysis::report::render::render;
use redis_script_analysis::{Diagnostic, Source, Span, text};

use super::words;
use crate::terminal::printable;

/// The commands of a file.
pub(crate) struct Seed {
    source: Source,
    commands: Vec<SeedCommand>,
}

struct SeedCommand {
    words: Vec<Vec<u8>>,
    line: u32,
}

impl Seed {
    /// Reads a file: a command a line, as redis-cli reads them. Blank lines and those that begin with `#` say nothing.
    ///
    /// # Errors
    /// If it cannot be read, or a line is not a command.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let shown = path.display().to_string();
        let bytes = fs::read(path).map_err(|error| format!("cannot read `{shown}`: {error}"))?;
        let text =
            text::decode(&bytes, &format!("`{shown}`")).map_err(|refused| refused.to_string())?;
        let source = Source::new(shown, text);
        let mut commands = Vec::new();
        for line in 1..=source.line_count() {
            let text = source.line(line).unwrap_or_default().trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            match words::split(text.as_bytes()) {
                Ok(words) => commands.push(SeedCommand { words, line }),
                Err(why) => return Err(at_line(&source, line, why)),
            }
        }
        Ok(Self { source, commands })
    }

    /// Runs them.
    ///
    /// # Errors
    /// If the server refuses one.
    pub(crate) fn run(&self, con: &mut Connection) -> Result<(), String> {
        for command in &self.commands {
            let mut cmd = redis::Cmd::new();
            for word in &command.words {
                cmd.arg(word);
            }
            let reply: Result<Value, _> = cmd.query(con);
            reply.map_err(|error| at_line(&self.source, command.line, &error.to_string()))?;
        }
        Ok(())
    }
}

/// In a word, the number of the round.
const ROUND: &str = "{i}";

impl Seed {
    /// Runs them, those with `{i}` for each number from 1 on.
    ///
    /// # Errors
    /// If the server refuses one.
    pub(crate) fn run_for(&self, con: &mut Connection, rounds: u32) -> Result<(), String> {
        for command in &self.commands {
            let words: Vec<_> = command.words.iter().map(Vec::as_slice).collect();
            let has_round = |word: &&[u8]| {
                word.windows(ROUND.len())
                    .any(|part| part == ROUND.as_bytes())
            };
            let last = if words.iter().any(has_round) {
                rounds
            } else {
                1
            };
            let mut pipeline = redis::Pipeline::new();
            for round in 1..=last {
                let mut cmd = redis::Cmd::new();
                for word in &words {
                    let text = String::from_utf8_lossy(word).replace(ROUND, &round.to_string());
                    cmd.arg(if has_round(word) {
                        text.as_bytes()
                    } else {
                        word
                    });
                }
                pipeline.add_command(cmd).ignore();
            }
            let sown = pipeline.exec(con);
            sown.map_err(|error| at_line(&self.source, command.line, &error.to_string()))?;
        }
        Ok(())
    }
}

fn at_line(source: &Source, line: u32, why: &str) -> String {
    let error = Diagnostic::error("seed", span_of_line(source, line), printable(why));
    render(&error, source)
}

/// What stands in a line, without the blanks around it.
pub(crate) fn span_of_line(source: &Source, line: u32) -> Span {
    let text = source.line(line).unwrap_or_default();
    let before = text.len() - text.trim_start().len();
    let start = source.line_start(line) + u32::try_from(before).unwrap_or(0);
    Span::new(start, start + u32::try_from(text.trim().len()).unwrap_or(0))
}
