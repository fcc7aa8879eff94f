//! Finds arguments that a command does not take: unknown options, options without their value or beside one that excludes
//! them, values of the wrong kind.
//!
//! # Why is this bad?
//! Redis looks at the arguments when the call runs, and raises `syntax error`, `value is not a valid float` or the like;
//! what was written before stays. Options are known for each targeted server: what only some of them take is an error
//! where `redis-script.toml` names the servers, and a warning otherwise. It is a warning, too, if only servers refuse it
//! of which the documentation alone is known. An option that no known server has is an error if all targets are known
//! servers, or if it is one edit away from an option of the command; otherwise it is a warning, since a newer server may
//! have it. Arguments that are not constant are taken for whatever fits, but a default of the script is looked at:
//! `'EX', tonumber(ARGV[2]) or 0` fails in each call that needs the default, so that it is a warning. If `servers` include Redis 7.2.0 to 7.2.4, numbers with eight zeros or more at their end are
//! looked at, since these versions pass 100000000 as `1e+8`.
//!
//! # Example
//! ```lua
//! redis.call('SET', KEYS[1], ARGV[1], 'EXX', 60)
//! ```
//! Use instead:
//! ```lua
//! redis.call('SET', KEYS[1], ARGV[1], 'EX', 60)
//! ```

mod numbers;

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::lists;
use crate::context::{RefusedCall, without};
use crate::redis::commands::Property;
use crate::redis::grammar::{Argument, Expected, Kind};
use crate::redis::servers::Servers;
use crate::report::diagnostic::Diagnostic;
use crate::text::{fill, nearest};

pub(super) const LINT: Lint = Lint {
    name: "invalid_argument",
    topic: Topic::Commands,
    by_default: ByDefault::Depends,
    check,
};

/// Words that are listed at most.
const LISTED: usize = 8;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for refused in context.refused_calls() {
        if refused.integer_wanted().is_none() {
            diagnostics.push(report(context, refused));
        }
    }
    for call in &context.facts.commands {
        numbers::check(context, call, diagnostics);
    }
}

fn report(context: &Context, refused: &RefusedCall) -> Diagnostic {
    let beside = match refused.operand {
        Some(_) => excluded_by(refused),
        None => None,
    };
    let message = match (refused.operand, &beside) {
        (Some(_), None) if refused.unknown_option.is_some() => unknown(refused),
        (None, _) => lacking(context, refused),
        (Some(operand), Some(other)) => {
            fill!(
                "`{}` cannot be combined with `'{other}'`",
                context.text(operand.span),
                other
            )
        }
        (Some(operand), None) => taken(context, refused, context.text(operand.span)),
    };
    let label = match refused.servers == context.servers() {
        true if refused.operand.is_none() => "not complete".to_owned(),
        true => "not taken".to_owned(),
        false => fill!("refused by {}", context.targets_among(refused.servers)),
    };
    let finding = Diagnostic::error(LINT.name, refused.span(), message)
        .with_severity(refused.severity)
        .label(label)
        .note(note(refused, beside.is_some()));
    match help(refused, beside.is_some()) {
        Some(help) => match (meant(refused), refused.operand) {
            (Some(meant), Some(operand)) if beside.is_none() => finding
                .help(help)
                .replace_if(context.quoted(operand.span), meant)
                .guess(),
            _ => finding.help(help),
        },
        None => finding,
    }
}

fn unknown(refused: &RefusedCall) -> String {
    let option = refused.unknown_option.unwrap_or_default();
    let command = refused.command;
    fill!(
        "{} an option {option} of {command}",
        Servers::none_has(),
        option,
        command
    )
}

/// What is missing behind the last argument.
fn lacking(context: &Context, refused: &RefusedCall) -> String {
    let command = refused.command;
    let missing = match value(refused) {
        Some((value, _)) => fill!("{command}: missing `{value}`", command, value),
        None => fill!("{command}: missing a word", command),
    };
    match refused.call.operands() {
        [.., last] if !refused.call.is_open() => {
            fill!("{missing} after `{}`", missing, context.text(last.span))
        }
        _ => missing,
    }
}

/// What is taken in the place of an argument.
fn taken(context: &Context, refused: &RefusedCall, text: &str) -> String {
    let command = refused.command;
    match value(refused) {
        Some((value, kind)) if meant(refused).is_none() => {
            fill!(
                "{command} takes {} as `{value}`, not `{text}`",
                command,
                described(kind),
                value,
                text
            )
        }
        _ if is_taken_somewhere(context, refused) => {
            fill!(
                "not every targeted server accepts `{text}` in {command}",
                text,
                command
            )
        }
        _ => fill!("{command} does not accept `{text}` here", command, text),
    }
}

/// Whether a target that has the command takes the argument.
fn is_taken_somewhere(context: &Context, refused: &RefusedCall) -> bool {
    let having = context.servers().and(refused.command.servers());
    !having.without(refused.servers).is_empty()
}

fn described(kind: Kind) -> String {
    match kind {
        Kind::Text | Kind::Key | Kind::Pattern => "a string".to_owned(),
        Kind::Integer(i64::MIN, i64::MAX) => "an integer".to_owned(),
        Kind::Integer(low, i64::MAX) => fill!("an integer from {low} on", low),
        Kind::Integer(low, high) if low == high => low.to_string(),
        Kind::Integer(low, high) => fill!("an integer from {low} to {high}", low, high),
        Kind::Float => "a number".to_owned(),
        Kind::ScoreBound => "a score such as `1`, `(1` or `-inf`".to_owned(),
        Kind::MemberBound => "a bound such as `[a`, `(a`, `-` or `+`".to_owned(),
        Kind::EntryId => "`*` or an ID such as `1-1`".to_owned(),
        Kind::Unit => "`m`, `km`, `ft` or `mi`".to_owned(),
        Kind::StreamId | Kind::ExactId => "an ID such as `1-1`".to_owned(),
        Kind::Cursor => "a cursor".to_owned(),
        Kind::ArrayIndex => "an index from 0 on".to_owned(),
        Kind::BitOffset => "an offset such as `8` or `#1`".to_owned(),
        Kind::BitType => "a type such as `u8`".to_owned(),
    }
}

/// The word that was meant.
fn meant(refused: &RefusedCall) -> Option<&'static str> {
    let text = refused.constants.get(refused.refusal.place)?.as_deref()?;
    let text = String::from_utf8_lossy(text).to_uppercase();
    nearest(&text, &words(refused))
}

/// The words that may stand there.
fn words(refused: &RefusedCall) -> Vec<&'static str> {
    let mut words = Vec::new();
    for expected in &refused.refusal.expected {
        if let Expected::Word(word) = expected {
            words.push(*word);
        }
    }
    words
}

/// The first value that may stand there.
fn value(refused: &RefusedCall) -> Option<(&'static str, Kind)> {
    for expected in &refused.refusal.expected {
        if let Expected::Value(name, kind) = expected {
            return Some((*name, *kind));
        }
    }
    None
}

/// An earlier word without which the refused one is taken.
fn excluded_by(refused: &RefusedCall) -> Option<String> {
    let place = refused.refusal.place;
    // Where only a value may stand, no word is one too many.
    if words(refused).is_empty() {
        return None;
    }
    word_at(refused, place)?;
    let mut arguments = Vec::new();
    for constant in &refused.constants {
        arguments.push(match constant {
            Some(text) => Argument::Text(text),
            None => Argument::Any,
        });
    }
    for at in (0..place).rev() {
        let Some(word) = word_at(refused, at) else {
            continue;
        };
        for length in 1..=3.min(place - at) {
            let left = without(&arguments, at, length);
            if refused.grammar.refusal(&left, true).is_none() {
                return Some(word.to_owned());
            }
        }
    }
    None
}

/// The command's word that an argument is.
fn word_at(refused: &RefusedCall, at: usize) -> Option<&'static str> {
    let text = refused.constants.get(at)?.as_deref()?;
    let words = refused.grammar.words();
    let mut words = words.iter();
    let found = words.find(|word| text.eq_ignore_ascii_case(word.as_bytes()));
    found.copied()
}

fn note(refused: &RefusedCall, excluded: bool) -> String {
    let error = if excluded {
        "syntax error"
    } else {
        raised(refused)
    };
    let when = if refused.needs_key {
        "if the key exists"
    } else {
        "when this runs"
    };
    fill!(
        "Redis raises an error such as `{error}` {when}",
        error,
        when
    )
}

fn raised(refused: &RefusedCall) -> &'static str {
    let is_last = refused.operand.is_none();
    let only_value = words(refused).is_empty();
    match value(refused) {
        Some((_, Kind::Text | Kind::Key)) if is_last => "wrong number of arguments",
        _ if is_last => "syntax error",
        Some((name, Kind::Integer(1, _))) if name.ends_with("seconds") && is_integer(refused) => {
            "invalid expire time"
        }
        Some((_, Kind::Integer(..))) => "value is not an integer or out of range",
        Some((_, Kind::Unit)) => "unsupported unit provided",
        Some((_, Kind::ArrayIndex)) => "invalid array index",
        Some((_, Kind::Float)) => "value is not a valid float",
        Some((_, Kind::ScoreBound)) if only_value => "min or max is not a float",
        Some((_, Kind::MemberBound)) if only_value => "min or max not valid string range item",
        Some((_, Kind::EntryId | Kind::StreamId | Kind::ExactId)) => {
            "Invalid stream ID specified as stream command argument"
        }
        _ if is_block(refused) => "command is not allowed with BLOCK option from scripts",
        _ => "syntax error",
    }
}

fn is_integer(refused: &RefusedCall) -> bool {
    let Some(Some(text)) = refused.constants.last() else {
        return false;
    };
    let text = std::str::from_utf8(text).unwrap_or_default();
    text.parse::<i64>().is_ok()
}

/// XREAD may block clients, but scripts only on servers where it then does not.
fn is_block(refused: &RefusedCall) -> bool {
    let option = refused.command.property(Property::BLOCKS);
    match (option, refused.constants.last()) {
        (Some(option), Some(Some(text))) => text.eq_ignore_ascii_case(option.as_bytes()),
        _ => false,
    }
}

fn help(refused: &RefusedCall, excluded: bool) -> Option<String> {
    if excluded {
        return Some("keep the one that is meant".to_owned());
    }
    if let Some(meant) = meant(refused) {
        return Some(fill!("did you mean `{meant}`?", meant));
    }
    let mut words = words(refused);
    words.truncate(LISTED);
    if words.is_empty() {
        return None;
    }
    let words = lists::joined(&words, "`, `");
    Some(fill!("what may stand here: `{words}`", words))
}
