//! Searching for strings in strings, compiled once. The standard library's search for strings is 2,000 lines of LLVM IR more.

/// Where a part begins, the first time.
#[must_use]
pub fn find(text: &str, part: &str) -> Option<usize> {
    let first = part.chars().next()?;
    let mut start = 0;
    while let Some(rest) = text.get(start..) {
        let at = start + rest.find(first)?;
        if text.get(at..)?.starts_with(part) {
            return Some(at);
        }
        start = at + first.len_utf8();
    }
    None
}

/// What is before a part, and what is after it.
#[must_use]
pub fn split_once<'text>(text: &'text str, part: &str) -> Option<(&'text str, &'text str)> {
    let at = find(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn parts_are_found(text in "[aбc]{0,8}", part in "[aбc]{1,3}") {
            prop_assert_eq!(super::find(&text, &part), text.find(&part));
            prop_assert_eq!(super::split_once(&text, &part), text.split_once(&part));
        }
    }
}
