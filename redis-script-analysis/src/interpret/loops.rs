//! Loops.

mod counter;
mod elements;

use std::rc::Rc;

use self::counter::loop_number;
use super::Interpreter;
use super::amounts::rounds_up_to;
use super::compute::numeric;
use super::numbering::Definition;
use super::operand::Seen;
use super::reach::literal;
use super::site::{CallSite, Site};
use super::state::PathKind;
use super::values::Values;
use crate::domain::{Domain, TargetKind, Types, Value, ValueNumber};
use crate::facts::{Amount, Factor, Loop, LoopEnd, LoopKind, Named, Step};
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
        let mut rounds = None;
        let mut has_steps = false;
        let body = self.iterate(statement.id, &mut |this| {
            let mut counted = this.begin_round(&entry.before);
            let tested = this.condition(condition);
            has_steps = !this.steps.is_empty();
            counted.head = this.state.clone();
            let mut exit = this.part(&tested);
            exit.unreachable |= literal == Some(true);
            if literal == Some(false) {
                this.dead_block(body, condition);
            } else {
                this.block(body);
            }
            rounds = this.rounds_while(&counted, (&tested, true), &this.state);
            std::mem::swap(&mut this.state, &mut exit);
            exit
        });
        // The last condition is that of no round.
        let more = if has_steps { 1.0 } else { 0.0 };
        self.note_counted(statement, condition.span, (rounds, more), body);
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
        let mut rounds = None;
        let steps = self.iterate(statement.id, &mut |this| {
            let counted = this.begin_round(&entry.before);
            this.block(body);
            let tested = this.condition(condition);
            rounds = this.rounds_while(&counted, (&tested, false), &this.state);
            let mut end = this.part(&tested);
            end.unreachable |= literal == Some(true);
            this.state.unreachable |= literal == Some(false);
            end
        });
        self.note_counted(statement, condition.span, (rounds, 1.0), steps);
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
                rounds: Amount::ZERO,
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
        let rounds = self.numeric_rounds(&start, &limit, &step);
        let most = self.amount_of(if goes_up { &limit } else { &start });
        let most = most.map(Rc::new);
        let before = self.state.heap.clone();
        let is_sure = u32::from(is_certain && !number.is_bottom());
        self.sure_loops += is_sure;
        let steps = self.iterate(statement.id, &mut |this| {
            let skipped = this.state.clone();
            this.note_limited_by(&limit);
            this.require_some(&deciding);
            if number.is_bottom() {
                this.state.path = PathKind::Refuted;
            }
            let counter = if is_certain {
                this.numbering.define(Definition::Counter)
            } else if goes_up && is_known(&start) {
                let last = most.clone();
                this.numbering.define(Definition::CounterFrom(last))
            } else {
                match &most {
                    Some(most) => this.numbering.define(Definition::Amount(most.clone())),
                    None => this.numbering.fresh(),
                }
            };
            let value = Value::number(number).numbered(counter);
            this.note_shadow(variable, &value, None);
            this.declare(variable, value);
            let round = this.begin_filling(counter);
            this.block(body);
            this.end_filling(&round, &before);
            this.forget_locals(&[variable]);
            std::mem::replace(&mut this.state, skipped)
        });
        self.sure_loops -= is_sure;
        self.note_counted(statement, head, (rounds, 0.0), steps);
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
        let mut rounds = None;
        let before = self.state.heap.clone();
        let is_sure = u32::from(goes_through_entries(&iterated));
        self.sure_loops += is_sure;
        let steps = self.iterate(statement.id, &mut |this| {
            rounds = this.rounds_over(&iterated);
            let mut given = this.step(&iterated, site);
            if let Some(table) = iterated.get(1) {
                this.note_limited(table, rounds.as_ref());
            }
            // The number of the element is that of the round.
            if let (Some(rounds), Some(first)) = (&rounds, given.fixed.first_mut())
                && goes_in_order(&iterated)
            {
                first.same = this.bounded_by(rounds.clone());
            }
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
            let counter = match variables.first().and_then(|first| this.state.local(*first)) {
                Some(value) => value.same,
                None => ValueNumber::NONE,
            };
            let round = this.begin_filling(counter);
            this.block(body);
            this.end_filling(&round, &before);
            this.forget_locals(variables);
            std::mem::replace(&mut this.state, skipped)
        });
        self.sure_loops -= is_sure;
        self.note_counted(statement, at.span, (rounds, 0.0), steps);
        self.roots.truncate(roots);
    }

    /// How often a numeric `for` goes round.
    fn numeric_rounds(&self, start: &Value, limit: &Value, step: &Value) -> Option<Amount> {
        let by = numeric(step).as_constant()?;
        let (lower, upper) = if by > 0.0 {
            (start, limit)
        } else {
            (limit, start)
        };
        let from = numeric(lower).low().as_constant();
        let last = self.amount_of(upper)?;
        match from {
            _ if by == 0.0 => None,
            Some(from) if from.is_finite() => Some(rounds_up_to(
                &last,
                Some(numeric(upper).high()),
                from,
                by.abs(),
            )),
            _ => {
                let all = last.plus(&self.amount_below(lower)?);
                let steps = all.times(&Amount::constant(1.0 / by.abs()));
                Some(steps.plus(&Amount::constant(1.0)))
            }
        }
    }

    /// How often a generic `for` goes round, over a table as it is here.
    fn rounds_over(&self, iterated: &[Value]) -> Option<Amount> {
        let [iterator, table, ..] = iterated else {
            return None;
        };
        match role_of(iterator)? {
            Role::Next | Role::IpairsIterator => self.elements_of(table, false),
            Role::MatchIterator => match self.numbering.definition(iterator.same) {
                Definition::Amount(matches) => Some(Amount::clone(matches)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Notes the commands of a loop whose rounds are counted. `more`: so many rounds beside these, each of which counts only if it
    /// calls a command.
    fn note_counted(
        &mut self,
        statement: &Statement,
        head: Span,
        (rounds, more): (Option<Amount>, f64),
        steps: Vec<Step>,
    ) {
        let rounds = match rounds {
            Some(rounds) => rounds.plus(&Amount::constant(more)),
            None => Amount::of(Factor::Rounds(statement.id)),
        };
        self.filled.count(statement.id, self.context, &rounds);
        self.note_rounds((statement.id, head), rounds, steps);
    }

    /// What one round of a generic `for` gives its variables: the iterator's results.
    fn step(&mut self, iterated: &[Value], call: CallSite) -> Values {
        let [iterator, state, ..] = iterated else {
            return Values::unknown();
        };
        match role_of(iterator) {
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

/// Whether a generic `for` goes through KEYS or ARGV.
fn goes_through_entries(iterated: &[Value]) -> bool {
    match iterated.get(1).and_then(Value::single_target) {
        Some(target) => target.kind() == TargetKind::Entries,
        None => false,
    }
}

fn goes_in_order(iterated: &[Value]) -> bool {
    iterated.first().and_then(role_of) == Some(Role::IpairsIterator)
}

fn role_of(iterator: &Value) -> Option<Role> {
    let target = iterator.single_target()?;
    if target.kind() != TargetKind::Builtin {
        return None;
    }
    Some(builtins::at(target.index())?.row.role)
}
