//! Uses of global variables.

use crate::facts::{GlobalAccess, GlobalUse};
use crate::lua::syntax::{Block, Expr, ExprId, ExprKind, Suffix, SuffixKind};
use crate::lua::visit::{self, Visitor};
use crate::redis::builtins;
use crate::text::Span;

/// All uses of globals, in the order of the text. A function that is handed to `pcall` at once is left out: what it
/// raises is caught.
pub(super) fn collect(body: &Block) -> Vec<GlobalUse> {
    let mut uses = GlobalUses(Vec::new());
    visit::block(body, &mut uses);
    uses.0
}

/// The table of all globals.
const GLOBALS: &str = "_G";

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

    /// A name with what follows it: `_G.name` is the global itself, of `os` the member counts too.
    fn suffixed(&mut self, base: &Expr, name: &str, suffixes: &[Suffix]) {
        let span = base.span;
        let member = match suffixes.first() {
            Some(Suffix {
                kind: SuffixKind::Field(field),
                id,
                ..
            }) => Some((*id, field)),
            _ => None,
        };
        match member {
            Some((id, field)) if name == GLOBALS => self.push(
                id,
                field.text.to_string(),
                span.to(field.span),
                GlobalAccess::Read,
            ),
            Some((id, field)) if name == builtins::OS => {
                self.push(
                    id,
                    format!("os.{}", field.text),
                    span.to(field.span),
                    GlobalAccess::Read,
                );
            }
            _ => self.push(base.id, name.to_owned(), span, GlobalAccess::Read),
        }
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
            ExprKind::Suffixed { base, suffixes } => match (&base.kind, suffixes.as_slice()) {
                (
                    ExprKind::Global(name),
                    [
                        Suffix {
                            kind: SuffixKind::Field(field),
                            ..
                        },
                    ],
                ) if &**name == GLOBALS => {
                    self.push(
                        target.id,
                        field.text.to_string(),
                        target.span,
                        GlobalAccess::Write,
                    );
                }
                _ => return true,
            },
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
                let protects = matches!(&**name, "pcall" | "xpcall");
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
