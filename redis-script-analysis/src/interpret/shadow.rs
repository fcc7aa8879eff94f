//! Local variables that hide KEYS or ARGV.

use super::Interpreter;
use crate::domain::{Types, Value};
use crate::facts::{EntryTable, Shadow};
use crate::lua::syntax::{Expr, ExprKind, Local, LocalId};
use crate::lua::visit::{self, Visitor};

impl<'chunk> Interpreter<'chunk> {
    /// A local is declared, with the expression that gives its value if there is one.
    pub(super) fn note_shadow(
        &mut self,
        local: LocalId,
        value: &Value,
        given: Option<&'chunk Expr>,
    ) {
        let locals = &self.chunk.locals;
        let Some((declared, table)) = hiding(locals, local) else {
            return;
        };
        let unknown = value.types() == Types::ANY || value.types().only(Types::FALSY);
        // Of a parameter only is known what its callers pass.
        let harmless = Self::is_entries(value, table)
            || unknown && given.is_none()
            || given.is_some_and(|given| mentions(given, &declared.name, locals));
        let shadow = Shadow {
            local,
            table,
            span: declared.span,
        };
        if let Some(events) = self.note() {
            events.shadow(shadow, harmless);
        }
    }
}

/// The table that a local of this name hides.
fn hiding(locals: &[Local], local: LocalId) -> Option<(&Local, EntryTable)> {
    let declared = locals.get(local.0 as usize)?;
    for table in &EntryTable::ALL {
        if *declared.name == *table.name() {
            return Some((declared, *table));
        }
    }
    None
}

/// Whether the expression has a variable of that name as a whole, as in `local ARGV = copy(ARGV)`; `ARGV[1]` is none.
fn mentions(expr: &Expr, name: &str, locals: &[Local]) -> bool {
    struct Mentions<F> {
        is_named: F,
        found: bool,
    }
    impl<'tree, F: Fn(&Expr) -> bool> Visitor<'tree> for Mentions<F> {
        fn expression(&mut self, expr: &'tree Expr) -> bool {
            self.found |= (self.is_named)(expr);
            let ExprKind::Suffixed { base, suffixes } = &expr.kind else {
                return true;
            };
            if !(self.is_named)(base) {
                return true;
            }
            for suffix in suffixes {
                visit::suffix(suffix, self);
            }
            false
        }
    }
    let is_named = |expr: &Expr| match &expr.kind {
        ExprKind::Global(global) => **global == *name,
        ExprKind::Local(id) => locals
            .get(id.0 as usize)
            .is_some_and(|local| *local.name == *name),
        _ => false,
    };
    let mut mentions = Mentions {
        is_named,
        found: false,
    };
    visit::expression(expr, &mut mentions);
    mentions.found
}
