//! Finds JSON that is decoded, maybe changed, and encoded again.
//!
//! # Why is this bad?
//! What the script does not touch changes, too: cjson reads all numbers as doubles and writes 14 digits of them, so that an id such as
//! 130775545883395173 becomes `1.307755458834e+17`; and `[]` becomes `{}`. Many documents have neither, so that this is off by default.
//!
//! # Example
//! ```lua
//! local job = cjson.decode(ARGV[1])
//! job.state = 'done'
//! redis.call('SET', KEYS[1], cjson.encode(job))
//! ```
//! Use instead: a hash with a field for what changes, or let the client send ids as strings.
//! ```lua
//! redis.call('HSET', KEYS[1], 'job', ARGV[1], 'state', 'done')
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::Derivation;
use crate::redis::builtins::Role;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "reencoded_json",
    topic: Topic::Values,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        if let (Role::EncodeJson, [value, ..]) =
            (call.function.row.role, call.arguments.fixed.as_slice())
            && value.made == Derivation::Decoded
        {
            let name = context.text(value.span);
            diagnostics.push(
                Diagnostic::warning(
                    LINT.name,
                    value.span,
                    fill!("`{name}` was decoded, and is encoded again", name),
                )
                .label("long numbers and empty lists in it change")
                .note("cjson writes 14 digits of a number, and `{}` for a list without elements")
                .help("keep what changes in fields of a hash, or send long numbers as strings"),
            );
        }
    }
}
