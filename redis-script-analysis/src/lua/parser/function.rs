//! Functions, and the names that are in scope in them.

use super::{Parsed, Parser};
use crate::lua::syntax::{Function, LocalId, LocalOrigin};
use crate::text::Span;

impl Parser<'_> {
    /// From the parameters on; `function` stands at `start`.
    pub(super) fn function_body(&mut self, start: Span, is_method: bool) -> Parsed<Box<Function>> {
        let id = self.scopes.enter_function();
        let loops = std::mem::take(&mut self.loops);
        let registers = std::mem::take(&mut self.registers);
        let parsed = self.function_inside(start, is_method);
        self.loops = loops;
        self.registers = registers;
        self.scopes.leave_function();
        let (parameters, implicit_arg, is_vararg, body) = parsed?;
        Ok(Box::new(Function {
            id,
            parameters,
            implicit_arg,
            is_vararg,
            body,
            span: self.span_from(start.start),
        }))
    }

    fn function_inside(
        &mut self,
        start: Span,
        is_method: bool,
    ) -> Parsed<(
        Vec<LocalId>,
        Option<LocalId>,
        bool,
        crate::lua::syntax::Block,
    )> {
        let opening = self.token.span;
        self.expect("(", "after `function` and its name")?;
        let mut parameters = Vec::new();
        if is_method {
            parameters.push(self.declare("self", start, LocalOrigin::ImplicitSelf));
        }
        let is_vararg = self.parameters(&mut parameters)?;
        let implicit_arg = if is_vararg {
            Some(self.declare("arg", start, LocalOrigin::ImplicitArg))
        } else {
            None
        };
        self.expect_closing(")", "(", opening)?;
        let body = self.block();
        self.expect_closing("end", "function", start)?;
        Ok((parameters, implicit_arg, is_vararg, body))
    }

    fn parameters(&mut self, parameters: &mut Vec<LocalId>) -> Parsed<bool> {
        if self.at(")") {
            return Ok(false);
        }
        loop {
            if self.accept("...").is_some() {
                self.scopes.set_vararg();
                return Ok(true);
            }
            let (name, span) = self.name("as a parameter")?;
            parameters.push(self.declare(&name, span, LocalOrigin::Parameter));
            if self.accept(",").is_none() {
                return Ok(false);
            }
        }
    }

    /// Makes a local and puts it into scope at once.
    pub(super) fn declare(&mut self, name: &str, span: Span, origin: LocalOrigin) -> LocalId {
        let local = self.scopes.create(name, span, origin);
        self.activate(local, span);
        local
    }

    pub(super) fn declare_all(
        &mut self,
        names: &[(String, Span)],
        origin: LocalOrigin,
    ) -> Vec<LocalId> {
        let mut locals = Vec::with_capacity(names.len());
        for (name, span) in names {
            locals.push(self.declare(name, *span, origin));
        }
        locals
    }

    pub(super) fn activate(&mut self, local: LocalId, span: Span) {
        if let Err(limit) = self.scopes.activate(local) {
            self.tell_of_limit(limit, span);
        }
    }

    /// The variable that a name means here; `None` for a global.
    pub(super) fn resolve(&mut self, name: &str, span: Span) -> Option<LocalId> {
        match self.scopes.resolve(name) {
            Ok(local) => local,
            Err(limit) => {
                self.tell_of_limit(limit, span);
                None
            }
        }
    }
}
