//! Output, with or without colors.

use std::env;
use std::io::{self, Stderr, Stdout, Write as _};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;
use redis_script_analysis::Severity;
use redis_script_analysis::report::render::{Look, Part};

/// The standard output and the standard error.
pub(crate) struct Terminal {
    out: AutoStream<Stdout>,
    err: AutoStream<Stderr>,
}

/// `error`
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// `warning`
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Headings and names.
pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const FRAME: Style = AnsiColor::Blue.on_default().bold();

impl Terminal {
    pub(crate) fn new(color: ColorChoice) -> Self {
        let choice = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        Self {
            out: AutoStream::new(io::stdout(), choice),
            err: AutoStream::new(io::stderr(), choice),
        }
    }

    /// Prints to the standard output, without styles if it does not support them.
    pub(crate) fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Prints bytes as they are to the standard output.
    pub(crate) fn print_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = self.out.as_inner();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Prints findings to the standard error. If that fails, there is no way to report it.
    pub(crate) fn print_to_error(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Prints an error to the standard error. If that fails, there is no way to report it.
    pub(crate) fn error(&mut self, message: &str) {
        let _ = writeln!(
            self.err,
            "{}: {}",
            paint(ERROR, "error"),
            printable(message)
        );
    }

    /// Prints a remark to the standard error.
    pub(crate) fn remark(&mut self, message: &str) {
        let _ = writeln!(self.err, "{}: {}", paint(BOLD, "note"), printable(message));
    }
}

/// How excerpts look for a finding.
pub(crate) fn look(severity: Severity) -> Look<'static> {
    Look {
        width: excerpt_width(),
        paint: match severity {
            Severity::Error => &|part, text| paint(style(part, ERROR), text),
            Severity::Warning => &|part, text| paint(style(part, WARNING), text),
        },
    }
}

fn style(part: Part, marks: Style) -> Style {
    match part {
        Part::Message => BOLD,
        Part::Frame | Part::Secondary => FRAME,
        Part::Primary => marks,
    }
}

pub(crate) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Without control characters, which terminals may interpret.
pub(crate) fn printable(text: &str) -> String {
    let shown = |c: char| {
        if c.is_control() && c != '\n' {
            '\u{fffd}'
        } else {
            c
        }
    };
    text.chars().map(shown).collect()
}

/// The columns that are left for the script after the line number.
fn excerpt_width() -> usize {
    const MARGIN: usize = 8;
    const LEAST: usize = 40;
    let told = env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let columns = told.or_else(|| {
        let (width, _) = terminal_size::terminal_size()?;
        Some(usize::from(width.0))
    });
    columns.map_or(Look::PLAIN.width, |columns: usize| {
        columns.saturating_sub(MARGIN).max(LEAST)
    })
}
