//! Loops.

mod counter;
mod elements;

use self::counter::loop_number;
use super::Interpreter;
use super::compute::numeric;
use super::numbering::Definition;
use super::operand::Seen;
use super::reach::literal;
use super::site::{CallSite, Site};
use super::state::PathKind;
use super::values::Values;
use crate::domain::{Domain, TargetId, TargetKind, Types, Value};
use crate::facts::{Loop, LoopEnd, LoopKind, Named};
use crate::lua::syntax::{Block, Expr, ExprId, ExprRange, LocalId, Statement};
use crate::redis::builtins::{self, Operator, Role};
use crate::text::Span;

impl<'chunk> Interpreter<'chunk> {
    pub(super) fn while_loop(
        &mut self,
        condition: &'chunk Expr,
        body: &'chunk Block,
        statement: &Statement,
    ) {
        let entry = self.enter_loop();
        let literal = literal(condition);
        self.iterate(statement.id, &mut |this| {
            let tested = this.condition(condition);
            let mut exit = this.part(&tested);
            exit.unreachable |= literal == Some(true);
            if literal == Some(false) {
                this.dead_block(body, condition);
            } else {
                this.block(body);
            }
            std::mem::swap(&mut this.state, &mut exit);
            exit
        });
        let head = ExprRange {
            start: statement.exprs.start,
            end: condition.id.next(),
        };
        self.note_loop(&entry, (LoopKind::While, statement, head), condition);
    }

    pub(super) fn repeat_loop(
        &mut self,
        body: &'chunk Block,
        condition: &'chunk Expr,
        statement: &Statement,
    ) {
        let entry = self.enter_loop();
        let literal = literal(condition);
        self.iterate(statement.id, &mut |this| {
            this.block(body);
            let tested = this.condition(condition);
            let mut end = this.part(&tested);
            end.unreachable |= literal == Some(true);
            this.state.unreachable |= literal == Some(false);
            end
        });
        let last = body.statements.last();
        let head = ExprRange {
            start: match last {
                Some(last) => last.exprs.end,
                None => statement.exprs.start,
            },
            end: statement.exprs.end,
        };
        self.note_loop(&entry, (LoopKind::Repeat, statement, head), condition);
    }

    pub(super) fn numeric_for(
        &mut self,
        variable: LocalId,
        [start, limit]: [&'chunk Expr; 2],
        step: Option<&'chunk Expr>,
        body: &'chunk Block,
        statement: &Statement,
    ) {
        let last = Seen::expr(limit);
        let head = start.span.to(step.unwrap_or(limit).span);
        let (start, limit) = (self.evaluate(start), self.evaluate(limit));
        let step = match step {
            Some(step) => self.evaluate(step),
            None => Value::constant(1.0),
        };
        if self.is_noting() {
            self.events.looped(Loop {
                id: statement.id,
                exprs: statement.exprs,
                kind: LoopKind::Numeric,
                span: statement.span,
                head,
                condition: None,
                end: LoopEnd::Possible,
                limit: if self.is_noting_values() {
                    Some(self.operand(&limit, last))
                } else {
                    None
                },
            });
        }
        // How often it goes round, the number in an entry may decide: `for i = 1, tonumber(ARGV[1]) do`.
        let deciding = self.deciding_comparison(&start, &limit);
        for value in &[&start, &limit, &step] {
            self.need(value);
        }
        // Whether it is known which numbers the loop goes through.
        let is_known = |value: &Value| numeric(value).single().is_some();
        let is_certain = is_known(&start) && is_known(&limit) && is_known(&step);
        let goes_up = step
            .facets
            .number
            .as_constant()
            .is_some_and(|step| step > 0.0);
        let number = loop_number(&numeric(&start), &numeric(&limit), &numeric(&step));
        self.iterate(statement.id, &mut |this| {
            let skipped = this.state.clone();
            this.require_some(&deciding);
            if number.is_bottom() {
                this.state.path = PathKind::Refuted;
            }
            let counter = if is_certain {
                this.numbering.define(Definition::Counter)
            } else if goes_up && is_known(&start) {
                this.numbering.define(Definition::CounterFrom)
            } else {
                this.numbering.fresh()
            };
            let value = Value::number(number).numbered(counter);
            this.note_shadow(variable, &value, None);
            this.declare(variable, value);
            this.block(body);
            this.forget_locals(&[variable]);
            std::mem::replace(&mut this.state, skipped)
        });
    }

    pub(super) fn generic_for(
        &mut self,
        variables: &'chunk [LocalId],
        values: &'chunk [Expr],
        body: &'chunk Block,
        statement: &Statement,
    ) {
        let at = match (values.first(), values.last()) {
            (Some(first), Some(last)) => Site {
                id: first.id,
                span: first.span.to(last.span),
            },
            _ => Site {
                id: ExprId::default(),
                span: Span::default(),
            },
        };
        let site = CallSite {
            at,
            named: Named::No,
            as_method: false,
        };
        let iterated = self.evaluate_list(values);
        let iterated = self.first_of(&iterated, 3, at);
        if let Some(iterator) = iterated.first() {
            self.need(iterator);
            self.note_unary(Operator::Iterate, iterator, Seen::unnamed(at));
        }
        let roots = self.roots.len();
        for value in &iterated {
            self.roots.push(value.clone());
        }
        self.iterate(statement.id, &mut |this| {
            let given = this.step(&iterated, site);
            let skipped = this.state.clone();
            for (place, local) in variables.iter().enumerate() {
                let mut value = this.nth(&given, place, at);
                if place == 0 {
                    value.restrict(Types::ANY.without(Types::NIL));
                }
                if value.is_bottom() {
                    this.state.path = PathKind::Refuted;
                    value = Value::unknown();
                }
                this.note_shadow(*local, &value, None);
                this.declare(*local, value);
            }
            this.block(body);
            this.forget_locals(variables);
            std::mem::replace(&mut this.state, skipped)
        });
        self.roots.truncate(roots);
    }

    /// What one round of a generic `for` gives its variables: the iterator's results.
    fn step(&mut self, iterated: &[Value], call: CallSite) -> Values {
        let [iterator, state, ..] = iterated else {
            return Values::unknown();
        };
        let role = match iterator.single_target() {
            Some(target) if target.kind() == TargetKind::Builtin => role_of(target),
            _ => None,
        };
        match role {
            Some(Role::Next) => self.elements(state, false, call.at),
            Some(Role::IpairsIterator) => self.elements(state, true, call.at),
            Some(Role::MatchIterator) => Values::any(Value::string()),
            _ => {
                let arguments = Values::two(state.clone(), Value::unknown());
                self.call(iterator, &arguments, call)
            }
        }
    }
}

fn role_of(builtin: TargetId) -> Option<Role> {
    Some(builtins::at(builtin.index())?.row.role)
}
