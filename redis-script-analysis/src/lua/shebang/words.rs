//! The words of the first line, as `sdssplitargs` of Redis splits and unquotes it.

use crate::text::Span;

/// A word without its quotes and escapes, and where it stands with them.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) span: Span,
}

/// The words of a line without NUL; `None` if a quote is open, or ends within a word. Valkey from 9.0 on takes the latter.
pub(super) fn words(line: &str) -> Option<Vec<Word>> {
    let mut reader = WordReader {
        rest: line.as_bytes(),
        word: Vec::new(),
    };
    let at = |reader: &WordReader| (line.len() - reader.rest.len()) as u32;
    let mut words = Vec::new();
    loop {
        while let [byte, rest @ ..] = reader.rest
            && is_space(*byte)
        {
            reader.rest = rest;
        }
        if reader.rest.is_empty() {
            return Some(words);
        }
        let start = at(&reader);
        reader.word()?;
        words.push(Word {
            text: String::from_utf8_lossy(&reader.word).into_owned(),
            span: Span::new(start, at(&reader)),
        });
        reader.word.clear();
    }
}

/// `isspace` of C. Only some of them end a word.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x0b
}

struct WordReader<'line> {
    rest: &'line [u8],
    /// Of the word that is being read.
    word: Vec<u8>,
}

impl WordReader<'_> {
    fn word(&mut self) -> Option<()> {
        loop {
            match self.rest {
                [] | [b' ' | b'\n' | b'\r' | b'\t', ..] => return Some(()),
                [quote @ (b'"' | b'\''), rest @ ..] => {
                    self.rest = rest;
                    return self.quoted(*quote);
                }
                [byte, rest @ ..] => self.push(*byte, rest.len()),
            }
        }
    }

    /// Up to the closing quote, which ends the word.
    fn quoted(&mut self, quote: u8) -> Option<()> {
        loop {
            match self.rest {
                [] => return None,
                [byte, rest @ ..] if *byte == quote => {
                    self.rest = rest;
                    return match rest {
                        [next, ..] if !is_space(*next) => None,
                        _ => Some(()),
                    };
                }
                [b'\\', b'\'', rest @ ..] if quote == b'\'' => self.push(b'\'', rest.len()),
                [b'\\', b'x', high, low, rest @ ..]
                    if quote == b'"' && high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
                {
                    self.push(hexadecimal(*high) << 4 | hexadecimal(*low), rest.len());
                }
                [b'\\', escaped, rest @ ..] if quote == b'"' => {
                    self.push(escape(*escaped), rest.len());
                }
                [byte, rest @ ..] => self.push(*byte, rest.len()),
            }
        }
    }

    /// Puts a byte into the word; `left` are the bytes of the line behind what stands for it.
    fn push(&mut self, byte: u8, left: usize) {
        self.word.push(byte);
        let read = self.rest.len() - left;
        self.rest = self.rest.get(read..).unwrap_or_default();
    }
}

fn hexadecimal(digit: u8) -> u8 {
    char::from(digit).to_digit(16).unwrap_or_default() as u8
}

fn escape(byte: u8) -> u8 {
    match byte {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'a' => 7,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn splits_as_sdssplitargs_does() {
        let cases: [(&str, Option<&[&str]>); 14] = [
            ("#!lua  a\tb\r", Some(&["#!lua", "a", "b"])),
            ("#!\"lua\" 'b c'", Some(&["#!lua", "b c"])),
            (
                "#!lua fl'ags=no-writes'",
                Some(&["#!lua", "flags=no-writes"]),
            ),
            ("#!lua \"\\x6eo\\t\\q\\\"\"", Some(&["#!lua", "no\tq\""])),
            ("#!lua 'a\\'b\\n'", Some(&["#!lua", "a'b\\n"])),
            ("#!lua ''", Some(&["#!lua", ""])),
            ("#!lua \u{b}a", Some(&["#!lua", "a"])),
            ("#!lua\u{b}a", Some(&["#!lua\u{b}a"])),
            ("#!lua\u{c}", Some(&["#!lua\u{c}"])),
            ("#!lua \"a'", None),
            ("#!lua 'a", None),
            ("#!lua \"a\\", None),
            ("#!lua \"a\"b", None),
            ("#!lua a'b'c", None),
        ];
        for (line, expected) in cases {
            let found = words(line);
            let found = found
                .as_ref()
                .map(|words| words.iter().map(|word| &*word.text).collect());
            assert_eq!(found, expected.map(<[_]>::to_vec), "{line:?}");
        }
    }
}
