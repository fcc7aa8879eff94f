//! Calls of commands against patterns, and the command that a pattern becomes.

use std::rc::Rc;

use crate::collections::lists;
use crate::context::Context;
use crate::facts::{RunCall, RunValue};
use crate::redis::commands::{find_name, is_option};
use crate::redis::grammar::Argument;
use crate::redis::replacements::{SET_AND_EXPIRE, SPELLINGS, Said, reply_of_second};
use crate::text::fill;

/// What the letters of a pattern are.
#[derive(Default)]
pub(super) struct Letters<'a> {
    known: Vec<(&'a str, &'a RunValue)>,
    /// What `*` is.
    options: &'a [RunValue],
}

/// A command and its arguments, as rules write it.
pub(super) struct CommandWords<'a> {
    name: &'a str,
    arguments: Vec<RunValue>,
}

impl<'a> CommandWords<'a> {
    /// `None` if nothing is said of such a call.
    pub(super) fn of(call: &'a RunCall) -> Option<Self> {
        if call.is_open {
            return None;
        }
        let written = Self {
            name: &call.name,
            arguments: call.arguments.clone(),
        };
        for spelling in SPELLINGS {
            let (other, ours) = spelling.split_once(" => ")?;
            let mut letters = Letters::default();
            if letters.fit_call(other, &written) {
                return letters.call(ours);
            }
        }
        Some(written)
    }

    /// Adds the expiry that the next call gives the key that this one sets.
    pub(super) fn add_expiry(&mut self, next: &Self) -> bool {
        let [set, expire] = SET_AND_EXPIRE;
        let mut letters = Letters::default();
        let fits = letters.fit_call(set, self) && letters.fit_call(expire, next);
        if fits {
            lists::append(&mut self.arguments, next.arguments.iter().skip(1).cloned());
        }
        fits
    }

    /// What it replies as the second command.
    pub(super) fn replies(&self) -> Said {
        reply_of_second(self.name)
    }
}

impl<'a> Letters<'a> {
    pub(super) fn get(&self, letter: &str) -> Option<&'a RunValue> {
        for (known, value) in &self.known {
            if *known == letter {
                return Some(value);
            }
        }
        None
    }

    /// Whether a letter is a value, or may be.
    pub(super) fn fit(&mut self, letter: &'a str, value: &'a RunValue) -> bool {
        let may_be = match value {
            RunValue::Entry(..) | RunValue::Text(_) | RunValue::Computed(..) => true,
            // A number is not written as the entry is that it was made of: it may be a time that is refused anyway, or not.
            RunValue::Number(_) => letter == "t",
            RunValue::Reply(_) => letter == "r",
            RunValue::Unknown => false,
        };
        if let Some(known) = self.get(letter) {
            return may_be && known == value;
        }
        if !may_be {
            return false;
        }
        self.known.push((letter, value));
        true
    }

    /// Whether a call fits a pattern.
    pub(super) fn fit_call(&mut self, pattern: &'a str, call: &'a CommandWords<'a>) -> bool {
        let mut words = pattern.split(' ');
        let is_named = matches!(words.next(), Some(name) if name.eq_ignore_ascii_case(call.name));
        let mut rest = call.arguments.as_slice();
        if !is_named {
            return false;
        }
        for word in words {
            if word == "*" {
                self.options = rest;
                return say_expiry(rest);
            }
            let [value, others @ ..] = rest else {
                return false;
            };
            let fits = if is_letter(word) {
                self.fit(word, value)
            } else {
                is_word(value, word)
            };
            if !fits {
                return false;
            }
            rest = others;
        }
        rest.is_empty()
    }

    /// The call that a pattern becomes.
    fn call(&self, pattern: &'static str) -> Option<CommandWords<'static>> {
        let mut words = pattern.split(' ');
        let name = words.next()?;
        let mut arguments = Vec::new();
        for word in words {
            arguments.push(match self.get(word) {
                Some(value) => value.clone(),
                None => RunValue::Text(Rc::from(word.as_bytes())),
            });
        }
        Some(CommandWords { name, arguments })
    }

    /// Whether a value that is refused at some time is not known: a time, a score, or one of the options.
    pub(super) fn may_be_refused(&self) -> bool {
        let mut refusable: Vec<&RunValue> = Vec::new();
        if let Some(time) = self.get("t") {
            refusable.push(time);
        }
        for option in self.options {
            refusable.push(option);
        }
        for value in refusable {
            let is_constant = match value {
                RunValue::Text(text) => is_option_word(text) || count(value) > Some(0),
                _ => false,
            };
            if !is_constant {
                return true;
            }
        }
        false
    }

    /// The command that a pattern becomes, if all targeted servers take it.
    pub(super) fn written(&self, pattern: &str, context: &Context) -> Option<String> {
        let mut words = pattern.split(' ');
        let name = words.next()?;
        let (mut text, mut arguments) = (name.to_owned(), Vec::new());
        let mut add = |more: &str| {
            text.push(' ');
            text += more;
        };
        for word in words {
            if word == "*" {
                for option in self.options {
                    add(&shown(option, context));
                    arguments.push(argument(option, Argument::Any));
                }
            } else if is_letter(word) {
                let value = self.get(word)?;
                add(&shown(value, context));
                // Only a time or a score must be a number. What is anything might be a word of the command, too.
                let unknown = if word == "t" {
                    Argument::Any
                } else {
                    Argument::Text(b"?")
                };
                arguments.push(argument(value, unknown));
            } else {
                add(word);
                arguments.push(Argument::Text(word.as_bytes()));
            }
        }
        takes(name, &arguments, context).then_some(text)
    }
}

/// The number that a value is, if it is a constant.
pub(super) fn count(value: &RunValue) -> Option<i64> {
    match value {
        RunValue::Text(text) => std::str::from_utf8(text).ok()?.parse().ok(),
        _ => None,
    }
}

/// Whether all targeted servers take a command with these arguments.
fn takes(name: &str, arguments: &[Argument], context: &Context) -> bool {
    let (Some(command), servers) = (find_name(name), context.servers()) else {
        return false;
    };
    let mut taking = command.servers().and(servers);
    for (on, arity) in command.arities() {
        let count = arguments.len();
        if count < arity.least || count > arity.most.unwrap_or(usize::MAX) {
            taking = taking.without(*on);
        }
    }
    for (on, grammar) in &command.grammars(servers) {
        if grammar.refusal(arguments, false).is_some() {
            taking = taking.without(*on);
        }
    }
    taking == servers
}

fn argument<'a>(value: &'a RunValue, unknown: Argument<'a>) -> Argument<'a> {
    match value {
        RunValue::Text(text) => Argument::Text(text),
        _ => unknown,
    }
}

/// As messages name a value.
fn shown(value: &RunValue, context: &Context) -> String {
    match value {
        RunValue::Entry(table, entry) => fill!("{}[{entry}]", table.name(), entry),
        RunValue::Text(text) => {
            let is_plain = !text.is_empty() && text.iter().all(u8::is_ascii_graphic);
            let text = String::from_utf8_lossy(text);
            if is_plain {
                text.into_owned()
            } else {
                format!("{text:?}")
            }
        }
        RunValue::Number(of) => shown(of, context),
        RunValue::Reply(_) | RunValue::Unknown => "...".to_owned(),
        RunValue::Computed(_, span) => match context.text(*span) {
            text if text.len() > 40 || text.contains('\n') || text.is_empty() => "...".to_owned(),
            text if text.contains(' ') => fill!("({text})", text),
            text => text.to_owned(),
        },
    }
}

fn is_letter(word: &str) -> bool {
    matches!(word.as_bytes(), [b'a'..=b'z'])
}

fn is_word(value: &RunValue, word: &str) -> bool {
    matches!(value, RunValue::Text(text) if text.eq_ignore_ascii_case(word.as_bytes()))
}

fn is_option_word(text: &[u8]) -> bool {
    is_option(text, "EX,PX,EXAT,PXAT,KEEPTTL")
}

/// Whether the options of SET only say when the key expires.
fn say_expiry(options: &[RunValue]) -> bool {
    match options {
        [] => true,
        [word] => is_word(word, "KEEPTTL"),
        [
            RunValue::Text(unit),
            RunValue::Entry(..) | RunValue::Text(_) | RunValue::Computed(..),
        ] => is_option_word(unit),
        _ => false,
    }
}
