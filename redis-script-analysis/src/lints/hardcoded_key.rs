//! Finds keys that are literals of the script.
//!
//! # Why is this bad?
//! Redis must know the keys of a script from KEYS. In a cluster, a key that is not declared may live on another node:
//! `Script attempted to access a non local key in a cluster node`; on Valkey 9 a command with several such keys makes
//! every later script of that node fail. Dragonfly and Tair refuse undeclared keys, Upstash locks all for them,
//! and an ACL for keys is not checked ahead.
//!
//! It is an error where `redis-script.toml` says `cluster = true` or names Dragonfly or Tair as the profile, and silent
//! under `cluster = false`.
//!
//! # Example
//! ```lua
//! redis.call('INCR', 'counter')
//! ```
//! Use instead:
//! ```lua
//! redis.call('INCR', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::KeyOrigin;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "hardcoded_key",
    topic: Topic::Keys,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let found = context.undeclared_keys(
        LINT.name,
        KeyOrigin::Hardcoded,
        "this key is written into the script",
    );
    if let Some(found) = found {
        let help = "pass it as a key: `KEYS[...]`";
        diagnostics.push(found.label("not in KEYS").help(help));
    }
}
