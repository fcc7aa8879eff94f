//! From tokens to the syntax tree, as lparser.c of Lua 5.1 goes.

mod declaration;
mod error;
mod expression;
mod foreign;
mod function;
mod loops;
mod statement;
mod suffix;

use super::lexer::{Lexer, Token, TokenKind};
use super::limited::{LimitedSyntax, LimitedSyntaxKind};
use super::scope::{Limit, Scopes};
use super::shebang::{self, ScriptKind, Shebang};
use super::syntax::{Chunk, ExprId, LocalOrigin, StatementId};
use crate::report::diagnostic::{self, Diagnostic};
use crate::text::{Source, Span};

/// Parses a script. The tree is whole where there are no errors, and as far as it went otherwise.
#[must_use]
pub fn parse(source: &Source) -> (Chunk, Vec<Diagnostic>) {
    parse_as(source, ScriptKind::Script, &[])
}

/// Parses a script or a library; they differ in their first line. `more_flags` are flags that a script may have besides
/// those of Redis.
#[must_use]
pub fn parse_as(
    source: &Source,
    kind: ScriptKind,
    more_flags: &[&str],
) -> (Chunk, Vec<Diagnostic>) {
    parse_with(source, kind, more_flags, &[])
}

/// Parses a script that is sent as the body of a function with these parameters, the constants.
pub(crate) fn parse_with(
    source: &Source,
    kind: ScriptKind,
    more_flags: &[&str],
    constants: &[(&str, Span)],
) -> (Chunk, Vec<Diagnostic>) {
    let mut errors = Vec::new();
    let shebang = shebang::read(source, kind, more_flags, &mut errors);
    let (chunk, more) = parse_after(shebang, source, true, constants);
    diagnostic::append(&mut errors, more);
    diagnostic::sort(&mut errors);
    (chunk, errors)
}

/// The tree of a text that is Lua, apart from its first line and from the limits of variables and registers; `None` for another
/// text. That depends neither on what a text is to a server nor on the target.
pub(crate) fn parse_unlimited(source: &Source) -> Option<Chunk> {
    let shebang = shebang::read(source, ScriptKind::Script, &[], &mut Vec::new());
    let (chunk, errors) = parse_after(shebang, source, false, &[]);
    errors.is_empty().then_some(chunk)
}

fn parse_after(
    shebang: Option<Shebang>,
    source: &Source,
    has_limits: bool,
    constants: &[(&str, Span)],
) -> (Chunk, Vec<Diagnostic>) {
    let start = match &shebang {
        Some(line) => line.span.end,
        None => 0,
    };
    let mut parser = Parser::new(source, start);
    parser.scopes.has_limits = has_limits;
    parser.declare_constants(constants);
    let mut body = parser.chunk();
    if !constants.is_empty() && !parser.main_varargs.is_empty() {
        // The function takes `...`, so that Lua declares one more local.
        parser = Parser::new(source, start);
        parser.declare_constants(constants);
        parser.declare("arg", Span::default(), LocalOrigin::ImplicitArg);
        body = parser.chunk();
    }
    let Parser {
        lexer,
        scopes,
        errors,
        expr_count,
        main_varargs,
        ..
    } = parser;
    // What the lexer says of a place stands before what the parser says of it.
    let mut found = lexer.errors;
    diagnostic::append(&mut found, errors);
    let function_count = scopes.function_count();
    let mut limited = Vec::new();
    if constants.is_empty() {
        for span in &main_varargs {
            limited.push(LimitedSyntax {
                kind: LimitedSyntaxKind::MainVararg,
                span: *span,
            });
        }
    }
    for span in &lexer.nested_brackets {
        limited.push(LimitedSyntax {
            kind: LimitedSyntaxKind::NestedBrackets,
            span: *span,
        });
    }
    let chunk = Chunk {
        shebang,
        body,
        comments: lexer.comments,
        constants: constants.len() as u32,
        locals: scopes.locals,
        function_count,
        expr_count,
        unknown_escapes: lexer.unknown_escapes,
        limited,
        main_varargs,
    };
    (chunk, found)
}

/// `MAXSTACK`: a function's registers
const MAX_REGISTERS: usize = 250;
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
    /// The end of the last name at the start of a table's item. Lua looks past it for a `=`, and so takes what follows, if it
    /// is on the next line, for being on the same.
    looked_past: u32,
    errors: Vec<Diagnostic>,
    levels: u32,
    /// Expressions that have a number.
    expr_count: u32,
    /// `...` outside of functions.
    main_varargs: Vec<Span>,
    /// Statements that have one.
    statement_count: u32,
    /// Open loops in the function that is being parsed.
    loops: u32,
    /// Registers that the open calls of this function surely take, beside its locals.
    registers: usize,
    told_of_locals: bool,
    told_of_upvalues: bool,
    /// The first block whose `end` stands further left than itself.
    unclosed: Option<Span>,
    /// The first `if` behind an `else` on the same line.
    else_if: Option<Span>,
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
            looked_past: start,
            errors,
            levels: 0,
            expr_count: 0,
            main_varargs: Vec::new(),
            statement_count: 0,
            loops: 0,
            registers: 0,
            told_of_locals: false,
            told_of_upvalues: false,
            unclosed: None,
            else_if: None,
        }
    }

    /// Takes the current token.
    fn advance(&mut self) -> Token {
        let next = self.next();
        let taken = std::mem::replace(&mut self.token, next);
        self.last_end = taken.span.end;
        taken
    }

    /// The token behind the current one.
    fn next(&mut self) -> Token {
        match self.ahead.take() {
            Some(next) => next,
            None => self.lexer.next(),
        }
    }

    /// Whether a keyword or operator stands behind the current token.
    fn is_followed_by(&mut self, fixed: &str) -> bool {
        let next = self.next();
        let is_it = matches!(next.kind, TokenKind::Fixed(kind) if kind == fixed);
        self.ahead = Some(next);
        is_it
    }

    fn at(&self, fixed: &str) -> bool {
        matches!(self.token.kind, TokenKind::Fixed(kind) if kind == fixed)
    }

    fn at_end(&self) -> bool {
        matches!(self.token.kind, TokenKind::End)
    }

    fn at_name(&self) -> bool {
        matches!(self.token.kind, TokenKind::Name)
    }

    /// Takes a keyword or operator if it comes next.
    fn accept(&mut self, fixed: &str) -> Option<Span> {
        if self.at(fixed) {
            Some(self.advance().span)
        } else {
            None
        }
    }

    fn next_id(&mut self) -> ExprId {
        self.expr_count += 1;
        ExprId(self.expr_count - 1)
    }

    /// The number that the next expression will get.
    fn next_expr(&self) -> ExprId {
        ExprId(self.expr_count)
    }

    fn next_statement(&mut self) -> StatementId {
        self.statement_count += 1;
        StatementId(self.statement_count - 1)
    }

    /// Goes one syntax level deeper, as `enterlevel` counts them.
    fn enter_level(&mut self) -> Parsed<()> {
        if self.levels < MAX_LEVELS {
            self.levels += 1;
            return Ok(());
        }
        let error = Diagnostic::error("syntax", self.mark(), "too many syntax levels")
            .label("nested more than 200 levels deep")
            .help("move a part into a function or a local variable");
        // Unwinding 200 levels must not leave an error at each of them.
        while !self.at_end() {
            self.advance();
        }
        self.note(error)
    }

    fn leave_level(&mut self) {
        self.levels -= 1;
    }

    /// Each limit is spoken of once.
    fn tell_of_limit(&mut self, limit: Limit, span: Span) {
        let (told, message, label) = match limit {
            Limit::Locals => (
                &mut self.told_of_locals,
                "too many local variables",
                "the 201st of this function; Lua allows 200",
            ),
            Limit::Upvalues => (
                &mut self.told_of_upvalues,
                "too many upvalues",
                "the 61st variable from outside that this function uses; Lua allows 60",
            ),
        };
        if !std::mem::replace(told, true) {
            self.errors.push(
                Diagnostic::error("syntax", span, message)
                    .label(label)
                    .help("collect some of them in a table"),
            );
        }
    }
}
