//! Uses of global variables.

use crate::facts::{GlobalAccess, GlobalUse};
use crate::lua::syntax::{Block, Expr, ExprKind, Suffix, SuffixKind};
use crate::lua::visit::{self, Visitor};
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
    fn push(&mut self, name: String, span: Span, access: GlobalAccess) {
        self.0.push(GlobalUse { name, span, access });
    }

    /// A name with what follows it: `_G.name` is the global itself, of `os` the member counts too.
    fn suffixed(&mut self, name: &str, span: Span, suffixes: &[Suffix]) {
        let member = match suffixes.first() {
            Some(Suffix {
                kind: SuffixKind::Field(field),
                ..
            }) => Some(field),
            _ => None,
        };
        match member {
            Some(field) if name == "_G" => self.push(
                field.text.to_string(),
                span.to(field.span),
                GlobalAccess::Read,
            ),
            Some(field) if name == "os" => {
                self.push(
                    format!("os.{}", field.text),
                    span.to(field.span),
                    GlobalAccess::Read,
                );
            }
            _ => self.push(name.to_owned(), span, GlobalAccess::Read),
        }
    }
}

impl<'tree> Visitor<'tree> for GlobalUses {
    fn target(&mut self, target: &'tree Expr) -> bool {
        match &target.kind {
            ExprKind::Global(name) => self.push(name.to_string(), target.span, GlobalAccess::Write),
            ExprKind::Suffixed { base, suffixes } => match (&base.kind, suffixes.as_slice()) {
                (
                    ExprKind::Global(name),
                    [
                        Suffix {
                            kind: SuffixKind::Field(field),
                            ..
                        },
                    ],
                ) if &**name == "_G" => {
                    self.push(field.text.to_string(), target.span, GlobalAccess::Write);
                }
                _ => return true,
            },
            _ => return true,
        }
        false
    }

    fn expression(&mut self, expr: &'tree Expr) -> bool {
        match &expr.kind {
            ExprKind::Global(name) => self.push(name.to_string(), expr.span, GlobalAccess::Read),
            ExprKind::Suffixed { base, suffixes } => {
                let ExprKind::Global(name) = &base.kind else {
                    return true;
                };
                self.suffixed(name, base.span, suffixes);
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
