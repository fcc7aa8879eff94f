//! What the arguments of a call say about its reply.

use super::{Shape, either};

/// The arguments behind a command's name.
pub(super) struct CommandArguments<'a> {
    pub(super) all: &'a [Option<&'a [u8]>],
    /// More may follow.
    pub(super) open: bool,
}

impl CommandArguments<'_> {
    /// The options from this place on, counted from 0 behind the command's name.
    pub(super) fn options(&self, from: usize) -> Options<'_> {
        Options {
            arguments: self,
            from,
            valued: &[],
            behind: None,
        }
    }

    /// The options behind a number of keys and the keys.
    pub(super) fn behind_keys(&self, number_at: usize) -> Options<'_> {
        let number = self.all.get(number_at).copied().flatten();
        let number = number.and_then(|text| str::from_utf8(text).ok()?.parse::<usize>().ok());
        self.options(number.map_or(number_at, |number| number.saturating_add(number_at)) + 1)
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
            Shape::Tuple(vec![item; self.all.len().saturating_sub(first)])
        }
    }

    /// The first argument in upper case, if it is constant.
    pub(super) fn subcommand(&self) -> Option<String> {
        let name = self.all.first().copied().flatten()?;
        Some(String::from_utf8_lossy(name).to_ascii_uppercase())
    }
}

/// The part of the arguments where options stand.
#[derive(Clone, Copy)]
pub(super) struct Options<'a> {
    arguments: &'a CommandArguments<'a>,
    from: usize,
    valued: &'a [(&'a str, usize)],
    /// Options end at the first number or id, and so many arguments stand behind them.
    behind: Option<usize>,
}

impl<'a> Options<'a> {
    /// Options with so many values each, which are no options whatever they say.
    pub(super) fn valued(self, valued: &'a [(&'a str, usize)]) -> Self {
        Self { valued, ..self }
    }

    /// The options stand before at least so many arguments, the first of which is a number or an id of a stream.
    pub(super) fn before(self, arguments: usize) -> Self {
        Self {
            behind: Some(arguments),
            ..self
        }
    }

    /// The reply with an option, or the one without it, or either where that is not known.
    pub(super) fn choose(&self, option: &str, with: Shape, without: Shape) -> Shape {
        self.choose_any(&[option], with, without)
    }

    /// The same for several options that change the reply alike.
    pub(super) fn choose_any(&self, options: &[&str], with: Shape, without: Shape) -> Shape {
        match self.has_any(options) {
            Some(true) => with,
            Some(false) => without,
            None => either(with, without),
        }
    }

    /// Whether one of the options is there, if that is known.
    pub(super) fn has_any(&self, options: &[&str]) -> Option<bool> {
        let mut absent = Some(false);
        // A constant behind an argument that is not constant may be the value of an option.
        let mut follows_unknown = false;
        let mut values = 0;
        let places = self.arguments.all.iter().enumerate().skip(self.from);
        for (at, argument) in places {
            if values > 0 {
                // `MAXLEN ~ 100`
                let approximate = matches!(argument, Some(b"~" | b"="));
                values -= usize::from(!approximate);
                continue;
            }
            let Some(text) = argument else {
                follows_unknown = true;
                if self.has_room(at) {
                    absent = None;
                }
                continue;
            };
            if is_one_of(text, options) {
                return (!follows_unknown).then_some(true);
            }
            if self.behind.is_some() && is_number_or_id(text) && !follows_unknown {
                return absent;
            }
            follows_unknown = false;
            values = self.values(text);
        }
        if self.arguments.open { None } else { absent }
    }

    fn has_room(&self, at: usize) -> bool {
        let behind = self.arguments.all.len().saturating_sub(at + 1);
        self.arguments.open || behind >= self.behind.unwrap_or(0)
    }

    fn values(&self, option: &[u8]) -> usize {
        let known = self.valued.iter();
        let known = known.filter(|(name, _)| option.eq_ignore_ascii_case(name.as_bytes()));
        known.map(|(_, values)| *values).next().unwrap_or(0)
    }
}

fn is_one_of(text: &[u8], options: &[&str]) -> bool {
    options
        .iter()
        .any(|option| text.eq_ignore_ascii_case(option.as_bytes()))
}

fn is_number_or_id(text: &[u8]) -> bool {
    text == b"*" || text.iter().any(u8::is_ascii_digit) || text.ends_with(b"inf")
}
