//! What Lua and Redis say of values at places that do not take them.

use super::Context;
use super::uses::{Use, UsedBy};
use crate::facts::{LibraryCall, Named, Operand, Operation, Types};
use crate::lua::syntax::BinaryOperator;
use crate::redis::builtins::{Called, Operator};
use crate::text::fill;

impl Context<'_> {
    /// What Lua raises, or Redis, if the value is of one of these types.
    pub(crate) fn raised(&self, misuse: &Use, wrong: Types) -> String {
        let kind = wrong.lua_name();
        match misuse.by {
            UsedBy::Comparison(operation, other) => {
                compared(operation, misuse.operand, other, kind)
            }
            UsedBy::Function(call, at, parameter) => {
                call.function
                    .row
                    .refusal(&self.called(call), parameter, at, kind)
            }
            UsedBy::Command(call, at) => {
                let row = call.function();
                let called = Called {
                    name: row.name,
                    as_method: false,
                };
                row.refusal(&called, row.parameter(at), at, kind)
            }
            UsedBy::Binary(_) | UsedBy::Unary(_) | UsedBy::Index(_) => {
                let operator = misuse.operator().unwrap_or(Operator::Index);
                let attempt = operator.row().attempt;
                match self.variable(misuse.operand.named) {
                    Some(name) => fill!(
                        "attempt to {attempt} {name} (a {kind} value)",
                        attempt,
                        name,
                        kind
                    ),
                    None => fill!("attempt to {attempt} a {kind} value", attempt, kind),
                }
            }
        }
    }

    /// How errors call a function.
    pub(crate) fn called(&self, call: &LibraryCall) -> Called<'_> {
        let (name, as_method) = match call.named {
            Named::No | Named::Field(None) => ("?", false),
            Named::Local(name)
            | Named::Upvalue(name)
            | Named::Global(name)
            | Named::Field(Some(name)) => (self.text(name), false),
            Named::Method(name) => (self.text(name), true),
        };
        Called { name, as_method }
    }

    /// How errors call a variable or a field.
    fn variable(&self, named: Named) -> Option<String> {
        Some(match named {
            Named::No => return None,
            Named::Local(name) => fill!("local '{}'", self.text(name)),
            Named::Upvalue(name) => fill!("upvalue '{}'", self.text(name)),
            Named::Global(name) => fill!("global '{}'", self.text(name)),
            Named::Field(Some(name)) => fill!("field '{}'", self.text(name)),
            Named::Field(None) => "field '?'".to_owned(),
            Named::Method(name) => fill!("method '{}'", self.text(name)),
        })
    }
}

/// What is said of a comparison, whose sides Lua turns around for `>` and `>=`.
fn compared(operation: &Operation, operand: &Operand, other: &Operand, kind: &str) -> String {
    let others = match Operator::Order.takes().and(other.types) {
        none if none.is_empty() => other.types,
        some => some,
    };
    let others = others.lua_name();
    if kind == others {
        return fill!("attempt to compare two {kind} values", kind);
    }
    let is_left = std::ptr::eq(operand, &raw const operation.left);
    let is_turned = matches!(
        operation.operator,
        BinaryOperator::Greater | BinaryOperator::GreaterEqual
    );
    if is_left == is_turned {
        fill!("attempt to compare {others} with {kind}", others, kind)
    } else {
        fill!("attempt to compare {kind} with {others}", kind, others)
    }
}
