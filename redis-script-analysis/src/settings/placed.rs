//! Which level a lint has at a place of the script.

use super::directive::{self, Directive, SETTINGS};
use super::{Level, Levels};
use crate::collections::lists;
use crate::lua::syntax::{Chunk, Comment, Statement};
use crate::lua::visit::{self, Visitor};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::{FileId, Refusal, Source, Span};

/// The levels that a script's comments set.
#[derive(Default)]
pub(crate) struct Placed {
    /// For the whole script: the comments at its top.
    script: Levels,
    /// For files that it includes: the comments at their tops.
    files: Vec<FileLevels>,
    /// Which files the text consists of, if some have levels of their own: where each begins, in the order of the text.
    segments: Vec<(u32, FileId)>,
    /// For statements, in the order of the text, an outer one before those inside of it.
    statements: Vec<Region>,
}

/// An included file with levels of its own.
struct FileLevels {
    file: FileId,
    levels: Levels,
}

/// A statement with levels of its own.
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
                    None => spans.insert(StatementSpans::of(chunk, source)),
                };
                let levels = match spans.meant_by(comment, source) {
                    Ok(None) => placed.file(source.file_of(comment.span.start)),
                    Ok(Some(statement)) => placed.region(statement),
                    Err(refused) => {
                        diagnostics.push(Diagnostic::refused(SETTINGS, directive.span, refused));
                        continue;
                    }
                };
                set(levels, directive, diagnostics);
            }
        }
        if !placed.files.is_empty() {
            for segment in source.segments() {
                let start = source.line_start(segment.first);
                placed.segments.push((start, segment.file));
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
        if let Some(included) = self.included(place.start)
            && let Some(level) = included.levels.get(lint, severity)
        {
            return Some(level);
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
        let set = |levels: &Levels| {
            let level = levels.get(lint, severity);
            level.is_some() && is(level)
        };
        for region in &self.statements {
            if set(&region.levels) {
                return true;
            }
        }
        for included in &self.files {
            if set(&included.levels) {
                return true;
            }
        }
        false
    }

    /// The levels of the included file of a place, if it has some.
    fn included(&self, place: u32) -> Option<&FileLevels> {
        let before = lists::count_before(&self.segments, |(start, _)| *start <= place);
        let (_, file) = self.segments.get(before.checked_sub(1)?)?;
        self.files.iter().find(|levels| levels.file == *file)
    }

    /// The levels of a whole file, of which the script's own hold in those that it includes, too.
    fn file(&mut self, file: FileId) -> &mut Levels {
        if file == FileId::MAIN {
            return &mut self.script;
        }
        // Comments come file by file, but for those around an include.
        let known = self.files.iter().position(|levels| levels.file == file);
        let index = known.unwrap_or(self.files.len());
        if known.is_none() {
            let levels = Levels::default();
            self.files.push(FileLevels { file, levels });
        }
        match self.files.get_mut(index) {
            Some(included) => &mut included.levels,
            None => &mut self.script,
        }
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
    /// By the number of a file, where its first statement begins.
    firsts: Vec<u32>,
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
    fn of(chunk: &Chunk, source: &Source) -> Self {
        let mut spans = Self::default();
        visit::block(&chunk.body, &mut spans);
        spans.firsts = vec![u32::MAX; source.included_files().len() + 1];
        for span in &spans.all {
            let file = source.file_of(span.start);
            if let Some(first) = spans.firsts.get_mut(file.0 as usize) {
                *first = span.start.min(*first);
            }
        }
        spans
    }

    /// The statement that a comment is about, `None` for the whole script; otherwise what is wrong with its place.
    fn meant_by(&self, comment: &Comment, source: &Source) -> Result<Option<Span>, Refusal> {
        let place = comment.span;
        let file = source.file_of(place.start);
        let next = lists::count_before(&self.all, |span| span.start < place.end);
        if self.is_head(place, source) {
            return Ok(None);
        }
        if !is_first_on_line(comment, source) {
            let message = "this comment sets a level after code on the same line";
            let help = "put it on a line of its own, before the statement that it is about";
            return Err(Refusal::new(message).help(help));
        }
        let around = next.checked_sub(1);
        let end = match around.and_then(|before| self.around(before, place)) {
            Some(around) => around.end,
            None => u32::MAX,
        };
        match self.all.get(next) {
            Some(statement) if statement.end <= end && source.file_of(statement.start) == file => {
                Ok(Some(*statement))
            }
            _ => Err(
                Refusal::new("no statement follows this comment in its block")
                    .help("put it before the statement that it is about"),
            ),
        }
    }

    /// Whether a comment is before the first statement of its file.
    fn is_head(&self, comment: Span, source: &Source) -> bool {
        let (file, line) = source.origin_of_line(source.line_of(comment.start));
        match source.first_statement(file) {
            Some(first) => line < first,
            None => match self.firsts.get(file.0 as usize) {
                Some(first) => comment.start < *first,
                None => true,
            },
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
