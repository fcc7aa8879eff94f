//! Amounts as people read them: `3 + 2 * #ARGV`.

use std::fmt::{self, Write as _};

use crate::collections::lists::joined;
use crate::facts::{Amount, EntryTable, Factor, Term};
use crate::text::fill;

/// An amount as people read it.
pub struct ShownAmount<'a> {
    /// What is shown.
    pub amount: &'a Amount,
    /// How a factor is called; `None`: by what the script calls it.
    pub name: &'a dyn Fn(Factor) -> Option<String>,
}

impl fmt::Display for ShownAmount<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sums = &self.amount.sums;
        let mut all = Vec::with_capacity(sums.len());
        for sum in sums {
            all.push(self.sum(sum));
        }
        match all.as_slice() {
            [] => f.write_str("0"),
            [only] => f.write_str(only),
            several => write!(f, "max({})", joined(several, ", ")),
        }
    }
}

impl ShownAmount<'_> {
    fn sum(&self, sum: &[Term]) -> String {
        let mut text = String::new();
        for product in sum {
            if !text.is_empty() {
                text += " + ";
            }
            self.product(product, &mut text);
        }
        if text.is_empty() {
            "0".to_owned()
        } else {
            text
        }
    }

    fn product(&self, product: &Term, text: &mut String) {
        let Term { factors, times } = product;
        // A part of something, as by steps of two.
        let divided = (1.0 / times).round();
        let is_part = *times < 1.0 && (1.0 / divided - times).abs() < 1e-9;
        let mut shown = false;
        let is_one = (times - 1.0).abs() < 1e-9;
        // Otherwise the factors alone say it.
        if factors.is_empty() || !is_one && !is_part {
            // What is counted is whole; a half is of something that is halved.
            let parts = if factors.is_empty() { 1.0 } else { 100.0 };
            let _ = write!(text, "{}", (times * parts).ceil() / parts);
            shown = true;
        }
        for factor in factors {
            if shown {
                *text += " * ";
            }
            *text += &(self.name)(*factor).unwrap_or_else(|| name(*factor));
            shown = true;
        }
        if is_part && !factors.is_empty() {
            let _ = write!(text, " / {divided}");
        }
    }
}

/// What a factor is called if nothing else is known.
fn name(factor: Factor) -> String {
    match factor {
        Factor::Entries {
            table,
            skipped,
            group,
        } => {
            let table = table.name();
            let count = if skipped == 0 {
                fill!("#{table}", table)
            } else {
                fill!("(#{table} - {skipped})", table, skipped)
            };
            if group == 1 {
                count
            } else {
                fill!("{count} / {group}", count, group)
            }
        }
        Factor::Entry(table, at) => fill!("{}[{at}]", table.name(), at),
        Factor::Below(table, at) => fill!("(-{}[{at}])", table.name(), at),
        Factor::Bytes(table, at) => fill!("#{}[{at}]", table.name(), at),
        Factor::KeySize(at) => fill!("|{}[{at}]|", EntryTable::Keys.name(), at),
        Factor::Size(_) => "|key|".to_owned(),
        Factor::Reply(_) => "|reply|".to_owned(),
        Factor::Number(_) => "reply".to_owned(),
        Factor::Rounds(_) => "rounds".to_owned(),
        Factor::Calls(_) => "calls".to_owned(),
        Factor::Stored(_) | Factor::Length(_) | Factor::Unknown => "unknown".to_owned(),
    }
}
