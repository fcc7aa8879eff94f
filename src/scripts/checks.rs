//! What the types of arguments have in common.

use core::time::Duration;

use super::InvalidArgument;

/// 2^53 - 1: Lua's doubles count one by one up to it.
pub(super) const MAX_EXACT: u64 = (1 << 53) - 1;

/// A century in milliseconds: added to the time, it is exact in microseconds.
const CENTURY: u64 = 100 * 366 * 24 * 60 * 60 * 1000;

type Checked<T> = Result<T, InvalidArgument>;

/// A number of something, 1 or more.
pub(super) const fn count(name: &'static str, count: u64) -> Checked<u64> {
    match count {
        1..=MAX_EXACT => Ok(count),
        _ => Err(InvalidArgument::new(name, "between 1 and 2^53 - 1")),
    }
}

/// A duration in milliseconds, 1 or more.
pub(super) const fn millis(name: &'static str, duration: Duration) -> Checked<u64> {
    let millis = duration.as_millis();
    if !duration.subsec_nanos().is_multiple_of(1_000_000) || millis == 0 {
        let rule = "a whole number of milliseconds, 1 or more";
        return Err(InvalidArgument::new(name, rule));
    }
    if millis > MAX_EXACT as u128 {
        let rule = "at most 2^53 - 1 milliseconds";
        return Err(InvalidArgument::new(name, rule));
    }
    Ok(millis as u64)
}

/// So many milliseconds, if they are not more than a century.
pub(super) const fn within_century(name: &'static str, millis: u64) -> Checked<u64> {
    if millis > CENTURY {
        return Err(InvalidArgument::new(name, "at most a century"));
    }
    Ok(millis)
}

/// The name of what has several keys, as all of them begin, so that they are in one slot of a cluster: with a hash tag, which is the
/// whole name unless it has one of its own.
pub(super) fn hash_tagged(name: &str) -> Checked<String> {
    if name.is_empty() || name.starts_with('}') {
        let rule = "a string that is not empty and does not begin with `}`";
        return Err(InvalidArgument::new("name", rule));
    }
    // A cluster hashes what is between the first `{` and the next `}`, if that is anything.
    let tag = name
        .split_once('{')
        .and_then(|(_, rest)| rest.split_once('}'));
    Ok(match tag {
        Some((tag, _)) if !tag.is_empty() => name.to_owned(),
        _ => format!("{{{name}}}"),
    })
}
