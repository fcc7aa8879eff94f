//! What uses a value, and how Lua's errors call the value there.

use crate::facts::Named;
use crate::interpret::Interpreter;
use crate::interpret::site::Site;
use crate::lua::syntax::{Expr, ExprId, ExprKind, Suffix, SuffixKind};
use crate::text::Span;

/// An expression whose value is used, as errors call it.
#[derive(Clone, Copy)]
pub(in crate::interpret) struct Seen<'chunk> {
    pub(in crate::interpret) at: Site,
    by: By<'chunk>,
}

/// What gives a value.
#[derive(Clone, Copy)]
enum By<'chunk> {
    Expr(&'chunk Expr),
    Suffix(&'chunk Suffix),
    Method(Span),
    Other,
}

impl<'chunk> Seen<'chunk> {
    pub(in crate::interpret) fn expr(expr: &'chunk Expr) -> Self {
        Self {
            at: Site::of(expr),
            by: By::Expr(expr),
        }
    }

    /// A base with its suffixes up to one, or alone.
    pub(in crate::interpret) fn suffixed(
        span: Span,
        base: &'chunk Expr,
        last: Option<&'chunk Suffix>,
    ) -> Self {
        let (id, by) = match last {
            Some(suffix) => (suffix.id, By::Suffix(suffix)),
            None => (base.id, By::Expr(base)),
        };
        Self {
            at: Site { id, span },
            by,
        }
    }

    /// What some of the suffixes of an expression give.
    pub(in crate::interpret) fn suffixes(base: &'chunk Expr, suffixes: &'chunk [Suffix]) -> Self {
        let last = suffixes.last();
        let span = match last {
            Some(last) => base.span.to(last.span),
            None => base.span,
        };
        Self::suffixed(span, base, last)
    }

    /// The same, where findings mark something else.
    pub(in crate::interpret) fn marked(self, span: Span) -> Self {
        let at = Site { span, ..self.at };
        Self { at, ..self }
    }

    /// The method of a call.
    pub(in crate::interpret) fn method(id: ExprId, span: Span, name: Span) -> Self {
        Self {
            at: Site { id, span },
            by: By::Method(name),
        }
    }

    /// A step of a chain of operators, or an argument: errors do not name it.
    pub(in crate::interpret) fn unnamed(at: Site) -> Self {
        Self { at, by: By::Other }
    }
}

impl Interpreter<'_> {
    /// How errors call what is used.
    pub(in crate::interpret) fn named(&self, seen: Seen) -> Named {
        match seen.by {
            By::Expr(expr) => self.named_by(expr),
            By::Suffix(suffix) => name_of_suffix(suffix),
            By::Method(name) => Named::Method(name),
            By::Other => Named::No,
        }
    }

    fn named_by(&self, expr: &Expr) -> Named {
        match &expr.kind {
            ExprKind::Paren(inner) => self.named_by(inner),
            ExprKind::Global(_) => Named::Global(expr.span),
            ExprKind::Local(local) => {
                if let Some(frame) = self.frames.last()
                    && let Some(function) = frame.function
                    && let Some(captures) = self.upvalues.captures.get(function)
                    && captures.contains(local)
                {
                    Named::Upvalue(expr.span)
                } else {
                    Named::Local(expr.span)
                }
            }
            ExprKind::Suffixed { suffixes, .. } => match suffixes.last() {
                Some(suffix) => name_of_suffix(suffix),
                None => Named::No,
            },
            _ => Named::No,
        }
    }
}

fn name_of_suffix(suffix: &Suffix) -> Named {
    match &suffix.kind {
        SuffixKind::Field(name) => Named::Field(Some(name.span)),
        // Between the quotes.
        SuffixKind::Index(index) => Named::Field(match index.kind {
            ExprKind::String(_) => Some(Span::new(index.span.start + 1, index.span.end - 1)),
            _ => None,
        }),
        SuffixKind::Call(_) | SuffixKind::MethodCall { .. } => Named::No,
    }
}
