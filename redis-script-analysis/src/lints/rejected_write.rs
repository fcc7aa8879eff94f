//! Finds writes of limiters that are made before the limit is asked, and are not needed if the call is rejected.
//!
//! # Why is this bad?
//! It is not a mistake, but dear: a call that is rejected changes the key, and what it wrote is sent to the replicas and appended to the
//! append-only file: 32 bytes for one INCR, as [What habits cost](habits.md) says. A client that is over the limit sends many such
//! calls, and a sorted set of calls grows by each of them, so that the client stays locked out for as long as it tries. Some limiters
//! mean that: this lint is off unless `redis-script.toml`, the attribute or a comment turns it on.
//!
//! # Example
//! ```lua
//! local count = redis.call('INCR', KEYS[1])
//! if count == 1 then redis.call('PEXPIRE', KEYS[1], 1000) end
//! if count > tonumber(ARGV[1]) then return 0 end
//! return 1
//! ```
//! Use instead: the limit first, by GET. A call that is admitted then takes 0.5 microseconds more.
//! ```lua
//! local count = redis.call('GET', KEYS[1])
//! if count and tonumber(count) >= tonumber(ARGV[1]) then return 0 end
//! if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], 1000) end
//! return 1
//! ```
//! It finds INCR, INCRBY, HINCRBY, ZADD and the like, if the script then finds that the key holds more than a limit, and only replies
//! a constant. A script that writes something else on that path, or replies with the count, is left alone.

use super::{ByDefault, Context, Lint, Topic};
use crate::redis::habits;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "rejected_write",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        if let Some(end) = call.rejected_at
            && let Some(command) = call.command()
        {
            let message = fill!("{command} writes also if the call is rejected", command);
            diagnostics.push(
                Diagnostic::warning(LINT.name, call.span, message)
                    .label("comes before the limit")
                    .also(end, "replies the same without it")
                    .note(fill!("replicas and the append-only file get what a rejected call writes: for INCR, {}", habits::REJECTED_WRITE))
                    .help(fill!("read the count first, and call {command} only if the limit allows it", command)),
            );
        }
    }
}
