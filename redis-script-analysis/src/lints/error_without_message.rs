//! Finds `error` with a table that has no message, or with nothing.
//!
//! # Why is this bad?
//! `error({code = 1})` that nothing catches ends the process of Redis 7.0, 7.2 and 7.4: the server is gone. Newer servers
//! reply `ERR unknown error`. `error()` and `error(nil)` reply `ERR nil`. A table is fine if it has a string `err`, as
//! `redis.error_reply` makes it.
//!
//! # Example
//! ```lua
//! error({code = 'LOCKED'})
//! ```
//! Use instead:
//! ```lua
//! return redis.error_reply('LOCKED someone holds the lock')
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{LibraryCall, More, TableKind, Types};
use crate::redis::builtins::Role;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "error_without_message",
    topic: Topic::Sandbox,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        if call.function.row.role == Role::Error && call.is_certain() {
            diagnostics.extend(report(call));
        }
    }
}

fn report(call: &LibraryCall) -> Option<Diagnostic> {
    let help =
        "raise a string, `error('...')`, or end with `return redis.error_reply('CODE message')`";
    match call.arguments.fixed.first() {
        Some(message) if message.types != Types::NIL => {
            let is_table = message.types == Types::TABLE
                && matches!(message.table, TableKind::Constructed | TableKind::Status);
            if !is_table {
                return None;
            }
            let what = "an error that is a table without `err` ends the server's process";
            let found = Diagnostic::error(LINT.name, message.span, what)
                .label("no string `err` in it")
                .note("Redis 7.0, 7.2 and 7.4 crash; newer servers reply `ERR unknown error`");
            Some(found.help(help))
        }
        _ if call.arguments.more == More::None => {
            let found = Diagnostic::warning(LINT.name, call.span, "this error has no message")
                .label("the caller gets `ERR nil`");
            Some(found.help(help))
        }
        _ => None,
    }
}
