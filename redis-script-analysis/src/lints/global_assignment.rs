//! Finds assignments to global variables, most often a forgotten `local`.
//!
//! # Why is this bad?
//! The line raises `Attempt to modify a readonly table` when it runs (`Script attempted to create global variable` up
//! to Redis 6.2), after the writes before it were already applied. Global functions are assignments too.
//!
//! # Example
//! ```lua
//! current = redis.call('GET', KEYS[1])
//! ```
//! Use instead:
//! ```lua
//! local current = redis.call('GET', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{GlobalAccess, GlobalUse};
use crate::redis::sandbox;
use crate::report::diagnostic::Diagnostic;
use crate::suggest::Names;

pub(super) const LINT: Lint = Lint {
    name: "global_assignment",
    topic: Topic::Sandbox,
    by_default: ByDefault::Error,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut locals = Names::new(context.facts.local_names.iter().map(|local| &**local));
    for written in context.globals(GlobalAccess::Write) {
        diagnostics.push(written.mark_again(report(written.first, &mut locals)));
    }
}

fn report(write: &GlobalUse, locals: &mut Names) -> Diagnostic {
    let name = &write.name;
    let message = if sandbox::has_global(name) {
        format!("the global `{name}` is read-only")
    } else {
        format!("`{name}` is assigned without being declared")
    };
    let finding = Diagnostic::error(LINT.name, write.span, message)
        .label("scripts cannot create or change global variables")
        .note("Redis raises `Attempt to modify a readonly table` when this runs");
    match locals.nearest(name) {
        Some(meant) => finding.help(format!(
            "did you mean the local `{meant}`? Otherwise declare it: `local {name}`"
        )),
        None => finding.help(format!("declare it: `local {name}`")),
    }
}
