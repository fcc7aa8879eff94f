//! Uses of global variables.

use crate::facts::{GlobalAccess, GlobalUse};
use crate::lua::syntax::{Block, Expr, ExprId, ExprKind, Suffix, SuffixKind};
use crate::lua::visit::{self, Visitor};
use crate::redis::builtins::{self, Role};
use crate::text::Span;

/// All uses of globals, in the order of the text. A function that is handed to `pcall` at once is left out: what it
/// raises is caught.
pub(super) fn collect(body: &Block) -> Vec<GlobalUse> {
    let mut uses = GlobalUses(Vec::new());
    visit::block(body, &mut uses);
    uses.0
}

struct GlobalUses(Vec<GlobalUse>);

impl GlobalUses {
    fn push(&mut self, id: ExprId, name: String, span: Span, access: GlobalAccess) {
        self.0.push(GlobalUse {
            id,
            name,
            span,
            access,
        });
    }

    /// A name with what follows it: of some globals, the member is what counts.
    fn suffixed(&mut self, base: &Expr, name: &str, suffixes: &[Suffix]) {
        if let Some(suffix) = suffixes.first()
            && let SuffixKind::Field(field) = &suffix.kind
            && let Some(global) = builtins::global_in(name, &field.text)
        {
            let span = base.span.to(field.span);
            self.push(suffix.id, global, span, GlobalAccess::Read);
        } else {
            self.push(base.id, name.to_owned(), base.span, GlobalAccess::Read);
        }
    }

    /// Whether a field is assigned that is a global itself.
    fn is_stored_global(&mut self, target: &Expr, base: &Expr, suffixes: &[Suffix]) -> bool {
        if let ExprKind::Global(table) = &base.kind
            && let [suffix] = suffixes
            && let SuffixKind::Field(field) = &suffix.kind
            && builtins::is_table_of_globals(table)
        {
            let name = field.text.to_string();
            self.push(target.id, name, target.span, GlobalAccess::Write);
            return true;
        }
        false
    }
}

impl<'tree> Visitor<'tree> for GlobalUses {
    fn target(&mut self, target: &'tree Expr) -> bool {
        match &target.kind {
            ExprKind::Global(name) => self.push(
                target.id,
                name.to_string(),
                target.span,
                GlobalAccess::Write,
            ),
            ExprKind::Suffixed { base, suffixes } => {
                return !self.is_stored_global(target, base, suffixes);
            }
            _ => return true,
        }
        false
    }

    fn expression(&mut self, expr: &'tree Expr) -> bool {
        match &expr.kind {
            ExprKind::Global(name) => {
                self.push(expr.id, name.to_string(), expr.span, GlobalAccess::Read);
            }
            ExprKind::Suffixed { base, suffixes } => {
                let ExprKind::Global(name) = &base.kind else {
                    return true;
                };
                self.suffixed(base, name, suffixes);
                let protects = protects(name);
                for suffix in suffixes {
                    match &suffix.kind {
                        SuffixKind::Call(arguments) if protects => arguments
                            .iter()
                            .filter(|argument| !matches!(argument.kind, ExprKind::Function(_)))
                            .for_each(|argument| visit::expression(argument, self)),
                        _ => visit::suffix(suffix, self),
                    }
                }
                return false;
            }
            _ => {}
        }
        true
    }
}

/// Whether a global catches what the function raises that it gets.
fn protects(name: &str) -> bool {
    builtins::member(builtins::GLOBALS, name)
        .is_some_and(|builtin| matches!(builtin.row.role, Role::Protect | Role::ProtectWith))
}
