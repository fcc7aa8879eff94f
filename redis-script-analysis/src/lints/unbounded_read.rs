//! Finds commands that read all elements of a collection or of a range, however many there are.
//!
//! # Why is this bad?
//! SMEMBERS, HGETALL, `LRANGE 0 -1`, `ZRANGE 0 -1` and SORT without LIMIT take time and memory in proportion to what is
//! there, and so do ranges of scores; while the script runs, no other client is served. On collections that are small by nature that is fine: this
//! lint is off unless `redis-script.toml`, the attribute or a comment turns it on.
//!
//! # Example
//! ```lua
//! local jobs = redis.call('LRANGE', KEYS[1], 0, -1)
//! ```
//! Use instead:
//! ```lua
//! local jobs = redis.call('LRANGE', KEYS[1], 0, 99)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::bounds::BoundedBy;
use crate::facts::CommandCall;
use crate::redis::commands::{KeyType, Property};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "unbounded_read",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

/// A range by the places of elements, from the first to the last.
const RANKS: &str = "0,-1";

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        diagnostics.extend(report(context, call));
    }
}

fn report(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let command = call.command()?;
    let size = context.facts.reply_size(call)?;
    // Another lint warns of those that go through the whole database.
    if !command.has(Property::GROWS)
        || command.has(Property::ALL_KEYS)
        || size.bounded_by() < BoundedBy::Data
    {
        return None;
    }
    // The caller may limit it, or nobody knows.
    let has_limit = command.has(Property::LIMIT) || command.has(Property::RANGE);
    if call.is_limited() || call.is_open() && has_limit {
        return None;
    }

    let mut added = None;
    let instead = match (command.property(Property::LIMIT), command.key_type()) {
        (Some(option), _) if command.property(Property::RANGE) != Some(RANKS) => {
            let most = if option == "LIMIT" { "0, 100" } else { "100" };
            let option = fill!("'{option}', {most}", option, most);
            let help = fill!("add `{option}`", option);
            added = Some(option);
            help
        }
        (_, Some(KeyType::Hash)) => {
            "ask for the fields that are needed with HMGET, or let the client HSCAN".to_owned()
        }
        _ if command.has(Property::RANGE) => "give the end a number".to_owned(),
        _ => "ask for what is needed: SISMEMBER, SRANDMEMBER or SCARD, or let the client SSCAN"
            .to_owned(),
    };
    let found = Diagnostic::warning(
        LINT.name,
        call.span,
        fill!("{command} reads as many elements as there are", command),
    )
    .label("nothing bounds that")
    .note("the server serves no other client until it is done")
    .help(instead);
    Some(match added {
        Some(option) if context.text(call.span).ends_with(')') && !call.is_open() => {
            let end = call.span.end - 1;
            found
                .replace(Span::new(end, end), fill!(", {option}", option))
                .guess()
        }
        _ => found,
    })
}
