//! Sentences with names and numbers in them.

use std::fmt::{Display, Write as _};

/// `format!` for values that are only displayed, which stand after the template in the order of its gaps.
///
/// Every user compiles each message without optimization, and `format!` takes nearly twice as much there. `tests/templates.rs` of the
/// workspace compares the gaps with the values.
#[doc(hidden)]
#[macro_export]
macro_rules! fill {
    ($template:literal, $($value:expr),+ $(,)?) => {
        $crate::text::filled($template, &[$(&$value),+])
    };
}

pub(crate) use fill;

/// What `fill!` gives.
#[doc(hidden)]
#[must_use]
pub fn filled(template: &str, values: &[&dyn Display]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut values = values.iter();
    let mut characters = template.chars();
    while let Some(character) = characters.next() {
        let is_brace = matches!(character, '{' | '}');
        // A brace of the text is written twice.
        if !is_brace || characters.as_str().starts_with(character) {
            text.push(character);
            if is_brace {
                characters.next();
            }
            continue;
        }
        while !matches!(characters.next(), Some('}') | None) {}
        if let Some(value) = values.next() {
            // Writing to a string does not fail.
            let _ = write!(text, "{value}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn gaps_get_their_values() {
        let (name, count) = ("x", 3);
        assert_eq!(
            fill!("`{name}` {{{count}}} {{}} é{}", name, count, "{y}"),
            format!("`{name}` {{{count}}} {{}} é{}", "{y}")
        );
    }
}
