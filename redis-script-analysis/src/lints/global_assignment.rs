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
use crate::text::{Names, Span, fill};

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
    let written = context.globals(GlobalAccess::Write);
    if written.is_empty() {
        return;
    }
    let uses = context.global_uses();
    for written in &written {
        let uses = uses.of(&written.first.name);
        let found = report(context, written.first, uses, &mut locals);
        diagnostics.push(written.mark_again(found));
    }
}

/// `string.trim = ...`: from Redis 6.2.14 on, libraries are read-only, too.
fn into_library(context: &Context, store: &Member) -> Option<Diagnostic> {
    let read_only = Servers::matching(|server| server.version >= (6, 2, 14));
    let severity = context.severity_on(read_only)?;
    let what = match (store.library.is_of_globals(), &*store.name) {
        (true, Member::METATABLE) => "the metatable of the globals".to_owned(),
        (true, _) => "the table of the globals".to_owned(),
        (false, _) => fill!("the library `{}`", store.library.name),
    };
    Some(
        Diagnostic::error(LINT.name, store.span, fill!("{what} is read-only", what))
            .with_severity(severity)
            .label("scripts cannot add to it, or change it")
            .note("Redis raises `Attempt to modify a readonly table` when this runs")
            .help("keep the value in a local variable"),
    )
}

fn report(
    context: &Context,
    write: &GlobalUse,
    uses: &[&GlobalUse],
    locals: &mut Names,
) -> Diagnostic {
    let name = &write.name;
    let is_builtin = builtins::has_global(name);
    let message = if is_builtin {
        fill!("the global `{name}` is read-only", name)
    } else {
        fill!("`{name}` is assigned without being declared", name)
    };
    let finding = Diagnostic::error(LINT.name, write.span, message)
        .label("scripts cannot create or change global variables")
        .note("Redis raises `Attempt to modify a readonly table` when this runs");
    if is_builtin {
        return finding.help("use a local variable of another name");
    }
    if context.text(write.span) == name
        && let Some(meant) = locals.nearest(name)
    {
        let help = fill!(
            "did you mean the local `{meant}`? Otherwise declare it: `local {name}`",
            meant,
            name
        );
        return context.renamed(finding.help(help), uses, meant);
    }
    if context.text(write.span) != name {
        return finding.help("use a local variable instead");
    }
    match declarable(context, write, uses) {
        Some(place) => finding
            .help(fill!("declare it: `local {name}`", name))
            .replace(place, "local "),
        None => finding.help(fill!("declare it before all uses: `local {name}`", name)),
    }
}

/// Where `local` makes a local of it that all uses see.
fn declarable(context: &Context, write: &GlobalUse, uses: &[&GlobalUse]) -> Option<Span> {
    let scope = write.scope?;
    for used in uses {
        let is_seen = scope.start <= used.span.start && used.span.end <= scope.end;
        if used.id != write.id && !is_seen || context.text(used.span) != write.name {
            return None;
        }
    }
    // `function f() end` begins before the name.
    let start = scope.start.min(write.span.start);
    Some(Span::new(start, start))
}
