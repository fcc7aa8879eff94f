//! The excerpt of the script below a message, as rustc draws its own.

use std::fmt::Write as _;

use super::diagnostic::{Diagnostic, Label};
use super::view::View;
use crate::collections::{lists, sort_by_key};
use crate::text::{Position, Source, Span};

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

/// Several errors as one message. As for [`render`], the caller writes `error: ` before the first one.
#[must_use]
pub fn render_errors(errors: &[Diagnostic], source: &Source) -> String {
    let mut rendered = Vec::new();
    for error in errors {
        rendered.push(render(error, source));
    }
    lists::joined(&rendered, "\n\nerror: ")
}

/// [`render`], in another look.
#[must_use]
pub fn render_as(diagnostic: &Diagnostic, source: &Source, look: &Look) -> String {
    let frame = |text: &str| look.paint(Part::Frame, text);
    let marks = marks(diagnostic, source);
    // In the order of the text.
    let last = match marks.last() {
        Some(mark) => mark.at.line,
        None => 1,
    };
    let digits = last.to_string().len();
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
    for (kind, texts) in &[("note", &diagnostic.notes), ("help", &diagnostic.help)] {
        for text in *texts {
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
    let mut marks = Vec::new();
    let mut add = |label: &'a Label, symbol| {
        if label.span != Span::default() {
            marks.push(Mark {
                label,
                at: source.position(label.span.start),
                symbol,
            });
        }
    };
    // Of two at one place, the primary one is drawn below the others.
    for label in &diagnostic.secondary {
        add(label, '-');
    }
    add(&diagnostic.primary, '^');
    sort_by_key(&mut marks, |mark| mark.label.span.start);
    marks
}

fn excerpt(out: &mut String, marks: &[Mark], source: &Source, digits: usize, look: &Look) {
    let frame = |text: &str| look.paint(Part::Frame, text);
    let bar = frame("|");
    let mut shown: Option<(u32, View)> = None;
    for mark in marks {
        let line = mark.at.line;
        let start = mark.label.span.start - source.line_start(line);
        let is_shown =
            matches!(&shown, Some((seen, view)) if *seen == line && view.holds(start as usize));
        if !is_shown {
            if matches!(&shown, Some((seen, _)) if line > seen + 1) {
                let _ = write!(out, "\n{}", frame("..."));
            }
            let text = source.line(line).unwrap_or_default();
            let view = View::around(text, start as usize, look.width);
            let number = frame(&format!("{line:>digits$}"));
            let _ = write!(out, "\n{number} {bar} {}", view.text);
            shown = Some((line, view));
        }
        let Some((_, view)) = &shown else { continue };
        let marked = source.slice(mark.label.span);
        let (before, length) = view.columns(start as usize, marked);
        let (before, marks) = (" ".repeat(before), mark.symbol.to_string().repeat(length));
        let row = format!("{marks} {}", mark.label.text);
        let row = look.paint(mark.part(), row.trim_end());
        let _ = write!(out, "\n{:digits$} {bar} {before}{row}", "");
    }
}
