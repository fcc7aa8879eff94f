//! Finds loops that go on as long as the data lasts.
//!
//! # Why is this bad?
//! While a script runs, the server serves nobody else. SCAN in a loop until the cursor is 0 goes through the whole database
//! in one go, as KEYS does: SCAN is there to spread that work over many calls. A loop that takes elements until none is left
//! runs for seconds where a queue has grown long.
//!
//! # Example
//! ```lua
//! local cursor = '0'
//! repeat
//!   local reply = redis.call('SCAN', cursor, 'MATCH', ARGV[1])
//!   cursor = reply[1]
//!   for _, key in ipairs(reply[2]) do redis.call('UNLINK', key) end
//! until cursor == '0'
//! ```
//! Use instead: one step for each call of the script, with the cursor in ARGV and in the reply; or let the client scan.
//! ```lua
//! local reply = redis.call('SCAN', ARGV[2], 'MATCH', ARGV[1], 'COUNT', 500)
//! for _, key in ipairs(reply[2]) do redis.call('UNLINK', key) end
//! return reply[1]
//! ```
//! A loop in which something is compared by `<`, `>` and the like is left alone: that may be its bound.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{CommandCall, Facts, Loop, LoopEnd, LoopKind};
use crate::lua::syntax::BinaryOperator;
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "unbounded_loop",
    topic: Topic::Cost,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for found in &context.facts.loops {
        let counts = found.kind == LoopKind::Numeric || has_bound(context.facts, found.span);
        if !counts && found.end == LoopEnd::Possible {
            diagnostics.extend(scanning(context, found).or_else(|| draining(context, found)));
        }
    }
}

/// Whether something in the loop is compared by size.
fn has_bound(facts: &Facts, span: Span) -> bool {
    let start = facts
        .operations
        .partition_point(|operation| operation.left.span.start < span.start);
    for operation in facts.operations.iter().skip(start) {
        if operation.left.span.start >= span.end {
            break;
        }
        if matches!(
            operation.operator,
            BinaryOperator::Less
                | BinaryOperator::LessEqual
                | BinaryOperator::Greater
                | BinaryOperator::GreaterEqual
        ) {
            return true;
        }
    }
    false
}

/// The first SCAN in a loop.
fn scan_inside(facts: &Facts, span: Span) -> Option<&CommandCall> {
    let start = facts
        .commands
        .partition_point(|call| call.span.start < span.start);
    for call in facts.commands.iter().skip(start) {
        if call.span.start >= span.end {
            break;
        }
        if call.has(Property::EACH_KEY) {
            return Some(call);
        }
    }
    None
}

fn scanning(context: &Context, found: &Loop) -> Option<Diagnostic> {
    let scan = scan_inside(context.facts, found.span)?;
    Some(
        Diagnostic::warning(LINT.name, scan.span, "this loop goes through the whole database")
            .label("the server serves no other client until the cursor is 0 again")
            .note("with millions of keys that takes seconds, as KEYS does")
            .help("make one step a call, with the cursor in ARGV and in the reply, or keep a set of the keys"),
    )
}

fn draining(context: &Context, found: &Loop) -> Option<Diagnostic> {
    let tests = &context.facts.tests;
    let start = tests.partition_point(|test| test.operand.span.start < found.head.start);
    let mut reply = None;
    for test in tests.iter().skip(start) {
        if test.operand.span.start >= found.head.end || reply.is_some() {
            break;
        }
        reply = test
            .operand
            .reply_of
            .as_deref()
            .map(|name| (name, &test.operand));
    }
    let (command, reply) = reply?;
    if !context.facts.is_reply(reply, Property::TAKES) {
        return None;
    }
    Some(
        Diagnostic::warning(
            LINT.name,
            found.head,
            format!("this loop runs as long as {command} finds something"),
        )
        .label("no bound in sight")
        .note("the server serves no other client meanwhile: a long queue blocks it for seconds")
        .help(format!(
            "take a number of elements a call: `{command}` with a count, or `for i = 1, 100 do`"
        )),
    )
}
