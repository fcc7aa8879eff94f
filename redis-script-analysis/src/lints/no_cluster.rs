//! Finds scripts that forbid a cluster to run them, by the flag `no-cluster` in their first line, where `redis-script.toml`
//! says `cluster = true`.
//!
//! # Why is this bad?
//! Every call fails: `ERR Can not run script on cluster, 'no-cluster' flag is set.`
//!
//! # Example
//! ```lua
//! #!lua flags=no-cluster
//! -- [target] cluster = true
//! return redis.call('INCR', KEYS[1])
//! ```
//! Use instead:
//! ```lua
//! #!lua
//! return redis.call('INCR', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "no_cluster",
    topic: Topic::Keys,
    by_default: ByDefault::Error,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(span) = context.facts.flag("no-cluster") else {
        return;
    };
    if context.cluster() != Some(true) {
        return;
    }
    let message = "this script is not for clusters, and its target is one";
    diagnostics.push(
        Diagnostic::error(LINT.name, span, message)
            .label("`no-cluster`")
            .note("Redis answers every call with `Can not run script on cluster, 'no-cluster' flag is set.`")
            .help("remove the flag, or do not run the script in a cluster"),
    );
}
