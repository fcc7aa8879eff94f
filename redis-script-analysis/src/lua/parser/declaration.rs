//! Declarations of functions, local variables and constants.

use super::{Parsed, Parser};
use crate::collections::lists;
use crate::lua::syntax::{Expr, ExprKind, LocalOrigin, Name, StatementKind, Suffix, SuffixKind};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

impl Parser<'_> {
    /// The parameters of the function that the script is the body of, which is one level more.
    pub(super) fn declare_constants(&mut self, constants: &[(&str, Span)]) {
        for (name, span) in constants {
            self.declare(name, *span, LocalOrigin::Constant);
        }
        self.levels = u32::from(!constants.is_empty());
    }

    /// A constant cannot be assigned.
    pub(super) fn check_target(&mut self, target: &Expr) {
        let ExprKind::Local(local) = target.kind else {
            return;
        };
        let Some(declared) = self.scopes.locals.get(local.0 as usize) else {
            return;
        };
        if declared.origin == LocalOrigin::Constant {
            let message = fill!("cannot assign to the constant `{}`", declared.name);
            let error = Diagnostic::error("constants", target.span, message)
                .also(declared.span, "declared here")
                .help("assign to a local variable of another name");
            self.errors.push(error);
        }
    }

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
        self.check_target(&target);
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
