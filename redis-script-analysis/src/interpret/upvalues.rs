//! What the functions of a script use from outside.

use std::rc::Rc;

use crate::collections::{Map, Set, sort_by_key};
use crate::lua::syntax::{
    Chunk, Expr, ExprKind, Function, FunctionId, LocalId, Statement, UnaryOperator,
};
use crate::lua::visit::{self, Visitor};
use crate::redis::builtins;

/// What the functions of a script do with variables of the functions around them.
pub(super) struct Upvalues {
    /// The locals of enclosing functions that a function, or one inside of it, uses.
    pub(super) captures: Map<FunctionId, Rc<[LocalId]>>,
    /// The locals that a function other than their own assigns.
    pub(super) mutated: Set<LocalId>,
    /// The locals that are read anywhere.
    pub(super) read: Set<LocalId>,
    /// Whether a global is named that can give a table a metatable, or get at a function that can.
    pub(super) names_metatables: bool,
    /// Whether a `-0` is written somewhere: Lua takes it and 0 for one constant, which has the sign of the first one.
    pub(super) writes_negative_zero: bool,
    /// The locals that are assigned after their declaration.
    pub(super) reassigned: Set<LocalId>,
}

impl Upvalues {
    pub(super) const EMPTY: Self = Self {
        captures: Map::EMPTY,
        mutated: Set::EMPTY,
        read: Set::EMPTY,
        names_metatables: false,
        writes_negative_zero: false,
        reassigned: Set::EMPTY,
    };

    pub(super) fn of(chunk: &Chunk) -> Self {
        let mut finder = Finder {
            owners: vec![None; chunk.locals.len()],
            around: Vec::new(),
            captured: Set::EMPTY,
            captures: Map::EMPTY,
            found: Self::EMPTY,
        };
        visit::block(&chunk.body, &mut finder);
        let mut found = finder.found;
        for (function, locals) in &mut finder.captures.take_sorted() {
            sort_by_key(locals, |local| *local);
            found.captures.insert(*function, locals.as_slice().into());
        }
        found
    }
}

struct Finder {
    /// The function that declares each local; `None` for the script itself.
    owners: Vec<Option<FunctionId>>,
    around: Vec<FunctionId>,
    captured: Set<(FunctionId, LocalId)>,
    captures: Map<FunctionId, (FunctionId, Vec<LocalId>)>,
    found: Upvalues,
}

impl Finder {
    fn declare(&mut self, local: LocalId) {
        let owner = self.around.last().copied();
        if let Some(known) = self.owners.get_mut(local.0 as usize) {
            *known = owner;
        }
    }

    fn owner(&self, local: LocalId) -> Option<FunctionId> {
        self.owners.get(local.0 as usize).copied().flatten()
    }
}

fn is_zero(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(number) => *number == 0.0,
        ExprKind::Paren(inner) => is_zero(inner),
        ExprKind::Unary {
            operator: UnaryOperator::Negate,
            operand,
        } => is_zero(operand),
        _ => false,
    }
}

impl<'tree> Visitor<'tree> for Finder {
    fn statement(&mut self, statement: &'tree Statement) -> bool {
        for local in visit::declared(&statement.kind) {
            self.declare(*local);
        }
        true
    }

    fn target(&mut self, target: &'tree Expr) -> bool {
        if let ExprKind::Local(local) = target.kind {
            self.found.reassigned.insert(local);
            if self.owner(local) != self.around.last().copied() {
                self.found.mutated.insert(local);
            }
        }
        true
    }

    fn expression(&mut self, expr: &'tree Expr) -> bool {
        if let ExprKind::Global(name) = &expr.kind {
            let global = builtins::member(builtins::GLOBALS, name);
            self.found.names_metatables |= global.is_some_and(|global| global.row.opens_metatables);
        }
        if let ExprKind::Unary {
            operator: UnaryOperator::Negate,
            operand,
        } = &expr.kind
        {
            self.found.writes_negative_zero |= is_zero(operand);
        }
        if let ExprKind::Local(local) = expr.kind {
            let owner = self.owner(local);
            self.found.read.insert(local);
            for function in self.around.iter().rev() {
                if Some(*function) == owner {
                    break;
                }
                if self.captured.insert((*function, local))
                    && let Some((_, captures)) =
                        self.captures.or_insert(*function, (*function, Vec::new()))
                {
                    captures.push(local);
                }
            }
        }
        true
    }

    fn function(&mut self, function: &'tree Function) -> bool {
        self.around.push(function.id);
        for local in function.parameters.iter().chain(&function.implicit_arg) {
            self.declare(*local);
        }
        visit::block(&function.body, self);
        self.around.pop();
        false
    }
}
