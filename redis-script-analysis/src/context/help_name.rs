//! Values that a help names more than once: a call runs each time that it is written.

use super::Context;
use crate::facts::Operand;
use crate::text::fill;

/// How a help writes a value that it repeats.
pub(crate) struct HelpName<'a> {
    /// What to do first, for what is more than a name.
    pub(crate) keep: String,
    /// The name.
    pub(crate) name: &'a str,
}

impl Context<'_> {
    /// The name of a value, or of the local that it must be kept in.
    pub(crate) fn help_name(&self, operand: &Operand) -> HelpName<'_> {
        let text = self.text(operand.span);
        if is_name(text) {
            return HelpName {
                keep: String::new(),
                name: text,
            };
        }
        HelpName {
            keep: fill!("keep it in a local (`local {KEPT} = ...`) and ", KEPT),
            name: KEPT,
        }
    }
}

/// What helps call the local.
const KEPT: &str = "reply";

/// Whether reading it again does nothing: names, fields, and entries of tables by a name or a constant.
fn is_name(text: &str) -> bool {
    let mut parts = text.split(['\'', '"']);
    let mut before = parts.next().unwrap_or_default();
    let first = before.chars().next().unwrap_or('.');
    let mut is_name = (first.is_alphabetic() || first == '_') && is_part(before);
    // Between quotes, a field's name; around them, its brackets.
    while let (Some(_), Some(after)) = (parts.next(), parts.next()) {
        is_name &= before.ends_with('[') && after.starts_with(']') && is_part(after);
        before = after;
    }
    is_name
}

fn is_part(text: &str) -> bool {
    for char in text.chars() {
        if !char.is_ascii_alphanumeric() && !"_.[]#".contains(char) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_call_is_not_a_name() {
        for name in [
            "x",
            "x.y",
            "KEYS[1]",
            "t[i]",
            "t['a b'][2]",
            "t[#t]",
            "a.b[\"c\"].d",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "redis.call('GET', KEYS[1])",
            "f'x'",
            "f{}",
            "t[f()]",
            "f\"x\".y",
            "a .. b",
            "x:y()",
            "",
            "'x'",
            "t['a'] .. t['b']",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }
}
