//! The excerpt of the script below a message, as rustc draws its own.

use std::fmt::Write as _;

use super::diagnostic::{Diagnostic, Label};
use super::view::View;
use crate::collections::{lists, sort_by_key};
use crate::text::{FileId, FilePlace, Source, Span, fill};

/// How a finding is drawn.
pub struct Look<'paint> {
    /// Columns of the script's text; longer lines show only what is around the marks.
    pub width: usize,
    /// Gives a part of the text its colour.
    pub paint: &'paint dyn Fn(Part, &str) -> String,
}

/// A part of a finding that may have a colour of its own.
#[derive(Clone, Copy)]
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
    let mut last = 1;
    for mark in &marks {
        last = mark.place.line.max(last);
    }
    let digits = last.to_string().len();
    let margin = " ".repeat(digits);
    let mut out = look.paint(Part::Message, &diagnostic.message);
    let (arrow, bar) = (frame("-->"), frame("|"));
    if marks.is_empty() {
        let _ = write!(out, "\n{margin}{arrow} {}", source.path());
    } else {
        head(
            &mut out,
            source.place(diagnostic.primary.span.start),
            &arrow,
            digits,
            look,
        );
        excerpt(&mut out, &marks, source, digits, look);
    }
    let included = inclusion(source, diagnostic.primary.span.start);
    if !diagnostic.notes.is_empty() || !diagnostic.help.is_empty() || included.is_some() {
        let _ = write!(out, "\n{margin} {bar}");
    }
    let mut below = |kind: &str, text: &str| {
        let (equals, kind) = (frame("="), look.paint(Part::Message, kind));
        let _ = write!(out, "\n{margin} {equals} {kind}: {text}");
    };
    for note in &diagnostic.notes {
        below("note", note);
    }
    if let Some(included) = &included {
        below("note", included);
    }
    for help in &diagnostic.help {
        below("help", help);
    }
    out
}

/// Which files include the file of a place, up to the script; `None` for a place in the script's own file.
#[must_use]
pub fn inclusion(source: &Source, offset: u32) -> Option<String> {
    let (mut from, mut line) = source.included_by(source.file_of(offset))?;
    let mut text = fill!("included by `{}:{line}`", source.path_of(from), line);
    while let Some(next) = source.included_by(from) {
        (from, line) = next;
        let _ = write!(text, ", and that by `{}:{line}`", source.path_of(from));
    }
    Some(text)
}

/// A label on its line.
struct Mark<'a> {
    label: &'a Label,
    place: FilePlace<'a>,
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

/// The marks of the file that the finding is about in the order of the text, then those of each other file; none for a finding
/// that is about no place in the text.
fn marks<'a>(diagnostic: &'a Diagnostic, source: &'a Source) -> Vec<Mark<'a>> {
    let mut marks = Vec::new();
    let mut add = |label: &'a Label, symbol| {
        if label.span != Span::default() {
            marks.push(Mark {
                label,
                place: source.place(label.span.start),
                symbol,
            });
        }
    };
    // Of two at one place, the primary one is drawn below the others.
    for label in &diagnostic.secondary {
        add(label, '-');
    }
    add(&diagnostic.primary, '^');
    let first = source.file_of(diagnostic.primary.span.start);
    let rank = |file: FileId| if file == first { 0 } else { file.0 + 1 };
    sort_by_key(&mut marks, |mark| {
        (rank(mark.place.file), mark.label.span.start)
    });
    marks
}

/// The file, the line and the column of an excerpt.
fn head(out: &mut String, place: FilePlace, arrow: &str, digits: usize, look: &Look) {
    let (margin, bar) = (" ".repeat(digits), look.paint(Part::Frame, "|"));
    let FilePlace {
        path, line, column, ..
    } = place;
    let _ = write!(
        out,
        "\n{margin}{arrow} {path}:{line}:{column}\n{margin} {bar}"
    );
}

fn excerpt(out: &mut String, marks: &[Mark], source: &Source, digits: usize, look: &Look) {
    let frame = |text: &str| look.paint(Part::Frame, text);
    let bar = frame("|");
    let mut shown: Option<(FilePlace, View)> = None;
    for mark in marks {
        let place = mark.place;
        let line = source.line_of(mark.label.span.start);
        let start = (mark.label.span.start - source.line_start(line)) as usize;
        let is_shown = matches!(&shown, Some((seen, view)) if (seen.file, seen.line) == (place.file, place.line) && view.holds(start));
        if !is_shown {
            match &shown {
                Some((seen, _)) if seen.file != place.file => {
                    let _ = write!(out, "\n{:digits$} {bar}", "");
                    head(out, place, &frame(":::"), digits, look);
                }
                Some((seen, _)) if place.line > seen.line + 1 => {
                    let _ = write!(out, "\n{}", frame("..."));
                }
                _ => {}
            }
            let text = source.line(line).unwrap_or_default();
            let view = View::around(text, start, look.width);
            let number = frame(&format!("{:>digits$}", place.line));
            let _ = write!(out, "\n{number} {bar} {}", view.text);
            shown = Some((place, view));
        }
        let Some((_, view)) = &shown else { continue };
        let marked = source.slice(mark.label.span);
        let (before, length) = view.columns(start, marked);
        let (before, marks) = (" ".repeat(before), mark.symbol.to_string().repeat(length));
        let row = fill!("{marks} {}", marks, mark.label.text);
        let row = look.paint(mark.part(), row.trim_end());
        let _ = write!(out, "\n{:digits$} {bar} {before}{row}", "");
    }
}
