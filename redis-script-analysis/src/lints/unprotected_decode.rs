//! Finds stored data that a loop decodes without `pcall`.
//!
//! # Why is this bad?
//! `cjson.decode` and `cmsgpack.unpack` raise an error if what they get is not whole. In a loop over stored entries, one entry that
//! is broken then ends every call of the script: a queue stands still until somebody finds the entry. If a script alone writes
//! the entries, that does not happen: this lint is off unless `redis-script.toml`, the attribute or a comment turns it on.
//!
//! # Example
//! ```lua
//! for _, raw in ipairs(redis.call('LRANGE', KEYS[1], 0, 99)) do
//!   local job = cjson.decode(raw)
//!   if job.id == ARGV[1] then return raw end
//! end
//! ```
//! Use instead:
//! ```lua
//! for _, raw in ipairs(redis.call('LRANGE', KEYS[1], 0, 99)) do
//!   local ok, job = pcall(cjson.decode, raw)
//!   if ok and type(job) == 'table' and job.id == ARGV[1] then return raw end
//! end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::redis::builtins::Role;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unprotected_decode",
    topic: Topic::Values,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        let decodes = matches!(
            call.function.row.role,
            Role::Decode | Role::DecodeJson | Role::DecodeMessage
        );
        let [data, ..] = call.arguments.fixed.as_slice() else {
            continue;
        };
        if decodes && call.loops > 0 && call.is_certain() && !data.calls.is_empty() {
            let function = call.function;
            let name = context.text(data.span);
            let found = Diagnostic::warning(
                LINT.name,
                call.span,
                fill!(
                    "one entry that {function} does not take ends every call",
                    function
                ),
            )
            .label(fill!("`{name}` is stored data", name))
            .help(fill!(
                "catch its error: `pcall({function}, {name})`",
                function,
                name
            ));
            diagnostics.push(found);
        }
    }
}
