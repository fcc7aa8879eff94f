//! Finds a number that a reply gives, tested as if 0 were false.
//!
//! # Why is this bad?
//! In Lua only `false` and `nil` are false: 0 is true. EXISTS, SISMEMBER, SETNX, HSETNX, EXPIRE, DEL and the like reply
//! 0 or 1, so `if redis.call('EXISTS', key) then` is always taken, and `not redis.call(...)` never is.
//!
//! # Example
//! ```lua
//! if redis.call('EXISTS', KEYS[1]) then return 1 end
//! ```
//! Use instead:
//! ```lua
//! if redis.call('EXISTS', KEYS[1]) == 1 then return 1 end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Asks, Operand, Test, Types};
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "zero_is_true",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for test in &context.facts.tests {
        if is_number(context, test) {
            diagnostics.extend(report(context, test));
        }
    }
}

fn is_number(context: &Context, test: &Test) -> bool {
    let operand = &test.operand;
    test.asks != Asks::Or
        && !test.guards
        && operand.types == Types::NUMBER
        && operand.reply_of.is_some()
        && are_integers(context, operand)
}

fn are_integers(context: &Context, operand: &Operand) -> bool {
    for call in context.facts.replies(operand) {
        if !call.replies_integers() {
            return false;
        }
    }
    true
}

fn report(context: &Context, test: &Test) -> Option<Diagnostic> {
    let name = context.text(test.operand.span);
    let command = test.operand.reply_of?;
    // -2 without the key, -1 without an expiry.
    let is_time = context.facts.is_reply(&test.operand, Property::TIME_LEFT);
    let instead = match test.asks {
        Asks::Not if is_time => fill!("{name} < 0", name),
        Asks::Not => fill!("{name} == 0", name),
        _ if is_time => fill!("{name} >= 0", name),
        _ => fill!("{name} == 1` or `{name} > 0", name, name),
    };
    let outcome = match test.asks {
        Asks::Not => "`not` always gives false",
        _ => "the branch is always taken",
    };
    let what = match test.asks {
        Asks::Not => "0 is true in Lua: this is always false",
        _ => "0 is true in Lua: this is always true",
    };
    Some(
        Diagnostic::warning(LINT.name, test.operand.span, what)
            .label(fill!("{command} replies a number", command))
            .note(outcome)
            .help(fill!("compare the number: `{instead}`", instead))
            // The same with and without `not`.
            .replace(
                test.operand.span,
                fill!("({name} {})", name, if is_time { ">= 0" } else { "> 0" }),
            ),
    )
}
