//! How messages count.

use crate::text::fill;
/// `1 key`, `2 keys`
#[must_use]
pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 {
        fill!("1 {noun}", noun)
    } else {
        fill!("{count} {noun}s", count, noun)
    }
}
