//! Finds keys that come from ARGV.
//!
//! # Why is this bad?
//! Clients find the node of a call by its KEYS: a key in ARGV is not declared. In a cluster, Redis raises `Script
//! attempted to access a non local key in a cluster node` where the key lives elsewhere; Dragonfly and Tair refuse it
//! everywhere.
//!
//! It is an error where `redis-script.toml` says `cluster = true` or names Dragonfly or Tair as the profile, and silent
//! under `cluster = false`.
//!
//! # Example
//! ```lua
//! redis.call('DEL', ARGV[1])
//! ```
//! Use instead:
//! ```lua
//! redis.call('DEL', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::KeyOrigin;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "key_from_argument",
    topic: Topic::Keys,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let found = context.undeclared_keys(LINT.name, KeyOrigin::Argument, "this key comes from ARGV");
    if let Some(found) = found {
        let help = "pass it as a key: `KEYS[...]`";
        diagnostics.push(found.label("not in KEYS").help(help));
    }
}
