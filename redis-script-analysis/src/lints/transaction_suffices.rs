//! Finds scripts in which no reply decides anything.
//!
//! # Why is this bad?
//! Commands that do not depend on one another's replies are atomic in MULTI and EXEC too, as
//! `redis::pipe().atomic()` sends them: without a script that servers must know. If they need not be atomic, a pipeline is enough.
//! That is not a mistake: the finding is a note, which `redis-script inspect`, JSON and the documentation of the function show. The
//! compiler and `redis-script check` show it if `redis-script.toml`, the attribute or a comment sets its level.
//!
//! EXEC replies with the list of all replies. If a command fails, as for a key of another type, the commands after it are called
//! all the same; a script ends there.
//!
//! # Example
//! ```lua
//! redis.call('SET', KEYS[1], ARGV[1])
//! redis.call('PUBLISH', ARGV[2], ARGV[1])
//! ```
//! Use instead: `redis::pipe().atomic().set(key, value).publish(channel, value)`.

use super::{ByDefault, Context, Lint, Topic};
use crate::needed;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "transaction_suffices",
    topic: Topic::Cost,
    by_default: ByDefault::Note,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = needed::transaction(context) else {
        return;
    };
    diagnostics.push(
        Diagnostic::warning(
            LINT.name,
            first,
            "no command of this script depends on the reply of another",
        )
        .label("the first of them")
        .note("EXEC replies with all replies; if a command fails, those after it are called all the same")
        .help("send them in MULTI and EXEC: `redis::pipe().atomic()`"),
    );
}
