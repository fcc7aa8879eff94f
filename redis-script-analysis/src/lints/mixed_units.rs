//! Finds times in a unit that is not the one that is wanted: milliseconds where seconds are, or a point in time as a duration.
//!
//! What a value is comes from its names: those of the parameter, of the header's `-- ARGV[1] = ttl_ms`, and of variables and fields.
//! Replies of TIME and TTL have units, too. A multiplication or division by 1000 changes the unit. If names contradict each other,
//! nothing is said.
//!
//! # Why is this bad?
//! Nothing fails: a lock of 30 seconds is held for 8 hours, or for 30 milliseconds.
//!
//! # Example
//! ```lua
//! local ttl_ms = tonumber(ARGV[1])
//! return redis.call('SET', KEYS[1], ARGV[2], 'EX', ttl_ms)
//! ```
//! Use instead:
//! ```lua
//! local ttl_ms = tonumber(ARGV[1])
//! return redis.call('SET', KEYS[1], ARGV[2], 'PX', ttl_ms)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Map;
use crate::facts::{
    CommandCall, EntryTable, Index, NamedValue, Operand, Operation, Sources, Time, TimeUnit,
};
use crate::lua::syntax::BinaryOperator;
use crate::redis::grammar::Kind;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "mixed_units",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut scores = Map::default();
    for call in &context.facts.commands {
        if call.is_impossible {
            continue;
        }
        for (place, operand) in call.operands().iter().enumerate() {
            let time = context.time_of(operand);
            if time.units() == Time::NONE && time.kinds() == Time::NONE {
                continue;
            }
            let taken = context.time_taken(call, place);
            diagnostics.extend(report_argument(context, call, operand, (time, taken)));
            diagnostics.extend(check_score(context, call, (place, time), &mut scores));
        }
    }
    for operation in &context.facts.operations {
        diagnostics.extend(check_operation(context, operation));
    }
    for named in &context.facts.misnamed {
        diagnostics.extend(report_name(named));
    }
}

/// A variable whose name says another unit than its value has.
fn report_name(named: &NamedValue) -> Option<Diagnostic> {
    let unit = named.value.time.unit()?;
    let wanted = Time::of_name(&named.name).unit()?;
    let message = fill!(
        "`{}` gets a value in {}, not in {}",
        named.name,
        unit.name(),
        wanted.name()
    );
    Some(
        Diagnostic::warning(LINT.name, named.value.span, message)
            .label(fill!("gets {}", unit.name()))
            .help("convert the value, or give the variable another name"),
    )
}

fn report_argument(
    context: &Context,
    call: &CommandCall,
    operand: &Operand,
    (time, taken): (Time, Time),
) -> Option<Diagnostic> {
    let wanted = taken.unit()?;
    let text = context.text(operand.span);
    let command = call.name()?;
    let (message, label, help) = match time.unit() {
        Some(unit) if unit != wanted => (
            fill!("`{text}` is in {}, but {command} takes {} here", text, unit.name(), command, wanted.name()),
            fill!("in {}", unit.name()),
            fill!("convert it: `{}`", conversion(text, unit, wanted)),
        ),
        _ if time.is_point() && taken.is_duration() => (
            fill!("`{text}` is a point in time, but {command} takes a duration here", text, command),
            "a point in time".to_owned(),
            "pass the time from now until then, or use the command or option that takes a point in time".to_owned(),
        ),
        _ if time.is_duration() && taken.is_point() => (
            fill!("`{text}` is a duration, but {command} takes a point in time here", text, command),
            "a duration".to_owned(),
            "add it to the time of TIME, or use the command or option that takes a duration".to_owned(),
        ),
        _ => return None,
    };
    let found = Diagnostic::warning(LINT.name, operand.span, message);
    let found = found.label(label).help(help);
    let found = match (time.unit(), Context::written(operand)) {
        (Some(unit), Some(span)) if unit != wanted => {
            found.replace(span, conversion(text, unit, wanted)).guess()
        }
        _ => found,
    };
    Some(match context.param_of_value(operand) {
        Some(param) => found.about(Subject::Param(param)),
        None => found,
    })
}

/// How one unit becomes another.
fn conversion(text: &str, from: TimeUnit, to: TimeUnit) -> String {
    let is_plain = !text.contains(['+', '-', '*', '/', '%', '^']) && !text.contains(" or ");
    let text = if is_plain {
        text.to_owned()
    } else {
        fill!("({text})", text)
    };
    let (from, to) = (from.per_second(), to.per_second());
    if to > from {
        fill!("{text} * {}", text, to / from)
    } else {
        fill!("math.ceil({text} / {})", text, from / to)
    }
}

/// Sums, differences and comparisons of times in two units.
fn check_operation(context: &Context, operation: &Operation) -> Option<Diagnostic> {
    let what = match operation.operator {
        BinaryOperator::Add => "added to",
        BinaryOperator::Subtract => "subtracted from",
        BinaryOperator::Less
        | BinaryOperator::LessEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterEqual
        | BinaryOperator::Equal
        | BinaryOperator::NotEqual => "compared with",
        _ => return None,
    };
    let (left, right) = (&operation.left, &operation.right);
    let ours = context.time_of(left).unit()?;
    let theirs = context.time_of(right).unit()?;
    // Both parts of one TIME make a seed.
    if ours == theirs || !left.calls.is_empty() && left.calls == right.calls {
        return None;
    }
    let (of, to) = if operation.operator == BinaryOperator::Subtract {
        (theirs, ours)
    } else {
        (ours, theirs)
    };
    let message = fill!("{} are {what} {}", of.name(), what, to.name());
    let (first, second) = (context.text(left.span), context.text(right.span));
    Some(
        Diagnostic::warning(LINT.name, left.span.to(right.span), message)
            .note(fill!("`{first}` is in {}, and `{second}` in {}", first, ours.name(), second, theirs.name()))
            .help("convert one of them: multiply or divide it by 1000 for each step from one unit to the next"),
    )
}

/// The scores of one sorted set are compared with each other: they must be in one unit.
fn check_score(
    context: &Context,
    call: &CommandCall,
    (place, time): (usize, Time),
    scores: &mut Map<(u64, u64), (TimeUnit, Span)>,
) -> Option<Diagnostic> {
    let (unit, operand) = (time.unit()?, call.operands().get(place)?);
    let key = key_of(context, call)?;
    let mut values = context.values_taken(call, place)?;
    let is_score = |name: &str, kind: Kind| match kind {
        Kind::ScoreBound => true,
        Kind::Float => name == "score",
        _ => false,
    };
    while let Some((name, kind)) = values.pop() {
        if !is_score(name, kind) {
            return None;
        }
    }
    let (known, span) = match scores.or_insert(key, (unit, operand.span)) {
        Some((known, span)) if *known != unit => (*known, *span),
        _ => return None,
    };
    let text = context.text(operand.span);
    let message = fill!(
        "`{text}` is in {}, but other scores of this key are in {}",
        text,
        unit.name(),
        known.name()
    );
    Some(
        Diagnostic::warning(LINT.name, operand.span, message)
            .label(fill!("in {}", unit.name()))
            .also(span, fill!("in {}", known.name()))
            .help("give all scores of a key in one unit"),
    )
}

/// Which key the first argument is: a constant, or an entry of KEYS.
fn key_of(context: &Context, call: &CommandCall) -> Option<(u64, u64)> {
    let key = call.operands().first()?;
    if let ([read], true) = (key.reads.as_slice(), key.sources == Sources::KEY)
        && let read = context.facts.reads.get(*read)?
        && let (EntryTable::Keys, Index::At(entry)) = (read.table, read.index)
    {
        return Some((0, u64::try_from(entry).ok()?));
    }
    Some((1, key.number_of_value()?.into()))
}
