//! Finds counted sorted sets whose members are their scores.
//!
//! # Why is this bad?
//! A sorted set has each member once. If the member is the time, or made of the time alone, all calls of one millisecond are
//! one element: a rate limiter that counts them lets more calls through than its limit.
//!
//! # Example
//! ```lua
//! redis.call('ZADD', KEYS[1], ARGV[1], ARGV[1])
//! return redis.call('ZCARD', KEYS[1])
//! ```
//! Use instead: a member that is another one for each call, such as an id that the client makes.
//! ```lua
//! redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
//! return redis.call('ZCARD', KEYS[1])
//! ```
//! Microseconds of the server's TIME are left alone: no two calls have the same.

use std::rc::Rc;

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::{Interner, Map};
use crate::facts::{CommandCall, Operand, Read, Sources, Types};
use crate::redis::commands::{Property, is_option};
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "score_as_member",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

/// Microseconds since 1970 are above this, milliseconds are not.
const MICROSECONDS: f64 = 1e14;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let calls = &context.facts.commands;
    let counted = Counting::of(calls);
    for call in calls {
        let Some(options) = call.property(Property::SCORES) else {
            continue;
        };
        for pair in pairs(call, options).chunks_exact(2) {
            if let [score, member] = pair
                && is_same(context, score, member)
                && let Some(counting) = counted.of_key(call)
            {
                diagnostics.push(report(context, (score, member), counting));
            }
        }
    }
}

/// The calls that count, by the keys: their texts, and the numbers of their values.
struct Counting<'a> {
    texts: Interner<Rc<[u8]>>,
    of_texts: Vec<&'a CommandCall>,
    of_values: Map<u32, &'a CommandCall>,
}

impl<'a> Counting<'a> {
    fn of(calls: &'a [CommandCall]) -> Self {
        let mut counting = Self {
            texts: Interner::EMPTY,
            of_texts: Vec::new(),
            of_values: Map::EMPTY,
        };
        for call in calls {
            if !call.has(Property::COUNTS) {
                continue;
            }
            let Some(key) = call.operands().first() else {
                continue;
            };
            if let Some(text) = &key.text
                && counting.texts.insert(text.clone())
            {
                counting.of_texts.push(call);
            }
            if let Some(value) = key.number_of_value() {
                counting.of_values.or_insert(value, call);
            }
        }
        counting
    }

    /// A call that counts the key of another one.
    fn of_key(&self, call: &CommandCall) -> Option<&'a CommandCall> {
        let key = call.operands().first()?;
        if let Some(text) = &key.text
            && let Some(at) = self.texts.find(text)
        {
            return self.of_texts.get(at).copied();
        }
        self.of_values.get(key.number_of_value()?).copied()
    }
}

fn pairs<'a>(call: &'a CommandCall, options: &str) -> &'a [Operand] {
    let mut rest = call.operands().get(1..).unwrap_or_default();
    while let [option, behind @ ..] = rest
        && let Some(word) = option.text.as_deref()
        && is_option(word, options)
    {
        rest = behind;
    }
    rest
}

/// Whether a member is the score, or made of what the score is and of nothing that differs.
fn is_same(context: &Context, score: &Operand, member: &Operand) -> bool {
    let is_one = score.number_of_value().is_some() && score.same == member.same;
    let is_exact = score.magnitude.max(member.magnitude) >= MICROSECONDS;
    !is_exact && (is_one || is_of_entry(context, score, member))
}

fn is_of_entry(context: &Context, score: &Operand, member: &Operand) -> bool {
    let of = |operand: &Operand| entry(context, operand);
    let (Some(score), Some(member_of)) = (of(score), of(member)) else {
        return false;
    };
    let fixed = Sources::ARGUMENT.or(Sources::LITERAL).or(Sources::BUILT);
    let is_fixed = fixed.or(member.sources) == fixed;
    is_fixed
        && member.types.only(Types::NUMERIC)
        && (score.table, score.index) == (member_of.table, member_of.index)
}

/// The entry whose text a value is, or is made of, if there is one.
fn entry<'a>(context: &'a Context, operand: &Operand) -> Option<&'a Read> {
    match operand.reads.as_slice() {
        [read] if operand.sources.has(Sources::ARGUMENT) => context.facts.reads.get(*read),
        _ => None,
    }
}

fn report(
    context: &Context,
    (score, member): (&Operand, &Operand),
    counting: &CommandCall,
) -> Diagnostic {
    let name = context.text(member.span);
    Diagnostic::warning(
        LINT.name,
        member.span,
        fill!(
            "`{name}` is both member and score: calls at one time add one element",
            name
        ),
    )
    .label("the same for all calls of that time")
    .also(score.span, "the score")
    .also(counting.span, "counts fewer than there were")
    .help("pass a member that is another one for each call, such as an id that the client makes")
}
