//! Finds keys that hold the time at which they expire, which is compared with TIME.
//!
//! # Why is this bad?
//! It is not a mistake, but the key's time to live says the same. GET, TIME and a comparison take 1.8 microseconds on the server, and PTTL
//! takes 0.5; [What habits cost](habits.md) says how that was measured. Nor can the two disagree, as after `PERSIST`. This lint is off
//! unless `redis-script.toml`, the attribute or a comment turns it on.
//!
//! # Example
//! ```lua
//! -- keys = 1, args = 1
//! local time = redis.call('TIME')
//! local now = time[1] * 1000 + math.floor(time[2] / 1000)
//! local deadline = redis.call('GET', KEYS[1])
//! if deadline and tonumber(deadline) > now then return 0 end
//! redis.call('SET', KEYS[1], now + ARGV[1], 'PX', ARGV[1])
//! return 1
//! ```
//! Use instead:
//! ```lua
//! -- keys = 1, args = 1
//! if redis.call('PTTL', KEYS[1]) > 0 then return 0 end
//! redis.call('SET', KEYS[1], '', 'PX', ARGV[1])
//! return 1
//! ```
//! It finds SET of TIME and a duration, in milliseconds with PX or in seconds with EX and the same duration, if the script reads the
//! key only to compare it with TIME. If it is in seconds, the key lives up to a second longer than what it holds says. A script that
//! replies with the time, or stores it elsewhere, is left alone, as is one that stores any other time.

use super::{ByDefault, Context, Lint, Topic};
use crate::domain::ValueNumber;
use crate::facts::{CommandCall, Operand, Operation, Sources, TimeUnit, Types};
use crate::lua::syntax::BinaryOperator;
use crate::redis::builtins::Role;
use crate::redis::commands::Property;
use crate::redis::habits;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "stored_deadline",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

/// Calls that are held against all operations. A script that has more of them is not written by hand.
const CALLS: usize = 64;
/// Places at which a reply is made a number.
const NUMBERS: usize = 8;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut left = CALLS;
    for call in &context.facts.commands {
        if left > 0
            && let Some((key, value, unit, duration)) = expiring(context, call)
        {
            left -= 1;
            if holds_deadline(context, value, (unit, duration))
                && let Some(reading) = only_reading(context, key)
            {
                diagnostics.push(report(context, (call, key), reading));
            }
        }
    }
}

/// The key, the value and the time to live that SET gives it.
fn expiring<'a>(
    context: &Context,
    call: &'a CommandCall,
) -> Option<(&'a Operand, &'a Operand, TimeUnit, &'a Operand)> {
    let [key, value, _, duration] = call.operands() else {
        return None;
    };
    let is_set = call.has(Property::KEEPING) && !call.is_open();
    let taken = is_set.then(|| context.time_taken(call, 3))?;
    taken
        .is_duration()
        .then_some((key, value, taken.unit()?, duration))
}

/// Whether a value is the sum of TIME and a duration.
fn holds_deadline(
    context: &Context,
    value: &Operand,
    (unit, duration): (TimeUnit, &Operand),
) -> bool {
    let written = number_of(context, value);
    for sum in &context.facts.operations {
        if sum.operator == BinaryOperator::Add
            && sum.result == written
            && written != ValueNumber::NONE
        {
            let is_time = |side: &Operand| is_clock(side) && side.time.unit() == Some(unit);
            // All sums of one number have the same sides.
            return is_time(&sum.left) && is_one(context, &sum.right, duration)
                || is_time(&sum.right) && is_one(context, &sum.left, duration);
        }
    }
    false
}

/// Whether a value is TIME, in whatever unit.
fn is_clock(value: &Operand) -> bool {
    let others = Sources::ARGUMENT.or(Sources::UNKNOWN).or(Sources::KEY);
    value.time.is_point() && value.sources.has(Sources::REPLY) && !value.sources.has(others)
}

/// Whether two durations are one, as a number or as a string.
fn is_one(context: &Context, one: &Operand, other: &Operand) -> bool {
    let (ours, theirs) = (number_of(context, one), number_of(context, other));
    match (one.as_argument(), other.as_argument()) {
        (Some(ours), Some(theirs)) => ours == theirs,
        _ => ours != ValueNumber::NONE && ours == theirs,
    }
}

/// The number of a value, or of the value that it is the string or the number of.
fn number_of(context: &Context, value: &Operand) -> ValueNumber {
    for call in &context.facts.library_calls {
        let role = call.function.row.role;
        if Some(call.id) == value.expr {
            return match (role, call.arguments.fixed.as_slice()) {
                (Role::ToNumber | Role::ToString, [inner]) => inner.same,
                (Role::Format, [format, inner])
                    if matches!(format.text.as_deref(), Some(b"%d" | b"%.0f" | b"%s")) =>
                {
                    inner.same
                }
                _ => value.same,
            };
        }
    }
    value.same
}

/// The only read of a key, if its reply is compared with TIME and goes nowhere else.
fn only_reading<'a>(context: &'a Context, key: &Operand) -> Option<&'a CommandCall> {
    let facts = context.facts;
    let mut reading = None;
    for call in &facts.commands {
        if let [other] = call.operands()
            && call.has(Property::REPLIES_HELD)
            && other.is_like(key)
        {
            if reading.is_some() {
                return None;
            }
            reading = Some(call);
        }
    }
    let reading = reading?;
    let of_reading = |operand: &Operand| operand.calls.contains(&reading.id);
    // `reply + 0` is its number.
    let mut numbers = Vec::new();
    for sum in &facts.operations {
        let is_known = sum.result != ValueNumber::NONE;
        if is_known && sum.right.number == Some(0.0) && of_reading(&sum.left) {
            numbers.push(sum.result);
        }
    }
    if numbers.len() > NUMBERS {
        return None;
    }
    let is_reply = |operand: &Operand| of_reading(operand) || numbers.contains(&operand.same);
    for call in &facts.commands {
        if has(call.operands(), &is_reply) {
            return None;
        }
    }
    for table in &facts.constructed {
        if has(&table.items, &is_reply) {
            return None;
        }
    }
    for returned in &facts.returns {
        if has(returned.operand.as_slice(), &is_reply) {
            return None;
        }
    }
    let mut is_compared = false;
    for operation in &facts.operations {
        is_compared |= compares(operation, &is_reply);
    }
    is_compared.then_some(reading)
}

fn has(operands: &[Operand], is_reply: &dyn Fn(&Operand) -> bool) -> bool {
    for operand in operands {
        if is_reply(operand) {
            return true;
        }
    }
    false
}

fn compares(operation: &Operation, is_reply: &dyn Fn(&Operand) -> bool) -> bool {
    let (left, right) = (&operation.left, &operation.right);
    let is_one_of = is_reply(left) && is_clock(right) || is_reply(right) && is_clock(left);
    is_one_of && left.types.has(Types::NUMERIC)
}

fn report(
    context: &Context,
    (call, key): (&CommandCall, &Operand),
    reading: &CommandCall,
) -> Diagnostic {
    let name = context.text(key.span);
    Diagnostic::warning(
        LINT.name,
        call.span,
        fill!("`{name}` expires at the time that it holds", name),
    )
    .label("stores TIME and the time to live")
    .also(reading.span, habits::STORED_DEADLINE)
    .note("the second figure is that of PTTL, which replies how long it is until then")
    .help(fill!(
        "ask `redis.call('PTTL', {name}) > 0`, and store an empty string",
        name
    ))
}
