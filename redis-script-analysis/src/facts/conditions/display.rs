//! Conditions as messages say them.

use std::fmt::{self, Write as _};

use super::{Condition, Conditions, Constant, ConstantSet};
use crate::text::fill;

/// As messages say it behind "only": ``if `ARGV[1]` is `set` ``.
impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, condition) in self.list.iter().enumerate() {
            f.write_str(if at > 0 { " and " } else { "" })?;
            write!(f, "{condition}")?;
        }
        if self.list.is_empty() && self.uncalled {
            f.write_str("if something calls the function around it")?;
        }
        Ok(())
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entry = fill!("`{}[{}]`", self.table.name(), self.entry);
        match &self.values {
            ConstantSet::OneOf(list) => write!(f, "if {entry} is {}", named(list)),
            ConstantSet::NoneOf(list) if *list == [Constant::Absent] => {
                write!(f, "if {entry} is passed")
            }
            ConstantSet::NoneOf(list) => write!(f, "if {entry} is not {}", named(list)),
            ConstantSet::Some => write!(f, "for some values of {entry}"),
        }
    }
}

/// `a`, `b` or `c`; of a long list the first ones.
fn named(list: &[Constant]) -> String {
    let mut text = String::new();
    for (at, constant) in list.iter().take(SHOWN).enumerate() {
        match at {
            0 => {}
            at if at + 1 == list.len() => text += " or ",
            _ => text += ", ",
        }
        let _ = match constant {
            Constant::Absent => write!(text, "nil"),
            Constant::Text(bytes) if bytes.is_empty() => write!(text, "empty"),
            Constant::Text(bytes) => write!(text, "`{}`", bytes.escape_ascii()),
            Constant::Number(number) => write!(text, "{number}"),
        };
    }
    if list.len() > SHOWN {
        text += ", ...";
    }
    text
}

/// Values that a message names.
const SHOWN: usize = 4;
