//! What a command costs at one place, with what is known of its arguments and of its reply put in.

use std::fmt::Write as _;

use super::BoundedBy;
use super::shown::ShownAmount;
use crate::collections::lists;
use crate::facts::{Amount, CommandCall, EntryTable, Factor, Facts, More};
use crate::redis::commands::Cost;
use crate::text::{fill, split_once};

/// The cost of a command at one place.
#[derive(Clone)]
pub struct CommandCost {
    /// As `O(log N + 100)`.
    pub text: String,
    /// What bounds it; what grows with the logarithm of the data counts for constant.
    pub bounded_by: BoundedBy,
}

impl Facts {
    /// What a call of a command costs; `None` if that is not known.
    #[must_use]
    pub fn cost_of(
        &self,
        call: &CommandCall,
        name: &dyn Fn(Factor) -> Option<String>,
    ) -> Option<CommandCost> {
        let command = call.command()?;
        let place = PlaceOfCall {
            facts: self,
            call,
            name,
        };
        let mut all = CommandCost {
            text: String::new(),
            bounded_by: BoundedBy::Constant,
        };
        let mut constant = 0.0;
        for term in command.cost()?.terms() {
            place.term(term, &mut all, &mut constant);
        }
        let is_constant = all.text.is_empty();
        if is_constant || constant > 1.0 {
            let constant = f64::max(constant, 1.0);
            let plus = if is_constant { "" } else { " + " };
            let _ = write!(all.text, "{plus}{constant}");
        }
        all.text = fill!("O({})", all.text);
        Some(all)
    }

    /// How many elements the lists have that a call replies; `None` if it replies none.
    #[must_use]
    pub fn reply_size(&self, call: &CommandCall) -> Option<&Amount> {
        let at = lists::find(&self.reply_sizes, |(known, _)| known.cmp(&call.id)).ok()?;
        let (_, size) = self.reply_sizes.get(at)?;
        Some(size)
    }
}

struct PlaceOfCall<'a> {
    facts: &'a Facts,
    call: &'a CommandCall,
    name: &'a dyn Fn(Factor) -> Option<String>,
}

impl PlaceOfCall<'_> {
    fn term(&self, term: &str, all: &mut CommandCost, constant: &mut f64) {
        let mut rest = term;
        if let Some((counted, options)) = split_once(term, ":") {
            let mut is_asked = self.call.is_open();
            for option in options.split(',') {
                is_asked |= self.call.has_option(option.as_bytes());
            }
            if !is_asked {
                return;
            }
            rest = counted;
        }
        let mut product = 1.0;
        let mut text = String::new();
        while !rest.is_empty() {
            let factor;
            (factor, rest) = split_once(rest, " * ").unwrap_or((rest, ""));
            let (is_log, word) = match factor.strip_prefix("log ") {
                Some(word) => (true, word),
                None => (false, factor),
            };
            let amount = self.amount(word);
            if let Some(known) = amount.as_ref().and_then(Amount::as_constant) {
                product *= if is_log {
                    known.max(2.0).log2().ceil()
                } else {
                    known
                };
                continue;
            }
            if !text.is_empty() {
                text += " * ";
            }
            let by = amount.as_ref().map_or(BoundedBy::Data, Amount::bounded_by);
            let shown = match &amount {
                Some(amount) if by < BoundedBy::Data => {
                    let name = self.name;
                    ShownAmount { amount, name }.to_string()
                }
                _ if word == Cost::REPLY => Cost::ELEMENTS.to_owned(),
                _ if Cost::items_of(word).is_some() => "arguments".to_owned(),
                _ => word.to_owned(),
            };
            if is_log {
                text += "log ";
            } else {
                all.bounded_by = all.bounded_by.max(by);
            }
            text += &shown;
        }
        if text.is_empty() {
            *constant += product;
            return;
        }
        if !all.text.is_empty() {
            all.text += " + ";
        }
        if product > 1.0 {
            let _ = write!(all.text, "{product} * ");
        }
        all.text += &text;
    }

    /// What a word of a cost stands for; `None` if that depends on the data alone.
    fn amount(&self, word: &str) -> Option<Amount> {
        if let Some(items) = Cost::items_of(word) {
            return Some(self.items(items));
        }
        match word {
            Cost::COUNT | Cost::REPLY => {
                let size = self.facts.reply_size(self.call);
                let one = Amount::constant(1.0);
                let size = size.cloned().unwrap_or(one);
                (size.bounded_by() < BoundedBy::Data).then_some(size)
            }
            Cost::START => {
                let start = self.call.operands().get(1)?;
                let text = start.as_argument()?;
                let place: f64 = std::str::from_utf8(&text).ok()?.parse().ok()?;
                // From the end, the first one is the last.
                Some(Amount::constant(if place < 0.0 {
                    -place - 1.0
                } else {
                    place
                }))
            }
            one => one.parse().ok().map(Amount::constant),
        }
    }

    fn items(&self, (skipped, group): (usize, usize)) -> Amount {
        let fixed = self.call.operands().len().saturating_sub(skipped);
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let count = (fixed / group) as f64;
        let entries = match self.call.arguments.more {
            More::None => return Amount::constant(count.max(1.0)),
            More::Entries { table, first, .. } => entries_from(table, first, group),
            More::Unknown => Factor::Unknown,
        };
        Amount::constant(count).plus(&Amount::of(entries))
    }
}

fn entries_from(table: EntryTable, first: i64, group: usize) -> Factor {
    Factor::Entries {
        table,
        skipped: u32::try_from(first - 1).unwrap_or(0),
        group: u32::try_from(group).unwrap_or(1),
    }
}
