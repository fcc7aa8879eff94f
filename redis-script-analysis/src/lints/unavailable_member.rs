//! Finds globals and members of libraries that some of the targeted servers do not have.
//!
//! # Why is this bad?
//! On those servers a global raises `Script attempted to access nonexistent global variable`, and a member is nil, so
//! that its call raises. A member that the script tests (`if redis.setresp then`) is left alone.
//!
//! Under `profile = "dragonfly"`, so are names of Lua 5.1 that Lua 5.4 does not have, and Dragonfly does not add, such as
//! `table.maxn` and `math.pow`.
//!
//! # Example
//! ```lua
//! -- [target] servers = ["redis >= 7.0"]
//! return server.call('GET', KEYS[1])
//! ```
//! Use instead:
//! ```lua
//! return redis.call('GET', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Interner;
use crate::facts::GlobalAccess;
use crate::redis::builtins;
use crate::redis::servers::Servers;
use crate::redis::target::Profile;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "unavailable_member",
    topic: Topic::Sandbox,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let tested = context.tested_names();
    if context.profile() == Some(Profile::Dragonfly) {
        check_dragonfly(context, &tested, diagnostics);
    }
    let mut seen: Interner<String> = Interner::default();
    let mut note = |name: String, span| {
        let is_told = match builtins::member_of_global(&name) {
            Some((library, _)) => seen.find(library.as_bytes()).is_some(),
            None => false,
        };
        if !is_told && seen.insert(name.clone()) && tested.find(name.as_bytes()).is_none() {
            diagnostics.extend(report(context, &name, span));
        }
    };
    // What no server from 7.0 on has is unknown anyhow.
    for global in &context.facts.globals {
        let name = &global.name;
        let holder = match builtins::member_of_global(name) {
            Some((library, _)) => library,
            None => name,
        };
        if global.access == GlobalAccess::Read
            && !global.protected
            && some_lack(name)
            && builtins::has_global(holder)
        {
            note(name.clone(), global.span);
        }
    }
    for member in &context.facts.members {
        let library = member.library.name;
        if member.exists && !member.library.has_globals() {
            let name = fill!("{library}.{}", library, member.name);
            if some_lack(&name) && builtins::has_global(library) {
                note(name, member.span);
            }
        }
    }
}

/// Names of Lua 5.1 that Lua 5.4 does not have. Dragonfly adds `unpack`, `table.getn`, `table.foreach` and the like, and builds its Lua
/// without the functions of `math` that are there for older scripts.
const ONLY_5_1: [&str; 16] = [
    "gcinfo",
    "getfenv",
    "loadstring",
    "math.atan2",
    "math.cosh",
    "math.frexp",
    "math.ldexp",
    "math.log10",
    "math.mod",
    "math.pow",
    "math.sinh",
    "math.tanh",
    "newproxy",
    "setfenv",
    "string.gfind",
    "table.maxn",
];

fn check_dragonfly(
    context: &Context,
    tested: &Interner<String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut names: Vec<(String, Span)> = Vec::new();
    for global in &context.facts.globals {
        names.push((global.name.clone(), global.span));
    }
    for member in &context.facts.members {
        names.push((
            fill!("{}.{}", member.library.name, member.name),
            member.span,
        ));
    }
    let mut seen: Interner<String> = Interner::default();
    for (name, span) in names {
        let is_lacking =
            ONLY_5_1.contains(&name.as_str()) && tested.find(name.as_bytes()).is_none();
        if is_lacking && seen.insert(name.clone()) {
            let found =
                Diagnostic::warning(LINT.name, span, fill!("Dragonfly has no `{name}`", name))
                    .label("of Lua 5.1")
                    .note("Dragonfly runs Lua 5.4, in which it does not exist")
                    .help(if name == "math.pow" {
                        "use the operator `^` instead"
                    } else {
                        "do without it"
                    });
            diagnostics.push(found);
        }
    }
}

/// Whether some known server has it not. Most names are the same everywhere, so this is asked first.
fn some_lack(name: &str) -> bool {
    builtins::servers_having(name) != Servers::ALL
}

fn report(context: &Context, name: &str, span: Span) -> Option<Diagnostic> {
    let lacking = Servers::ALL.without(builtins::servers_having(name));
    let severity = context.severity_on(lacking)?;
    let raised = if name.contains('.') && builtins::member_of_global(name).is_none() {
        "there it is nil, and calling it raises `attempt to call field`"
    } else {
        "there, Redis raises `Script attempted to access nonexistent global variable`"
    };
    let finding = Diagnostic::error(
        LINT.name,
        span,
        fill!("not every targeted server has `{name}`", name),
    )
    .with_severity(severity)
    .label(fill!("missing on {}", context.targets_among(lacking)))
    .note(raised);
    Some(match name.strip_prefix("server") {
        Some(rest) => finding
            .help(fill!("write `redis{rest}`: Valkey has it, too", rest))
            .replace(span, fill!("redis{rest}", rest)),
        None => finding.help(
            "do without it, or name the servers: `[target] servers = [...]` in redis-script.toml",
        ),
    })
}
