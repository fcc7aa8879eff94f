//! Which variable a name means, and how many of them Lua allows.

use super::syntax::{FunctionId, Local, LocalId, LocalOrigin};
use crate::collections::{Interner, lists};
use crate::text::Span;

/// `LUAI_MAXVARS`
const MAX_LOCALS: usize = 200;
/// `LUAI_MAXUPVALUES`
const MAX_UPVALUES: usize = 60;

/// A limit that was exceeded.
#[derive(Clone, Copy)]
pub(super) enum Limit {
    Locals,
    Upvalues,
}

/// The functions around the place that is being parsed, the main chunk first.
pub(super) struct Scopes {
    pub(super) locals: Vec<Local>,
    functions: Vec<FunctionScope>,
    function_count: u32,
    names: Interner<String>,
    /// By the number of the name, the variables in scope, the nearest last.
    named: Vec<Vec<Active>>,
    /// Whether Lua's limits count.
    pub(super) has_limits: bool,
}

/// A variable in scope.
#[derive(Clone, Copy)]
struct Active {
    local: LocalId,
    /// The place of its function in the list of those around.
    depth: usize,
}

#[derive(Default)]
struct FunctionScope {
    /// The active locals, in the order of their declaration.
    active: Vec<LocalId>,
    /// The upvalues; Lua tells them apart by name and variable.
    upvalues: Vec<LocalId>,
    /// Length of `active` at the start of each open block.
    blocks: Vec<usize>,
    pub(super) is_vararg: bool,
}

impl Scopes {
    pub(super) fn new() -> Self {
        let main = FunctionScope {
            is_vararg: true,
            ..FunctionScope::default()
        };
        Self {
            locals: Vec::new(),
            functions: lists::one(main),
            function_count: 0,
            names: Interner::default(),
            named: Vec::new(),
            has_limits: true,
        }
    }

    pub(super) fn function_count(&self) -> u32 {
        self.function_count
    }

    pub(super) fn enter_function(&mut self) -> FunctionId {
        self.functions.push(FunctionScope::default());
        self.function_count += 1;
        FunctionId(self.function_count - 1)
    }

    pub(super) fn leave_function(&mut self) {
        self.leave_scope(0);
        self.functions.pop();
    }

    pub(super) fn set_vararg(&mut self) {
        if let Some(function) = self.functions.last_mut() {
            function.is_vararg = true;
        }
    }

    pub(super) fn is_vararg(&self) -> bool {
        match self.functions.last() {
            Some(function) => function.is_vararg,
            None => false,
        }
    }

    /// Whether the function is the script itself.
    pub(super) fn is_main(&self) -> bool {
        self.functions.len() == 1
    }

    pub(super) fn enter_block(&mut self) {
        if let Some(function) = self.functions.last_mut() {
            function.blocks.push(function.active.len());
        }
    }

    pub(super) fn leave_block(&mut self) {
        if let Some(function) = self.functions.last_mut()
            && let Some(active) = function.blocks.pop()
        {
            self.leave_scope(active);
        }
    }

    /// Leaves the locals of the innermost function that are not among the first `kept`.
    fn leave_scope(&mut self, kept: usize) {
        let Some(function) = self.functions.last_mut() else {
            return;
        };
        while function.active.len() > kept {
            if let Some(local) = function.active.pop()
                && let Some(declared) = self.locals.get(local.0 as usize)
                && let Some(name) = self.names.find(declared.name.as_bytes())
                && let Some(named) = self.named.get_mut(name)
            {
                named.pop();
            }
        }
    }

    /// The number of the next local.
    pub(super) fn next(&self) -> LocalId {
        LocalId(self.locals.len() as u32)
    }

    /// Makes a local that is not yet in scope.
    pub(super) fn create(&mut self, name: &str, span: Span, origin: LocalOrigin) -> LocalId {
        self.locals.push(Local {
            name: name.into(),
            span,
            origin,
            captured: false,
        });
        LocalId(self.locals.len() as u32 - 1)
    }

    /// The locals of this function that are in scope: each takes a register.
    pub(super) fn active_count(&self) -> usize {
        match self.functions.last() {
            Some(function) => function.active.len(),
            None => 0,
        }
    }

    /// Puts a local into scope. Lua counts its limit when a local is created; `hidden` are the loop's own three
    /// variables, or those that are created but not yet in scope.
    pub(super) fn activate(&mut self, local: LocalId) -> Result<(), Limit> {
        let Some(depth) = self.functions.len().checked_sub(1) else {
            return Ok(());
        };
        let active = Active { local, depth };
        if let Some(declared) = self.locals.get(local.0 as usize) {
            let number = self.names.find(declared.name.as_bytes());
            if number.is_none() {
                self.names.insert(declared.name.to_string());
                self.named.push(Vec::new());
            }
            let number = number.unwrap_or(self.named.len() - 1);
            if let Some(named) = self.named.get_mut(number) {
                named.push(active);
            }
        }
        if let Some(function) = self.functions.last_mut() {
            function.active.push(local);
        }
        if self.has_limits && self.active_count() > MAX_LOCALS {
            Err(Limit::Locals)
        } else {
            Ok(())
        }
    }

    fn nearest(&self, name: &str) -> Option<Active> {
        let name = self.names.find(name.as_bytes())?;
        self.named.get(name)?.last().copied()
    }

    /// The variable that a name means; `None` for a global.
    pub(super) fn resolve(&mut self, name: &str) -> Result<Option<LocalId>, Limit> {
        let Some(Active { local, depth }) = self.nearest(name) else {
            return Ok(None);
        };
        if depth + 1 < self.functions.len()
            && let Some(captured) = self.locals.get_mut(local.0 as usize)
        {
            captured.captured = true;
        }
        for function in self.functions.get_mut(depth + 1..).unwrap_or_default() {
            if !function.upvalues.contains(&local) {
                function.upvalues.push(local);
                if self.has_limits && function.upvalues.len() > MAX_UPVALUES {
                    return Err(Limit::Upvalues);
                }
            }
        }
        Ok(Some(local))
    }
}
