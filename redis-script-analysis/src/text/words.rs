//! The words of a name.

/// The words of `window_ms`, `windowMs` and `window ms`, as they are written.
pub(crate) fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = b'_';
    for (at, byte) in name.bytes().enumerate() {
        let is_of_word = byte.is_ascii_alphanumeric() || !byte.is_ascii();
        let begins = before.is_ascii_lowercase() && byte.is_ascii_uppercase();
        if begins || !is_of_word {
            add(&mut words, name.get(start..at));
            start = if is_of_word { at } else { at + 1 };
        }
        before = byte;
    }
    add(&mut words, name.get(start..));
    words
}

fn add<'a>(words: &mut Vec<&'a str>, word: Option<&'a str>) {
    if let Some(word) = word
        && !word.is_empty()
    {
        words.push(word);
    }
}

/// Whether a word is one of some, in any case.
pub(crate) fn is_word(word: &str, words: &[&str]) -> bool {
    for known in words {
        if word.len() == known.len() && word.eq_ignore_ascii_case(known) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_have_words() {
        for (name, words) in [
            ("window_ms", vec!["window", "ms"]),
            ("windowMs", vec!["window", "Ms"]),
            ("TTL_MS", vec!["TTL", "MS"]),
            ("_x", vec!["x"]),
            ("", vec![]),
            ("the time (in ms)", vec!["the", "time", "in", "ms"]),
            ("größe2", vec!["größe2"]),
        ] {
            assert_eq!(super::words(name), words, "{name}");
        }
    }
}
