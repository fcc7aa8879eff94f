//! What names and descriptions say of times.

use super::Time;
use crate::text::{is_word, words};

/// Units in the order of the next two.
const UNITS: [Time; 3] = [Time::SECONDS, Time::MILLISECONDS, Time::MICROSECONDS];

/// Words that are a unit wherever they stand.
const LONG: [&[&str]; 3] = [
    &["seconds", "secs"],
    &["milliseconds", "millisecond", "millis", "msecs", "msec"],
    &["microseconds", "microsecond", "micros", "usecs", "usec"],
];

/// Words that are a unit at the end of a name.
const SHORT: [&[&str]; 3] = [&["s", "sec"], &["ms", "milli"], &["us", "micro"]];

/// Names that end so are durations.
const DURATIONS: &[&str] = &[
    "ttl", "timeout", "window", "duration", "interval", "delay", "period", "lease", "lifetime",
    "cooldown",
];

/// Names that end so are points in time.
const POINTS: &[&str] = &["now", "at", "until", "deadline", "timestamp"];

impl Time {
    /// What a name says: `window_ms`, `until`, `expires_at_secs`.
    pub(crate) fn of_name(name: &str) -> Self {
        let words = words(name);
        let Some((last, before)) = words.split_last() else {
            return Self::NONE;
        };
        // `tokens_per_second` is no time.
        for word in &words {
            if is_word(word, &["per"]) {
                return Self::NONE;
            }
        }
        let mut time = unit_of(last);
        let is_short = is_word(last, &["s", "us", "milli", "micro"]) && before.is_empty();
        if time == Self::NONE && !is_short {
            time = of_last(last);
        }
        let named = if time == Self::NONE {
            for word in before {
                time = time.or(unit_of(word));
            }
            words.as_slice()
        } else {
            before
        };
        time.or(kind_of(named))
    }

    /// What a description says: `window in ms`, `how long (seconds)`, `now_ms: the time`.
    pub(crate) fn of_description(text: &str) -> Self {
        let ends: fn(char) -> bool = |c| !(c.is_ascii_alphanumeric() || c == '_');
        let end = text.find(ends).unwrap_or(text.len());
        let (first, rest) = text.split_at(end);
        let name = Self::of_name(first);
        let is_name = first.contains('_') || rest.trim().is_empty();
        if is_name && name != Self::NONE {
            return name;
        }
        let words = words(text);
        let last = words.len().saturating_sub(1);
        let mut time = Self::NONE;
        for (at, word) in words.iter().enumerate() {
            let before = match at.checked_sub(1) {
                Some(before) => words.get(before).copied().unwrap_or_default(),
                None => "",
            };
            if is_word(word, &["per"]) {
                return Self::NONE;
            }
            let is_said = is_word(before, &["in"]) || at == last || at == 0;
            if is_said || is_in_brackets(text, word) {
                time = time.or(unit_of(word));
                if at > 0 || is_word(word, &["ms"]) {
                    time = time.or(of_last(word));
                }
            }
            if is_word(word, &["timestamp", "epoch", "deadline"]) {
                time = time.or(Self::POINT);
            }
        }
        if is_word(first, &["now"]) {
            time = time.or(Self::POINT);
        }
        time
    }
}

fn unit_of(word: &str) -> Time {
    one_of(LONG, word)
}

fn of_last(word: &str) -> Time {
    one_of(SHORT, word)
}

fn one_of(words: [&[&str]; 3], word: &str) -> Time {
    for (names, unit) in words.iter().zip(UNITS) {
        if is_word(word, names) {
            return unit;
        }
    }
    Time::NONE
}

/// Whether a word is a unit at the end of a name.
pub(crate) fn is_unit(word: &str) -> bool {
    unit_of(word) != Time::NONE || of_last(word) != Time::NONE
}

/// Whether the name without its unit is that of a duration or of a point in time.
fn kind_of(words: &[&str]) -> Time {
    let Some((last, before)) = words.split_last() else {
        return Time::NONE;
    };
    let is_until = is_word(words.first().unwrap_or(last), &["until"]);
    let is_place = is_word(last, &["at"]) && before.is_empty();
    if is_until || is_word(last, POINTS) && !is_place {
        Time::POINT
    } else if is_word(last, DURATIONS) {
        Time::DURATION
    } else {
        Time::NONE
    }
}

/// `(ms)`
fn is_in_brackets(text: &str, word: &str) -> bool {
    let start = word.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(start + word.len()..).unwrap_or_default();
    before.ends_with(['(', '[']) && after.starts_with([')', ']'])
}

#[cfg(test)]
mod tests {
    use super::Time;

    const POINT: Time = Time::POINT;
    const DURATION: Time = Time::DURATION;

    #[test]
    fn names_tell_units() {
        for (name, time) in [
            ("ttl_ms", Time::MILLISECONDS.or(DURATION)),
            ("ttlMs", Time::MILLISECONDS.or(DURATION)),
            ("TTL_SECS", Time::SECONDS.or(DURATION)),
            ("window", DURATION),
            ("window_start", Time::NONE),
            ("window_start_ms", Time::MILLISECONDS),
            ("until_ms", Time::MILLISECONDS.or(POINT)),
            ("expires_at", POINT),
            ("at", Time::NONE),
            ("now", POINT),
            ("seconds", Time::SECONDS),
            ("seconds_left", Time::SECONDS),
            ("second", Time::NONE),
            ("s", Time::NONE),
            ("us", Time::NONE),
            ("lease_s", Time::SECONDS.or(DURATION)),
            ("tokens_per_ms", Time::NONE),
            ("limit", Time::NONE),
            ("reset_in_ms", Time::MILLISECONDS),
            ("sec_token", Time::NONE),
        ] {
            assert_eq!(Time::of_name(name), time, "{name}");
        }
    }

    #[test]
    fn descriptions_tell_units() {
        for (text, time) in [
            ("window in ms", Time::MILLISECONDS),
            ("time to live (seconds)", Time::SECONDS),
            ("now_ms: the time", Time::MILLISECONDS.or(POINT)),
            ("ttl_ms", Time::MILLISECONDS.or(DURATION)),
            ("seconds", Time::SECONDS),
            ("limit", Time::NONE),
            ("tokens per second", Time::NONE),
            (
                "now, unix time in milliseconds",
                Time::MILLISECONDS.or(POINT),
            ),
            (
                "requests that are allowed in 60 seconds at most",
                Time::NONE,
            ),
            ("ms or seconds", Time::MILLISECONDS.or(Time::SECONDS)),
        ] {
            assert_eq!(Time::of_description(text), time, "{text}");
        }
    }
}
