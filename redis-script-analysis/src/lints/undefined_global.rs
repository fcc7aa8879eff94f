//! Finds reads of global variables that no known server from 7.0 on has.
//!
//! # Why is this bad?
//! The line raises `Script attempted to access nonexistent global variable` when it runs, after the writes before it
//! were already applied: Redis does not roll them back. Of the library `os`, scripts see `os.clock` alone.
//!
//! # Example
//! ```lua
//! if not redis.call('GET', KEYS[1]) then erorr('no such key') end
//! ```
//! Use instead:
//! ```lua
//! if not redis.call('GET', KEYS[1]) then error('no such key') end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Interner;
use crate::facts::{GlobalAccess, GlobalUse};
use crate::redis::builtins;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Names, fill};

pub(super) const LINT: Lint = Lint {
    name: "undefined_global",
    topic: Topic::Sandbox,
    by_default: ByDefault::Error,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    // What the script itself assigns is the other lint's finding: a forgotten `local`.
    let mut assigned: Interner<&str> = Interner::default();
    for written in &context.globals(GlobalAccess::Write) {
        assigned.insert(&written.first.name);
    }
    let mut names = builtins::global_names();
    for local in &context.facts.local_names {
        names.push(local);
    }
    let mut names = Names::new(names);
    let uses = context.global_uses();
    for read in &context.globals(GlobalAccess::Read) {
        let name = &*read.first.name;
        if !builtins::has_global(name) && assigned.find(name.as_bytes()).is_none() {
            let found = report(context, read.first, uses.of(name), &mut names);
            diagnostics.push(read.mark_again(found));
        }
    }
}

fn report(
    context: &Context,
    read: &GlobalUse,
    uses: &[&GlobalUse],
    names: &mut Names,
) -> Diagnostic {
    let name = &read.name;
    let finding = Diagnostic::error(
        LINT.name,
        read.span,
        fill!("`{name}` does not exist in Redis scripts", name),
    );
    if let Some((library, member)) = builtins::member_of_global(name) {
        return finding
            .label(fill!(
                "the library `{library}` has no `{member}` here",
                library,
                member
            ))
            .note(
                "of `os`, scripts see `os.clock` alone, and that from Redis 7.4 and Valkey 8.0 on",
            )
            .help(match member {
                "time" | "date" | "difftime" => {
                    "for the time call `redis.call('TIME')`, or pass it in ARGV"
                }
                _ => "a script cannot reach the operating system: pass what it needs in ARGV",
            });
    }
    let finding = finding
        .label("no such global variable")
        .note(fill!("Redis raises `Script attempted to access nonexistent global variable '{name}'` when this runs", name));
    if let Some(remedy) = builtins::remedy(name) {
        let found = finding.help(remedy);
        return match name.as_str() {
            "True" | "TRUE" | "False" | "FALSE" => {
                context.renamed(found, uses, &name.to_ascii_lowercase())
            }
            _ => found,
        };
    }
    match names.nearest(name) {
        Some(meant) => context.renamed(
            finding.help(fill!("did you mean `{meant}`?", meant)),
            uses,
            meant,
        ),
        None => finding.help(fill!(
            "declare it with `local {name} = ...` before this line",
            name
        )),
    }
}
