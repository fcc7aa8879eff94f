//! The units in which parameters that are a `Duration` are sent.

use super::Context;
use crate::contract::types::ArgType;
use crate::facts::{NamedBy, Operand, Operation, Time, TimeUnit};
use crate::lua::syntax::BinaryOperator;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::{Span, fill};

/// The name under which it is reported that the script does not tell the unit: this cannot be silenced.
const DURATION_UNIT: &str = "duration_unit";

/// A `Duration` and its unit.
#[derive(Clone, Copy)]
pub struct SentDuration {
    /// The parameter, by its place.
    pub param: usize,
    /// The part of a tuple, from 0.
    pub part: usize,
    /// The unit of the number that is sent.
    pub unit: TimeUnit,
}

/// What says in which unit the script takes an entry.
struct UnitEvidence {
    /// The unit, or that it is a point in time.
    time: Time,
    span: Span,
}

impl Context<'_> {
    /// All parameters that are a `Duration`, with the one unit that everything says of them.
    pub(crate) fn durations(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<SentDuration> {
        let mut sent = Vec::new();
        for (param, declared) in self.contract.params.iter().enumerate() {
            for (part, ty) in declared.types.iter().enumerate() {
                if *ty != ArgType::Duration {
                    continue;
                }
                let evidence = self.evidence(param, part);
                match unit(&evidence) {
                    _ if self.is_key(param) => diagnostics.push(self.report_key(param)),
                    Some(unit) => sent.push(SentDuration { param, part, unit }),
                    None => diagnostics.push(self.report(param, part, &evidence)),
                }
            }
        }
        sent
    }

    fn is_key(&self, param: usize) -> bool {
        match self.layout {
            Some(layout) => param < layout.args.first,
            None => false,
        }
    }

    fn report_key(&self, param: usize) -> Diagnostic {
        let name = self.param_name(param);
        let message = fill!("`{name}` is a `Duration`, which is not a key", name);
        Diagnostic::error(DURATION_UNIT, Span::default(), message)
            .help("pass it after the keys")
            .about(Subject::ParamType(param))
    }

    /// All that says something of an entry, in the order of the text.
    fn evidence(&self, param: usize, part: usize) -> Vec<UnitEvidence> {
        let mut evidence = Vec::new();
        let is_it = |operand: &Operand| {
            let mut reads = operand.reads.iter();
            reads.any(|read| self.is_read_of(*read, param, part))
        };
        for call in &self.facts.commands {
            for (place, operand) in call.operands().iter().enumerate() {
                if is_it(operand) {
                    let taken = self.time_taken(call, place);
                    add(&mut evidence, taken, operand, operand.span);
                }
            }
        }
        for operation in &self.facts.operations {
            let (left, right) = (&operation.left, &operation.right);
            for &(operand, other) in &[(left, right), (right, left)] {
                if relates(operation) && is_it(operand) && !is_it(other) {
                    let other = self.time_of(other).units();
                    add(&mut evidence, other, operand, operand.span);
                }
            }
        }
        for named in &self.facts.named {
            if named.by == NamedBy::Local && is_it(&named.value) {
                let time = Time::of_name(&named.name).units();
                add(&mut evidence, time, &named.value, named.value.span);
            }
        }
        self.add_descriptions(param, part, &mut evidence);
        let declared = Time::of_name(self.param_name(param)).units();
        if declared != Time::NONE {
            let (time, span) = (declared, Span::default());
            evidence.push(UnitEvidence { time, span });
        }
        evidence
    }

    /// What the header says.
    fn add_descriptions(&self, param: usize, part: usize, evidence: &mut Vec<UnitEvidence>) {
        for (place, read) in self.facts.reads.iter().enumerate() {
            if let Some(entry) = read.index.highest()
                && let Ok(entry) = usize::try_from(entry)
                && self.is_read_of(place, param, part)
                && let Some(described) = self.facts.header.of(read.table).entry(entry)
            {
                let time = Time::of_description(&described.text).units();
                if time != Time::NONE {
                    let span = described.span;
                    evidence.push(UnitEvidence { time, span });
                }
            }
        }
    }

    /// Whether a read finds what a part of a parameter passes.
    fn is_read_of(&self, read: usize, param: usize, part: usize) -> bool {
        let read = self.facts.reads.get(read);
        let place = read.and_then(|read| self.part_of(read.table, read.index));
        place == Some((param, part))
    }

    fn report(&self, param: usize, part: usize, evidence: &[UnitEvidence]) -> Diagnostic {
        let name = self.param_name(param);
        let subject = Subject::ParamType(param);
        let read = (0..self.facts.reads.len()).find(|read| self.is_read_of(*read, param, part));
        let read = read.and_then(|read| self.facts.reads.get(read));
        let Some(first) = evidence.iter().find(|known| known.span != Span::default()) else {
            let span = read.map_or(Span::default(), |read| read.span);
            let message = fill!(
                "nothing says in which unit the script takes `{name}`, so that its `Duration` cannot be sent",
                name
            );
            return Diagnostic::error(DURATION_UNIT, span, message)
                .help(fill!("name the variable that takes it after the unit, as in `local {name}_ms = tonumber(...)`, or describe it in the header, as in `-- ARGV[1] = {name} in milliseconds`", name, name))
                .about(subject);
        };
        if let Some(point) = evidence.iter().find(|known| known.time.is_point()) {
            let message = fill!(
                "`{name}` is a `Duration`, but the script takes it as a point in time",
                name
            );
            return Diagnostic::error(DURATION_UNIT, point.span, message)
                .label("a point in time")
                .help(
                    "pass the number of the point in time, or add the duration to the time of TIME",
                )
                .about(subject);
        }
        let message = fill!(
            "the script takes the `Duration` `{name}` in several units",
            name
        );
        let mut found =
            Diagnostic::error(DURATION_UNIT, first.span, message).label(said(first.time));
        for other in evidence {
            if other.time.units() != first.time.units() {
                if other.span == Span::default() {
                    found = found.note(fill!("its name says {}", said(other.time)));
                } else {
                    found = found.also(other.span, said(other.time));
                }
            }
        }
        found
            .help("convert it where the script needs another unit, as by `* 1000`")
            .about(subject)
    }
}

/// `in seconds`
fn said(time: Time) -> String {
    match time.unit() {
        Some(unit) => fill!("in {}", unit.name()),
        None => "in another unit".to_owned(),
    }
}

/// Whether both sides are in one unit.
fn relates(operation: &Operation) -> bool {
    !matches!(
        operation.operator,
        BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Modulo
            | BinaryOperator::Power
            | BinaryOperator::Concat
    )
}

/// Adds what says the unit of a value that was computed from the entry.
fn add(evidence: &mut Vec<UnitEvidence>, time: Time, operand: &Operand, span: Span) {
    let Some(scale) = operand.time.scale() else {
        return;
    };
    let is_point = time.is_point() && !operand.time.is_changed();
    let time = time.units().scaled_by(-scale);
    if time != Time::NONE {
        let kind = if is_point { Time::POINT } else { Time::NONE };
        let time = time.or(kind);
        evidence.push(UnitEvidence { time, span });
    }
}

/// The only unit that is said.
fn unit(evidence: &[UnitEvidence]) -> Option<TimeUnit> {
    let mut time = Time::NONE;
    for said in evidence {
        time = time.or(said.time);
    }
    if time.is_point() { None } else { time.unit() }
}
