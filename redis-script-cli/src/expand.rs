//! `redis-script expand`: a script as it is sent.

use std::fmt::Write as _;
use std::io;

use redis_script_analysis::Source;
use redis_script_analysis::include::Joined;

use crate::Outcome;
use crate::args::ExpandArgs;
use crate::including::JoinedScript;
use crate::report::human;
use crate::terminal::{FRAME, Terminal, paint, printable};

pub(crate) fn run(args: &ExpandArgs, terminal: &mut Terminal) -> io::Result<Outcome> {
    let Some(script) = JoinedScript::single(&args.path, terminal) else {
        return Ok(Outcome::Failed);
    };
    let joined = script.joined;
    if !joined.errors.is_empty() {
        // What is printed may go on to a server.
        terminal.print_to_error(&human::excerpts(&joined.errors, &joined.source));
        return Ok(Outcome::Findings);
    }
    if args.plain {
        terminal.print_bytes(joined.source.text().as_bytes())?;
    } else {
        terminal.print(&with_origins(&joined.source))?;
    }
    tell_of_functions(&joined, terminal);
    Ok(Outcome::Clean)
}

/// Each line after the file and the line that it comes from.
fn with_origins(source: &Source) -> String {
    let origin = |line: u32| {
        let (file, own) = source.origin_of_line(line);
        format!("{}:{own}", printable(source.path_of(file)))
    };
    let last = source.lines(source.line_count(), u32::MAX);
    let count = source.line_count() - u32::from(last.is_empty());
    let width = (1..=count).map(|line| origin(line).chars().count()).max();
    let width = width.unwrap_or(0);
    let mut text = String::new();
    for line in 1..=count {
        let (origin, code) = (origin(line), source.line(line).unwrap_or_default());
        let margin = paint(FRAME, &format!("{origin:<width$} |"));
        let row = format!("{margin} {}", printable(code));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}

fn tell_of_functions(joined: &Joined, terminal: &mut Terminal) {
    let functions = joined.left_out.iter();
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
