//! Declarations of functions and local variables.

use super::{Parsed, Parser};
use crate::collections::lists;
use crate::lua::syntax::{Expr, ExprKind, LocalOrigin, Name, StatementKind, Suffix, SuffixKind};

impl Parser<'_> {
    pub(super) fn function_statement(&mut self) -> Parsed<StatementKind> {
        let start = self.advance().span;
        let (name, span) = self.name("after `function`")?;
        let base = self.variable(&name, span);
        let mut suffixes = Vec::new();
        let mut is_method = false;
        while !is_method && (self.at(".") || self.at(":")) {
            is_method = self.at(":");
            let from = self.advance().span.start;
            let (text, span) = self.name("in the function's name")?;
            let kind = SuffixKind::Field(Name {
                text: text.into(),
                span,
            });
            suffixes.push(Suffix {
                id: self.next_id(),
                kind,
                span: self.span_from(from),
            });
        }
        let target = match suffixes.last() {
            None => base,
            Some(Suffix { id, .. }) => Expr {
                id: *id,
                kind: ExprKind::Suffixed {
                    base: Box::new(base),
                    suffixes,
                },
                span: self.span_from(span.start),
            },
        };
        let function = self.function_body(start, is_method)?;
        Ok(StatementKind::Function { target, function })
    }

    pub(super) fn local_statement(&mut self) -> Parsed<StatementKind> {
        self.advance();
        if let Some(start) = self.accept("function") {
            let (name, span) = self.name("after `local function`")?;
            let local = self.declare(&name, span, LocalOrigin::Function);
            let function = self.function_body(start, false)?;
            return Ok(StatementKind::LocalFunction { local, function });
        }
        let mut names = lists::one(self.name("after `local`")?);
        while self.accept(",").is_some() {
            names.push(self.name("after the comma")?);
        }
        self.refuse_attribute();
        let values = if self.accept("=").is_some() {
            self.expressions()
        } else {
            Ok(Vec::new())
        };
        // Declared even if the values make no sense, so that later uses are no further errors.
        let locals = self.declare_all(&names, LocalOrigin::Local);
        Ok(StatementKind::Local {
            locals,
            values: values?,
        })
    }

    /// `<const>` and `<close>` of Lua 5.4.
    fn refuse_attribute(&mut self) {
        if !self.at("<") {
            return;
        }
        if let Some(error) = self.foreign_here() {
            self.errors.push(error);
            while !self.at_end() && self.accept(">").is_none() {
                self.advance();
            }
        }
    }
}
