//! Local variables that nothing reads.

use crate::collections::Set;
use crate::facts::UnusedLocal;
use crate::lua::syntax::{Block, Chunk, Expr, ExprKind, LocalId, Statement, StatementKind};
use crate::lua::visit::{self, Visitor};

/// All locals and local functions that are never read, in the order of the text. Left alone are names with a leading
/// `_`, parameters and loop variables, and those that stand beside a used one where a call gives the values of both.
pub(super) fn collect(chunk: &Chunk) -> Vec<UnusedLocal> {
    let mut uses = LocalUses::EMPTY;
    visit::block(&chunk.body, &mut uses);
    let mut declarations = Declarations {
        chunk,
        uses: &uses,
        top: 0,
        is_at_top: false,
        unused: Vec::new(),
    };
    visit::block(&chunk.body, &mut declarations);
    declarations.unused
}

struct LocalUses {
    read: Set<LocalId>,
    assigned: Set<LocalId>,
    /// The local functions around: that they call themselves is no use.
    around: Vec<LocalId>,
}

impl LocalUses {
    const EMPTY: Self = Self {
        read: Set::EMPTY,
        assigned: Set::EMPTY,
        around: Vec::new(),
    };

    fn inside(&mut self, local: LocalId, body: &Block) {
        self.around.push(local);
        visit::block(body, self);
        self.around.pop();
    }
}

impl<'tree> Visitor<'tree> for LocalUses {
    fn statement(&mut self, statement: &'tree Statement) -> bool {
        match &statement.kind {
            StatementKind::LocalFunction { local, function } => {
                self.inside(*local, &function.body);
                false
            }
            _ => true,
        }
    }

    fn target(&mut self, target: &'tree Expr) -> bool {
        match target.kind {
            ExprKind::Local(local) => {
                self.assigned.insert(local);
                false
            }
            _ => true,
        }
    }

    fn expression(&mut self, expr: &'tree Expr) -> bool {
        if let ExprKind::Local(local) = expr.kind
            && !self.around.contains(&local)
        {
            self.read.insert(local);
        }
        true
    }
}

struct Declarations<'a> {
    chunk: &'a Chunk,
    uses: &'a LocalUses,
    /// How many statements of the chunk itself were visited, and whether the last one is one of them.
    top: usize,
    is_at_top: bool,
    unused: Vec<UnusedLocal>,
}

impl Declarations<'_> {
    fn declared(&mut self, locals: &[LocalId], values: &[Expr]) {
        // The last value is a call or `...` that gives all the locals that are left.
        let shared = match values.last() {
            Some(last) if locals.len() > values.len() && gives_many(last) => values.len() - 1,
            _ => locals.len(),
        };
        let (single, group) = locals.split_at_checked(shared).unwrap_or((locals, &[]));
        for (at, local) in single.iter().enumerate() {
            let value = values.get(at);
            let is_function =
                matches!(value, Some(value) if matches!(value.kind, ExprKind::Function(_)));
            self.check(*local, value, is_function);
        }
        for local in group {
            if self.uses.read.contains(*local) {
                return;
            }
        }
        if let Some(first) = group.first() {
            self.check(*first, values.last(), false);
        }
    }

    fn check(&mut self, local: LocalId, value: Option<&Expr>, is_function: bool) {
        let Some(declared) = self.chunk.locals.get(local.0 as usize) else {
            return;
        };
        if self.uses.read.contains(local) || declared.name.starts_with('_') {
            return;
        }
        self.unused.push(UnusedLocal {
            name: declared.name.clone(),
            span: declared.span,
            is_function,
            is_at_top: self.is_at_top,
            is_assigned: self.uses.assigned.contains(local),
            value: value.map(|value| value.id),
        });
    }
}

impl<'tree> Visitor<'tree> for Declarations<'_> {
    fn statement(&mut self, statement: &'tree Statement) -> bool {
        let next = self.chunk.body.statements.get(self.top);
        self.is_at_top = next.is_some_and(|next| next.id == statement.id);
        self.top += usize::from(self.is_at_top);
        match &statement.kind {
            StatementKind::Local { locals, values } => self.declared(locals, values),
            StatementKind::LocalFunction { local, .. } => self.check(*local, None, true),
            _ => {}
        }
        true
    }
}

/// Whether an expression may give more than one value.
fn gives_many(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Vararg | ExprKind::Suffixed { .. })
}
