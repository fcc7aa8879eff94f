//! `and` and `or`: an operand only runs if all before it came out alike.

use super::Left;
use crate::domain::{Types, Value};
use crate::facts::Asks;
use crate::interpret::Interpreter;
use crate::interpret::numbering::Definition;
use crate::interpret::operand::Seen;
use crate::interpret::site::Site;
use crate::interpret::state::State;
use crate::lua::syntax::{BinaryOperator, BinaryStep, Expr, ExprId, ExprKind, UnaryOperator};
use crate::lua::visit;

impl<'chunk> Interpreter<'chunk> {
    /// `a and b and c`, or the same with `or`. An operand only runs if all before it are `truth`: there the paths part, and
    /// they meet again at the end.
    pub(super) fn chain(
        &mut self,
        left: Left<'chunk>,
        steps: &'chunk [BinaryStep],
        truth: bool,
    ) -> Left<'chunk> {
        let (mut left, mut seen, mut span) = left;
        let (conditions, ends) = (self.state.conditions.clone(), self.ends());
        let mut skipped = State::DEAD;
        let mut last = left.clone();
        for step in steps {
            self.test(if truth { Asks::And } else { Asks::Or }, &left, seen);
            if !truth && !left.may_be(false) && left.types().only(Types::TABLE) {
                // It is always there, so that the other side is never asked for.
                span = span.to(step.operand.span);
                #[cfg(feature = "soundness")]
                self.log_chain(Site { id: step.id, span }, &left, &mut skipped);
                continue;
            }
            let mut decided = self.part(&last);
            if !truth {
                std::mem::swap(&mut decided, &mut self.state);
            }
            decided.unreachable |= !last.may_be(!truth);
            skipped = self.join(skipped, decided);
            let is_reached = !self.state.unreachable && last.may_be(truth);
            last = self.evaluate(&step.operand);
            left = match (&self.steering, is_reached) {
                (Some(_), true) => last.clone(),
                (Some(_), false) => left,
                (None, _) => self.either_operand(&left, &last, truth, is_reached),
            };
            span = span.to(step.operand.span);
            seen = Seen::unnamed(Site { id: step.id, span });
            #[cfg(feature = "soundness")]
            self.log_chain(seen.at, &left, &mut skipped);
        }
        let evaluated = self.state.take();
        self.state = self.join(skipped, evaluated);
        self.reunite(&conditions, self.ends() == ends);
        (left, seen, span)
    }

    /// What `left and right` or `left or right` gives. `is_reached`: the right one can run.
    fn either_operand(
        &mut self,
        left: &Value,
        right: &Value,
        is_and: bool,
        is_reached: bool,
    ) -> Value {
        let operands = (left.clone(), right.clone()).into();
        if is_and {
            let falsy = left.clone().restricted(Types::FALSY);
            let mut value = if is_reached {
                right.clone()
            } else {
                Value::BOTTOM
            };
            value.join(&falsy);
            if falsy.is_bottom() {
                return value;
            }
            value.origin.guarded |= left.origin.guarded;
            return value.numbered(self.numbering.define(Definition::And(operands)));
        }
        let mut value = left.clone().restricted(Types::TRUTHY);
        if value.is_bottom() {
            return right.clone();
        }
        if is_reached {
            value.join(right);
        }
        value.numbered(self.numbering.define(Definition::Or(operands)))
    }
}

/// The test of a local that the next part of the condition uses: `x and #x > 0`, `not x or #x == 0`.
pub(super) fn guard(first: &Expr, operator: BinaryOperator, next: &Expr) -> Option<(Asks, ExprId)> {
    let (asks, tested) = match (&first.kind, operator) {
        (ExprKind::Local(_), BinaryOperator::And) => (Asks::And, first),
        (
            ExprKind::Unary {
                operator: UnaryOperator::Not,
                operand,
            },
            BinaryOperator::Or,
        ) => (Asks::Not, &**operand),
        _ => return None,
    };
    let ExprKind::Local(local) = tested.kind else {
        return None;
    };
    visit::mentions(next, local).then_some((asks, tested.id))
}
