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
//! A loop is left alone if the script or the caller bounds how often it goes round, as `inspect` shows it. So is one in which something
//! is compared by `<`, `>` and the like: that may be its bound. Whether anything is left, as in `redis.call('LLEN', key) > 0`, is not.

use super::{ByDefault, Context, Lint, Topic};
use crate::bounds::BoundedBy;
use crate::collections::{lists, sort_by_key};
use crate::facts::{CommandCall, Facts, Loop, LoopEnd, Operand, Operation};
use crate::lua::syntax::{ExprId, ExprRange};
use crate::redis::builtins::Operator;
use crate::redis::commands::{Cost, Property};
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unbounded_loop",
    topic: Topic::Cost,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let inside = Inside::of(context.facts);
    for found in &context.facts.loops {
        diagnostics.extend(report(context, &inside, found));
    }
}

fn report(context: &Context, inside: &Inside, found: &Loop) -> Option<Diagnostic> {
    if matches!(found.end, LoopEnd::Never | LoopEnd::Stuck) {
        return None;
    }
    match found.rounds.bounded_by() {
        BoundedBy::Constant | BoundedBy::Entries => None,
        BoundedBy::Data => draining(found, inside.count(found)),
        // What is compared may be a bound, though it is not known.
        BoundedBy::Nothing if inside.has_bound(found.exprs) => None,
        BoundedBy::Nothing => match inside.scan(found.exprs) {
            Some(scan) => Some(scanning(scan)),
            None => draining(found, inside.reply(context, found)),
        },
    }
}

/// What may stand in a loop, by the numbers of the expressions: its places in the lists of the facts.
struct Inside<'a> {
    facts: &'a Facts,
    /// Comparisons by size.
    bounds: Vec<(ExprId, usize)>,
    /// Comparisons that ask whether anything is left.
    lefts: Vec<(ExprId, usize)>,
    /// Calls of SCAN, SSCAN and the like.
    scans: Vec<(ExprId, usize)>,
    /// Calls that take elements out.
    takes: Vec<(ExprId, usize)>,
    /// Elements that were taken out, and of which is asked whether they are there.
    replies: Vec<(ExprId, usize)>,
}

impl<'a> Inside<'a> {
    fn of(facts: &'a Facts) -> Self {
        let (mut bounds, mut lefts) = (Vec::new(), Vec::new());
        let (mut scans, mut takes, mut replies) = (Vec::new(), Vec::new(), Vec::new());
        for (at, operation) in facts.operations.iter().enumerate() {
            match (Operator::of(operation.operator), left_in(facts, operation)) {
                (Some(Operator::Order), None) => bounds.push((operation.id, at)),
                (_, Some(_)) => lefts.push((operation.id, at)),
                _ => {}
            }
        }
        for (at, call) in facts.commands.iter().enumerate() {
            if call.has(Property::EACH_KEY) || call.has(Property::EACH_ELEMENT) {
                scans.push((call.id, at));
            }
            if call.has(Property::TAKES) || call.has(Property::REMOVES_PARTS) {
                takes.push((call.id, at));
            }
        }
        for (at, test) in facts.tests.iter().enumerate() {
            if let Some(expr) = test.operand.expr
                && facts.is_reply(&test.operand, Property::TAKES)
            {
                replies.push((expr, at));
            }
        }
        sort(&mut bounds);
        sort(&mut lefts);
        sort(&mut scans);
        sort(&mut takes);
        sort(&mut replies);
        Self {
            facts,
            bounds,
            lefts,
            scans,
            takes,
            replies,
        }
    }

    /// Whether something is compared by size.
    fn has_bound(&self, exprs: ExprRange) -> bool {
        first_inside(&self.bounds, exprs).is_some()
    }

    /// The first SCAN.
    fn scan(&self, exprs: ExprRange) -> Option<&'a CommandCall> {
        self.facts.commands.get(first_inside(&self.scans, exprs)?)
    }

    /// The limit of a loop that takes elements, if that is how many there are.
    fn count(&self, found: &'a Loop) -> Option<&'a Operand> {
        let limit = found.limit.as_ref()?;
        first_inside(&self.takes, found.exprs)?;
        self.facts
            .is_reply(limit, Property::COUNTS)
            .then_some(limit)
    }

    /// The first reply that the condition of a loop asks for: an element that it takes, or how many are left. If only a `break` or a
    /// `return` leaves the loop, what is asked within.
    fn reply(&self, context: &Context, found: &Loop) -> Option<&'a Operand> {
        let mut condition = found.condition?;
        if let Some(at) = first_inside(&self.lefts, condition) {
            first_inside(&self.takes, found.exprs)?;
            return left_in(self.facts, self.facts.operations.get(at)?);
        }
        if ["true", "false"].contains(&context.text(found.head)) {
            condition = found.exprs;
        }
        let at = first_inside(&self.replies, condition)?;
        Some(&self.facts.tests.get(at)?.operand)
    }
}

/// The count in a comparison that asks whether anything is left: `redis.call('LLEN', key) > 0`.
fn left_in<'a>(facts: &Facts, operation: &'a Operation) -> Option<&'a Operand> {
    let (left, right) = (&operation.left, &operation.right);
    for &(count, other) in &[(left, right), (right, left)] {
        if other.number.is_some_and(|number| number <= 1.0)
            && facts.is_reply(count, Property::COUNTS)
        {
            return Some(count);
        }
    }
    None
}

fn sort(all: &mut [(ExprId, usize)]) {
    sort_by_key(all, |(id, _)| *id);
}

fn first_inside(all: &[(ExprId, usize)], exprs: ExprRange) -> Option<usize> {
    let at = lists::count_before(all, |(id, _)| *id < exprs.start);
    let (id, first) = all.get(at)?;
    exprs.contains(*id).then_some(*first)
}

fn scanning(scan: &CommandCall) -> Diagnostic {
    let (what, note, or) = if scan.has(Property::EACH_KEY) {
        (
            "the whole database",
            "with millions of keys that takes seconds, as KEYS does",
            ", or keep a set of the keys",
        )
    } else {
        (
            "all elements of a key",
            "with millions of elements that takes seconds",
            "",
        )
    };
    Diagnostic::warning(
        LINT.name,
        scan.span,
        fill!("this loop goes through {what}", what),
    )
    .label("the server serves no other client until the cursor is 0 again")
    .note(note)
    .help(fill!(
        "make one step a call, with the cursor in ARGV and in the reply{or}",
        or
    ))
}

fn draining(found: &Loop, reply: Option<&Operand>) -> Option<Diagnostic> {
    let command = reply?.reply_of?;
    let message = match found.limit {
        Some(_) => fill!("this loop goes as far as {command} counts", command),
        None => fill!(
            "this loop runs as long as {command} finds something",
            command
        ),
    };
    let taking = if !command.has(Property::TAKES) {
        "a command with a count, or "
    } else if command.cost().is_some_and(|cost| cost.has(Cost::COUNT)) {
        &fill!("`{command}` with a count, or ", command)
    } else {
        ""
    };
    Some(
        Diagnostic::warning(LINT.name, found.head, message)
            .label("no bound in sight")
            .note("the server serves no other client meanwhile: a long queue blocks it for seconds")
            .help(fill!(
                "take a number of elements a call: {taking}`for i = 1, 100 do`",
                taking
            )),
    )
}
