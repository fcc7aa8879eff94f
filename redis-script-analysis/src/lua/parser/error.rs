//! What must come next, and what is said where it does not.

use super::{Failed, Parsed, Parser, foreign};
use crate::lua::lexer::TokenKind;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

impl Parser<'_> {
    /// A keyword or operator that must come next.
    pub(super) fn expect(&mut self, fixed: &str, context: &str) -> Parsed<()> {
        if self.accept(fixed).is_some() {
            return Ok(());
        }
        let message = fill!(
            "`{fixed}` expected {context}, found {}",
            fixed,
            context,
            self.found()
        );
        self.error_here(message)
    }

    /// `then` or `do` behind a block's head. If it is missing, that is noted, and the block is parsed all the same: a
    /// further error at its `end` would say nothing new.
    pub(super) fn expect_block(&mut self, word: &str, context: &str) {
        if self.accept(word).is_some() {
            return;
        }
        let mut error = self.foreign_or(fill!(
            "`{word}` expected {context}, found {}",
            word,
            context,
            self.found()
        ));
        if self.at("=") {
            error = error.help("`=` assigns; to compare, write `==`");
        }
        self.errors.push(error);
        while !self.at_end() && !self.is_new_line(self.last_end) {
            if self.accept(word).is_some() || self.at("end") {
                return;
            }
            self.advance();
        }
    }

    /// The closing counterpart of something that opened.
    pub(super) fn expect_closing(
        &mut self,
        closing: &str,
        opening: &str,
        opened: Span,
    ) -> Parsed<()> {
        let found = self.token.span;
        if self.accept(closing).is_some() {
            if closing == "end" {
                self.compare_indents(opened, found);
            }
            return Ok(());
        }
        if !self.errors.is_empty() && self.at_end() {
            // What came before has most likely swallowed it.
            return Err(Failed);
        }
        let text = self.found();
        let error = self
            .foreign_or(fill!("`{closing}` expected, found {text}", closing, text))
            .also(opened, fill!("to close this `{opening}`", opening));
        let error = self.explain_missing(error, closing, opened);
        if self.at("until") {
            // Its condition belongs to nothing.
            self.advance();
            self.skip_line();
        }
        self.note(error)
    }

    pub(super) fn explain_missing(
        &self,
        error: Diagnostic,
        closing: &str,
        opened: Span,
    ) -> Diagnostic {
        if closing != "end" {
            let begins_expression = matches!(
                self.token.kind,
                TokenKind::Name | TokenKind::String(_) | TokenKind::Number(_)
            );
            return if begins_expression && !self.is_new_line(self.last_end) {
                error.help("is a comma missing here?")
            } else {
                error
            };
        }
        if let Some(suspect) = self.unclosed
            && suspect != opened
        {
            return error.also(
                suspect,
                "the `end` of this one is indented less: is it closed?",
            );
        }
        match self.else_if {
            Some(inner) => error
                .also(inner, "this `if` needs an `end` of its own")
                .help("write `elseif` in one word"),
            None => error,
        }
    }

    /// An `end` that stands further left than what it closes may be meant for another.
    pub(super) fn compare_indents(&mut self, opened: Span, closed: Span) {
        if self.unclosed.is_some() {
            return;
        }
        if let Some(indent) = self.indent_if_first(closed)
            && indent < self.indent(opened)
        {
            self.unclosed = Some(opened);
        }
    }

    /// The width of the white space before a word, if nothing else stands before it on its line.
    fn indent_if_first(&self, span: Span) -> Option<usize> {
        let before = self.text_before(span);
        match without_blanks(before) {
            line_end @ [.., b'\n' | b'\r'] => Some(before.len() - line_end.len()),
            _ => None,
        }
    }

    pub(super) fn text_before(&self, span: Span) -> &[u8] {
        let text = self.source.text().as_bytes();
        text.get(..span.start as usize).unwrap_or_default()
    }

    /// The width of the white space at the start of a span's line.
    fn indent(&self, span: Span) -> usize {
        let line = self.source.line(self.source.line_of(span.start));
        let mut rest = line.unwrap_or_default().as_bytes();
        let mut indent = 0;
        while let [b' ' | b'\t', more @ ..] = rest {
            rest = more;
            indent += 1;
        }
        indent
    }

    pub(super) fn skip_line(&mut self) {
        while !self.at_end() && !self.is_new_line(self.last_end) {
            self.advance();
        }
    }

    /// Whether a line ends between `before` and the current token.
    pub(super) fn is_new_line(&self, before: u32) -> bool {
        let between = Span::new(before, self.token.span.start);
        let text = self.source.slice(between);
        text.contains('\n') || text.contains('\r')
    }

    pub(super) fn name(&mut self, context: &str) -> Parsed<(String, Span)> {
        if self.at_name() {
            let span = self.advance().span;
            return Ok((self.source.slice(span).to_owned(), span));
        }
        match self.token.kind {
            TokenKind::Fixed(word) if matches!(word.as_bytes(), [b'a'..=b'z', ..]) => {
                let message = fill!(
                    "name expected {context}, but `{word}` is a keyword",
                    context,
                    word
                );
                // On the same line it is most likely meant as a name.
                if self.is_new_line(self.last_end) {
                    return self.error_here(message);
                }
                let span = self.advance().span;
                self.errors.push(
                    Diagnostic::error("syntax", span, message)
                        .help("choose another name; in a table, write `[\"name\"]`"),
                );
                Ok((word.to_owned(), span))
            }
            _ => {
                let message = fill!("name expected {context}, found {}", context, self.found());
                self.error_here(message)
            }
        }
    }

    /// The current token as messages show it.
    pub(super) fn found(&self) -> String {
        if self.at_end() {
            return "the end of the script".to_owned();
        }
        let text = self.source.slice(self.token.span);
        let line = text.lines().next().unwrap_or_default();
        let mut short = String::new();
        let mut rest = line.chars();
        for _ in 0..24 {
            if let Some(c) = rest.next() {
                short.push(c);
            }
        }
        fill!("`{}`", short.escape_debug())
    }

    /// Notes an error at the current token.
    pub(super) fn error_here<T>(&mut self, message: String) -> Parsed<T> {
        let error = self.foreign_or(message);
        self.note(error)
    }

    pub(super) fn note<T>(&mut self, error: Diagnostic) -> Parsed<T> {
        self.errors.push(error);
        Err(Failed)
    }

    /// The message for what other languages have at this place, or the plain one.
    pub(super) fn foreign_or(&self, message: String) -> Diagnostic {
        match self.foreign_here() {
            Some(error) => error,
            None => Diagnostic::error("syntax", self.mark(), message),
        }
    }

    pub(super) fn foreign_here(&self) -> Option<Diagnostic> {
        foreign::explain(self.source.text(), self.token.span, self.last_end)
    }

    /// The current token; at the end of the text, the last character of the token before it.
    pub(super) fn mark(&self) -> Span {
        if !self.at_end() {
            return self.token.span;
        }
        self.source.last_character(self.last_end)
    }

    pub(super) fn span_from(&self, start: u32) -> Span {
        Span::new(start, self.last_end.max(start))
    }
}

/// A text up to the spaces and tabs at its end.
pub(super) fn without_blanks(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let [before @ .., b' ' | b'\t'] = rest {
        rest = before;
    }
    rest
}
