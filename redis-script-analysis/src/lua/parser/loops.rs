//! Loops.

use super::{Failed, Parsed, Parser};
use crate::collections::lists;
use crate::lua::syntax::{Block, LocalId, LocalOrigin, StatementKind};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

impl Parser<'_> {
    pub(super) fn while_statement(&mut self) -> Parsed<StatementKind> {
        let opened = self.advance().span;
        let condition = self.expression()?;
        self.expect_block("do", "after the condition");
        let body = self.loop_body();
        self.expect_closing("end", "while", opened)?;
        Ok(StatementKind::While { condition, body })
    }

    fn loop_body(&mut self) -> Block {
        self.loops += 1;
        let body = self.block();
        self.loops -= 1;
        body
    }

    /// The condition sees the locals of the body.
    pub(super) fn repeat_statement(&mut self) -> Parsed<StatementKind> {
        let opened = self.advance().span;
        self.scopes.enter_block();
        self.loops += 1;
        let statements = self.deeper_statements();
        self.loops -= 1;
        let condition = match self.expect_closing("until", "repeat", opened) {
            Ok(()) => self.expression(),
            Err(failed) => Err(failed),
        };
        self.scopes.leave_block();
        Ok(StatementKind::Repeat {
            body: Block { statements },
            condition: condition?,
        })
    }

    pub(super) fn for_statement(&mut self) -> Parsed<StatementKind> {
        let opened = self.advance().span;
        let first = self.name("after `for`")?;
        if self.accept("=").is_some() {
            return self.numeric_for(opened, first);
        }
        let mut names = lists::one(first);
        while self.accept(",").is_some() {
            names.push(self.name("as a loop variable")?);
        }
        if self.accept("in").is_none() {
            let found = self.found();
            return self.error_here(fill!(
                "`in` or `=` expected after the loop's variable, found {found}",
                found
            ));
        }
        let values = self.expressions()?;
        self.expect_block("do", "after the loop's values");
        let (variables, body) = self.for_body(&names);
        self.expect_closing("end", "for", opened)?;
        Ok(StatementKind::GenericFor {
            variables,
            values,
            body,
        })
    }

    fn numeric_for(&mut self, opened: Span, name: (String, Span)) -> Parsed<StatementKind> {
        let start = self.expression()?;
        self.expect(",", "between the loop's first and last value")?;
        let limit = self.expression()?;
        let step = if self.accept(",").is_some() {
            Some(self.expression()?)
        } else {
            None
        };
        self.expect_block("do", "after the loop's values");
        let (mut variables, body) = self.for_body(&[name]);
        self.expect_closing("end", "for", opened)?;
        let variable = variables.pop().ok_or(Failed)?;
        Ok(StatementKind::NumericFor {
            variable,
            start,
            limit,
            step,
            body,
        })
    }

    fn for_body(&mut self, names: &[(String, Span)]) -> (Vec<LocalId>, Block) {
        self.scopes.enter_block();
        // Lua keeps the loop's state in three locals of its own.
        let span = match names.first() {
            Some((_, span)) => *span,
            None => Span::default(),
        };
        for hidden in &["(for generator)", "(for state)", "(for control)"] {
            self.declare(hidden, span, LocalOrigin::Loop);
        }
        let variables = self.declare_all(names, LocalOrigin::Loop);
        let body = self.loop_body();
        self.scopes.leave_block();
        (variables, body)
    }

    pub(super) fn break_statement(&mut self) -> StatementKind {
        let span = self.advance().span;
        if self.loops == 0 {
            self.errors.push(
                Diagnostic::error("syntax", span, "no loop to break")
                    .label("not inside a loop of this function")
                    .help("`return` leaves a function"),
            );
        }
        StatementKind::Break
    }
}
