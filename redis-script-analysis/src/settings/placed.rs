//! Which level a lint has at a place of the script.

use super::directive::{self, Directive, SETTINGS};
use super::{Level, Levels};
use crate::collections::lists;
use crate::lua::syntax::{Chunk, Comment, Statement};
use crate::lua::visit::{self, Visitor};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::Refusal;
use crate::text::{Source, Span};

/// The levels that a script's comments set.
#[derive(Debug, Default)]
pub(crate) struct Placed {
    /// For the whole script: the comments at its top.
    script: Levels,
    /// For statements, in the order of the text, an outer one before those inside of it.
    statements: Vec<Region>,
}

/// A statement with levels of its own.
#[derive(Debug)]
struct Region {
    span: Span,
    levels: Levels,
    /// The place in the list of the nearest statement around it.
    outer: Option<usize>,
}

impl Placed {
    /// Reads the comments; what they misspell is an error.
    pub(crate) fn read(chunk: &Chunk, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut placed = Self::default();
        let mut spans = None;
        for comment in &chunk.comments {
            for directive in &directives(comment, source, diagnostics) {
                let spans = match &spans {
                    Some(spans) => spans,
                    None => spans.insert(StatementSpans::of(chunk)),
                };
                let levels = match spans.meant_by(comment, source) {
                    Ok(None) => &mut placed.script,
                    Ok(Some(statement)) => placed.region(statement),
                    Err(refused) => {
                        diagnostics.push(Diagnostic::refused(SETTINGS, directive.span, refused));
                        continue;
                    }
                };
                set(levels, directive, diagnostics);
            }
        }
        placed
    }

    /// The level of findings of a lint and of a severity at a place, if a comment sets one.
    pub(crate) fn at(&self, lint: &str, severity: Severity, place: Span) -> Option<Level> {
        let behind =
            lists::count_before(&self.statements, |region| region.span.start <= place.start);
        let mut next = behind.checked_sub(1);
        while let Some(region) = self.outer(next) {
            if place.start < region.span.end
                && let Some(level) = region.levels.get(lint, severity)
            {
                return Some(level);
            }
            next = region.outer;
        }
        self.script.get(lint, severity)
    }

    /// Whether some level of a lint for a severity is such that holds somewhere: that of the whole script, `outside` if no
    /// comment sets it, or one of a statement.
    pub(crate) fn any(
        &self,
        lint: &str,
        severity: Severity,
        outside: Option<Level>,
        is: &dyn Fn(Option<Level>) -> bool,
    ) -> bool {
        if is(self.script.get(lint, severity).or(outside)) {
            return true;
        }
        for region in &self.statements {
            let level = region.levels.get(lint, severity);
            if level.is_some() && is(level) {
                return true;
            }
        }
        false
    }

    /// The levels of a statement, which is not in front of those that have come before.
    fn region(&mut self, span: Span) -> &mut Levels {
        let last = self.statements.last();
        if !matches!(last, Some(last) if last.span == span) {
            let mut outer = self.statements.len().checked_sub(1);
            while let Some(region) = self.outer(outer) {
                if span.start < region.span.end {
                    break;
                }
                outer = region.outer;
            }
            self.statements.push(Region {
                span,
                levels: Levels::default(),
                outer,
            });
        }
        match self.statements.last_mut() {
            Some(region) => &mut region.levels,
            None => &mut self.script,
        }
    }

    fn outer(&self, at: Option<usize>) -> Option<&Region> {
        self.statements.get(at?)
    }
}

fn directives<'text>(
    comment: &Comment,
    source: &'text Source,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Directive<'text>> {
    let mut start = comment.inner.start;
    let mut found = Vec::new();
    for line in source.slice(comment.inner).split_inclusive('\n') {
        for line in line.split_inclusive('\r') {
            if let Some(directive) = directive::read(line, start, diagnostics) {
                found.push(directive);
            }
            start += line.len() as u32;
        }
    }
    found
}

fn set(levels: &mut Levels, directive: &Directive, diagnostics: &mut Vec<Diagnostic>) {
    for named in &directive.set {
        if let Err(refused) = levels.set(named.lint, named.level, named.reason) {
            diagnostics.push(Diagnostic::refused(SETTINGS, named.span, refused));
        }
    }
}

/// Where the statements stand.
#[derive(Default)]
struct StatementSpans {
    /// In the order of the text, an outer one before those inside of it.
    all: Vec<Span>,
    /// For each the place in the list of the nearest one around it.
    outer: Vec<Option<usize>>,
}

impl<'tree> Visitor<'tree> for StatementSpans {
    fn statement(&mut self, statement: &'tree Statement) -> bool {
        let mut outer = self.all.len().checked_sub(1);
        while let Some(at) = outer {
            let around = self.all.get(at).copied().unwrap_or_default();
            if statement.span.start < around.end {
                break;
            }
            outer = self.outer.get(at).copied().flatten();
        }
        self.all.push(statement.span);
        self.outer.push(outer);
        true
    }
}

impl StatementSpans {
    fn of(chunk: &Chunk) -> Self {
        let mut spans = Self::default();
        visit::block(&chunk.body, &mut spans);
        spans
    }

    /// The statement that a comment is about, `None` for the whole script; otherwise what is wrong with its place.
    fn meant_by(&self, comment: &Comment, source: &Source) -> Result<Option<Span>, Refusal> {
        let place = comment.span;
        let next = lists::count_before(&self.all, |span| span.start < place.end);
        let Some(before) = next.checked_sub(1) else {
            return Ok(None);
        };
        if !is_first_on_line(comment, source) {
            let message = "this comment sets a level after code on the same line";
            let help = "put it on a line of its own, before the statement that it is about";
            return Err(Refusal::new(message).help(help));
        }
        let end = match self.around(before, place) {
            Some(around) => around.end,
            None => u32::MAX,
        };
        match self.all.get(next) {
            Some(statement) if statement.end <= end => Ok(Some(*statement)),
            _ => Err(
                Refusal::new("no statement follows this comment in its block")
                    .help("put it before the statement that it is about"),
            ),
        }
    }

    /// The nearest statement around a place, looked for from the last one before it.
    fn around(&self, before: usize, place: Span) -> Option<Span> {
        let mut next = Some(before);
        while let Some(at) = next {
            let span = self.all.get(at).copied()?;
            if place.end <= span.end {
                return Some(span);
            }
            next = self.outer.get(at).copied().flatten();
        }
        None
    }
}

fn is_first_on_line(comment: &Comment, source: &Source) -> bool {
    let start = comment.span.start;
    let line = source.line_start(source.line_of(start));
    source.slice(Span::new(line, start)).trim().is_empty()
}
