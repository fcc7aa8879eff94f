//! `redis-script expand`: a script as it is sent.

use std::fmt::Write as _;
use std::io;

use redis_script_analysis::constants::CONSTANTS;
use redis_script_analysis::include::{INCLUDE, IncludedFunction};
use redis_script_analysis::{Counts, Diagnostic, Severity, Source};

use crate::Outcome;
use crate::args::ExpandArgs;
use crate::constants;
use crate::including::JoinedScript;
use crate::report::human;
use crate::script::Script;
use crate::terminal::{FRAME, Terminal, paint, printable};

pub(crate) fn run(args: &ExpandArgs, terminal: &mut Terminal) -> io::Result<Outcome> {
    let Some(mut script) = JoinedScript::single(&args.path, terminal) else {
        return Ok(Outcome::Failed);
    };
    let left_out = std::mem::take(&mut script.joined.left_out);
    let (counts, settings) = (Counts::default(), &script.project.settings);
    let checked = Script::check(script.joined, counts, settings);
    let script = match checked.with_constants(&args.constants, counts, settings) {
        Ok(script) => script,
        Err(why) => {
            terminal.error(&why);
            return Ok(Outcome::Failed);
        }
    };
    let errors = script.analysis.diagnostics.iter();
    let errors: Vec<Diagnostic> = errors
        .filter(|found| is_in_the_way(found))
        .cloned()
        .collect();
    if !errors.is_empty() {
        // What is printed may go on to a server.
        terminal.print_to_error(&human::excerpts(&errors, &script.source));
        return Ok(Outcome::Findings);
    }
    let Some(sent) = &script.sent else {
        terminal.error(&constants::refusal(&script));
        return Ok(Outcome::Findings);
    };
    if args.plain {
        terminal.print_bytes(sent.text.as_bytes())?;
    } else {
        terminal.print(&with_origins(&script.source, &sent.text))?;
    }
    tell_of_functions(&left_out, terminal);
    Ok(Outcome::Clean)
}

/// Whether the text is not what would be sent.
fn is_in_the_way(found: &Diagnostic) -> bool {
    found.severity == Severity::Error && matches!(found.lint, INCLUDE | CONSTANTS)
}

/// Each line after the file and the line that it comes from.
fn with_origins(source: &Source, sent: &str) -> String {
    let origin = |line: u32| {
        let is_ours = line > source.line_count() || source.lines(line, u32::MAX).is_empty();
        if is_ours {
            return "constants".to_owned();
        }
        let (file, own) = source.origin_of_line(line);
        format!("{}:{own}", printable(source.path_of(file)))
    };
    let count = (1..).zip(sent.split_inclusive('\n')).map(|(line, _)| line);
    let width = count.map(|line| origin(line).chars().count()).max();
    let width = width.unwrap_or(0);
    let mut text = String::new();
    for (line, code) in (1..).zip(sent.split_inclusive('\n')) {
        let margin = paint(FRAME, &format!("{:<width$} |", origin(line)));
        let row = format!("{margin} {}", printable(code.trim_end_matches('\n')));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}

fn tell_of_functions(left_out: &[IncludedFunction], terminal: &mut Terminal) {
    let functions = left_out.iter();
    let named = functions.map(|function| {
        let (name, path, line) = (&function.name, &function.path, function.line);
        format!("`{name}` ({path}:{line})")
    });
    let named: Vec<String> = named.collect();
    if !named.is_empty() {
        terminal.remark(&format!(
            "left out, since nothing refers to them: {}",
            named.join(", ")
        ));
    }
}
