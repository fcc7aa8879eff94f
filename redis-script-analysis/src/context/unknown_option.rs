//! Options that no known server has.

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
    let may_be_word = |expected: &Expected| matches!(expected, Expected::Word(_));
    if !refusal.expected.iter().any(may_be_word) || words(command).contains(&&*option) {
        return None;
    }
    let left = arguments.len() - refusal.place;
    let is_taken_without = |count: usize| {
        let mut others = arguments.to_vec();
        others.drain(refusal.place..refusal.place + count);
        grammar.refusal(&others, open).is_none()
    };
    (1..=left.min(1 + VALUES))
        .any(is_taken_without)
        .then_some(option)
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
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_word = text.first()?.is_ascii_alphabetic() && text.iter().all(is_part);
    is_word.then(|| String::from_utf8_lossy(text).to_ascii_uppercase())
}
