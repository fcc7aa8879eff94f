//! Where something happens.

use crate::facts::Named;
use crate::lua::syntax::{Expr, ExprId};
use crate::text::Span;

/// An expression at which something happens.
#[derive(Clone, Copy)]
pub(super) struct Site {
    /// What tells it from others.
    pub(super) id: ExprId,
    /// What findings mark.
    pub(super) span: Span,
}

impl Site {
    /// Not at a place that can be told: what is done here, code may do that is not followed.
    pub(super) const NOWHERE: Self = Self {
        id: ExprId(u32::MAX),
        span: Span { start: 0, end: 0 },
    };

    pub(super) fn of(expr: &Expr) -> Self {
        Self {
            id: expr.id,
            span: expr.span,
        }
    }

    /// The last of some expressions, which may give more than one value.
    pub(super) fn of_last(exprs: &[Expr]) -> Self {
        exprs.last().map_or(Self::NOWHERE, Self::of)
    }
}

/// The place of a call.
#[derive(Clone, Copy)]
pub(super) struct CallSite {
    pub(super) at: Site,
    /// How errors call the function.
    pub(super) named: Named,
    /// Whether the function was found in the first argument.
    pub(super) as_method: bool,
}
