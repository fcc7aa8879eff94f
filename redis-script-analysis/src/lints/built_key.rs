//! Finds keys that the script builds from a declared key.
//!
//! # Why is this bad?
//! `KEYS[1] .. ':seq'` is another key than `KEYS[1]`: in a cluster it lives on the same node only if both have the same
//! hash tag, as in `{user:1}` and `{user:1}:seq`. Without one, Redis raises `Script attempted to access a non local key in
//! a cluster node` for most of the keys. Dragonfly and Tair refuse undeclared keys, Upstash locks all for them.
//!
//! It is an error where `redis-script.toml` names Dragonfly or Tair as the profile, and silent under `cluster = false`.
//!
//! # Example
//! ```lua
//! local id = redis.call('INCR', KEYS[1] .. ':seq')
//! ```
//! Use instead: a parameter for each key, whose names share a hash tag (`{user:1}`, `{user:1}:seq`).
//! ```lua
//! local id = redis.call('INCR', KEYS[2])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::KeyOrigin;
use crate::report::diagnostic::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    name: "built_key",
    topic: Topic::Keys,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let found = context.undeclared_keys(
        LINT.name,
        KeyOrigin::Built,
        "this key is built from a declared one",
    );
    if let Some(found) = found {
        // In a cluster it works where the key has a hash tag: that is for the caller to know.
        let severity = if context.refuses_undeclared() {
            found.severity
        } else {
            Severity::Warning
        };
        let found = found
            .with_severity(severity)
            .label("another key than the one in KEYS")
            .help("pass it as a key of its own, and give both the same hash tag: `{user:1}`, `{user:1}:seq`");
        diagnostics.push(found);
    }
}
