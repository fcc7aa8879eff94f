//! Finds arguments of commands that are neither text nor a number.
//!
//! # Why is this bad?
//! Commands take strings and numbers. A nil, a boolean or a table raises `Lua redis lib command arguments must be strings
//! or integers`. A null reply is `false`: the reply of GET, passed on, fails where the key is missing.
//!
//! # Example
//! ```lua
//! redis.call('SET', KEYS[2], redis.call('GET', KEYS[1]))
//! ```
//! Use instead:
//! ```lua
//! local value = redis.call('GET', KEYS[1])
//! if value then redis.call('SET', KEYS[2], value) end
//! ```
//! A KEYS or ARGV entry that the call does not pass is the finding of `missing_entry`.

use super::{ByDefault, Context, Lint, Topic};
use crate::context::{HelpName, Use, UsedBy};
use crate::facts::{CommandCall, Operand, TableKind, Types};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unusable_argument",
    topic: Topic::Commands,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for misuse in context.misuses() {
        if let UsedBy::Command(call, _) = misuse.by {
            diagnostics.extend(report(context, misuse, call));
        }
    }
}

fn report(context: &Context, misuse: &Use, call: &CommandCall) -> Option<Diagnostic> {
    let operand = misuse.operand;
    let certain = misuse.is_certain() && !operand.may_be_absent;
    let from_reply =
        operand.reply_of.is_some() && !operand.doubtful && !operand.types.has(Types::FUNCTION);
    let mut wrong = misuse.wrong;
    if operand.caught.is_some() && !certain {
        // That it may be an error is another lint's finding.
        wrong = wrong.without(Types::TABLE);
    }
    if !certain && (!from_reply || wrong.is_empty()) {
        return None;
    }
    let kind = kind(wrong);
    let message = match (operand.reply_of, certain) {
        (Some(command), false) if kind == "nil" => {
            fill!(
                "this is nil if {command} finds nothing, and no command accepts nil",
                command
            )
        }
        (Some(command), false) => {
            fill!(
                "{command} replies {kind} if it finds nothing, which no command accepts",
                command,
                kind
            )
        }
        _ => fill!("a command does not take {kind}", kind),
    };
    let severity = if certain && call.is_certain() {
        Severity::Error
    } else {
        Severity::Warning
    };
    let finding = Diagnostic::error(LINT.name, operand.span, message)
        .with_severity(severity)
        .label(if certain {
            "neither text nor a number"
        } else {
            "not always text or a number"
        })
        .note(fill!(
            "Redis raises `{}` when this runs",
            context.raised(misuse, wrong)
        ));
    let finding = finding.help(remedy(context, operand, wrong));
    let finding = match operand.table {
        TableKind::Status => {
            let instead = fill!("{}.ok", context.text(operand.span));
            finding.replace_if(Context::written(operand), instead)
        }
        _ => finding,
    };
    // One reply that nobody looks at is one mistake, wherever it is passed.
    Some(match (severity, operand.calls.as_slice()) {
        (Severity::Warning, [call]) => finding.caused_by(call.0),
        _ => finding,
    })
}

fn kind(wrong: Types) -> &'static str {
    match () {
        () if wrong.has(Types::TABLE) => "a table",
        () if wrong.has(Types::FALSE) && wrong.has(Types::TRUE) => "a boolean",
        () if wrong.has(Types::FALSE) => "`false`",
        () if wrong.has(Types::TRUE) => "`true`",
        () if wrong.has(Types::NIL) => "nil",
        () if wrong.has(Types::FUNCTION) => "a function",
        () => "a userdata such as `cjson.null`",
    }
}

fn remedy(context: &Context, operand: &Operand, wrong: Types) -> String {
    let name = context.text(operand.span);
    match (operand.table, operand.reply_of.is_some()) {
        (TableKind::Status, _) => fill!("pass its string: `{name}.ok`", name),
        _ if wrong.has(Types::TABLE) => {
            fill!(
                "pass its elements (`unpack({name})`), or encode it (`cjson.encode({name})`)",
                name,
                name
            )
        }
        (_, true) => {
            // Which default the command accepts is not known.
            let HelpName { keep, name } = context.help_name(operand);
            fill!("{keep}test it first: `if {name} then ... end`", keep, name)
        }
        _ if wrong.has(Types::BOOLEAN) => {
            "pass a string or a number, such as '1' and '0'".to_owned()
        }
        _ => "pass a string or a number".to_owned(),
    }
}
