//! Holds what the script does with ARGV against the types of the parameters.
//!
//! # Why is this bad?
//! Text that is used as a number fails for every text that is none: `tonumber('abc')` is nil, and arithmetic with it
//! raises an error; a number type in the signature makes that impossible. `true` is sent as `1`: as JSON, that is a
//! number. `cmsgpack.unpack` takes what `cmsgpack.pack` or a `MessagePack` library wrote, never the digits of a number.
//!
//! # Example
//! ```lua
//! -- fn add(con: ..., key: &str, amount: &str)
//! return redis.call('GET', KEYS[1]) + ARGV[1]
//! ```
//! Use instead: `amount: i64`.

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Set;
use crate::context::{UsedBy, each_use};
use crate::contract::types::ArgType;
use crate::facts::{Operand, Types};
use crate::redis::builtins::{Operator, Role};
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "argument_type",
    topic: Topic::Signature,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut told = Set::default();
    each_use(context.facts, &mut |used| {
        let Some((at, ty)) = context.parameter(used.operand) else {
            return;
        };
        if used.operator() == Some(Operator::Arithmetic) && *ty == ArgType::Text {
            if told.insert(at as u64) {
                diagnostics.push(text_as_number(context, used.operand, at));
            }
        } else if let UsedBy::Function(call, 0, _) = used.by {
            let role = call.function.row.role;
            diagnostics.extend(decoded(context, role, used.operand, at, ty));
        }
    });
}

fn text_as_number(context: &Context, operand: &Operand, at: usize) -> Diagnostic {
    let name = context.passed_by(at);
    // That of `tonumber`.
    let nil = !operand.types.has(Types::STRING);
    let raised = if nil {
        "perform arithmetic on a nil value"
    } else {
        "perform arithmetic on a string value"
    };
    Diagnostic::warning(
        LINT.name,
        operand.span,
        fill!("the script computes with {name}, which is a string", name),
    )
    .label("must be a number here")
    .note(fill!(
        "for a string that is not a number, Redis raises `attempt to {raised}`",
        raised
    ))
    .help(fill!("declare {name} as a number, such as `i64`", name))
    .about(Subject::Param(at))
}

fn decoded(
    context: &Context,
    function: Role,
    operand: &Operand,
    at: usize,
    ty: &ArgType,
) -> Option<Diagnostic> {
    let name = context.passed_by(at);
    let (message, note, help) = match (function, ty) {
        (Role::DecodeJson, ArgType::Bool) => (
            fill!("the JSON of {name} is 1 or 0, not true or false", name),
            "a `bool` is sent as `1` or `0`, which JSON reads as a number; 0 is true in Lua",
            fill!(
                "compare the string, `ARGV[...] == '1'`, or declare {name} as `&str` and send JSON",
                name
            ),
        ),
        (Role::DecodeMessage, ArgType::Integer(_) | ArgType::Float | ArgType::Bool) => (
            fill!("{name} is sent as digits, which are not MessagePack", name),
            "`cmsgpack.unpack` takes the digits for something else, or raises `Missing bytes in input`",
            fill!(
                "use `tonumber(...)`, or declare {name} as `&[u8]` and send MessagePack",
                name
            ),
        ),
        _ => return None,
    };
    Some(
        Diagnostic::warning(LINT.name, operand.span, message)
            .label("decoded here")
            .note(note)
            .help(help)
            .about(Subject::Param(at)),
    )
}
