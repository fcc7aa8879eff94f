//! From tokens to the syntax tree, as lparser.c of Lua 5.1 goes.

mod expression;
mod foreign;
mod function;
mod statement;

use super::lexer::{Kind, Lexer, Token};
use super::scope::{Limit, Scopes};
use super::shebang;
use super::source::{Source, Span};
use super::syntax::Chunk;
use crate::report::diagnostic::Diagnostic;

/// Parses a script. The tree is whole where there are no errors, and as far as it went otherwise.
#[must_use]
pub fn parse(source: &Source) -> (Chunk, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let shebang = shebang::read(source, &mut diagnostics);
    let mut parser = Parser::new(source, shebang.map_or(0, |line| line.end));
    let body = parser.chunk();
    let Parser {
        lexer,
        scopes,
        errors,
        ..
    } = parser;
    diagnostics.extend(lexer.errors);
    diagnostics.extend(errors);
    diagnostics.sort_by_key(|error| error.span().start);
    let function_count = scopes.function_count();
    let chunk = Chunk {
        shebang,
        body,
        comments: lexer.comments,
        locals: scopes.locals,
        function_count,
    };
    (chunk, diagnostics)
}

/// `LUAI_MAXCCALLS`
const MAX_LEVELS: u32 = 200;

/// A part of the text makes no sense; the error is already noted.
struct Failed;

type Parsed<T> = Result<T, Failed>;

struct Parser<'source> {
    source: &'source Source,
    lexer: Lexer<'source>,
    scopes: Scopes,
    token: Token,
    /// The token behind `token`, where it was needed.
    ahead: Option<Token>,
    /// The end of the last token taken.
    last_end: u32,
    errors: Vec<Diagnostic>,
    levels: u32,
    /// Open loops in the function that is being parsed.
    loops: u32,
}

impl<'source> Parser<'source> {
    fn new(source: &'source Source, start: u32) -> Self {
        let mut lexer = Lexer::new(source, start);
        let token = lexer.next();
        let (scopes, errors) = (Scopes::new(), Vec::new());
        Self {
            source,
            lexer,
            scopes,
            token,
            ahead: None,
            last_end: start,
            errors,
            levels: 0,
            loops: 0,
        }
    }

    /// Takes the current token.
    fn advance(&mut self) -> Token {
        let next = self.ahead.take().unwrap_or_else(|| self.lexer.next());
        let taken = std::mem::replace(&mut self.token, next);
        self.last_end = taken.span.end;
        taken
    }

    fn peek(&mut self) -> &Kind {
        &self.ahead.get_or_insert_with(|| self.lexer.next()).kind
    }

    fn at(&self, fixed: &str) -> bool {
        matches!(self.token.kind, Kind::Fixed(kind) if kind == fixed)
    }

    fn at_end(&self) -> bool {
        self.token.kind == Kind::End
    }

    /// Takes a keyword or operator if it comes next.
    fn accept(&mut self, fixed: &str) -> Option<Span> {
        self.at(fixed).then(|| self.advance().span)
    }

    /// A keyword or operator that must come next. If it is missing, that is noted, and the parse goes on as if it
    /// were there: what follows often makes sense.
    fn expect(&mut self, fixed: &str, context: &str) -> Parsed<()> {
        if self.accept(fixed).is_some() {
            return Ok(());
        }
        let message = format!("`{fixed}` expected {context}, found {}", self.found());
        self.error_here(message)
    }

    /// The closing counterpart of something that opened.
    fn expect_closing(&mut self, closing: &str, opening: &str, opened: Span) -> Parsed<()> {
        if self.accept(closing).is_some() {
            return Ok(());
        }
        if !self.errors.is_empty() && self.at_end() {
            // What came before has most likely swallowed it.
            return Err(Failed);
        }
        let found = self.found();
        let error = self
            .foreign_or(|| format!("`{closing}` expected, found {found}"))
            .also(opened, format!("to close this `{opening}`"));
        self.note(error)
    }

    fn name(&mut self, context: &str) -> Parsed<(String, Span)> {
        if self.token.kind == Kind::Name {
            let span = self.advance().span;
            return Ok((self.source.slice(span).to_owned(), span));
        }
        let message = match self.token.kind {
            Kind::Fixed(word) if word.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                format!("name expected {context}, but `{word}` is a keyword")
            }
            _ => format!("name expected {context}, found {}", self.found()),
        };
        self.error_here(message)
    }

    /// The current token as messages show it.
    fn found(&self) -> String {
        if self.at_end() {
            return "the end of the script".to_owned();
        }
        let text = self.source.slice(self.token.span);
        let short: String = text
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(24)
            .collect();
        format!("`{}`", short.escape_debug())
    }

    /// Notes an error at the current token.
    fn error_here<T>(&mut self, message: String) -> Parsed<T> {
        let error = self.foreign_or(|| message);
        self.note(error)
    }

    fn note<T>(&mut self, error: Diagnostic) -> Parsed<T> {
        self.errors.push(error);
        Err(Failed)
    }

    /// The message for what other languages have at this place, or the plain one.
    fn foreign_or(&self, message: impl FnOnce() -> String) -> Diagnostic {
        foreign::explain(self.source.text(), self.token.span, self.last_end)
            .unwrap_or_else(|| Diagnostic::error("syntax", self.mark(), message()))
    }

    /// The current token; at the end of the text, the last one.
    fn mark(&self) -> Span {
        match self.token.kind {
            Kind::End => Span::new(self.last_end.saturating_sub(1), self.last_end.max(1)),
            _ => self.token.span,
        }
    }

    fn span_from(&self, start: u32) -> Span {
        Span::new(start, self.last_end.max(start))
    }

    /// Runs `parse` one syntax level deeper, as `enterlevel` counts them.
    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.levels += 1;
        if self.levels > MAX_LEVELS {
            self.levels -= 1;
            let error = Diagnostic::error("syntax", self.mark(), "too many syntax levels")
                .label("nested more than 200 levels deep")
                .help("move a part into a function or a local variable");
            // Unwinding 200 levels must not leave an error at each of them.
            while !self.at_end() {
                self.advance();
            }
            return self.note(error);
        }
        let parsed = parse(self);
        self.levels -= 1;
        parsed
    }

    fn check_limit<T: Default>(&mut self, checked: Result<T, Limit>, span: Span) -> T {
        checked.unwrap_or_else(|limit| {
            let (message, label) = match limit {
                Limit::Locals => (
                    "too many local variables",
                    "the 201st of this function; Lua allows 200",
                ),
                Limit::Upvalues => (
                    "too many upvalues",
                    "the 61st variable from outside that this function uses; Lua allows 60",
                ),
            };
            if !self.errors.iter().any(|error| error.message == message) {
                self.errors.push(
                    Diagnostic::error("syntax", span, message)
                        .label(label)
                        .help("collect some of them in a table"),
                );
            }
            T::default()
        })
    }
}
