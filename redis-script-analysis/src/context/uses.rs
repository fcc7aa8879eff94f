//! What the script does with its values, and what is taken there.
//!
//! One pass over the facts finds all uses. What operators and functions take stands in
//! [`builtins`](crate::redis::builtins); each lint tells of one kind of values, and none asks again what is taken.

use super::Context;
use crate::collections::Map;
use crate::facts::{
    CommandCall, Facts, FieldAccess, LibraryCall, Operand, Operation, Types, UnaryOperation,
};
use crate::lua::number;
use crate::lua::syntax::ExprId;
use crate::redis::builtins::{Operator, Parameter};
use crate::report::diagnostic::Severity;
use crate::text::Span;

/// A value that something uses.
#[derive(Clone, Copy)]
pub(crate) struct Use<'a> {
    pub(crate) operand: &'a Operand,
    /// What a finding marks.
    pub(crate) span: Span,
    pub(crate) by: UsedBy<'a>,
    /// The types that are taken.
    pub(crate) expected: Types,
    /// The types that the value can have and that are not taken: those of a misuse.
    pub(crate) wrong: Types,
}

/// What uses a value.
#[derive(Clone, Copy)]
pub(crate) enum UsedBy<'a> {
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

impl Use<'_> {
    /// Whether the value has no other type.
    pub(crate) fn is_certain(&self) -> bool {
        self.wrong == self.operand.types
    }

    /// Whether an error of it ends each run that comes there.
    pub(crate) fn ends_run(&self) -> bool {
        match self.by {
            UsedBy::Function(call, ..) => call.is_certain(),
            UsedBy::Command(call, _) => call.is_certain(),
            UsedBy::Binary(_) | UsedBy::Comparison(..) | UsedBy::Unary(_) | UsedBy::Index(_) => {
                !self.operand.protected
            }
        }
    }

    /// How bad it is to use a value that surely is a wrong one.
    pub(crate) fn severity(&self) -> Severity {
        if self.ends_run() {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// What is done with the value, if that is an operator.
    pub(crate) fn operator(&self) -> Option<Operator> {
        match self.by {
            UsedBy::Binary(operator) => Some(operator),
            UsedBy::Comparison(operation, _) => Operator::of(operation.operator),
            UsedBy::Unary(operation) => Some(operation.operator),
            UsedBy::Index(_) => Some(Operator::Index),
            UsedBy::Function(..) | UsedBy::Command(..) => None,
        }
    }

    /// Whether a string or a number is compared by size with the other of both.
    pub(crate) fn is_mixed(&self) -> bool {
        let UsedBy::Comparison(_, other) = self.by else {
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
    /// All uses that do not take a type of their values, operators before calls, each in the order of the text.
    pub(crate) fn misuses(&self) -> &[Use<'a>] {
        self.misuses.get_or_init(|| {
            let mut found = Vec::new();
            each_use(self.facts, &mut |used| {
                if !used.wrong.is_empty() {
                    found.push(used);
                }
            });
            found
        })
    }

    /// The misuses by operators that raise an error, by the expressions that give the values.
    pub(crate) fn misused_operands(&self) -> Map<ExprId, &Use<'a>> {
        let mut misused = Map::default();
        for misuse in self.misuses() {
            let raises = !matches!(misuse.operator(), None | Some(Operator::Equal));
            if let (true, Some(expr)) = (raises, misuse.operand.expr) {
                misused.insert(expr, misuse);
            }
        }
        misused
    }
}

/// Visits all uses, operators before calls, each in the order of the text.
pub(crate) fn each_use<'a>(facts: &'a Facts, visit: &mut dyn FnMut(Use<'a>)) {
    for operation in &facts.operations {
        let (left, right) = (&operation.left, &operation.right);
        for (operand, other) in &[(left, right), (right, left)] {
            if let Some(used) = of_operand(operation, operand, other) {
                visit(used);
            }
        }
    }
    for access in &facts.accesses {
        let mut takes = Operator::Index.takes();
        if access.is_store {
            takes = takes.without(Types::STRING);
        }
        visit(of(
            &access.object,
            access.span,
            UsedBy::Index(access),
            takes,
        ));
    }
    for operation in &facts.unary_operations {
        let operand = &operation.operand;
        let takes = if operation.is_overloaded {
            Types::ANY
        } else {
            taken(operation.operator, operand)
        };
        visit(of(operand, operand.span, UsedBy::Unary(operation), takes));
    }
    for call in &facts.library_calls {
        each_argument(call, visit);
    }
    for call in &facts.commands {
        for (at, operand) in call.arguments.fixed.iter().enumerate() {
            let takes = call.function().parameter(at).types;
            visit(of(operand, operand.span, UsedBy::Command(call, at), takes));
        }
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
    match &operand.text {
        Some(text) => number::of_text(text).is_none(),
        None => false,
    }
}

fn of_operand<'a>(
    operation: &'a Operation,
    operand: &'a Operand,
    other: &'a Operand,
) -> Option<Use<'a>> {
    let operator = Operator::of(operation.operator)?;
    let compared = UsedBy::Comparison(operation, other);
    let (by, takes) = match operator {
        _ if operation.is_overloaded => (compared, Types::ANY),
        // A value that is equal to the other is of its type.
        Operator::Equal if operand.types.has(other.types) || other.types.is_empty() => {
            (compared, Types::ANY)
        }
        Operator::Equal => (compared, other.types),
        // What can be ordered at all is ordered with its own type.
        Operator::Order => match operator.takes().and(other.types) {
            none if none.is_empty() => (compared, operator.takes()),
            same => (compared, same),
        },
        _ => (UsedBy::Binary(operator), taken(operator, operand)),
    };
    Some(of(operand, operand.span, by, takes))
}

fn each_argument<'a>(call: &'a LibraryCall, visit: &mut dyn FnMut(Use<'a>)) {
    let format = match call.arguments.fixed.as_slice() {
        [format, ..] => format.text.as_deref(),
        [] => None,
    };
    let parameters = call.function.row.parameters(format);
    for (at, operand) in call.arguments.fixed.iter().enumerate() {
        if let Some(parameter) = parameters.at(at) {
            let by = UsedBy::Function(call, at, parameter);
            let takes = parameter.types_of_text(!is_word(operand));
            visit(of(operand, operand.span, by, takes));
        }
    }
}

fn of<'a>(operand: &'a Operand, span: Span, by: UsedBy<'a>, expected: Types) -> Use<'a> {
    Use {
        operand,
        span,
        by,
        expected,
        wrong: operand.types.without(expected),
    }
}
