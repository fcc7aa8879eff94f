//! What the arguments of a call say about its reply.

use super::{Shape, either};

/// The arguments behind a command's name.
pub(super) struct CommandArguments<'a> {
    pub(super) all: &'a [Option<&'a [u8]>],
    /// More may follow.
    pub(super) open: bool,
}

impl CommandArguments<'_> {
    /// The options, as the end of a line describes them.
    pub(super) fn options(&self, described: &'static str) -> Options<'_> {
        let (from, rest) = described.split_once(' ').unwrap_or((described, ""));
        Options {
            arguments: self,
            from: match from.parse() {
                Ok(from) => from,
                Err(_) => self.behind_keys(),
            },
            described: rest,
        }
    }

    /// What comes after a number of keys and the keys.
    fn behind_keys(&self) -> usize {
        let Some(Some(number)) = self.all.first() else {
            return 1;
        };
        let number: usize = match str::from_utf8(number) {
            Ok(number) => number.parse().unwrap_or(0),
            Err(_) => 0,
        };
        number.saturating_add(1)
    }

    /// The reply to at most so many arguments, or to more; either where that is not known.
    pub(super) fn counted(&self, most: usize, within: Shape, more: Shape) -> Shape {
        if self.all.len() > most {
            more
        } else if self.open {
            either(within, more)
        } else {
            within
        }
    }

    /// An array with one element for each argument behind the first ones.
    pub(super) fn one_each(&self, first: usize, item: Shape) -> Shape {
        if self.open {
            Shape::Array(Box::new(item))
        } else {
            let mut items = Vec::new();
            for _ in first..self.all.len() {
                items.push(item.clone());
            }
            Shape::Tuple(items)
        }
    }
}

/// The part of the arguments where options stand.
#[derive(Clone, Copy)]
pub(super) struct Options<'a> {
    arguments: &'a CommandArguments<'a>,
    from: usize,
    /// `before/3 EX/1`
    described: &'static str,
}

impl Options<'_> {
    /// The reply with one of some options (`NX|XX`), or the one without, or either if that is not known.
    pub(super) fn choose(self, options: &str, with: Shape, without: Shape) -> Shape {
        match self.has_any(options) {
            Some(true) => with,
            Some(false) => without,
            None => either(with, without),
        }
    }

    /// Whether one of the options is there, if that is known.
    pub(super) fn has_any(self, options: &str) -> Option<bool> {
        let before = self.number_of(b"before");
        let mut absent = Some(false);
        // A constant behind an argument that is not constant may be the value of an option.
        let mut follows_unknown = false;
        let mut values = 0;
        let mut rest = self.arguments.all.get(self.from..).unwrap_or_default();
        while let [argument, behind @ ..] = rest {
            rest = behind;
            if values > 0 {
                // `MAXLEN ~ 100`
                let approximate = matches!(argument, Some(b"~" | b"="));
                values -= usize::from(!approximate);
                continue;
            }
            let Some(text) = argument else {
                follows_unknown = true;
                if self.arguments.open || behind.len() >= before {
                    absent = None;
                }
                continue;
            };
            if is_one_of(text, options) {
                return (!follows_unknown).then_some(true);
            }
            if before > 0 && is_number_or_id(text) && !follows_unknown {
                return absent;
            }
            follows_unknown = false;
            values = self.number_of(text);
        }
        if self.arguments.open { None } else { absent }
    }

    /// The number that the description gives a word: `EX/1`.
    fn number_of(self, name: &[u8]) -> usize {
        for word in self.described.split(' ') {
            if let Some((known, number)) = word.split_once('/')
                && name.eq_ignore_ascii_case(known.as_bytes())
            {
                return number.parse().unwrap_or(0);
            }
        }
        0
    }
}

fn is_one_of(text: &[u8], options: &str) -> bool {
    for option in options.split('|') {
        if text.eq_ignore_ascii_case(option.as_bytes()) {
            return true;
        }
    }
    false
}

fn is_number_or_id(text: &[u8]) -> bool {
    for byte in text {
        if byte.is_ascii_digit() {
            return true;
        }
    }
    text == b"*" || text.ends_with(b"inf")
}
