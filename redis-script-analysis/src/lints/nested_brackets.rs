//! Finds `[[` inside of a long string or comment `[[...]]`, which some of the targeted servers refuse.
//!
//! # Why is this bad?
//! Their Lua answers `nesting of [[...]] is deprecated` and does not compile the script. Redis takes the brackets as text
//! since it was fixed for CVE-2025-46819; so does Valkey.
//!
//! # Example
//! ```lua
//! -- [target] servers = ["redis >= 7.2"]
//! return redis.call('SET', KEYS[1], [[a[[1]])
//! ```
//! Use instead:
//! ```lua
//! return redis.call('SET', KEYS[1], [=[a[[1]=])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::redis::servers::{Product, Servers};
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "nested_brackets",
    topic: Topic::Sandbox,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if context.facts.nested_brackets.is_empty() {
        return;
    }
    let refusing =
        Servers::matching(|server| server.product == Product::Redis && server.version < (8, 2, 2));
    let Some(severity) = context.severity_on(refusing) else {
        return;
    };
    let servers = context.targets_among(refusing);
    for span in &context.facts.nested_brackets {
        let found = Diagnostic::error(LINT.name, *span, "`[[` inside `[[...]]`")
            .with_severity(severity)
            .label(format!("refused by {servers}"))
            .note("they answer `nesting of [[...]] is deprecated`, and do not compile the script")
            .help("put `[=[` and `]=]` around the whole");
        diagnostics.push(found);
    }
}
