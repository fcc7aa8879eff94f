//! Uses of global variables, by whatever name a script reaches them: `x`, `_G.x`, or a field of a local that holds `_G`.

use super::Interpreter;
use super::site::Site;
use crate::domain::{TargetKind, Types, Value};
use crate::facts::GlobalAccess;
use crate::lua::syntax::{ExprId, ExprKind, Statement, StatementKind};
use crate::redis::builtins;
use crate::text::Span;

impl Interpreter<'_> {
    /// A global is read or assigned, be it in code that no path reaches.
    pub(super) fn note_global(&mut self, site: Site, name: &str, access: GlobalAccess) {
        if self.recording {
            let protected = self.protected > 0;
            self.events.global(site, name, access, protected);
        }
    }

    /// After an assignment: where its variable would be in scope if it were declared there.
    pub(super) fn note_global_scope(&mut self, statement: &Statement, block: &[Statement]) {
        let (target, start) = match &statement.kind {
            StatementKind::Assign { targets, .. } => match targets.as_slice() {
                [target] => (target, statement.span.end),
                _ => return,
            },
            // A local function may call itself.
            StatementKind::Function { target, .. } => (target, statement.span.start),
            _ => return,
        };
        if let (ExprKind::Global(_), Some(last)) = (&target.kind, block.last()) {
            let scope = Span::new(start, last.span.end);
            self.events.global_scope(target.id, scope);
        }
    }

    /// A member is read. If it counts as a global, what holds it does not: `os` in `os.clock`.
    pub(super) fn note_global_read(&mut self, holder: (&Value, ExprId), index: &Value, site: Site) {
        let (holder, expr) = holder;
        if let Some(name) = global_in(holder, index) {
            self.events.holder(expr);
            self.note_global(site, &name, GlobalAccess::Read);
        }
    }

    /// A member is assigned, which may be a global.
    pub(super) fn note_global_store(&mut self, holder: &Value, index: &Value, site: Site) {
        if let Some(name) = global_in(holder, index)
            && builtins::member_of_global(&name).is_none()
        {
            self.note_global(site, &name, GlobalAccess::Write);
        }
    }
}

/// The global that a member surely is.
fn global_in(holder: &Value, index: &Value) -> Option<String> {
    let is_sure = holder.types() == Types::TABLE;
    let library = holder.facets.target.single()?;
    let name = index.as_text()?;
    match library.kind() {
        TargetKind::Library if is_sure => {
            builtins::global_in(library.index(), &String::from_utf8_lossy(name))
        }
        _ => None,
    }
}
