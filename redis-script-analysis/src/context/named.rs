//! What the names of values say of them.

use super::Context;
use crate::facts::Operand;
use crate::text::{is_word, words};

impl Context<'_> {
    /// Whether the last word of a name of a value is one of some: as the script calls it, or whoever passes it.
    pub(crate) fn is_named(&self, value: &Operand, wanted: &[&str]) -> bool {
        let is = |name: &str| match words(name).as_slice() {
            [.., last] => is_word(last, wanted),
            [] => false,
        };
        let text = self.text(value.span);
        if text.bytes().all(is_of_name) && is(text) {
            return true;
        }
        let Some((table, entry)) = self.entry_of(&value.reads) else {
            return false;
        };
        for name in self.entry_names() {
            if (name.table, name.entry) == (table, entry) && is(&name.text) {
                return true;
            }
        }
        false
    }
}

/// Whether a byte is part of `stored` or `job.version`.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.')
}
