//! One cause, one finding: what a lint says of several places becomes labels of its first finding.

use std::fmt::Write as _;

use crate::collections::{Interner, lists};
use crate::report::diagnostic::{self, Diagnostic, MessageText};
use crate::text::{Source, Span, fill};

/// Places that are marked beside the first.
const MARKED: usize = 4;
/// Lines of further places that are named.
const NAMED: usize = 8;

/// Joins the findings of one lint that have one cause, in the order of the text.
///
/// They have one if the lint says so, or if they say the same of the same code.
pub(crate) fn join(found: &mut Vec<Diagnostic>, source: &Source) {
    if found.len() < 2 {
        return;
    }
    diagnostic::sort(found);
    let mut causes: Interner<String> = Interner::default();
    // For each of those that are kept, the lines of the places that are not marked.
    let mut further: Vec<Vec<u32>> = Vec::new();
    for at in 0..found.len() {
        let kept = further.len();
        let (firsts, rest) = found.split_at_mut(at);
        let Some(finding) = rest.first_mut() else {
            break;
        };
        let cause = causes.number(&cause(finding, kept, source)) as usize;
        if let (Some(first), Some(lines)) = (firsts.get_mut(cause), further.get_mut(cause)) {
            // Nothing of it stays in its place: there may be many.
            let nothing = Diagnostic::warning("", Span::default(), "");
            let finding = std::mem::replace(finding, nothing);
            let line = source.place(finding.span().start).line;
            add(first, finding, line, lines);
        } else {
            found.swap(kept, at);
            further.push(Vec::new());
        }
    }
    found.truncate(further.len());
    for (first, lines) in found.iter_mut().zip(&further) {
        first.notes.extend(named(lines));
    }
}

/// What findings of one cause have in common, as text.
fn cause(finding: &Diagnostic, number: usize, source: &Source) -> String {
    let mut text = format!("{:?}{:?}", finding.severity, finding.subject);
    if let Some(cause) = finding.cause {
        let _ = write!(text, "caused by {cause}");
        return text;
    }
    if !finding.secondary.is_empty() {
        // It is about these places, too.
        let _ = write!(text, "number {number}");
        return text;
    }
    text.push_str(source.slice(finding.span()));
    let parts = [&finding.message, &finding.primary.text];
    for part in parts.into_iter().chain(&finding.notes).chain(&finding.help) {
        text.push('\0');
        text.push_str(part);
    }
    text
}

fn add(first: &mut Diagnostic, mut finding: Diagnostic, line: u32, lines: &mut Vec<u32>) {
    first.is_guess |= finding.is_guess;
    // They are all of the help or none of it.
    if finding.replacements.is_empty() {
        first.replacements.clear();
    } else if !first.replacements.is_empty() {
        first.replacements.append(&mut finding.replacements);
    }
    if first.secondary.len() < MARKED {
        first.secondary.push(finding.primary);
    } else {
        lines.push(line);
    }
}

/// Where the places are that are not marked.
fn named(lines: &[u32]) -> Option<MessageText> {
    let mut names = Vec::new();
    for line in lines {
        if names.len() < NAMED {
            names.push(line.to_string());
        }
    }
    let more = match lines.len() {
        0 => return None,
        1 => fill!("the same in line {}", lists::joined(&names, ", ")),
        few if few <= NAMED => fill!(
            "the same in {few} more places: lines {}",
            few,
            lists::joined(&names, ", ")
        ),
        many => fill!(
            "the same in {many} more places: lines {}, ...",
            many,
            lists::joined(&names, ", ")
        ),
    };
    Some(more.into())
}
