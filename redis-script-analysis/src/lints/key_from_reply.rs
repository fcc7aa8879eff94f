//! Finds keys that come from the reply of a command.
//!
//! # Why is this bad?
//! A key that the script finds in the data cannot be declared in KEYS. In a cluster, Redis raises `Script attempted to
//! access a non local key in a cluster node` where it lives elsewhere; Dragonfly and Tair refuse it everywhere. KEYS and
//! SCAN see the keys of one node alone.
//!
//! It is an error where `redis-script.toml` says `cluster = true` or names Dragonfly or Tair as the profile, and silent
//! under `cluster = false`.
//!
//! # Example
//! ```lua
//! local job = redis.call('LPOP', KEYS[1])
//! if job then redis.call('DEL', 'job:' .. job) end
//! ```
//! Use instead: hold the data of all jobs in one hash that is a key of the call (`HDEL KEYS[2] job`), or fetch the names
//! first, and pass the keys to a second script.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::KeyOrigin;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "key_from_reply",
    topic: Topic::Keys,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let found = context.undeclared_keys(
        LINT.name,
        KeyOrigin::Reply,
        "this key comes from the reply of a command",
    );
    if let Some(found) = found {
        let help = "keep such data in one hash that is passed as a key, or pass the keys to a second script";
        diagnostics.push(found.label("not in KEYS").help(help));
    }
}
