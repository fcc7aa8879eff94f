//! The plot for rustdoc, whose pages have no files beside them: the drawing is part of its address.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What ends an address in Markdown, or means something else in one.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'`');

/// A line of Markdown that gives the drawing the name `bursts`. In a page, the first line that gives a name counts.
#[must_use]
pub fn named(drawing: &str) -> String {
    let drawing = utf8_percent_encode(drawing, ENCODED);
    format!("[bursts]: data:image/svg+xml,{drawing}\n")
}
