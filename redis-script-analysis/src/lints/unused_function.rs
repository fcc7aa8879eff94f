//! Finds local functions that nothing calls.
//!
//! It is off by default: a script that is put together of shared parts has functions that it does not need, and a function that is not
//! called costs next to nothing.
//!
//! # Why is this bad?
//! It is text that readers must understand and servers must compile. Often its call was forgotten, or removed.
//!
//! # Example
//! ```lua
//! local function expire(key)
//!   return redis.call('EXPIRE', key, ARGV[1])
//! end
//! return redis.call('INCR', KEYS[1])
//! ```
//! Use instead:
//! ```lua
//! local function expire(key)
//!   return redis.call('EXPIRE', key, ARGV[1])
//! end
//! local count = redis.call('INCR', KEYS[1])
//! expire(KEYS[1])
//! return count
//! ```
//! Names that begin with `_` are left alone, and so are the functions of an included file, which other scripts may call.

use super::{ByDefault, Context, Lint, Topic};
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unused_function",
    topic: Topic::Values,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for local in &context.facts.unused_locals {
        let is_shared = local.is_at_top && context.is_included(local.span);
        if local.is_function && !is_shared {
            let name = &local.name;
            diagnostics.push(
                Diagnostic::warning(LINT.name, local.span, fill!("`{name}` is never called", name))
                    .caused_by(local.span.start)
                    .label("nothing calls it")
                    .help(fill!("remove the function, or call it; a name like `_{name}` says that this is intended", name)),
            );
        }
    }
}
