//! Finds scripts that may cost more than the project allows.
//!
//! # Why is this bad?
//! While a script runs, the server serves nobody else. `[limits]` in `redis-script.toml` says what a script may cost: `commands = 1000`
//! is the number of commands that a call issues at most, and `data = "bounded"` says that nothing may take longer because the keys hold
//! more. `entries = 1000` bounds the slices that a call passes: longer ones are an error of the call, and nothing is sent. Without
//! `[limits]`, this lint says nothing. It is an error if a script exceeds a limit, or if nothing known keeps it within.
//!
//! # Example
//! ```lua
//! -- [limits] commands = 100
//! for i = 1, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
//! ```
//! Use instead: one command for all entries, or fewer of them.
//! ```lua
//! -- [limits] commands = 100
//! redis.call('RPUSH', KEYS[1], unpack(ARGV))
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::bounds::{BoundedBy, Bounds, ShownAmount};
use crate::context::MARKED;
use crate::facts::{Amount, CommandCall, EntryTable, Factor};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "exceeded_limit",
    topic: Topic::Cost,
    by_default: ByDefault::Error,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let limits = context.limits;
    let is_bounded = limits.bounded_data == Some(true);
    if limits.commands.is_none() && !is_bounded {
        return;
    }
    let bounds = Bounds::of(context.facts);
    if is_bounded {
        diagnostics.extend(of_data(context, &bounds));
    }
    if let Some(most) = limits.commands {
        #[expect(clippy::cast_precision_loss, reason = "a number of commands")]
        let most = most as f64;
        diagnostics.extend(of_commands(context, &bounds, most));
    }
}

/// The number of commands.
fn of_commands(context: &Context, bounds: &Bounds, most: f64) -> Option<Diagnostic> {
    let known = count(context, &bounds.commands);
    if known.is_some_and(|known| known <= most) {
        return None;
    }
    let found = match known {
        Some(known) => exceeding(context, bounds, known, most),
        None => unbounded(context, bounds, most),
    };
    Some(found.note("the server serves no other client meanwhile"))
}

fn exceeding(context: &Context, bounds: &Bounds, known: f64, most: f64) -> Diagnostic {
    // The loop that goes round most often; the last command, if there is none.
    let mut blamed = (0.0, last_command(context));
    for (_, head, rounds) in &bounds.loops {
        let rounds = count(context, rounds).unwrap_or(0.0);
        if rounds > blamed.0 {
            blamed = (rounds, *head);
        }
    }
    let message = fill!(
        "a call may issue {known} commands, but the limit is {most}",
        known,
        most
    );
    Diagnostic::error(LINT.name, blamed.1, message).label(up_to(context, bounds))
}

fn unbounded(context: &Context, bounds: &Bounds, most: f64) -> Diagnostic {
    let is_open = |rounds: &Amount| count(context, rounds).is_none();
    let mut loops = bounds.loops.iter();
    let place = match loops.find(|(_, _, rounds)| is_open(rounds)) {
        Some((_, head, _)) => *head,
        None => unbounded_call(context, bounds),
    };
    let message = fill!(
        "nothing bounds how many commands a call issues, but the limit is {most}",
        most
    );
    let by = bounds.commands.bounded_by();
    let found = Diagnostic::error(LINT.name, place, message);
    if by == BoundedBy::Nothing {
        return found
            .label("this may go on for any time")
            .help("count the rounds: `for i = 1, 100 do`");
    }
    found
        .label(up_to(context, bounds))
        .help(if by == BoundedBy::Data {
            "read a limited part of the data, such as `LRANGE` from 0 to 99"
        } else {
            "bound slices by `entries` in `[limits]`, and numbers by `math.min`"
        })
}

fn count(context: &Context, amount: &Amount) -> Option<f64> {
    amount.value(&|factor| value(context, factor))
}

/// What depends on how much the keys hold.
fn of_data(context: &Context, bounds: &Bounds) -> Option<Diagnostic> {
    let mut places: Vec<(Span, String)> = Vec::new();
    for call in &context.facts.commands {
        let cost = context.facts.cost_of(call, &|_| None);
        if let (Some(command), Some(cost)) = (call.command(), cost)
            && cost.bounded_by >= BoundedBy::Data
            && !call.is_impossible
        {
            places.push((call.span, fill!("{command} is {}", command, cost.text)));
        }
    }
    for (_, head, rounds) in &bounds.loops {
        if rounds.bounded_by() >= BoundedBy::Data {
            places.push((*head, "this loop goes round as often".to_owned()));
        }
    }
    let (first, others) = places.split_first()?;
    let message =
        "what a call costs depends on how much the keys hold, which the limits do not allow";
    let mut found = Diagnostic::error(LINT.name, first.0, message).label(first.1.clone());
    for (span, label) in others.iter().take(MARKED) {
        found = found.also(*span, label.clone());
    }
    if let Some(more) = others.len().checked_sub(MARKED)
        && more > 0
    {
        found = found.note(fill!("and {more} more", more));
    }
    Some(found.help("read a limited part: a range of ranks, `LIMIT` or `COUNT` with a number"))
}

/// How many a factor stands for at most, as far as callers and limits tell.
fn value(context: &Context, factor: Factor) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a number of entries")]
    factor.of_counts(&|table: EntryTable| match context.passed(table) {
        Some(count) => count.most.map(|most| most as f64),
        None => context.limits.entries.map(|most| most as f64),
    })
}

fn last_command(context: &Context) -> Span {
    let last = context.facts.commands.last();
    last.map_or(Span::default(), |call| call.span)
}

/// A call that runs any number of times; of a function that is not known, that.
fn unbounded_call(context: &Context, bounds: &Bounds) -> Span {
    if let Some(span) = context.facts.unknown_calls.first() {
        return *span;
    }
    let is_open = |call: &&CommandCall| bounds.times(call.id).bounded_by() == BoundedBy::Nothing;
    let found = context.facts.commands.iter().find(is_open);
    found.map_or(last_command(context), |call| call.span)
}

fn up_to(context: &Context, bounds: &Bounds) -> String {
    let name = &|factor| context.contract.factor_name(context.layout?, factor);
    let amount = &bounds.commands;
    fill!("up to {} commands", ShownAmount { amount, name })
}
