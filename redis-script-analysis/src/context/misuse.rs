//! Values at places that do not take them.
//!
//! One pass over the facts finds them all. What operators and functions take stands in [`builtins`](crate::redis::builtins);
//! each lint tells of one kind of values, and none asks again what is taken.

use super::Context;
use crate::collections::Map;
use crate::facts::{
    CommandCall, FieldAccess, LibraryCall, Named, Operand, Operation, Types, UnaryOperation,
};
use crate::lua::number;
use crate::lua::pattern;
use crate::lua::syntax::{BinaryOperator, ExprId};
use crate::redis::builtins::{Called, Operator, Parameter, Role};
use crate::text::Span;

/// A value of which at least one type is not taken.
#[derive(Clone, Copy)]
pub(crate) struct Misuse<'a> {
    pub(crate) operand: &'a Operand,
    /// What a finding marks.
    pub(crate) span: Span,
    pub(crate) by: MisusedBy<'a>,
    /// The types that are taken.
    pub(crate) expected: Types,
    /// The types that the value can have and that are not taken.
    pub(crate) wrong: Types,
}

/// What does not take a value.
#[derive(Clone, Copy)]
pub(crate) enum MisusedBy<'a> {
    /// Arithmetic, or `..`.
    Binary(Operator),
    /// A comparison, with the other side of it.
    Comparison(&'a Operation, &'a Operand),
    Unary(&'a UnaryOperation),
    Index(&'a FieldAccess),
    /// A function, and the place of the argument, from 0.
    Function(&'a LibraryCall, usize, Parameter),
    /// A command. Its name is at place 0.
    Command(&'a CommandCall, usize),
}

impl Misuse<'_> {
    /// Whether the value has no other type.
    pub(crate) fn is_certain(&self) -> bool {
        self.wrong == self.operand.types
    }

    /// Whether an error of it ends each run that comes there.
    pub(crate) fn ends_run(&self) -> bool {
        match self.by {
            MisusedBy::Function(call, ..) => call.is_certain(),
            MisusedBy::Command(call, _) => call.is_certain(),
            MisusedBy::Binary(_)
            | MisusedBy::Comparison(..)
            | MisusedBy::Unary(_)
            | MisusedBy::Index(_) => true,
        }
    }

    /// What is done with the value, if that is an operator.
    pub(crate) fn operator(&self) -> Option<Operator> {
        match self.by {
            MisusedBy::Binary(operator) => Some(operator),
            MisusedBy::Comparison(operation, _) => Operator::of(operation.operator),
            MisusedBy::Unary(operation) => Some(operation.operator),
            MisusedBy::Index(_) => Some(Operator::Index),
            MisusedBy::Function(..) | MisusedBy::Command(..) => None,
        }
    }

    /// Whether a string or a number is compared by size with the other of both.
    pub(crate) fn is_mixed(&self) -> bool {
        let MisusedBy::Comparison(_, other) = self.by else {
            return false;
        };
        let is = |operand: &Operand, types: Types| {
            operand.types.has(types) && operand.types.only(types.or(Types::FALSY))
        };
        let mixed = |one, other| is(one, Types::STRING) && is(other, Types::NUMBER);
        mixed(self.operand, other) || mixed(other, self.operand)
    }
}

impl<'a> Context<'a> {
    /// All misuses, operators before calls, each in the order of the text.
    pub(crate) fn misuses(&self) -> &[Misuse<'a>] {
        self.misuses.get_or_init(|| {
            let mut found = Vec::new();
            self.find_misuses(&mut found);
            found
        })
    }

    /// What operators do not take, by the expressions that give it.
    pub(crate) fn misused_operands(&self) -> Map<ExprId, &Misuse<'a>> {
        let mut misused = Map::default();
        for misuse in self.misuses() {
            let raises = misuse
                .operator()
                .is_some_and(|operator| operator != Operator::Equal);
            if let (true, Some(expr)) = (raises, misuse.operand.expr) {
                misused.insert(expr, misuse);
            }
        }
        misused
    }

    fn find_misuses(&self, found: &mut Vec<Misuse<'a>>) {
        let facts = self.facts;
        for operation in &facts.operations {
            let sides = [
                (&operation.left, &operation.right),
                (&operation.right, &operation.left),
            ];
            for (operand, other) in sides {
                found.extend(of_operand(operation, operand, other));
            }
        }
        for access in &facts.accesses {
            let by = MisusedBy::Index(access);
            found.extend(of_types(
                &access.object,
                access.span,
                by,
                Operator::Index.takes(),
            ));
        }
        for operation in &facts.unary_operations {
            let operand = &operation.operand;
            let takes = taken(operation.operator, operand);
            found.extend(of_types(
                operand,
                operand.span,
                MisusedBy::Unary(operation),
                takes,
            ));
        }
        for call in &facts.library_calls {
            of_arguments(call, found);
        }
        for call in &facts.commands {
            for (at, operand) in call.arguments.fixed.iter().enumerate() {
                let by = MisusedBy::Command(call, at);
                found.extend(of_types(operand, operand.span, by, Types::NUMERIC));
            }
        }
    }

    /// What Lua raises, or Redis, if the value is of one of these types.
    pub(crate) fn raised(&self, misuse: &Misuse, wrong: Types) -> String {
        let kind = wrong.lua_name();
        match misuse.by {
            MisusedBy::Comparison(operation, other) => {
                compared(operation, misuse.operand, other, kind)
            }
            MisusedBy::Function(call, at, parameter) => {
                call.function
                    .row
                    .refusal(&self.called(call), parameter, at, kind)
            }
            MisusedBy::Command(call, at) => {
                let row = call.function();
                let called = Called {
                    name: row.name,
                    as_method: false,
                };
                row.refusal(&called, row.parameter(at), at, kind)
            }
            MisusedBy::Binary(_) | MisusedBy::Unary(_) | MisusedBy::Index(_) => {
                let operator = misuse.operator().unwrap_or(Operator::Index);
                let attempt = operator.row().attempt;
                match self.variable(misuse.operand.named) {
                    Some(name) => format!("attempt to {attempt} {name} (a {kind} value)"),
                    None => format!("attempt to {attempt} a {kind} value"),
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
            Named::Local(name) => format!("local '{}'", self.text(name)),
            Named::Upvalue(name) => format!("upvalue '{}'", self.text(name)),
            Named::Global(name) => format!("global '{}'", self.text(name)),
            Named::Field(Some(name)) => format!("field '{}'", self.text(name)),
            Named::Field(None) => "field '?'".to_owned(),
            Named::Method(name) => format!("method '{}'", self.text(name)),
        })
    }
}

/// What an operator takes of an operand. Of strings, arithmetic takes numbers only.
fn taken(operator: Operator, operand: &Operand) -> Types {
    match operator {
        Operator::Arithmetic if is_word(operand) => Types::NUMBER,
        _ => operator.takes(),
    }
}

/// Whether it is a constant string that is not a number.
fn is_word(operand: &Operand) -> bool {
    let text = operand.text.as_deref();
    text.is_some_and(|text| number::of_text(text).is_none())
}

fn of_operand<'a>(
    operation: &'a Operation,
    operand: &'a Operand,
    other: &'a Operand,
) -> Option<Misuse<'a>> {
    let operator = Operator::of(operation.operator)?;
    let by = MisusedBy::Comparison(operation, other);
    match operator {
        Operator::Equal => {
            let differ = !operand.types.has(other.types) && !other.types.is_empty();
            differ.then(|| of_types(operand, operand.span, by, other.types))?
        }
        // What can be ordered at all is ordered with its own type.
        Operator::Order => match operator.takes().and(other.types) {
            none if none.is_empty() => of_types(operand, operand.span, by, operator.takes()),
            same => of_types(operand, operand.span, by, same),
        },
        _ => {
            let takes = taken(operator, operand);
            of_types(operand, operand.span, MisusedBy::Binary(operator), takes)
        }
    }
}

fn of_arguments<'a>(call: &'a LibraryCall, found: &mut Vec<Misuse<'a>>) {
    let row = call.function.row;
    let format = call.arguments.fixed.first();
    let format = format.filter(|_| row.role == Role::Format);
    let conversions = format.map(|format| {
        let text = format.text.as_deref();
        text.and_then(|text| pattern::format_arguments(text).ok())
            .unwrap_or_default()
    });
    for (at, operand) in call.arguments.fixed.iter().enumerate() {
        let parameter = match (&conversions, at.checked_sub(1)) {
            (Some(conversions), Some(at)) => match conversions.get(at) {
                Some(letter) => Parameter::of_conversion(*letter),
                None => continue,
            },
            _ => row.parameter(at),
        };
        let by = MisusedBy::Function(call, at, parameter);
        let takes = parameter.types_of_text(!is_word(operand));
        found.extend(of_types(operand, operand.span, by, takes));
    }
}

fn of_types<'a>(
    operand: &'a Operand,
    span: Span,
    by: MisusedBy<'a>,
    expected: Types,
) -> Option<Misuse<'a>> {
    let wrong = operand.types.without(expected);
    (!wrong.is_empty()).then_some(Misuse {
        operand,
        span,
        by,
        expected,
        wrong,
    })
}

/// What is said of a comparison, whose sides Lua turns around for `>` and `>=`.
fn compared(operation: &Operation, operand: &Operand, other: &Operand, kind: &str) -> String {
    let others = match Operator::Order.takes().and(other.types) {
        none if none.is_empty() => other.types,
        some => some,
    };
    let others = others.lua_name();
    if kind == others {
        return format!("attempt to compare two {kind} values");
    }
    let is_left = std::ptr::eq(operand, &raw const operation.left);
    let is_turned = matches!(
        operation.operator,
        BinaryOperator::Greater | BinaryOperator::GreaterEqual
    );
    if is_left == is_turned {
        format!("attempt to compare {others} with {kind}")
    } else {
        format!("attempt to compare {kind} with {others}")
    }
}
