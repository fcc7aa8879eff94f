//! Finds scripts for which one command does almost the same.
//!
//! # Why is this bad?
//! It is not bad: the command has another reply, another time to live or other errors than the script, and the note says which. If
//! that does not matter to the callers, the command takes less of the server's time, and no server must know a script.
//! [`single_command`](#single_command) finds the scripts for which a command does the same. This lint is off unless
//! `redis-script.toml`, the attribute or a comment turns it on.
//!
//! It knows `SET ... NX`, `SET ... XX`, `SET ... IFEQ`, `SET ... GET`, `COPY`, `GETEX`, `INCREX`, `HGETDEL`, `HSETEX`, `LMOVE`, `LMPOP`,
//! `LPOP` with a count, and others, if all targeted servers have them.
//!
//! # Example
//! ```lua
//! if redis.call('SETNX', KEYS[1], ARGV[1]) == 1 then
//!   redis.call('EXPIRE', KEYS[1], 60)
//!   return 1
//! end
//! return 0
//! ```
//! Use instead: `SET key value NX EX 60`, if callers can take OK and nil for 1 and 0.

use super::{ByDefault, Context, Lint, Topic};
use crate::needed;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "similar_command",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(found) = needed::instead(context)
        && !found.differences.is_empty()
    {
        let message = fill!("`{}` does almost what this script does", found.command);
        diagnostics.push(found.diagnostic(LINT.name, message));
    }
}
