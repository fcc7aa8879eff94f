//! What earlier commands have settled of keys on every path to a place: that a key or a part of it is gone, that a key does not
//! expire, which string it holds, that its elements were counted, that a count is out of date, and that what was added is too much.
//!
//! Lints alone read this. Two names of keys are taken for two keys.

use super::Interpreter;
use super::limits::SETTLED;
use super::state::State;
use crate::collections::{Empty, Shared, lists};
use crate::domain::{Value, ValueNumber};
use crate::facts::{CommandCall, Operand};
use crate::lua::syntax::{BinaryOperator, ExprId};
use crate::redis::builtins::Operator;
use crate::redis::commands::{Access, Command, Property};

/// What is settled of one key.
#[derive(Clone, Copy)]
pub(super) struct Fact {
    /// The number of the key, or of the reply.
    pub(super) key: ValueNumber,
    pub(super) what: What,
    /// The call that settled it.
    pub(super) by: ExprId,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum What {
    /// The key holds nothing.
    Gone,
    /// It does not hold this part.
    PartGone(ValueNumber),
    /// It does not expire.
    Lasting,
    /// The key holds this string.
    Holds(ValueNumber),
    /// Something was added to the key, and nothing was written since but its expiry.
    Added,
    /// The same, and then a condition found that there is more than something else.
    Exceeded,
    /// The call replied how many elements there are.
    Counted,
    /// The key was given an expiry by this call, after the other one had left it without one.
    Renewed(ExprId),
    /// The reply is an element that was taken out, or a list of such, and nothing has used it.
    Taken { is_list: bool },
    /// That call did so, and some of them were taken out since.
    Outdated(ExprId),
}

/// All that is settled at one point; paths that settle nothing new share it.
#[derive(Clone)]
pub(super) struct Settled(Shared<Vec<Fact>>);

impl Empty for Vec<Fact> {
    fn empty() -> &'static Self {
        const { &Self::new() }
    }
}

impl Settled {
    pub(super) const EMPTY: Self = Self(Shared::EMPTY);

    /// Where two paths meet, what both have settled is left.
    pub(super) fn join(mut self, other: &Self) -> Self {
        if !self.0.shares(&other.0) {
            self.keep(&|fact| other.by(fact.key, fact.what).is_some());
        }
        self
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.0.shares(&other.0) || self.0.len() == other.0.len()
    }

    /// What settled it.
    pub(super) fn by(&self, key: ValueNumber, what: What) -> Option<ExprId> {
        let fact = self.find(&|fact| fact.key == key && fact.what == what)?;
        Some(fact.by)
    }

    /// The first fact that is such.
    pub(super) fn find(&self, is_such: &dyn Fn(&Fact) -> bool) -> Option<Fact> {
        for fact in self.0.iter() {
            if is_such(fact) {
                return Some(*fact);
            }
        }
        None
    }

    fn keep(&mut self, is_wanted: &dyn Fn(&Fact) -> bool) {
        if !self.0.is_empty() {
            lists::keep(self.0.to_mut(), |fact| is_wanted(fact));
        }
    }

    pub(super) fn settle(&mut self, fact: Fact) {
        self.keep(&|known| known.key != fact.key || known.what != fact.what);
        // There may be more GETs than all else.
        if self.0.len() >= SETTLED
            && let Some(held) = self.find(&|known| matches!(known.what, What::Holds(_)))
        {
            self.forget_held(held.key);
        }
        if self.0.len() < SETTLED {
            self.0.to_mut().push(fact);
        }
    }

    pub(super) fn forget_held(&mut self, key: ValueNumber) {
        self.keep(&|fact| fact.key != key || !matches!(fact.what, What::Holds(_)));
    }

    pub(super) fn forget_taken(&mut self, call: ExprId) {
        self.keep(&|fact| fact.by != call || !matches!(fact.what, What::Taken { .. }));
    }

    /// The replies that nothing has used, whether they are lists, and their calls.
    pub(super) fn taken(&self) -> Vec<(ValueNumber, bool, ExprId)> {
        let mut taken = Vec::new();
        for fact in self.0.iter() {
            if let What::Taken { is_list } = fact.what {
                taken.push((fact.key, is_list, fact.by));
            }
        }
        taken
    }

    /// The calls that left a key without an expiry here, and those that gave it one on the other path.
    pub(super) fn renewed_on(&self, other: &Self) -> Vec<(ExprId, ExprId)> {
        let mut renewed = Vec::new();
        if self.0.shares(&other.0) {
            return renewed;
        }
        for fact in other.0.iter() {
            if let What::Renewed(dropping) = fact.what
                && self.by(fact.key, What::Lasting) == Some(dropping)
            {
                renewed.push((dropping, fact.by));
            }
        }
        renewed
    }

    /// A command changed a key.
    fn change(&mut self, key: ValueNumber, call: &CommandCall, command: Command) {
        if planted!(SettledOutlives) {
            return;
        }
        let dropped = self.by(key, What::Lasting);
        let only_less = command.has(Property::LESSENS);
        let may_expire = command.has(Property::EXPIRES) && !call.drops_expiry();
        let ends_lasting = may_expire || command.has(Property::ENDS);
        self.keep(&|fact| {
            if fact.key != key {
                return !matches!(fact.what, What::Added | What::Exceeded);
            }
            match fact.what {
                What::Gone | What::PartGone(_) => only_less,
                What::Lasting => !ends_lasting,
                What::Renewed(_) | What::Holds(_) => false,
                What::Added | What::Exceeded => command.has(Property::TIMES),
                What::Counted | What::Outdated(_) | What::Taken { .. } => true,
            }
        });
        if let (Some(dropping), true) = (dropped, call.expires()) {
            self.settle(Fact {
                key,
                what: What::Renewed(dropping),
                by: call.id,
            });
        }
        // `DEL` and `EXPIRE` concern the whole key.
        let has_fewer = only_less && command.key_type().is_some();
        if has_fewer && !command.has(Property::REMOVES) && !self.0.is_empty() {
            for fact in self.0.to_mut() {
                if fact.key == key && fact.what == What::Counted {
                    fact.what = What::Outdated(fact.by);
                    fact.by = call.id;
                }
            }
        }
    }
}

impl Interpreter<'_> {
    /// A command is called. Gives the earlier call that settled what this one asks for, if there is one.
    pub(super) fn note_settled(&mut self, call: &CommandCall) -> Option<ExprId> {
        let (Some(command), Some(keys)) = (call.command(), call.keys()) else {
            self.forget_settled();
            return None;
        };
        let only_reads = command.only_reads();
        if !only_reads && (!keys.complete || keys.known.is_empty() && !is_apart(command)) {
            self.forget_settled();
        }
        let mut settled_by = None;
        for key in &keys.known {
            let Some(operand) = call.operands().get(key.argument) else {
                continue;
            };
            let number = self.settled_number(operand);
            if let ([_], true) = (keys.known.as_slice(), keys.complete) {
                settled_by = self
                    .settled_before(number, call, command)
                    .or_else(|| self.held_before(number, call, command));
            }
            if key.access == Access::Read || only_reads {
                self.count_settled(number, call, command);
            } else if number == ValueNumber::NONE {
                self.forget_settled();
            } else {
                self.state.settled.change(number, call, command);
                if !call.catches && !call.is_alternative {
                    self.add_settled(number, call, command);
                }
            }
        }
        settled_by
    }

    /// A call that is not followed may have run any command.
    pub(super) fn forget_settled(&mut self) {
        self.state.settled = Settled::EMPTY;
    }

    /// Two paths meet. If a command left a key without an expiry, one of them may have given it one, and the other not.
    pub(super) fn note_renewed(&mut self, one: &State, other: &State) {
        if !self.is_noting_in(one) || !self.is_noting_in(other) {
            return;
        }
        for &(ours, theirs) in &[(one, other), (other, one)] {
            for (dropping, expiring) in ours.settled.renewed_on(&theirs.settled) {
                self.events.renewed(dropping, expiring);
            }
        }
    }

    /// Which call made a count out of date that is compared with something else than a reply.
    pub(super) fn outdated_comparison(
        &self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> Option<ExprId> {
        let compares = matches!(
            Operator::of(operator),
            Some(Operator::Order | Operator::Equal)
        );
        match (left.origin.calls.is_empty(), right.origin.calls.is_empty()) {
            (false, true) if compares => self.outdated_by(left),
            (true, false) if compares => self.outdated_by(right),
            _ => None,
        }
    }

    fn outdated_by(&self, value: &Value) -> Option<ExprId> {
        let call = ExprId(value.origin.calls.single()?);
        for fact in self.state.settled.0.iter() {
            if fact.what == What::Outdated(call) {
                return Some(fact.by);
            }
        }
        None
    }

    fn settled_before(
        &mut self,
        key: ValueNumber,
        call: &CommandCall,
        command: Command,
    ) -> Option<ExprId> {
        let known = &self.state.settled;
        if known.0.is_empty() || key == ValueNumber::NONE {
            return None;
        }
        let asks = command.only_reads() || command.has(Property::TAKES);
        let gone = known.by(key, What::Gone).filter(|_| asks);
        let by_part = command.has(Property::ASKS_PART) && gone.is_none();
        if by_part && let Some(part) = call.operands().get(1) {
            let part = self.settled_number(part);
            return self.state.settled.by(key, What::PartGone(part));
        }
        let asks_expiry = command.has(Property::TIME_LEFT) || call.compares_expiry();
        gone.or_else(|| known.by(key, What::Lasting).filter(|_| asks_expiry))
    }

    fn count_settled(&mut self, key: ValueNumber, call: &CommandCall, command: Command) {
        if key != ValueNumber::NONE && command.has(Property::COUNTS) {
            let outdated = What::Outdated(call.id);
            self.state.settled.keep(&|fact| fact.what != outdated);
            self.state.settled.settle(Fact {
                key,
                what: What::Counted,
                by: call.id,
            });
        }
    }

    fn add_settled(&mut self, key: ValueNumber, call: &CommandCall, command: Command) {
        let fact = |what| Fact {
            key,
            what,
            by: call.id,
        };
        if command.has(Property::REMOVES) {
            self.state.settled.settle(fact(What::Gone));
        }
        if command.has(Property::REMOVES_PARTS) {
            for part in call.operands().get(1..).unwrap_or_default() {
                let part = self.settled_number(part);
                if part != ValueNumber::NONE {
                    self.state.settled.settle(fact(What::PartGone(part)));
                }
            }
        }
        if call.drops_expiry() {
            self.state.settled.settle(fact(What::Lasting));
        }
        let counts = command.has(Property::COUNTS) || command.has(Property::SCORES);
        if command.has(Property::CREATES) && counts {
            self.state.settled.settle(fact(What::Added));
        }
    }

    /// The number of the value that a command gets.
    pub(super) fn settled_number(&mut self, operand: &Operand) -> ValueNumber {
        match operand.as_argument() {
            Some(text) => self.numbering.constant(&text),
            None => operand.same,
        }
    }
}

/// Whether a command without keys leaves all keys as they are.
fn is_apart(command: Command) -> bool {
    command.has(Property::CLOCK) || command.has(Property::PUBLISHES)
}
