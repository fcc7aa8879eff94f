//! Finds `unpack` of a list that can be longer than Lua's stack.
//!
//! # Why is this bad?
//! `unpack` gives 7,999 values at most; from 8,000 on it raises `too many results to unpack`. A list that grows with the
//! data works in tests, and fails in production. That is also so of a list that the script fills: for each element that it reads, or as
//! often as a number says that the caller passes.
//!
//! A list is left alone if the script compares its length, or what it counts while it fills it, with anything: that may bound it.
//!
//! # Example
//! ```lua
//! local expired = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
//! if #expired > 0 then redis.call('DEL', unpack(expired)) end
//! ```
//! Use instead: a bound on the list (`'LIMIT', 0, 1000`), or steps.
//! ```lua
//! for i = 1, #expired, 1000 do
//!   redis.call('DEL', unpack(expired, i, math.min(i + 999, #expired)))
//! end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::lists;
use crate::context::HelpName;
use crate::facts::{Amount, Factor, LibraryCall, Operand, TableKind};
use crate::redis::builtins::Role;
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unbounded_unpack",
    topic: Topic::Cost,
    by_default: ByDefault::Warning,
    check,
};

/// From so many values on, `unpack` fails.
const TOO_MANY: f64 = 8000.0;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        diagnostics.extend(report(context, call));
    }
}

fn report(context: &Context, call: &LibraryCall) -> Option<Diagnostic> {
    let [list] = call.arguments.fixed.as_slice() else {
        return None;
    };
    let unpacked = &context.facts.unpacked_sizes;
    if let Ok(at) = lists::find(unpacked, |(known, _)| known.cmp(&call.id)) {
        let (_, size) = unpacked.get(at)?;
        return may_be_long(size)
            .then(|| finding(context, call, list, "this list may become longer than"));
    }
    let command = list.reply_of?;
    let grows = matches!(list.table, TableKind::Array | TableKind::Flat);
    // Each call that the list may come from.
    if call.function.row.role != Role::Unpack
        || !grows
        || !context.facts.is_reply(list, Property::GROWS)
    {
        return None;
    }
    for call in context.facts.replies(list) {
        let size = context.facts.reply_size(call);
        let is_short = match size.and_then(Amount::as_constant) {
            Some(most) => most < TOO_MANY,
            // The caller may know, as with a limit in ARGV.
            None => call.is_limited(),
        };
        if is_short {
            return None;
        }
    }
    let what = fill!("{command} may reply more than", command);
    Some(finding(context, call, list, &what))
}

/// Whether the data or a number of the caller decides how long a list becomes that the script fills. Of what else the caller passes, it
/// knows how much that is.
fn may_be_long(size: &Amount) -> bool {
    if let Some(most) = size.as_constant() {
        return most >= TOO_MANY;
    }
    let mut may_be_long = false;
    for factor in size.factors() {
        match factor {
            Factor::Entry(..) | Factor::KeySize(_) | Factor::Size(_) | Factor::Number(_) => {
                may_be_long = true;
            }
            Factor::Entries { .. } | Factor::Below(..) | Factor::Bytes(..) => {}
            _ => return false,
        }
    }
    may_be_long
}

fn finding(context: &Context, call: &LibraryCall, list: &Operand, what: &str) -> Diagnostic {
    let HelpName { keep, name } = context.help_name(list);
    let apart = if is_whole_call(context, call) {
        "keep the command and its key out of the list, and "
    } else {
        ""
    };
    Diagnostic::warning(LINT.name, call.span, fill!("{what} `unpack` can give", what))
        .label("fails from 8,000 values on")
        .note("Redis then raises `too many results to unpack`, and what was written before stays")
        .help(fill!("{keep}{apart}go through `{name}` in steps: `unpack({name}, i, math.min(i + 999, #{name}))`", keep, apart, name, name, name))
}

/// Whether a command's name is in the list, too.
fn is_whole_call(context: &Context, unpack: &LibraryCall) -> bool {
    for call in &context.facts.commands {
        let has_no_name = call.arguments.fixed.is_empty();
        if has_no_name && call.span.start <= unpack.span.start && unpack.span.end <= call.span.end {
            return true;
        }
    }
    false
}
