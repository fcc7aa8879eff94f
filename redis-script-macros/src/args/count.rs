//! `keys = N`, `keys = N..`, `keys = ..`, `keys = N..=M`; `args` likewise.

use std::fmt;

use proc_macro2::{TokenStream, TokenTree};
use quote::TokenStreamExt as _;
use redis_script_analysis::{Count, fill};
use syn::LitInt;

use crate::errors::Errors;

/// The number of KEYS or of ARGV.
pub(crate) struct EntryCount {
    /// As the analysis takes it.
    pub(crate) count: Count,
    /// The value as it was written.
    pub(crate) tokens: TokenStream,
}

impl EntryCount {
    /// A number as the attribute takes it.
    pub(crate) fn written(Count { least, most, .. }: Count) -> String {
        match most {
            Some(most) if most == least => most.to_string(),
            Some(most) => fill!("{least}..={most}", least, most),
            None => fill!("{least}..", least),
        }
    }

    /// Reads the value of an option, `keys` or `args`.
    pub(super) fn parse(option: &str, value: &[TokenTree], errors: &mut Errors) -> Option<Self> {
        let mut tokens = TokenStream::new();
        tokens.append_all(value);
        let entries = if option == "keys" { "KEYS" } else { "ARGV" };
        match count(value) {
            Ok(count) => Some(Self { count, tokens }),
            Err(wrong) => {
                let (message, help) = wrong.explain(option, entries);
                errors.with_help(&tokens, message, help);
                None
            }
        }
    }
}

/// As in Rust, without spaces between tokens.
impl fmt::Display for EntryCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Self::written(self.count))
    }
}

/// Why a number is invalid.
enum CountError {
    NotANumber,
    Negative,
    TooLarge,
    /// `1..=`
    NoEnd,
    /// `1..3`: in Rust it means 1 and 2, on the command line 1, 2 and 3.
    Exclusive(Option<(usize, usize)>),
    /// `3..=1`
    Empty(usize, usize),
}

impl CountError {
    /// The message and the remedy.
    fn explain(self, option: &str, entries: &str) -> (String, String) {
        let message = match &self {
            Self::NotANumber => fill!("expected the number of {entries}", entries),
            Self::Negative => fill!("the number of {entries} is negative", entries),
            Self::TooLarge => fill!("the number of {entries} is too large", entries),
            Self::NoEnd => {
                fill!(
                    "the range of `{option}` has no end, so it cannot be inclusive",
                    option
                )
            }
            Self::Exclusive(_) => {
                fill!(
                    "the range of `{option}` does not include its end in Rust",
                    option
                )
            }
            Self::Empty(..) => fill!("the range of `{option}` is empty", option),
        };
        let help = match self {
            Self::Exclusive(Some((least, most))) => {
                fill!(
                    "write `{option} = {least}..={most}` to include {most}",
                    option,
                    least,
                    most,
                    most
                )
            }
            Self::Exclusive(None) => fill!("write `{option} = 1..=3` for one to three", option),
            Self::Empty(least, most) => {
                fill!(
                    "the lower end comes first: `{option} = {most}..={least}`",
                    option,
                    most,
                    least
                )
            }
            _ => fill!(
                "`{option} = 1` for one, `{option} = 1..` for one or more, `{option} = 1..=3` for one to three, \
                 `{option} = ..` for any number",
                option,
                option,
                option,
                option
            ),
        };
        (message, help)
    }
}

fn count(value: &[TokenTree]) -> Result<Count, CountError> {
    let dots = value
        .iter()
        .take_while(|token| !is_punct(token, '.'))
        .count();
    let (from, range) = value.split_at_checked(dots).unwrap_or((value, &[]));
    let least = || match from {
        [] => Ok(0),
        from => number(from),
    };
    match range {
        [] => number(from).map(Count::exactly),
        [_, dot] if is_punct(dot, '.') => least().map(Count::at_least),
        [_, dot, equals] if is_punct(dot, '.') && is_punct(equals, '=') => Err(CountError::NoEnd),
        [_, dot, equals, most @ ..] if is_punct(dot, '.') && is_punct(equals, '=') => {
            range_of(least()?, number(most)?)
        }
        [_, dot, most @ ..] if is_punct(dot, '.') => {
            let ends = least().ok().zip(number(most).ok());
            Err(CountError::Exclusive(
                ends.filter(|(least, most)| least <= most),
            ))
        }
        _ => Err(CountError::NotANumber),
    }
}

fn range_of(least: usize, most: usize) -> Result<Count, CountError> {
    if most < least {
        return Err(CountError::Empty(least, most));
    }
    Ok(Count::between(least, most))
}

fn number(tokens: &[TokenTree]) -> Result<usize, CountError> {
    match tokens {
        [TokenTree::Literal(literal)] => {
            let number = syn::parse2::<LitInt>(TokenTree::from(literal.clone()).into())
                .map_err(|_| CountError::NotANumber)?;
            if number.base10_digits().starts_with('-') {
                return Err(CountError::Negative);
            }
            number.base10_parse().map_err(|_| CountError::TooLarge)
        }
        [minus, TokenTree::Literal(_)] if is_punct(minus, '-') => Err(CountError::Negative),
        _ => Err(CountError::NotANumber),
    }
}

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}
