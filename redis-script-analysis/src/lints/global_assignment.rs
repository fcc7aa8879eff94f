//! Finds assignments to global variables, most often a forgotten `local`.
//!
//! # Why is this bad?
//! The line raises `Attempt to modify a readonly table` when it runs (`Script attempted to create global variable` up
//! to Redis 6.2), after the writes before it were already applied. Global functions are assignments too. The libraries,
//! as in `string.trim = ...`, are read-only from Redis 6.2.14 on.
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
use crate::facts::{GlobalAccess, GlobalUse, Member};
use crate::redis::builtins;
use crate::redis::servers::Servers;
use crate::report::diagnostic::Diagnostic;
use crate::text::Names;

pub(super) const LINT: Lint = Lint {
    name: "global_assignment",
    topic: Topic::Sandbox,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for store in &context.facts.library_stores {
        diagnostics.extend(into_library(context, store));
    }
    let mut locals = Vec::new();
    for local in &context.facts.local_names {
        locals.push(&**local);
    }
    let mut locals = Names::new(locals);
    for written in &context.globals(GlobalAccess::Write) {
        diagnostics.push(written.mark_again(report(written.first, &mut locals)));
    }
}

/// `string.trim = ...`: from Redis 6.2.14 on, libraries are read-only, too.
fn into_library(context: &Context, store: &Member) -> Option<Diagnostic> {
    let read_only = Servers::matching(|server| server.version >= (6, 2, 14));
    let severity = context.severity_on(read_only)?;
    let what = if store.library.is_of_globals() {
        "the table of the globals".to_owned()
    } else {
        format!("the library `{}`", store.library.name)
    };
    Some(
        Diagnostic::error(LINT.name, store.span, format!("{what} is read-only"))
            .with_severity(severity)
            .label("scripts cannot add to it, or change it")
            .note("Redis raises `Attempt to modify a readonly table` when this runs")
            .help("keep the value in a local variable"),
    )
}

fn report(write: &GlobalUse, locals: &mut Names) -> Diagnostic {
    let name = &write.name;
    let message = if builtins::has_global(name) {
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
