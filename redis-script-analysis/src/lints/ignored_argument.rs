//! Finds arguments that Lua 5.1 ignores without an error.
//!
//! # Why is this bad?
//! `string.rep('x', 3, ',')` takes a separator from Lua 5.2 on: in Redis it gives `xxx`. `math.log(8, 2)` takes a base
//! from 5.2 on: in Redis it gives the natural logarithm.
//!
//! # Example
//! ```lua
//! local level = math.log(size, 2)
//! ```
//! Use instead:
//! ```lua
//! local level = math.log(size) / math.log(2)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::LibraryCall;
use crate::redis::builtins::Role;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "ignored_argument",
    topic: Topic::Sandbox,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        diagnostics.extend(report(context, call));
    }
}

fn report(context: &Context, call: &LibraryCall) -> Option<Diagnostic> {
    let (taken, what) = match call.function.row.role {
        Role::Repeat => (2, "the separator"),
        Role::Logarithm => (1, "the base"),
        _ => return None,
    };
    let ignored = call.arguments.fixed.get(taken)?;
    let found = Diagnostic::warning(
        LINT.name,
        ignored.span,
        fill!("`{}` of Lua 5.1 ignores {what}", call.function, what),
    )
    .label("without effect");
    let [number, base] = call.arguments.fixed.as_slice() else {
        return Some(
            found
                .help("append the separator before: `(s .. ','):rep(n)`, and cut the last one off"),
        );
    };
    let instead = fill!(
        "math.log({}) / math.log({})",
        context.text(number.span),
        context.text(base.span)
    );
    let is_written = base.expr.is_some() && !call.discarded;
    Some(
        found
            .help(fill!("divide: `{instead}`", instead))
            .replace_if(
                is_written.then_some(call.span),
                fill!("({instead})", instead),
            ),
    )
}
