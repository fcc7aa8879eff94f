//! Finds questions about the expiry of a key that SET has just dropped.
//!
//! # Why is this bad?
//! SET without EX, PX, EXAT, PXAT or KEEPTTL takes the expiry of its key away. After it, TTL and PTTL always reply -1, and
//! `EXPIRE key seconds NX` always sets an expiry: a script that means to leave a window as it is starts it anew at each call, so
//! that it never ends.
//!
//! # Example
//! ```lua
//! redis.call('SET', KEYS[1], ARGV[1])
//! if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], 100) end
//! ```
//! Use instead:
//! ```lua
//! -- [target] servers = ["redis >= 6.2"]
//! redis.call('SET', KEYS[1], ARGV[1], 'KEEPTTL')
//! if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], 100) end
//! ```
//! GETSET and MSET drop expiries, too. So does a counter that is stored by SET each time, while EXPIRE is called the first time
//! alone.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{CommandCall, Types};
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "dropped_expiry",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        if let Some(earlier) = context.facts.settled(call)
            && earlier.drops_expiry()
        {
            diagnostics.extend(report(context, call, earlier));
        }
        if let Some(dropping) = call.renews
            && let Some(setting) = context.facts.call(dropping)
            && let Some(value) = setting.operands().get(1)
            && value.types == Types::NUMBER
        {
            diagnostics.extend(sometimes(context, call, setting));
        }
    }
}

/// The counter of a window: a number that is stored each time, and an expiry that is set the first time.
fn sometimes(context: &Context, call: &CommandCall, setting: &CommandCall) -> Option<Diagnostic> {
    let (command, dropping) = (call.command()?, setting.command()?);
    let key = context.text(setting.operands().first()?.span);
    let found = Diagnostic::warning(
        LINT.name,
        setting.span,
        fill!(
            "{dropping} drops the expiry of `{key}`, and {command} sets it only sometimes",
            dropping,
            key,
            command
        ),
    )
    .label("drops the expiry")
    .also(call.span, "not always called")
    .note("after the next call, the key stays for ever")
    .help("count with INCR, or keep the expiry: `SET` with `KEEPTTL`");
    Some(found)
}

fn report(context: &Context, call: &CommandCall, earlier: &CommandCall) -> Option<Diagnostic> {
    let (command, setting) = (call.command()?, earlier.command()?);
    let key = context.text(call.operands().first()?.span);
    let asks = command.has(Property::TIME_LEFT);
    let label = if asks {
        "always -1"
    } else {
        "always has the same outcome"
    };
    let found = Diagnostic::warning(
        LINT.name,
        call.span,
        fill!(
            "`{key}` never has an expiry here: {setting} dropped it",
            key,
            setting
        ),
    )
    .label(label)
    .also(earlier.span, "drops the expiry")
    .note("a window that starts when its key has no expiry then starts anew at each call")
    .help(fill!(
        "keep the expiry (`SET` with `KEEPTTL`), or call {command} before {setting}",
        command,
        setting
    ));
    Some(found)
}
