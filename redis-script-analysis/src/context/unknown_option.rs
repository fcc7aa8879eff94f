//! Options that no known server has.

use super::arguments::without;
use crate::redis::commands::Command;
use crate::redis::grammar::{Argument, Expected, Grammar, Mismatch};
use crate::redis::servers::Servers;

/// So many values stand behind an option at most, as behind BYBOX.
const VALUES: usize = 3;

/// The refused argument in upper case, if it is an option that no known server has: a word that is none of the command's,
/// where options may stand, and without it and its values the call is taken.
pub(super) fn find(
    command: Command,
    grammar: &Grammar,
    refusal: &Mismatch,
    arguments: &[Argument],
    open: bool,
) -> Option<String> {
    let Argument::Text(text) = arguments.get(refusal.place)? else {
        return None;
    };
    let option = word(text)?;
    if !may_be_word(refusal) || words(command).contains(&&*option) {
        return None;
    }
    let left = arguments.len() - refusal.place;
    for count in 1..=left.min(1 + VALUES) {
        let others = without(arguments, refusal.place, count);
        if grammar.refusal(&others, open).is_none() {
            return Some(option);
        }
    }
    None
}

fn may_be_word(refusal: &Mismatch) -> bool {
    for expected in &refusal.expected {
        if matches!(expected, Expected::Word(_)) {
            return true;
        }
    }
    false
}

/// The words of a command on all known servers, each in upper case.
pub(super) fn words(command: Command) -> Vec<&'static str> {
    let mut words = Vec::new();
    for (_, grammar) in &command.grammars(Servers::ALL) {
        for word in &grammar.words() {
            if !words.contains(word) {
                words.push(*word);
            }
        }
    }
    words
}

/// What is written as options are: letters, and digits and dashes after them.
fn word(text: &[u8]) -> Option<String> {
    if !text.first()?.is_ascii_alphabetic() {
        return None;
    }
    for byte in text {
        if !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_') {
            return None;
        }
    }
    Some(String::from_utf8_lossy(text).to_ascii_uppercase())
}
