//! Finds keys that are not written as `KEYS[...]` in the call, for Tair.
//!
//! # Why is this bad?
//! Tair (and Redis of Alibaba Cloud) reads the script's text in a cluster, and refuses keys that are not literally
//! `KEYS[i]` in the call: `bad lua script for redis cluster, all the keys that the script uses should be passed using the
//! KEYS array`. This lint speaks only where `redis-script.toml` says `profile = "tair"`.
//!
//! # Example
//! ```lua
//! -- [target] profile = "tair"
//! local key = KEYS[1]
//! redis.call('GET', key)
//! ```
//! Use instead:
//! ```lua
//! redis.call('GET', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::KeyOrigin;
use crate::redis::target::Profile;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "indirect_key",
    topic: Topic::Keys,
    by_default: ByDefault::Error,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if context.profile() != Some(Profile::Tair) {
        return;
    }
    for used in &context.facts.key_uses() {
        let span = used.operand.span;
        // Tair reads the text, too.
        if used.origin != KeyOrigin::Declared || context.text(span).starts_with("KEYS[") {
            continue;
        }
        let message = "Tair takes keys only as `KEYS[...]` in the call itself";
        let found = Diagnostic::error(LINT.name, span, message)
            .label("reaches the key in another way")
            .note("Tair refuses the script with `bad lua script for redis cluster`")
            .help("write `KEYS[...]` here");
        diagnostics.push(found);
    }
}
