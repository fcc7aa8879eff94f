//! The excerpt of the script below a message, as rustc draws its own.

use std::fmt::Write as _;

use super::diagnostic::{Diagnostic, Label};
use crate::lua::source::{Position, Source, Span};

/// Columns of an excerpt; longer lines show only what is around the marks.
const WIDTH: usize = 120;
const TAB: usize = 4;

/// The whole finding: message, excerpt, notes and help, without `error:` or `warning:` before it.
#[must_use]
pub fn render(diagnostic: &Diagnostic, source: &Source) -> String {
    let marks = marks(diagnostic, source);
    let digits = marks
        .iter()
        .map(|mark| mark.at.line)
        .max()
        .unwrap_or(1)
        .to_string()
        .len();
    let margin = " ".repeat(digits);
    let mut out = diagnostic.message.clone();
    if marks.is_empty() {
        let _ = write!(out, "\n{margin}--> {}", source.path());
    } else {
        let at = source.position(diagnostic.primary.span.start);
        let _ = write!(
            out,
            "\n{margin}--> {}:{}:{}\n{margin} |",
            source.path(),
            at.line,
            at.column
        );
        excerpt(&mut out, &marks, source, digits);
    }
    if !diagnostic.notes.is_empty() || !diagnostic.help.is_empty() {
        let _ = write!(out, "\n{margin} |");
    }
    for (kind, texts) in [("note", &diagnostic.notes), ("help", &diagnostic.help)] {
        for text in texts {
            let _ = write!(out, "\n{margin} = {kind}: {text}");
        }
    }
    out
}

/// A label on its line.
struct Mark<'a> {
    label: &'a Label,
    at: Position,
    symbol: char,
}

/// The marks in the order of the text; none for a finding that is about no place in it.
fn marks<'a>(diagnostic: &'a Diagnostic, source: &Source) -> Vec<Mark<'a>> {
    let primary = std::iter::once((&diagnostic.primary, '^'));
    let secondary = diagnostic.secondary.iter().map(|label| (label, '-'));
    let mut marks: Vec<_> = primary
        .chain(secondary)
        .filter(|(label, _)| label.span != Span::default())
        .map(|(label, symbol)| Mark {
            label,
            at: source.position(label.span.start),
            symbol,
        })
        .collect();
    marks.sort_by_key(|mark| (mark.at, mark.symbol));
    marks
}

fn excerpt(out: &mut String, marks: &[Mark], source: &Source, digits: usize) {
    let mut shown = 0;
    for mark in marks {
        let line = mark.at.line;
        let text = source.line(line).unwrap_or_default();
        let window = Window::around(text, mark, source);
        if line != shown {
            if shown != 0 && line > shown + 1 {
                out.push_str("\n...");
            }
            let _ = write!(out, "\n{line:>digits$} | {}", window.text);
            shown = line;
        }
        let marked = mark.symbol.to_string().repeat(window.length);
        let row = format!("{}{marked} {}", " ".repeat(window.start), mark.label.text);
        let _ = write!(out, "\n{:digits$} | {}", "", row.trim_end());
    }
}

/// The part of a line that is shown, and the marked columns in it, from 0.
struct Window {
    text: String,
    start: usize,
    length: usize,
}

impl Window {
    fn around(line: &str, mark: &Mark, source: &Source) -> Self {
        let before: usize = line
            .chars()
            .take(mark.at.column as usize - 1)
            .map(width)
            .sum();
        let marked = source
            .slice(mark.label.span)
            .lines()
            .next()
            .unwrap_or_default();
        let length = marked.chars().map(width).sum::<usize>().max(1);
        let cells: Vec<char> = line.chars().flat_map(cells).collect();
        if cells.len() <= WIDTH {
            return Self {
                text: cells.iter().filter(|cell| **cell != '\0').collect(),
                start: before,
                length,
            };
        }
        let from = before.saturating_sub(WIDTH / 3);
        let to = (from + WIDTH).min(cells.len());
        let (left, right) = (
            if from > 0 { "..." } else { "" },
            if to < cells.len() { "..." } else { "" },
        );
        let shown: String = cells
            .iter()
            .take(to)
            .skip(from)
            .filter(|cell| **cell != '\0')
            .collect();
        let start = left.len() + before - from;
        Self {
            text: format!("{left}{shown}{right}"),
            start,
            length: length.min(to.saturating_sub(before).max(1)),
        }
    }
}

/// A character as it is shown, one item a column: tabs expanded, control characters replaced, `\0` for a column that
/// a wide character takes besides its first.
fn cells(c: char) -> impl Iterator<Item = char> {
    let (shown, rest) = match c {
        '\t' => (' ', ' '),
        c if c.is_control() => ('\u{fffd}', '\0'),
        c => (c, '\0'),
    };
    std::iter::once(shown).chain(std::iter::repeat_n(rest, width(c).saturating_sub(1)))
}

/// Columns that a character takes, by the main blocks of East Asian wide characters.
fn width(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
