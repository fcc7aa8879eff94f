//! Comparisons of values that never are equal.
//!
//! One judgement for all: a lint says what it is about, and none asks again whether two values can meet.

use super::Context;
use super::reached::may_send;
use crate::collections::lists;
use crate::contract::DeclaredBy;
use crate::contract::types::ArgType;
use crate::facts::{Constant, Index, Operand, Operation, Sources, Test, Types};
use crate::lua::syntax::ExprId;
use crate::text::Span;

/// Two values that are compared by `==` or `~=` and never are equal.
pub(crate) struct Apart<'a> {
    /// What the comparison always gives.
    pub(crate) always: bool,
    /// The types of the left side that count.
    pub(crate) left: Types,
    /// Those of the right side.
    pub(crate) right: Types,
    pub(crate) why: Why<'a>,
}

/// Why two values never are equal.
#[derive(Clone, Copy)]
pub(crate) enum Why<'a> {
    /// They have no type in common.
    Types,
    /// What they can be of one type differs.
    Values,
    /// The type of a parameter never sends the other side.
    Sent(usize, &'a ArgType),
}

/// Comparisons before and after one among which others of its condition are looked for.
const NEAR: usize = 16;

impl Apart<'_> {
    /// The types of a side, with those of the other.
    fn sides(&self) -> [(Types, Types); 2] {
        [(self.left, self.right), (self.right, self.left)]
    }

    /// Whether one side is a string and the other one a number, if they are anything.
    pub(crate) fn is_mixed(&self) -> bool {
        let is = |one: Types, types: Types| one.has(types) && one.only(types.or(Types::FALSY));
        let mut is_mixed = false;
        for (one, other) in &self.sides() {
            is_mixed |= is(*one, Types::STRING) && is(*other, Types::NUMBER);
        }
        is_mixed
    }
}

impl Context<'_> {
    /// Whether what `==` or `~=` compares is never equal. Not if the same condition also compares a side of it with what it can be, as
    /// in `n == 0 or n == '0'`.
    pub(crate) fn apart(&self, operation: &Operation) -> Option<Apart<'_>> {
        let apart = self.judge(operation)?;
        (!self.is_one_of_several(operation)).then_some(apart)
    }

    fn judge(&self, operation: &Operation) -> Option<Apart<'_>> {
        let always = !operation.operator.if_equal()?;
        let (left, right) = (&operation.left, &operation.right);
        let (ours, theirs) = (
            self.counted(operation, left, right),
            self.counted(operation, right, left),
        );
        let why = if ours.is_empty() || theirs.is_empty() {
            return None;
        } else if !ours.has(theirs) {
            Why::Types
        } else if let Some((at, ty)) = self.never_sent(left, right) {
            Why::Sent(at, ty)
        } else if operation.is_apart {
            Why::Values
        } else {
            return None;
        };
        Some(Apart {
            always,
            left: ours,
            right: theirs,
            why,
        })
    }

    /// The parameter of a side that never sends the constant of the other side.
    fn never_sent(&self, left: &Operand, right: &Operand) -> Option<(usize, &ArgType)> {
        for (sent, other) in &[(left, right), (right, left)] {
            let mut constants = Vec::new();
            if other.types.only(Types::STRING) {
                for text in other.string.constants().unwrap_or_default() {
                    constants.push(Constant::Text(text.clone()));
                }
            } else if let Some(number) = other.number {
                constants.push(Constant::Number(number));
            }
            let Some((at, ty)) = self.parameter(sent) else {
                continue;
            };
            let may_be = |constant: &Constant| may_send(ty, constant);
            if !constants.is_empty() && !constants.iter().any(may_be) {
                return Some((at, ty));
            }
        }
        None
    }

    /// Whether the condition of a test also compares the value, as in `not ARGV[1] or ARGV[1] == ''`.
    pub(crate) fn is_compared_too(&self, test: &Test) -> bool {
        let operand = &test.operand;
        self.is_in_condition(test.chain, operand.span, &mut |other| {
            shares(operand, other)
        })
    }

    /// Whether the same condition tests one of the values, or compares it with something that it may equal.
    fn is_one_of_several(&self, operation: &Operation) -> bool {
        let (left, right) = (&operation.left, &operation.right);
        let tests = &self.facts.tests;
        let at = lists::count_before(tests, |test| test.operand.span < left.span);
        let near = at.saturating_sub(NEAR)..tests.len().min(at + NEAR);
        for test in tests.get(near).unwrap_or_default() {
            let is_same = test.operand.is_one(left) || test.operand.is_one(right);
            if operation.chain.is_some() && test.chain == operation.chain && is_same {
                return true;
            }
        }
        self.is_in_condition(operation.chain, left.span, &mut |other| {
            other.id != operation.id
                && (shares(left, other) || shares(right, other))
                && self.judge(other).is_none()
        })
    }

    /// Whether a condition has a comparison that is looked for, near a place.
    fn is_in_condition(
        &self,
        chain: Option<ExprId>,
        span: Span,
        wanted: &mut dyn FnMut(&Operation) -> bool,
    ) -> bool {
        let operations = &self.facts.operations;
        let at = lists::count_before(operations, |other| other.left.span < span);
        let near = at.saturating_sub(NEAR)..operations.len().min(at + NEAR);
        for other in operations.get(near).unwrap_or_default() {
            if chain.is_some() && other.chain == chain && wanted(other) {
                return true;
            }
        }
        false
    }

    /// The types of a value, without the nil of an entry that is passed. If nobody says how many are, a missing one is another lint's
    /// finding, unless the script asks for it here.
    fn counted(&self, operation: &Operation, operand: &Operand, other: &Operand) -> Types {
        let present = operand.types.without(Types::NIL);
        let is_asked =
            other.types.only(Types::NIL) && !self.is_always_passed(operand, operation.in_function);
        if operand.may_be_absent && !is_asked && !present.is_empty() {
            present
        } else {
            operand.types
        }
    }

    /// Whether every call passes the entry that a value is, as the caller's function or counts say; comments may not be exact.
    /// Not if it was handed to a function, which may have other callers in mind.
    pub(crate) fn is_always_passed(&self, operand: &Operand, in_function: bool) -> bool {
        let is_entry = operand.sources == Sources::ARGUMENT || operand.sources == Sources::KEY;
        let types = operand.types.without(Types::NIL);
        if !is_entry || !types.only(Types::STRING) {
            return false;
        }
        let [read] = operand.reads.as_slice() else {
            return false;
        };
        let Some(read) = self.facts.reads.get(*read) else {
            return false;
        };
        if in_function && operand.expr != Some(read.id) {
            return false;
        }
        let is_declared = self.contract.declared_by(read.table) != DeclaredBy::Header;
        match (self.passed(read.table), read.index) {
            (Some(count), Index::At(entry)) if is_declared => {
                usize::try_from(entry).is_ok_and(|entry| (1..=count.least).contains(&entry))
            }
            _ => false,
        }
    }
}

/// Whether a comparison is of a value, too.
fn shares(value: &Operand, comparison: &Operation) -> bool {
    comparison.operator.if_equal().is_some()
        && (value.is_one(&comparison.left) || value.is_one(&comparison.right))
}
