//! The excerpt of the script below a message, as rustc draws its own.

use std::fmt::Write as _;

use super::diagnostic::{Diagnostic, Label};
use crate::lua::source::{Position, Source, Span};

const TAB: usize = 4;

/// How a finding is drawn.
pub struct Look<'paint> {
    /// Columns of the script's text; longer lines show only what is around the marks.
    pub width: usize,
    /// Gives a part of the text its colour.
    pub paint: &'paint dyn Fn(Part, &str) -> String,
}

/// A part of a finding that may have a colour of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The message.
    Message,
    /// Line numbers and what stands around the excerpt.
    Frame,
    /// The marks of the guilty text, and what stands beside them.
    Primary,
    /// The marks of other places.
    Secondary,
}

impl Look<'_> {
    /// In compilers' messages and files: no colours, and lines of a usual length.
    pub const PLAIN: Look<'static> = Look {
        width: 120,
        paint: &|_, text| text.to_owned(),
    };

    fn paint(&self, part: Part, text: &str) -> String {
        (self.paint)(part, text)
    }
}

/// The whole finding: message, excerpt, notes and help, without `error:` or `warning:` before it.
#[must_use]
pub fn render(diagnostic: &Diagnostic, source: &Source) -> String {
    render_as(diagnostic, source, &Look::PLAIN)
}

/// [`render`], in another look.
#[must_use]
pub fn render_as(diagnostic: &Diagnostic, source: &Source, look: &Look) -> String {
    let frame = |text: &str| look.paint(Part::Frame, text);
    let marks = marks(diagnostic, source);
    let digits = marks
        .iter()
        .map(|mark| mark.at.line)
        .max()
        .unwrap_or(1)
        .to_string()
        .len();
    let margin = " ".repeat(digits);
    let mut out = look.paint(Part::Message, &diagnostic.message);
    let (arrow, bar) = (frame("-->"), frame("|"));
    if marks.is_empty() {
        let _ = write!(out, "\n{margin}{arrow} {}", source.path());
    } else {
        let at = source.position(diagnostic.primary.span.start);
        let _ = write!(
            out,
            "\n{margin}{arrow} {}:{}:{}\n{margin} {bar}",
            source.path(),
            at.line,
            at.column
        );
        excerpt(&mut out, &marks, source, digits, look);
    }
    if !diagnostic.notes.is_empty() || !diagnostic.help.is_empty() {
        let _ = write!(out, "\n{margin} {bar}");
    }
    let equals = frame("=");
    for (kind, texts) in [("note", &diagnostic.notes), ("help", &diagnostic.help)] {
        for text in texts {
            let kind = look.paint(Part::Message, kind);
            let _ = write!(out, "\n{margin} {equals} {kind}: {text}");
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

impl Mark<'_> {
    fn part(&self) -> Part {
        match self.symbol {
            '^' => Part::Primary,
            _ => Part::Secondary,
        }
    }
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

fn excerpt(out: &mut String, marks: &[Mark], source: &Source, digits: usize, look: &Look) {
    let mut shown = 0;
    let frame = |text: &str| look.paint(Part::Frame, text);
    let bar = frame("|");
    for mark in marks {
        let line = mark.at.line;
        let text = source.line(line).unwrap_or_default();
        let window = Window::around(text, mark, source, look.width);
        if line != shown {
            if shown != 0 && line > shown + 1 {
                let _ = write!(out, "\n{}", frame("..."));
            }
            let number = frame(&format!("{line:>digits$}"));
            let _ = write!(out, "\n{number} {bar} {}", window.text);
            shown = line;
        }
        let marked = mark.symbol.to_string().repeat(window.length);
        let before = " ".repeat(window.start);
        let row = format!("{marked} {}", mark.label.text);
        let row = look.paint(mark.part(), row.trim_end());
        let _ = write!(out, "\n{:digits$} {bar} {before}{row}", "");
    }
}

/// The part of a line that is shown, and the marked columns in it, from 0.
struct Window {
    text: String,
    start: usize,
    length: usize,
}

impl Window {
    fn around(line: &str, mark: &Mark, source: &Source, width: usize) -> Self {
        let before: usize = line
            .chars()
            .take(mark.at.column as usize - 1)
            .map(columns)
            .sum();
        let marked = source
            .slice(mark.label.span)
            .lines()
            .next()
            .unwrap_or_default();
        let length = marked.chars().map(columns).sum::<usize>().max(1);
        let cells: Vec<char> = line.chars().flat_map(cells).collect();
        if cells.len() <= width {
            return Self {
                text: cells.iter().filter(|cell| **cell != '\0').collect(),
                start: before,
                length,
            };
        }
        let from = before.saturating_sub(width / 3);
        let to = (from + width).min(cells.len());
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
    std::iter::once(shown).chain(std::iter::repeat_n(rest, columns(c).saturating_sub(1)))
}

/// Columns that a character takes, by the main blocks of East Asian wide characters.
fn columns(c: char) -> usize {
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
