//! How many elements replies have.

use super::Interpreter;
use super::compute::{constant_text, numeric};
use super::numbering::Definition;
use super::site::Site;
use super::values::{Tail, Values};
use crate::domain::{TargetKind, Types, Value, ValueNumber};
use crate::facts::{Amount, EntryTable, Factor};
use crate::redis::commands::{Command, Cost, Property};

impl Interpreter<'_> {
    /// Notes how many elements the lists of a reply have, and gives the number of the reply, which may be a count itself.
    pub(super) fn note_sizes(
        &mut self,
        arguments: &Values,
        site: Site,
        command: Option<Command>,
        reply: &Value,
    ) -> ValueNumber {
        if reply.types().has(Types::TABLE) {
            let elements = match command {
                Some(command) => self.reply_size(arguments, site, command),
                None => None,
            };
            let elements = elements.unwrap_or(Amount::of(Factor::Reply(site.id)));
            let is_limited = command.is_some_and(|command| is_limited(arguments, command));
            for target in reply.facets.target.iter() {
                if target.kind() == TargetKind::Object {
                    let number = target.index();
                    let joined = match self.sizes.get(number) {
                        Some(known) => known.max(&elements),
                        None => elements.clone(),
                    };
                    self.sizes.insert(number, joined);
                    if is_limited {
                        self.filled.measured.insert(number);
                    }
                }
            }
            let joined = match self.reply_sizes.get(site.id) {
                Some((_, known)) => known.max(&elements),
                None => elements,
            };
            self.reply_sizes.insert(site.id, (site.id, joined));
        }
        if !reply.types().has(Types::NUMERIC) {
            return self.numbering.fresh();
        }
        // What INCR replies is not how many there are.
        let counts =
            command.is_some_and(|command| command.has(Property::COUNTS) && command.only_reads());
        let number = if counts {
            self.key_size(arguments, site)
        } else {
            Amount::of(Factor::Number(site.id))
        };
        self.bounded_by(number)
    }

    /// How many elements the key of a command holds.
    fn key_size(&self, arguments: &Values, site: Site) -> Amount {
        let key = arguments.fixed.get(1);
        let definition = key.map(|key| self.numbering.definition(key.same));
        Amount::of(match definition {
            Some(Definition::Entry(EntryTable::Keys, at)) => Factor::KeySize(*at),
            _ => Factor::Size(site.id),
        })
    }

    /// How many elements the list has that a command replies.
    fn reply_size(&self, arguments: &Values, site: Site, command: Command) -> Option<Amount> {
        let pairs = Amount::constant(if with_values(arguments, command) {
            2.0
        } else {
            1.0
        });
        if command.has(Property::GROWS) {
            let elements = self
                .limit(arguments, command)
                .or_else(|| self.ranks(arguments, command));
            if let Some(elements) = elements {
                return Some(elements.times(&pairs));
            }
            let one_key = command.key_type().is_some();
            let whole = if one_key {
                self.key_size(arguments, site)
            } else {
                Amount::of(Factor::Size(site.id))
            };
            return Some(whole.times(&pairs));
        }
        let cost = command.cost()?;
        if cost.has(Cost::COUNT) {
            let count = arguments.fixed.get(2);
            if arguments.is_open() && count.is_none() {
                return None;
            }
            let Some(count) = count else {
                return Some(pairs);
            };
            // Of a negative number, some of them reply as many as without the minus.
            let is_counted = command.has(Property::TAKES) || is_natural(count);
            return Some(self.amount_of(count).filter(|_| is_counted)?.times(&pairs));
        }
        let (skipped, group) = cost.items()?;
        let first = skipped + 1;
        match arguments.tail {
            Tail::End => {
                let count = arguments.fixed.len().saturating_sub(first);
                #[expect(clippy::cast_precision_loss, reason = "a small number")]
                let count = (count / group) as f64;
                Some(Amount::constant(count))
            }
            Tail::Entries(table, from) if group == 1 => {
                let entries = Factor::Entries {
                    table,
                    skipped: u32::try_from(from - 1).ok()?,
                    group: 1,
                };
                #[expect(clippy::cast_precision_loss, reason = "a small number")]
                let fixed = arguments.fixed.len().saturating_sub(first) as f64;
                Some(Amount::of(entries).plus(&Amount::constant(fixed)))
            }
            _ => None,
        }
    }

    /// What an option limits the reply to: `LIMIT 0 100`, `COUNT 100`.
    fn limit(&self, arguments: &Values, command: Command) -> Option<Amount> {
        let option = command.property(Property::LIMIT)?;
        let place = |value: &Value| is_word(value, option.as_bytes());
        let at = arguments.fixed.iter().position(place)?;
        let count = arguments
            .fixed
            .get(at + if option == "LIMIT" { 2 } else { 1 })?;
        // A negative one means all.
        self.amount_of(count).filter(|_| is_natural(count))
    }

    /// How many elements there are between two ranks.
    fn ranks(&self, arguments: &Values, command: Command) -> Option<Amount> {
        let (_, last) = command.property(Property::RANGE)?.split_once(',')?;
        last.parse::<i64>().ok()?;
        let (start, stop) = (arguments.fixed.get(2)?, arguments.fixed.get(3)?);
        let by_rank = |value: &Value| !is_word(value, b"BYSCORE") && !is_word(value, b"BYLEX");
        if !arguments.fixed.iter().all(by_rank) {
            return None;
        }
        let (first, end) = (numeric(start), numeric(stop));
        match (first.as_constant(), end.as_constant()) {
            (Some(first), Some(end)) if (first < 0.0) == (end < 0.0) => {
                Some(Amount::constant(end - first + 1.0))
            }
            _ if is_natural(start) && is_natural(stop) => {
                Some(self.amount_of(stop)?.plus(&Amount::constant(1.0)))
            }
            _ => None,
        }
    }
}

/// Whether a command may reply two values for each element, such as a member and its score.
fn with_values(arguments: &Values, command: Command) -> bool {
    let option = match command.property(Property::PAIRS) {
        Some("") => return true,
        Some(option) => option.as_bytes(),
        None => return false,
    };
    // What comes before is no option.
    let is_range = command.property(Property::RANGE).is_some();
    let mut may_be = arguments.is_open();
    for value in arguments.from(if is_range { 4 } else { 3 }) {
        may_be |= constant_text(value).is_none() || is_word(value, option);
    }
    may_be
}

/// Whether a call asks for a part of what there is.
fn is_limited(arguments: &Values, command: Command) -> bool {
    let mut texts = Vec::with_capacity(arguments.fixed.len());
    for value in arguments.from(1) {
        texts.push(constant_text(value));
    }
    let mut known = Vec::with_capacity(texts.len());
    for text in &texts {
        known.push(text.as_deref());
    }
    command.is_limited(&known)
}

/// Whether a number is 0 or more.
fn is_natural(value: &Value) -> bool {
    let number = numeric(value);
    number.low().as_constant() >= Some(0.0)
}

fn is_word(value: &Value, word: &[u8]) -> bool {
    value
        .as_text()
        .is_some_and(|text| text.eq_ignore_ascii_case(word))
}
