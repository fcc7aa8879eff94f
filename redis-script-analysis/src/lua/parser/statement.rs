//! Statements.

use super::error::without_blanks;
use super::{Failed, Parsed, Parser};
use crate::collections::lists;
use crate::lua::lexer::TokenKind;
use crate::lua::syntax::{
    Block, Expr, ExprKind, ExprRange, LocalRange, Statement, StatementKind, SuffixKind,
};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

/// What ends a block.
const CLOSERS: [&str; 4] = ["end", "else", "elseif", "until"];
/// What begins a statement, besides a name and a parenthesis.
const STARTERS: [&str; 9] = [
    "local", "if", "for", "while", "repeat", "function", "return", "break", "do",
];

impl Parser<'_> {
    /// The whole text.
    pub(super) fn chunk(&mut self) -> Block {
        let mut body = self.block();
        while !self.at_end() {
            let spare = self.advance();
            // After an error, a spare `end` is most likely the one of the statement that failed.
            if self.errors.is_empty() {
                let word = self.source.slice(spare.span);
                let error =
                    Diagnostic::error("syntax", spare.span, fill!("`{word}` closes nothing", word))
                        .label("no block is open here")
                        .help("remove it, or look for the block that was closed too early");
                self.errors.push(error);
            }
            body.statements.append(&mut self.block().statements);
        }
        body
    }

    /// The statements up to a word that ends a block, which is not taken.
    pub(super) fn block(&mut self) -> Block {
        self.scopes.enter_block();
        let statements = self.deeper_statements();
        self.scopes.leave_block();
        Block { statements }
    }

    /// The statements of a block, one syntax level deeper.
    pub(super) fn deeper_statements(&mut self) -> Vec<Statement> {
        let mut statements = Vec::new();
        if self.enter_level().is_ok() {
            statements = self.statements();
            self.leave_level();
        }
        statements
    }

    fn statements(&mut self) -> Vec<Statement> {
        let mut statements = Vec::new();
        while !self.at_end() && !self.at_any(&CLOSERS) {
            let start = self.token.span;
            let (id, first) = (self.next_statement(), self.next_expr());
            let first_local = self.scopes.next();
            match self.statement() {
                Ok(kind) => {
                    let ends = matches!(kind, StatementKind::Return(_) | StatementKind::Break);
                    statements.push(Statement {
                        id,
                        exprs: ExprRange {
                            start: first,
                            end: self.next_expr(),
                        },
                        locals: LocalRange {
                            start: first_local,
                            end: self.scopes.next(),
                        },
                        kind,
                        span: self.span_from(start.start),
                    });
                    self.accept(";");
                    if ends {
                        self.expect_block_end(start);
                    }
                }
                Err(Failed) => self.skip_to_statement(start),
            }
        }
        statements
    }

    fn at_any(&self, words: &[&str]) -> bool {
        matches!(self.token.kind, TokenKind::Fixed(kind) if words.contains(&kind))
    }

    fn expect_block_end(&mut self, last: Span) {
        let begins_statement = self.at_any(&STARTERS)
            || matches!(self.token.kind, TokenKind::Name | TokenKind::Fixed("("));
        // What begins no statement is an error of its own.
        if !begins_statement {
            return;
        }
        let word = self.source.slice(last);
        let message = fill!("`{word}` must be the last statement of its block", word);
        let error = Diagnostic::error("syntax", self.token.span, message)
            .also(last, "the block ends here")
            .help(fill!("write `do {word} ... end` to leave early", word));
        self.errors.push(error);
    }

    /// After an error: on to the next place that surely begins a statement or ends a block.
    fn skip_to_statement(&mut self, start: Span) {
        if self.token.span == start {
            self.advance();
        }
        while !self.at_end() && !self.at_any(&CLOSERS) && !self.at_any(&STARTERS) {
            let before = self.last_end;
            if self.accept(";").is_some() || self.at_name() && self.is_new_line(before) {
                return;
            }
            self.advance();
        }
    }

    fn statement(&mut self) -> Parsed<StatementKind> {
        match self.token.kind {
            TokenKind::Fixed("if") => self.if_statement(),
            TokenKind::Fixed("while") => self.while_statement(),
            TokenKind::Fixed("do") => {
                let opened = self.advance().span;
                let body = self.block();
                self.expect_closing("end", "do", opened)?;
                Ok(StatementKind::Do(body))
            }
            TokenKind::Fixed("for") => self.for_statement(),
            TokenKind::Fixed("repeat") => self.repeat_statement(),
            TokenKind::Fixed("function") => self.function_statement(),
            TokenKind::Fixed("local") => self.local_statement(),
            TokenKind::Fixed("return") => self.return_statement(),
            TokenKind::Fixed("break") => Ok(self.break_statement()),
            TokenKind::Fixed("#") => {
                let message = "a statement cannot begin with `#`";
                let error = Diagnostic::error("syntax", self.token.span, message);
                self.skip_line();
                self.note(error.help("comments begin with `--`"))
            }
            _ => self.expression_statement(),
        }
    }

    fn if_statement(&mut self) -> Parsed<StatementKind> {
        let opened = self.token.span;
        let before = without_blanks(self.text_before(opened));
        if before.ends_with(b"else") && self.else_if.is_none() {
            self.else_if = Some(opened);
        }
        let mut arms = Vec::new();
        let mut otherwise = None;
        loop {
            self.advance();
            let condition = self.expression()?;
            self.expect_block("then", "after the condition");
            arms.push((condition, self.block()));
            if !self.at("elseif") {
                break;
            }
        }
        if self.accept("else").is_some() {
            otherwise = Some(self.block());
        }
        self.expect_closing("end", "if", opened)?;
        Ok(StatementKind::If { arms, otherwise })
    }

    fn return_statement(&mut self) -> Parsed<StatementKind> {
        self.advance();
        let nothing = self.at_end() || self.at_any(&CLOSERS) || self.at(";");
        Ok(StatementKind::Return(if nothing {
            Vec::new()
        } else {
            self.expressions()?
        }))
    }

    fn expression_statement(&mut self) -> Parsed<StatementKind> {
        let first = self.suffixed_expression()?;
        if self.at("=") || self.at(",") {
            return self.assignment(first);
        }
        if let Some(SuffixKind::Call(_) | SuffixKind::MethodCall { .. }) = last_suffix(&first) {
            return Ok(StatementKind::Call(first));
        }
        self.not_a_statement(&first)
    }

    fn not_a_statement(&mut self, first: &Expr) -> Parsed<StatementKind> {
        let text = self.source.slice(first.span);
        if let Some(error) = super::foreign::statement(text, first.span) {
            return self.note(error);
        }
        if let Some(error) = self.foreign_here() {
            return self.note(error);
        }
        let error = Diagnostic::error(
            "syntax",
            first.span,
            "expected a statement, found an expression",
        )
        .label("neither a call nor an assignment")
        .help("call it, assign it with `=`, or `return` it");
        self.note(error)
    }

    fn assignment(&mut self, first: Expr) -> Parsed<StatementKind> {
        let mut targets = lists::one(first);
        while self.accept(",").is_some() {
            targets.push(self.suffixed_expression()?);
        }
        if targets.len() as u32 - 1 + self.levels > super::MAX_LEVELS {
            let span = self.mark();
            return self.note(Diagnostic::error(
                "syntax",
                span,
                "too many variables in one assignment",
            ));
        }
        for target in &targets {
            self.check_target(target);
            if !is_assignable(target) {
                let error =
                    Diagnostic::error("syntax", target.span, "cannot assign to this expression")
                        .label("neither a variable nor a field")
                        .help("to compare, write `==`");
                self.errors.push(error);
            }
        }
        self.expect("=", "in the assignment")?;
        let values = self.expressions()?;
        Ok(StatementKind::Assign { targets, values })
    }
}

fn is_assignable(target: &Expr) -> bool {
    match &target.kind {
        ExprKind::Local(_) | ExprKind::Global(_) => true,
        _ => matches!(
            last_suffix(target),
            Some(SuffixKind::Field(_) | SuffixKind::Index(_))
        ),
    }
}

fn last_suffix(expr: &Expr) -> Option<&SuffixKind> {
    match &expr.kind {
        ExprKind::Suffixed { suffixes, .. } => Some(&suffixes.last()?.kind),
        _ => None,
    }
}
