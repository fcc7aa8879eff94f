//! Lies about what the analysis claims: each must be found.

use std::collections::BTreeSet;

use redis_script_analysis::facts::{Amount, ReplyShape};
use soundness::claims::{Certain, CertainError, Claims, Place, Probable, Shape, Values, Warned};
use soundness::generate::generate;
use soundness::hunt::Hunter;
use soundness::judge::Refutation;
use soundness::log::Seen;

/// Programs within which a lie must be found. Most show in the first hundred; on Redis 6.2, an effect that `READONLY` leaves shows only
/// after 1,100.
const PROGRAMS: u64 = 3000;

/// What is said under a lie and not without it.
#[track_caller]
fn found(lie: &(dyn Fn(&mut Claims) + Sync), group: &str) {
    let mut honest = Hunter::start(&|_| ()).expect("a server");
    let mut lying = Hunter::start(lie).expect("a server");
    for start in (1..=PROGRAMS).step_by(20) {
        let programs: Vec<_> = (start..start + 20).map(generate).collect();
        let truth = honest.check(&programs);
        for (truth, lie) in truth.into_iter().zip(lying.check(&programs)) {
            let (Some(truth), Some(lie)) = (truth, lie) else {
                continue;
            };
            let new = |refuted: &Refutation| {
                refuted.group.starts_with(group) && !truth.refutations.contains(refuted)
            };
            if lie.refutations.iter().any(new) {
                return;
            }
        }
    }
    panic!("{PROGRAMS} programs did not refute it");
}

fn without(shape: &ReplyShape, left_out: &ReplyShape) -> ReplyShape {
    match shape {
        ReplyShape::OneOf(shapes) => ReplyShape::OneOf(
            shapes
                .iter()
                .filter(|shape| *shape != left_out)
                .cloned()
                .collect(),
        ),
        shape if shape == left_out => ReplyShape::Status,
        shape => shape.clone(),
    }
}

#[test]
fn a_reply_without_nil() {
    found(
        &|claims| claims.reply = Shape(without(&claims.reply.0, &ReplyShape::Null)),
        "reply, got nil",
    );
}

#[test]
fn a_reply_whose_arrays_hold_integers() {
    let integers = ReplyShape::Array(Box::new(ReplyShape::Integer { range: None }));
    let lie = move |claims: &mut Claims| {
        if matches!(claims.reply.0, ReplyShape::Array(_) | ReplyShape::Tuple(_)) {
            claims.reply = Shape(integers.clone());
        }
    };
    found(&lie, "reply, got array");
}

#[test]
fn a_forgotten_command() {
    let lie = |claims: &mut Claims| {
        if let Some(commands) = &mut claims.commands {
            commands.pop_last();
        }
    };
    found(&lie, "commands");
}

#[test]
fn no_commands_where_they_are_not_known() {
    found(
        &|claims| claims.commands = claims.commands.take().or_else(|| Some(BTreeSet::new())),
        "commands",
    );
}

#[test]
fn a_script_that_writes_called_read_only() {
    found(&|claims| claims.read_only = true, "effect");
}

#[test]
fn an_effect_that_readonly_leaves() {
    found(
        &|claims| claims.undone_by_readonly = true,
        "undone by READONLY",
    );
}

#[test]
fn one_key_less() {
    let lie = |claims: &mut Claims| {
        claims.keys.count = claims.keys.count.saturating_sub(1);
        claims.keys.variadic = false;
    };
    found(&lie, "KEYS");
}

#[test]
fn arguments_that_are_not_variadic() {
    found(&|claims| claims.arguments.variadic = false, "ARGV");
}

#[test]
fn one_argument_less() {
    found(
        &|claims| claims.arguments.count = claims.arguments.count.saturating_sub(1),
        "ARGV",
    );
}

#[test]
fn an_error_that_is_none() {
    let lie = |claims: &mut Claims| {
        claims.errors.push(CertainError {
            lint: "invented",
            message: "the script fails at its beginning".to_owned(),
            start: 6,
            end: 7,
            what: Certain::Fails,
        });
    };
    found(&lie, "certain error: invented");
}

#[test]
fn broken_text_called_lua_and_lua_called_broken() {
    found(&|claims| claims.accepted = false, "syntax");
}

#[test]
fn a_server_that_lacks_a_command() {
    found(&|claims| claims.runs_here = true, "lowest server");
}

/// All strings are called numbers.
struct NoStrings;

impl Values for NoStrings {
    fn holds(&self, _: &Place<'_>, seen: &Seen) -> bool {
        seen.kind() != "string"
    }

    fn describe(&self, _: &Place<'_>) -> String {
        "no string".to_owned()
    }
}

#[test]
fn a_value_of_another_type() {
    found(
        &|claims| claims.values = Box::new(NoStrings),
        "value claimed to be no string",
    );
}

#[test]
fn a_command_that_is_not_counted() {
    found(
        &|claims| claims.bound.0 = claims.bound.0.beyond(&Amount::constant(1.0)),
        "bound",
    );
}

#[test]
fn a_call_that_finds_something() {
    let lie = |claims: &mut Claims| {
        claims.warned.push(Warned {
            lint: "invented",
            message: "the first call finds nothing".to_owned(),
            start: 0,
            end: "redis.call(".len(),
            what: Probable::FindsNothing,
        });
    };
    found(&lie, "warning: invented");
}

#[test]
fn another_command() {
    let lie = |claims: &mut Claims| {
        claims.instead = Some("return redis.call('APPEND', KEYS[1], 'x')".to_owned());
    };
    found(&lie, "single command");
}
