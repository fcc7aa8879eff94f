//! Finds members that a library does not have.
//!
//! # Why is this bad?
//! A field that does not exist is nil, without an error; to call it raises `attempt to call field 'cal' (a nil value)`.
//! Redis runs Lua 5.1: `table.unpack`, `table.pack`, `math.type`, `utf8` and other members came later. A call is an error
//! if all targets are known servers, or if the name is one edit away from a member of the library; otherwise it is a
//! warning, since a newer server may have the member. One that the script tests (`table.unpack or unpack`) is left alone.
//!
//! # Example
//! ```lua
//! return redis.cal('GET', KEYS[1])
//! ```
//! Use instead:
//! ```lua
//! return redis.call('GET', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::lists;
use crate::context::Use;
use crate::facts::{Member, Types};
use crate::redis::builtins::REGISTER_FUNCTION;
use crate::redis::servers::Servers;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::{fill, nearest};

pub(super) const LINT: Lint = Lint {
    name: "unknown_member",
    topic: Topic::Sandbox,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (tested, misused) = (context.tested_names(), context.misused_operands());
    let is_tested = |member: &Member| {
        let name = fill!("{}.{}", member.library.name, member.name);
        tested.find(name.as_bytes()).is_some()
    };
    // Members that count as globals are the finding of `undefined_global`.
    for member in &context.facts.members {
        if !member.exists
            && !member.library.has_globals()
            && !is_tested(member)
            && !is_stored(context, member)
        {
            diagnostics.push(report(context, member, misused.get(member.id).copied()));
        }
    }
}

/// Whether the script itself puts it there: that it cannot is another lint's finding.
fn is_stored(context: &Context, member: &Member) -> bool {
    for store in &context.facts.library_stores {
        if store.library.name == member.library.name && store.name == member.name {
            return true;
        }
    }
    false
}

fn report(context: &Context, member: &Member, misuse: Option<&Use>) -> Diagnostic {
    let (library, name) = (member.library.name, &*member.name);
    if name == REGISTER_FUNCTION {
        return of_functions(member, misuse.is_some());
    }
    let note = match misuse {
        Some(misuse) => fill!(
            "Redis raises `{}` when this runs",
            context.raised(misuse, Types::NIL)
        ),
        None => "it is nil, without an error".to_owned(),
    };
    let known = &*member.library.names();
    let severity = if misuse.is_some() {
        context.severity_of_unknown(name, known)
    } else {
        Severity::Warning
    };
    let mut meant = match name {
        "LOG_WARN" => Some("LOG_WARNING"),
        "LOG_INFO" => Some("LOG_NOTICE"),
        _ => None,
    };
    for candidate in known {
        if meant.is_none() && candidate.eq_ignore_ascii_case(name) {
            meant = Some(*candidate);
        }
    }
    if meant.is_none() {
        meant = nearest(name, known);
    }
    let help = match (remedy(library, name), meant) {
        (Some(remedy), _) => remedy.to_owned(),
        (None, Some(meant)) => fill!("did you mean `{library}.{meant}`?", library, meant),
        (None, None) => fill!("`{library}` has {}", library, lists::joined(known, ", ")),
    };
    let found = Diagnostic::error(
        LINT.name,
        member.span,
        fill!("{} `{library}.{name}`", Servers::none_has(), library, name),
    )
    .with_severity(severity)
    .label("nil on all of them")
    .note(note)
    .help(help);
    if context.text(member.span) != fill!("{library}.{name}", library, name) {
        return found;
    }
    match (remedy(library, name), meant) {
        (None, Some(meant)) => found
            .replace(member.span, fill!("{library}.{meant}", library, meant))
            .guess(),
        _ if library == "table" && name == "unpack" => found.replace(member.span, name),
        _ => found,
    }
}

/// Servers have it while they load functions, and not for scripts.
fn of_functions(member: &Member, is_misused: bool) -> Diagnostic {
    let (library, name) = (member.library.name, &*member.name);
    let message = fill!("scripts do not have `{library}.{name}`", library, name);
    let severity = if is_misused {
        Severity::Error
    } else {
        Severity::Warning
    };
    Diagnostic::error(LINT.name, member.span, message)
        .with_severity(severity)
        .label("nil in a script")
        .help("function libraries alone have it: they begin with `#!lua name=...`, and FUNCTION LOAD loads them")
}

/// What to write instead of members of other versions of Lua.
fn remedy(library: &str, name: &str) -> Option<&'static str> {
    Some(match (library, name) {
        ("table", "unpack") => "Lua 5.1 has `unpack` as a global function",
        ("table", "pack") => "write `{...}`; Lua 5.1 counts it with `select('#', ...)`",
        ("table", "move") => "copy the elements in a loop",
        ("table", "size" | "length" | "len") => "the length of a table is `#t`",
        ("math", "type") => "in Lua 5.1 all numbers are doubles: compare `n == math.floor(n)`",
        ("math", "tointeger") => "in Lua 5.1 all numbers are doubles: use `math.floor`",
        ("math", "round") => "write `math.floor(n + 0.5)`",
        ("string", "split") => {
            "go through the parts with `for part in s:gmatch('[^,]+') do ... end`"
        }
        ("string", "trim") => "write `s:match('^%s*(.-)%s*$')`",
        ("string", "pack" | "unpack") => "Redis has `struct.pack` and `struct.unpack`",
        ("string", "startswith" | "starts_with") => "write `s:sub(1, #prefix) == prefix`",
        ("redis", "time") => "write `redis.call('TIME')`",
        ("redis", "LOG_ERROR") => "the highest level is `redis.LOG_WARNING`",
        _ => return None,
    })
}
