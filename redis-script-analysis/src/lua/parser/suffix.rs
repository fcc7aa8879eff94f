//! What follows a variable or a parenthesis: fields, indices, calls.

use super::{MAX_REGISTERS, Parsed, Parser};
use crate::collections::lists;
use crate::lua::lexer::TokenKind;
use crate::lua::syntax::{Expr, ExprKind, Name, Suffix, SuffixKind};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

impl Parser<'_> {
    pub(super) fn suffix(&mut self) -> Parsed<Option<Suffix>> {
        let start = self.token.span;
        // `::` begins a label of Lua 5.2, and is no method call.
        if self.at(":") && self.is_followed_by(":") {
            return Ok(None);
        }
        let kind = match self.token.kind {
            TokenKind::Fixed(".") => {
                self.advance();
                SuffixKind::Field(self.field_name()?)
            }
            TokenKind::Fixed("[") => {
                self.advance();
                let index = Box::new(self.expression()?);
                self.expect_closing("]", "[", start)?;
                SuffixKind::Index(index)
            }
            TokenKind::Fixed(":") => {
                self.advance();
                let name = self.field_name()?;
                let method = self.next_id();
                SuffixKind::MethodCall {
                    method,
                    name,
                    arguments: self.arguments(2)?,
                }
            }
            TokenKind::Fixed("(" | "{") | TokenKind::String(_) => {
                SuffixKind::Call(self.arguments(1)?)
            }
            _ => return Ok(None),
        };
        Ok(Some(Suffix {
            id: self.next_id(),
            kind,
            span: self.span_from(start.start),
        }))
    }

    fn field_name(&mut self) -> Parsed<Name> {
        let (text, span) = self.name("after the dot or colon")?;
        Ok(Name {
            text: text.into(),
            span,
        })
    }

    /// The arguments of a call that already takes `registers`: for the function, and for the object of a method.
    fn arguments(&mut self, registers: usize) -> Parsed<Vec<Expr>> {
        let span = self.token.span;
        match &self.token.kind {
            TokenKind::String(bytes) => {
                let kind = ExprKind::String(bytes.clone());
                self.advance();
                let id = self.next_id();
                Ok(lists::one(Expr { id, kind, span }))
            }
            TokenKind::Fixed("{") => Ok(lists::one(self.table()?)),
            TokenKind::Fixed("(") => {
                let before = self.registers;
                self.registers += registers;
                let arguments = self.parenthesized_arguments(span);
                self.registers = before;
                arguments
            }
            _ => {
                let message = fill!("arguments expected, found {}", self.found());
                self.error_here(message)
            }
        }
    }

    fn parenthesized_arguments(&mut self, opened: Span) -> Parsed<Vec<Expr>> {
        if self.is_new_line(self.last_end) && self.looked_past != self.last_end {
            self.errors.push(
                Diagnostic::error(
                    "syntax",
                    opened,
                    "ambiguous syntax: a call, or a new statement?",
                )
                .label("Lua 5.1 refuses a parenthesis on a line of its own here")
                .help(
                    "put it on the line above for a call, or a `;` before it for a new statement",
                ),
            );
        }
        self.advance();
        let mut arguments = Vec::new();
        if !self.at(")") {
            self.argument_list(&mut arguments)?;
        }
        self.expect_closing(")", "(", opened)?;
        Ok(arguments)
    }

    fn argument_list(&mut self, arguments: &mut Vec<Expr>) -> Parsed<()> {
        loop {
            let argument = self.expression()?;
            let is_open = matches!(argument.kind, ExprKind::Vararg | ExprKind::Suffixed { .. });
            arguments.push(argument);
            let is_last = self.accept(",").is_none();
            // A last call or `...` gives any number of values, and its registers are not counted here.
            if !(is_last && is_open) {
                self.take_register()?;
            }
            if is_last {
                return Ok(());
            }
        }
    }

    /// Counts a register; beyond 250 `luaK_checkstack` gives up.
    fn take_register(&mut self) -> Parsed<()> {
        self.registers += 1;
        let taken = self.scopes.active_count() + self.registers;
        if taken < MAX_REGISTERS || !self.scopes.has_limits {
            return Ok(());
        }
        let error = Diagnostic::error("syntax", self.mark(), "function or expression too complex")
            .label("more values at once than Lua's 250 registers hold")
            .help("collect the arguments in a table, and pass them by `unpack`");
        self.note(error)
    }
}
