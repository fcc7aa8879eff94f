//! The names of entries of KEYS and ARGV, whoever gives them.

use super::Context;
use crate::domain::is_unit;
use crate::facts::{CommandCall, EntryTable, Index, NamedBy};
use crate::redis::grammar::Kind;
use crate::text::{Span, is_word, words};

/// More names are not compared with each other.
const MOST: usize = 256;

/// The name of an entry.
#[derive(Clone)]
pub(crate) struct EntryName {
    pub(crate) table: EntryTable,
    /// From 1. Of a slice, the first of its entries.
    pub(crate) entry: usize,
    pub(crate) by: Namer,
    /// As it is written.
    pub(crate) text: String,
    /// Its words in lower case, without a unit, a plural, and what says only that it is an argument.
    pub(crate) words: Vec<String>,
    /// Where the script gives it.
    pub(crate) span: Span,
}

/// Who gives a name.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Namer {
    /// The Rust function: its parameter, by its place.
    Param(usize),
    /// The comments at the top of the script.
    Header,
    /// A local variable.
    Local,
    /// The field of a table or a hash in which it is stored.
    Field,
}

impl Context<'_> {
    /// All names; none if there are too many.
    pub(crate) fn entry_names(&self) -> &[EntryName] {
        self.entry_names.get_or_init(|| self.find_entry_names())
    }

    fn find_entry_names(&self) -> Vec<EntryName> {
        let mut names = Vec::new();
        for table in EntryTable::ALL {
            self.add_params(table, &mut names);
            for described in &self.facts.header.of(table).entries {
                if described.index == described.last {
                    let text = leading_name(&described.text);
                    let place = (table, described.index);
                    add(&mut names, place, Namer::Header, text, described.span);
                }
            }
        }
        for named in &self.facts.named {
            let by = match named.by {
                NamedBy::Local => Namer::Local,
                NamedBy::Field => Namer::Field,
            };
            if let Some(place) = self.entry_of(&named.value.reads) {
                add(&mut names, place, by, &named.name, named.value.span);
            }
        }
        self.add_stored(&mut names);
        if names.len() > MOST {
            names.clear();
        }
        names
    }

    fn add_params(&self, table: EntryTable, names: &mut Vec<EntryName>) {
        let Some(layout) = self.layout else { return };
        let layout = layout.of(table);
        for at in 0..layout.params() {
            let number = layout.first + at;
            // The parts of a group have names of their own.
            if let Some(param) = self.contract.params.get(number)
                && param.size() == Some(1)
            {
                let text = param.name.trim_start_matches("r#");
                add(
                    names,
                    (table, at + 1),
                    Namer::Param(number),
                    text,
                    Span::default(),
                );
            }
        }
    }

    /// The entry that is read; for elements of a slice, the first one.
    pub(super) fn entry_of(&self, reads: &[usize]) -> Option<(EntryTable, usize)> {
        let [read] = reads else { return None };
        let read = self.facts.reads.get(*read)?;
        match read.index {
            Index::At(entry) => Some((read.table, usize::try_from(entry).ok()?)),
            Index::Range { first, .. } => {
                let layout = self.layout?.of(read.table);
                let is_slice = usize::try_from(first) == Ok(layout.fixed + 1);
                is_slice.then_some((read.table, layout.fixed + 1))
            }
            Index::FromEnd(_) | Index::Any => None,
        }
    }

    /// The fields of hashes and streams: `HSET key limit <value>`.
    fn add_stored(&self, names: &mut Vec<EntryName>) {
        for call in &self.facts.commands {
            let operands = call.operands();
            for (at, operand) in operands.iter().enumerate() {
                let Some(before) = at.checked_sub(1) else {
                    continue;
                };
                if let Some(field) = operands.get(before)
                    && let Some(text) = field.text.as_deref()
                    && let Ok(text) = std::str::from_utf8(text)
                    && operand.time.scale().is_some()
                    && !operand.time.is_changed()
                    && let Some(place) = self.entry_of(&operand.reads)
                    && self.is_called(call, before, "field")
                {
                    add(names, place, Namer::Field, text, field.span);
                }
            }
        }
    }

    /// Whether a command calls what it takes at a place so.
    fn is_called(&self, call: &CommandCall, place: usize, name: &str) -> bool {
        for (called, kind) in &self.values_taken(call, place).unwrap_or_default() {
            if *called == name && *kind == Kind::Text {
                return true;
            }
        }
        false
    }
}

fn add(
    names: &mut Vec<EntryName>,
    (table, entry): (EntryTable, usize),
    by: Namer,
    text: &str,
    span: Span,
) {
    let words = normalized(text);
    for known in &*names {
        if (known.table, known.entry, known.by) == (table, entry, by) && known.words == words {
            return;
        }
    }
    if !words.is_empty() && names.len() <= MOST {
        names.push(EntryName {
            table,
            entry,
            by,
            text: text.to_owned(),
            words,
            span,
        });
    }
}

/// The name at the begin of a description: `limit, how many`, `limit (integer)`, `rate limit`.
fn leading_name(text: &str) -> &str {
    let mut end = text.len();
    for sign in &[",", ";", ":", "(", "=", ".", " - ", " in "] {
        if let Some(at) = crate::text::find(text, sign) {
            end = end.min(at);
        }
    }
    let name = text.get(..end).unwrap_or_default().trim();
    // A sentence is no name.
    if words(name).len() > 3 { "" } else { name }
}

/// Words that say that something is an argument, and not which one.
const PREFIXES: &[&str] = &["p", "arg", "argv", "param"];

fn normalized(name: &str) -> Vec<String> {
    let all = words(name);
    let mut words = all.as_slice();
    if let [first, rest @ ..] = words
        && !rest.is_empty()
        && is_word(first, PREFIXES)
    {
        words = rest;
    }
    if let [rest @ .., last] = words
        && !rest.is_empty()
        && is_unit(last)
    {
        words = rest;
    }
    let mut normalized = Vec::with_capacity(words.len());
    for word in words {
        let mut word = word.to_ascii_lowercase();
        if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
            word.pop();
        }
        normalized.push(word);
    }
    normalized
}

impl EntryName {
    /// Whether two names are the same. That a key is one need not be said.
    pub(crate) fn is(&self, other: &Self) -> bool {
        if self.table == EntryTable::Keys && other.table == EntryTable::Keys {
            return without_key(&self.words) == without_key(&other.words);
        }
        self.words == other.words
    }

    /// Whether two names have a word in common.
    pub(crate) fn shares_word(&self, other: &Self) -> bool {
        for word in &self.words {
            if other.words.contains(word) {
                return true;
            }
        }
        false
    }

    /// Whether it names one entry: not `key`, `value` or `a`.
    pub(crate) fn is_telling(&self) -> bool {
        match self.words.as_slice() {
            [word] => word.len() > 1 && !is_word(word, &["key", "arg", "argv", "idx"]),
            _ => true,
        }
    }
}

fn without_key(words: &[String]) -> &[String] {
    match words {
        [rest @ .., last] if !rest.is_empty() && last == "key" => rest,
        [first, rest @ ..] if !rest.is_empty() && first == "key" => rest,
        words => words,
    }
}
