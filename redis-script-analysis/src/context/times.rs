//! Which times values are, and which times commands take.

use super::Context;
use super::arguments::skipped;
use crate::contract::types::ArgType;
use crate::facts::{CommandCall, NamedBy, Operand, Read, Time};
use crate::redis::commands::Keys;
use crate::redis::grammar::{Expected, Kind};
use crate::redis::servers::Servers;
use crate::text::is_word;

impl Context<'_> {
    /// What is known of a value as a time, by the names of its variables, of the entries that it was computed from, and of replies.
    pub(crate) fn time_of(&self, operand: &Operand) -> Time {
        let known = operand.time;
        let Some(scale) = known.scale() else {
            return known;
        };
        let mut time = known;
        for read in &operand.reads {
            let entry = self.times().get(*read).copied().unwrap_or_default();
            time = time.or(entry.units().scaled_by(scale));
            if !known.is_changed() {
                time = time.or(entry.kinds());
            }
        }
        time
    }

    /// What names say of each read of KEYS and ARGV.
    fn times(&self) -> &[Time] {
        self.times.get_or_init(|| {
            let mut times = Vec::with_capacity(self.facts.reads.len());
            for read in &self.facts.reads {
                times.push(self.time_of_read(read));
            }
            for named in &self.facts.named {
                if let ([read], Some(scale)) =
                    (named.value.reads.as_slice(), named.value.time.scale())
                    && named.by == NamedBy::Local
                    && let Some(known) = times.get_mut(*read)
                {
                    *known = known.or(Time::of_name(&named.name).scaled_by(-scale));
                }
            }
            times
        })
    }

    /// What the parameter and the header say.
    fn time_of_read(&self, read: &Read) -> Time {
        let mut time = Time::NONE;
        if let Some((param, ty)) = self.param_of(read.table, read.index)
            && *ty != ArgType::Duration
        {
            time = Time::of_name(self.param_name(param));
        }
        let entry = match read.index.highest() {
            Some(entry) => usize::try_from(entry).unwrap_or(0),
            None => return time,
        };
        match self.facts.header.of(read.table).entry(entry) {
            Some(described) => time.or(Time::of_description(&described.text)),
            None => time,
        }
    }

    /// The parameter of the only entry that a value was computed from.
    pub(crate) fn param_of_value(&self, operand: &Operand) -> Option<usize> {
        let [read] = operand.reads.as_slice() else {
            return None;
        };
        let read = self.facts.reads.get(*read)?;
        let (param, _) = self.param_of(read.table, read.index)?;
        Some(param)
    }

    /// The time that a command takes as an argument, by its place after the command's name.
    pub(crate) fn time_taken(&self, call: &CommandCall, place: usize) -> Time {
        let taken = self.taken(call, place);
        taken.unwrap_or_default()
    }

    fn taken(&self, call: &CommandCall, place: usize) -> Option<Time> {
        let mut taken: Option<Time> = None;
        for (name, kind) in &self.values_taken(call, place)? {
            let time = time_of_value(name, *kind);
            if taken.is_some_and(|known| known != time) {
                return None;
            }
            taken = Some(time);
        }
        taken
    }

    /// What the values are called that may stand at a place.
    pub(crate) fn values_taken(
        &self,
        call: &CommandCall,
        place: usize,
    ) -> Option<Vec<(&'static str, Kind)>> {
        let command = call.command()?;
        let constants = call.constants();
        let arguments = self.arguments(call, &constants, false)?;
        let before = arguments.all.get(..place.checked_sub(skipped(command))?)?;
        let mut values = Vec::new();
        for (_, grammar) in &command.grammars(Servers::ALL) {
            for expected in &grammar.expected(before) {
                if let Expected::Value(name, kind) = *expected
                    && (kind != Kind::Key || is_key(call.keys(), place))
                {
                    values.push((name, kind));
                }
            }
        }
        Some(values)
    }
}

fn is_key(keys: Option<&Keys>, place: usize) -> bool {
    match keys {
        Some(keys) if keys.complete => {
            let mut known = keys.known.iter();
            known.any(|key| key.argument == place)
        }
        _ => true,
    }
}

/// What the documentation of commands calls their arguments.
fn time_of_value(name: &str, kind: Kind) -> Time {
    let time = match (name, kind) {
        ("unix-time-seconds", _) => Time::SECONDS.or(Time::POINT),
        ("unix-time-milliseconds", _) => Time::MILLISECONDS.or(Time::POINT),
        ("seconds", _) | ("timeout", Kind::Float) => Time::SECONDS.or(Time::DURATION),
        _ if is_word(
            name,
            &["milliseconds", "ms", "min-idle-time", "ttl", "timeout"],
        ) =>
        {
            Time::MILLISECONDS.or(Time::DURATION)
        }
        _ => Time::NONE,
    };
    // What may be 0 here may be a point in time, by another option.
    match kind {
        Kind::Integer(0, _) => time.units(),
        _ => time,
    }
}
