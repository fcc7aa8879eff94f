//! Syntax that only some servers compile.

use crate::text::Span;

/// Syntax that not every server compiles.
#[derive(Clone, Copy)]
pub struct LimitedSyntax {
    /// What it is.
    pub kind: LimitedSyntaxKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of [`LimitedSyntax`].
#[derive(Clone, Copy, PartialEq)]
pub enum LimitedSyntaxKind {
    /// The first `[[` inside of a `[[...]]`.
    NestedBrackets,
    /// `...` outside of functions.
    MainVararg,
}
