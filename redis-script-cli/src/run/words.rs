//! Words as redis-cli reads and writes them.

use std::fmt::Write as _;

/// The words of a line: blanks divide them, unless they are in quotes.
///
/// # Errors
/// If a quote is not closed, or something follows it at once.
pub(crate) fn split(line: &[u8]) -> Result<Vec<Vec<u8>>, &'static str> {
    let mut words = Vec::new();
    let mut rest = line.trim_ascii();
    while !rest.is_empty() {
        let (word, after) = word(rest)?;
        words.push(word);
        rest = after.trim_ascii_start();
    }
    Ok(words)
}

/// The first word, and what follows it.
fn word(line: &[u8]) -> Result<(Vec<u8>, &[u8]), &'static str> {
    let (mut word, mut rest) = (Vec::new(), line);
    while let [first, after @ ..] = rest {
        match first {
            first if first.is_ascii_whitespace() => break,
            b'"' | b'\'' => {
                rest = quoted_part(*first, after, &mut word)?;
                if rest.first().is_some_and(|next| !next.is_ascii_whitespace()) {
                    return Err("a closing quote must be followed by a blank");
                }
            }
            first => {
                word.push(*first);
                rest = after;
            }
        }
    }
    Ok((word, rest))
}

/// Reads to the closing quote, and gives what follows it.
fn quoted_part<'a>(
    quote: u8,
    text: &'a [u8],
    word: &mut Vec<u8>,
) -> Result<&'a [u8], &'static str> {
    let mut rest = text;
    loop {
        match rest {
            [] => return Err("a quote is not closed"),
            [b'\\', b'\'', after @ ..] if quote == b'\'' => {
                word.push(b'\'');
                rest = after;
            }
            [b'\\', after @ ..] if quote == b'"' => rest = escape(after, word),
            [first, after @ ..] if *first == quote => return Ok(after),
            [first, after @ ..] => {
                word.push(*first);
                rest = after;
            }
        }
    }
}

/// What stands after a backslash.
fn escape<'a>(text: &'a [u8], word: &mut Vec<u8>) -> &'a [u8] {
    match text {
        [b'x', high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
            word.push(hex(*high) << 4 | hex(*low));
            after
        }
        [first, after @ ..] => {
            word.push(match first {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'a' => 0x07,
                b'b' => 0x08,
                other => *other,
            });
            after
        }
        [] => text,
    }
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        digit => (digit.to_ascii_lowercase() - b'a') + 10,
    }
}

/// A string in double quotes, with escapes for what is not printable ASCII.
pub(crate) fn quoted(bytes: &[u8]) -> String {
    let mut text = String::from("\"");
    for byte in bytes {
        match byte {
            b'\\' | b'"' => text.extend(['\\', char::from(*byte)]),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            0x07 => text.push_str("\\a"),
            0x08 => text.push_str("\\b"),
            b' '..=b'~' => text.push(char::from(*byte)),
            other => {
                let _ = write!(text, "\\x{other:02x}");
            }
        }
    }
    text.push('"');
    text
}

/// A word as it can be typed: in quotes only if it needs them.
pub(crate) fn typed(bytes: &[u8]) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\');
    if !bytes.is_empty() && bytes.iter().all(is_plain) {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        quoted(bytes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure here is the test's")]

    use proptest::prelude::*;

    use super::{quoted, split, typed};

    #[test]
    fn words_are_split_as_redis_cli_splits_them() {
        for (line, words) in [
            ("SET a b", &["SET", "a", "b"][..]),
            ("  SET\ta  b ", &["SET", "a", "b"]),
            (r#"SET a "x y\n\x41\q""#, &["SET", "a", "x y\nAq"]),
            (r"SET a 'x \n \' y'", &["SET", "a", r"x \n ' y"]),
            (r#"SET a """#, &["SET", "a", ""]),
            (r#"SET pre"fix" b"#, &["SET", "prefix", "b"]),
            ("", &[]),
        ] {
            let read = split(line.as_bytes()).unwrap();
            let read: Vec<_> = read
                .iter()
                .map(|word| str::from_utf8(word).unwrap())
                .collect();
            assert_eq!(read, words, "{line}");
        }
        assert!(split(b"SET a \"b").is_err());
        assert!(split(b"SET a 'b'c").is_err());
        assert!(split(b"SET a \"b\\").is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_quoted_is_read_back(words in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..9), 0..4)) {
            for write in [quoted, typed] {
                let line: Vec<String> = words.iter().map(|word| write(word)).collect();
                prop_assert_eq!(split(line.join(" ").as_bytes()).unwrap(), words.clone());
            }
        }

        #[test]
        fn any_line_is_read_or_refused(line in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = split(&line);
        }
    }
}
