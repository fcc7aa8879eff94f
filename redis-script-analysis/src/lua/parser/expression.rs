//! Expressions.

use super::{Parsed, Parser};
use crate::lua::lexer::TokenKind;
use crate::lua::syntax::{
    BinaryOperator, BinaryStep, Expr, ExprKind, Name, TableItem, UnaryOperator,
};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

/// How strongly the unary operators bind; only `^` binds more.
const UNARY_PRIORITY: u8 = 8;

impl Parser<'_> {
    pub(super) fn expressions(&mut self) -> Parsed<Vec<Expr>> {
        let mut list = Vec::new();
        loop {
            list.push(self.expression()?);
            if self.accept(",").is_none() {
                return Ok(list);
            }
        }
    }

    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        self.subexpression(0)
    }

    /// Operands and operators that bind more than `limit`.
    fn subexpression(&mut self, limit: u8) -> Parsed<Expr> {
        self.enter_level()?;
        let parsed = self.operands(limit);
        self.leave_level();
        parsed
    }

    fn operands(&mut self, limit: u8) -> Parsed<Expr> {
        let start = self.token.span.start;
        let first = self.operand()?;
        let mut rest = Vec::new();
        while let Some((operator, left, right)) = self.binary_operator() {
            if left <= limit {
                break;
            }
            self.advance();
            let operand = self.subexpression(right)?;
            let id = self.next_id();
            rest.push(BinaryStep {
                id,
                operator,
                operand,
            });
        }
        let Some(last) = rest.last() else {
            return Ok(first);
        };
        let id = last.id;
        let kind = ExprKind::Binary {
            first: Box::new(first),
            rest,
        };
        Ok(Expr {
            id,
            kind,
            span: self.span_from(start),
        })
    }

    fn operand(&mut self) -> Parsed<Expr> {
        let start = self.token.span.start;
        let operator = match self.token.kind {
            TokenKind::Fixed("not") => UnaryOperator::Not,
            TokenKind::Fixed("-") => UnaryOperator::Negate,
            TokenKind::Fixed("#") => UnaryOperator::Length,
            _ => return self.simple_expression(),
        };
        self.advance();
        let operand = Box::new(self.subexpression(UNARY_PRIORITY)?);
        Ok(Expr {
            id: self.next_id(),
            kind: ExprKind::Unary { operator, operand },
            span: self.span_from(start),
        })
    }

    /// The current token as a binary operator, with how strongly it binds to its left and to its right.
    fn binary_operator(&self) -> Option<(BinaryOperator, u8, u8)> {
        let TokenKind::Fixed(operator) = self.token.kind else {
            return None;
        };
        Some(match operator {
            "or" => (BinaryOperator::Or, 1, 1),
            "and" => (BinaryOperator::And, 2, 2),
            "<" => (BinaryOperator::Less, 3, 3),
            ">" => (BinaryOperator::Greater, 3, 3),
            "<=" => (BinaryOperator::LessEqual, 3, 3),
            ">=" => (BinaryOperator::GreaterEqual, 3, 3),
            "~=" => (BinaryOperator::NotEqual, 3, 3),
            "==" => (BinaryOperator::Equal, 3, 3),
            ".." => (BinaryOperator::Concat, 5, 4),
            "+" => (BinaryOperator::Add, 6, 6),
            "-" => (BinaryOperator::Subtract, 6, 6),
            "*" => (BinaryOperator::Multiply, 7, 7),
            "/" => (BinaryOperator::Divide, 7, 7),
            "%" => (BinaryOperator::Modulo, 7, 7),
            "^" => (BinaryOperator::Power, 10, 9),
            _ => return None,
        })
    }

    fn simple_expression(&mut self) -> Parsed<Expr> {
        let span = self.token.span;
        let kind = match &self.token.kind {
            TokenKind::Number(number) => ExprKind::Number(*number),
            TokenKind::String(bytes) => ExprKind::String(bytes.clone()),
            TokenKind::Fixed("nil") => ExprKind::Nil,
            TokenKind::Fixed("true") => ExprKind::True,
            TokenKind::Fixed("false") => ExprKind::False,
            TokenKind::Fixed("...") => {
                self.check_vararg(span);
                ExprKind::Vararg
            }
            TokenKind::Fixed("{") => return self.table(),
            TokenKind::Fixed("function") => {
                self.advance();
                let function = self.function_body(span, false)?;
                return Ok(Expr {
                    id: self.next_id(),
                    kind: ExprKind::Function(function),
                    span: self.span_from(span.start),
                });
            }
            _ => return self.suffixed_expression(),
        };
        self.advance();
        let id = self.next_id();
        Ok(Expr { id, kind, span })
    }

    fn check_vararg(&mut self, span: Span) {
        if self.scopes.is_main() {
            self.main_varargs.push(span);
        }
        if !self.scopes.is_vararg() {
            self.errors.push(
                Diagnostic::error("syntax", span, "cannot use `...` outside a vararg function")
                    .label("this function has no `...` among its parameters")
                    .help("add `...` to the function's parameters"),
            );
        }
    }

    /// A name or a parenthesized expression with all that follows it.
    pub(super) fn suffixed_expression(&mut self) -> Parsed<Expr> {
        let base = self.prefix_expression()?;
        let mut suffixes = Vec::new();
        while let Some(suffix) = self.suffix()? {
            suffixes.push(suffix);
        }
        let Some(last) = suffixes.last() else {
            return Ok(base);
        };
        let (id, span) = (last.id, self.span_from(base.span.start));
        Ok(Expr {
            id,
            kind: ExprKind::Suffixed {
                base: Box::new(base),
                suffixes,
            },
            span,
        })
    }

    fn prefix_expression(&mut self) -> Parsed<Expr> {
        let span = self.token.span;
        match self.token.kind {
            TokenKind::Name => {
                self.advance();
                let name = self.source.slice(span).to_owned();
                Ok(self.variable(&name, span))
            }
            TokenKind::Fixed("(") => {
                self.advance();
                let inner = Box::new(self.expression()?);
                self.expect_closing(")", "(", span)?;
                Ok(Expr {
                    id: self.next_id(),
                    kind: ExprKind::Paren(inner),
                    span: self.span_from(span.start),
                })
            }
            _ => {
                let message = fill!("expression expected, found {}", self.found());
                self.error_here(message)
            }
        }
    }

    pub(super) fn variable(&mut self, name: &str, span: Span) -> Expr {
        let kind = match self.resolve(name, span) {
            Some(local) => ExprKind::Local(local),
            None => ExprKind::Global(name.into()),
        };
        let id = self.next_id();
        Expr { id, kind, span }
    }

    pub(super) fn table(&mut self) -> Parsed<Expr> {
        let opened = self.advance().span;
        let mut items = Vec::new();
        while !self.at("}") {
            items.push(self.table_item()?);
            if self.accept(",").is_none() && self.accept(";").is_none() {
                break;
            }
        }
        self.expect_closing("}", "{", opened)?;
        Ok(Expr {
            id: self.next_id(),
            kind: ExprKind::Table(items),
            span: self.span_from(opened.start),
        })
    }

    fn table_item(&mut self) -> Parsed<TableItem> {
        if self.at_name() {
            self.looked_past = self.token.span.end;
        }
        if self.at_name() && self.is_followed_by("=") {
            let (text, span) = self.name("in the table")?;
            self.advance();
            return Ok(TableItem::Named(
                Name {
                    text: text.into(),
                    span,
                },
                self.expression()?,
            ));
        }
        if let Some(opened) = self.accept("[") {
            let key = self.expression()?;
            self.expect_closing("]", "[", opened)?;
            self.expect("=", "after the key")?;
            return Ok(TableItem::Keyed(key, self.expression()?));
        }
        Ok(TableItem::Positional(self.expression()?))
    }
}
