//! Functions of included files that nothing refers to.
//!
//! What is left out decides what is sent, and so a script's SHA1: the rule of `docs/configuration.md` stays as it is. It asks for the
//! syntax and the names alone.

use super::assembly::Assembly;
use super::{IncludedFunction, Joined};
use crate::collections::{Map, lists};
use crate::lua::parse_unlimited;
use crate::lua::syntax::{Chunk, Comment, Expr, ExprKind, LocalId, Statement, StatementKind};
use crate::lua::visit::{self, Visitor};
use crate::text::{FileId, IncludedFile, Source, Span, find};

/// Leaves them out; a text that is not Lua stays as it is.
pub(super) fn leave_out(joined: &mut Joined) {
    let source = &joined.source;
    let Some(chunk) = parse_unlimited(source) else {
        return;
    };
    let mut functions = Functions::new(source, &chunk);
    visit::block(&chunk.body, &mut functions);
    functions.reach();
    let Functions { found, starts, .. } = functions;
    let mut unused = Vec::new();
    for function in &found {
        // One inside of another is left out with it.
        let is_covered = |last: &Candidate| function.last <= last.last;
        if !function.is_used && !unused.last().copied().is_some_and(is_covered) {
            unused.push(function);
        }
    }
    if unused.is_empty() {
        return;
    }
    for function in &unused {
        joined.left_out.push(function.named(&chunk, source));
    }
    joined.source = without(source, &unused, &starts);
}

/// A function at the top level of an included file.
#[derive(Clone, Copy)]
struct Candidate {
    local: LocalId,
    /// The whole statement.
    span: Span,
    /// Its lines in the text, with those of the comments above.
    first: u32,
    last: u32,
    is_used: bool,
}

impl Candidate {
    fn named(&self, chunk: &Chunk, source: &Source) -> IncludedFunction {
        let name = match chunk.locals.get(self.local.0 as usize) {
            Some(local) => local.name.to_string(),
            None => String::new(),
        };
        let place = source.place(self.span.start);
        IncludedFunction {
            name,
            path: place.path.to_owned(),
            line: place.line,
        }
    }
}

/// The text without some functions, which are in its order. Where a file's statements begin stays known, since comments before
/// them are about the whole file.
fn without(source: &Source, unused: &[&Candidate], starts: &Map<FileId, u32>) -> Source {
    let mut assembly = Assembly::default();
    for (index, file) in source.included_files().iter().enumerate() {
        let id = FileId(index as u32 + 1);
        assembly.add_file(IncludedFile {
            first_statement: starts.get(id).copied(),
            ..file.clone()
        });
    }
    let mut next = 1;
    for function in unused {
        copy(source, next, function.first, &mut assembly);
        next = function.last + 1;
    }
    copy(source, next, source.line_count() + 1, &mut assembly);
    assembly.finish(source.path())
}

/// The lines from `first` on, up to, not including, `end`.
fn copy(source: &Source, first: u32, end: u32, assembly: &mut Assembly) {
    let segments = source.segments();
    let mut next = lists::count_before(segments, |segment| segment.first <= first);
    let mut line = first;
    while line < end {
        let (file, own) = source.origin_of_line(line);
        let stop = match segments.get(next) {
            Some(segment) => segment.first.min(end),
            None => end,
        };
        assembly.add_lines(file, own, source.lines(line, stop));
        (line, next) = (stop, next + 1);
    }
}

/// The functions that may be left out, and who refers to them.
struct Functions<'source> {
    source: &'source Source,
    chunk: &'source Chunk,
    /// In the order of the text.
    found: Vec<Candidate>,
    /// By their variables, their places in the list.
    numbers: Map<LocalId, usize>,
    /// The lines of the files' first statements.
    starts: Map<FileId, u32>,
    /// The ends of the last statements of the files that were met: what begins before that is a part of it.
    ends: Map<FileId, u32>,
    /// Those around the place that was met last, the innermost at the end.
    open: Vec<usize>,
    /// By the place of a function in the list, the functions to which it refers.
    used_by: Vec<Vec<usize>>,
    /// The functions to which the rest refers.
    used: Vec<usize>,
}

impl<'tree> Visitor<'tree> for Functions<'_> {
    fn statement(&mut self, statement: &'tree Statement) -> bool {
        let span = statement.span;
        let file = self.source.file_of(span.start);
        let end = self.ends.get(file).copied();
        if file != FileId::MAIN && span.start >= end.unwrap_or(0) {
            self.ends.insert(file, span.end);
            if end.is_none() {
                let line = self.source.line_of(span.start);
                self.starts.insert(file, self.source.origin_of_line(line).1);
            }
            if let Some(local) = function_of(statement) {
                self.add(local, span, end.is_none());
            }
        }
        true
    }

    fn expression(&mut self, expr: &'tree Expr) -> bool {
        if let ExprKind::Local(local) = expr.kind
            && let Some(function) = self.numbers.get(local).copied()
        {
            let around = self.around(expr.span.start);
            match around.and_then(|around| self.used_by.get_mut(around)) {
                Some(used) => used.push(function),
                None => self.used.push(function),
            }
        }
        true
    }
}

/// The variable of `local function f` or `local f = function`.
fn function_of(statement: &Statement) -> Option<LocalId> {
    match &statement.kind {
        StatementKind::LocalFunction { local, .. } => Some(*local),
        StatementKind::Local { locals, values } => match (locals.as_slice(), values.as_slice()) {
            ([local], [value]) if matches!(value.kind, ExprKind::Function(_)) => Some(*local),
            _ => None,
        },
        _ => None,
    }
}

impl<'source> Functions<'source> {
    fn new(source: &'source Source, chunk: &'source Chunk) -> Self {
        Self {
            source,
            chunk,
            found: Vec::new(),
            numbers: Map::default(),
            starts: Map::default(),
            ends: Map::default(),
            open: Vec::new(),
            used_by: Vec::new(),
            used: Vec::new(),
        }
    }

    fn add(&mut self, local: LocalId, span: Span, is_first: bool) {
        let Some((first, last)) = self.lines(span, is_first) else {
            return;
        };
        // Those that end before it are not around it.
        self.around(span.start);
        self.open.push(self.found.len());
        self.numbers.insert(local, self.found.len());
        self.used_by.push(Vec::new());
        self.found.push(Candidate {
            local,
            span,
            first,
            last,
            is_used: false,
        });
    }

    /// The innermost function around a place, which is not before the one of the last call.
    fn around(&mut self, place: u32) -> Option<usize> {
        while let Some(last) = self.open.last() {
            match self.found.get(*last) {
                Some(function) if place < function.span.end => return Some(*last),
                _ => self.open.pop(),
            };
        }
        None
    }

    /// Marks what the rest refers to, what that refers to, and so on.
    fn reach(&mut self) {
        let mut next = std::mem::take(&mut self.used);
        while let Some(function) = next.pop() {
            if let Some(found) = self.found.get_mut(function)
                && !std::mem::replace(&mut found.is_used, true)
                && !planted!(ReferenceIsLost)
                && let Some(used) = self.used_by.get_mut(function)
            {
                next.append(used);
            }
        }
    }

    /// The first and the last line of a statement with the comments directly above it, if nothing else is on them.
    fn lines(&self, span: Span, is_first: bool) -> Option<(u32, u32)> {
        let mut first = self.source.line_of(span.start);
        if !self.begins_line(span) {
            return None;
        }
        let last = self.end_line(span.end)?;
        let mut above = lists::count_before(&self.chunk.comments, |comment| {
            comment.span.start < span.start
        });
        while let Some(index) = above.checked_sub(1)
            && let Some(comment) = self.chunk.comments.get(index)
            && self.is_above(comment.span, first)
            && !self.is_of_file(comment, is_first)
        {
            first = self.source.line_of(comment.span.start);
            above = index;
        }
        Some((first, last))
    }

    fn begins_line(&self, span: Span) -> bool {
        let start = self.source.line_start(self.source.line_of(span.start));
        self.is_blank(start, span.start)
    }

    fn is_blank(&self, start: u32, end: u32) -> bool {
        self.source.slice(Span::new(start, end)).trim().is_empty()
    }

    /// Whether a comment above a function may be about more than the function: it declares a constant, or it sets levels for the file.
    fn is_of_file(&self, comment: &Comment, is_first: bool) -> bool {
        let has = |word| find(self.source.slice(comment.inner), word).is_some();
        has("@const") || is_first && has("redis-script")
    }

    /// Whether a comment, and nothing else, is on the lines before a line of the same file.
    fn is_above(&self, comment: Span, line: u32) -> bool {
        let (file, own) = self.source.origin_of_line(line);
        self.source.line_of(comment.end) + 1 == line
            && self.source.origin_of_line(line - 1) == (file, own - 1)
            && self.begins_line(comment)
            && self.is_blank(comment.end, self.source.line_start(line))
    }

    /// The line of the end of a statement, if nothing but a `;` and comments comes after it.
    fn end_line(&self, end: u32) -> Option<u32> {
        let line = self.source.line_of(end);
        let start = self.source.line_start(line);
        let text = self.source.line(line)?;
        let mut rest = text.get((end - start) as usize..)?;
        loop {
            rest = rest.trim_start().trim_start_matches(';').trim_start();
            if rest.is_empty() {
                return Some(line);
            }
            let at = start + (text.len() - rest.len()) as u32;
            let comments = &self.chunk.comments;
            let index = lists::count_before(comments, |comment| comment.span.start < at);
            let comment = comments
                .get(index)
                .filter(|comment| comment.span.start == at)?;
            rest = text.get((comment.span.end - start) as usize..)?;
        }
    }
}
