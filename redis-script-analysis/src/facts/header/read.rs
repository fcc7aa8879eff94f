//! Reads the header from the comments before the first statement.

use super::{EntryDoc, Header};
use crate::facts::{Count, EntryTable};
use crate::lua::shebang::DRAGONFLY;
use crate::lua::syntax::Chunk;
use crate::text::{FileId, Source, Span, find, split_once};

/// Reads the comments before the first statement, of the script's own file alone.
pub(crate) fn read(chunk: &Chunk, source: &Source) -> Header {
    let is_own = |span: Span| source.file_of(span.start) == FileId::MAIN;
    let mut body = u32::MAX;
    for statement in &chunk.body.statements {
        if is_own(statement.span) {
            body = statement.span.start;
            break;
        }
    }
    let mut header = Header {
        allows_undeclared_keys: allows_undeclared_keys(source),
        ..Header::default()
    };
    for comment in &chunk.comments {
        if comment.span.end > body || !is_own(comment.span) {
            continue;
        }
        let mut start = comment.inner.start;
        for line in source.slice(comment.inner).split_inclusive('\n') {
            for part in parts(line) {
                read_line(part, start, &mut header);
                start += part.len() as u32;
            }
        }
    }
    header
}

fn allows_undeclared_keys(source: &Source) -> bool {
    let text = source.text().trim_start();
    let Some(flags) = text.strip_prefix(DRAGONFLY) else {
        return false;
    };
    let flags = flags.trim_start();
    let ends: fn(char) -> bool = char::is_whitespace;
    let end = flags.find(ends).unwrap_or(flags.len());
    for flag in flags.get(..end).unwrap_or_default().split(',') {
        if flag == "allow-undeclared-keys" {
            return true;
        }
    }
    false
}

/// The descriptions of a line: `KEYS[1] = lock, ARGV[1] = token`. A name in the middle of a description is part of it.
fn parts(line: &str) -> Vec<&str> {
    // Most comments describe no entry, and to look for one character takes a fraction of the time.
    if !line.contains('[') {
        return vec![line];
    }
    let divides: fn(char) -> bool = |c| matches!(c, ',' | ';');
    let mut parts = Vec::new();
    let mut rest = line;
    let mut searched = 0;
    while let Some(text) = rest.get(searched..)
        && let Some(comma) = text.find(divides)
    {
        let after = searched + comma + 1;
        let (part, next) = rest.split_at(after);
        if begins_description(next) {
            parts.push(part);
            rest = next;
            searched = 0;
        } else {
            searched = after;
        }
    }
    parts.push(rest);
    parts
}

/// ` ARGV[1] = `
fn begins_description(text: &str) -> bool {
    let text = text.trim_start();
    for table in &EntryTable::ALL {
        if let Some((index, after)) = entry_of(text, *table) {
            return indices(index).is_some() && is_description(after);
        }
    }
    false
}

fn is_description(after: &str) -> bool {
    matches!(after.trim_start().as_bytes(), [b'=' | b':', ..])
}

/// `KEYS[1] = lock`: what stands in the brackets, and what follows them.
fn entry_of(text: &str, table: EntryTable) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(table.name())?.strip_prefix('[')?;
    rest.split_once(']')
}

fn read_line(line: &str, start: u32, header: &mut Header) {
    let decoration: fn(char) -> bool =
        |c| c.is_whitespace() || matches!(c, '-' | '*' | '#' | '@' | '`' | '\'');
    let text = line.trim_start_matches(decoration);
    let before = (line.len() - text.len()) as u32;
    let text = text.trim_end();
    read_numbers(text, start + before, header);
    for table in &EntryTable::ALL {
        let Some((index, rest)) = entry_of(text, *table) else {
            continue;
        };
        let described = header.of_mut(*table);
        let Some((index, last)) = indices(index) else {
            described.open = true;
            if described.group.is_none() {
                described.group = group(rest);
            }
            continue;
        };
        let length = (text.len() - rest.len()) as u32;
        described.entries.push(EntryDoc {
            index,
            last,
            optional: is_optional(rest),
            text: description(rest),
            span: Span::new(start + before, start + before + length),
        });
    }
}

/// `keys = 1, args = 1..3`, one of them or both, and nothing else.
fn read_numbers(text: &str, start: u32, header: &mut Header) {
    let span = Span::new(start, start + text.len() as u32);
    let mut numbers = Vec::new();
    for part in text.split(',') {
        let Some((name, count)) = part.split_once('=') else {
            return;
        };
        let table = match name.trim() {
            "keys" => EntryTable::Keys,
            "args" => EntryTable::Argv,
            _ => return,
        };
        let Ok(count) = Count::parse(count.trim()) else {
            return;
        };
        numbers.push((table, count));
    }
    for (table, count) in &numbers {
        header.of_mut(*table).number = Some((*count, span));
    }
}

/// `3`, `2..4`, `2-4`: the first and the last; `None` for a range without an end, whatever its notation.
fn indices(text: &str) -> Option<(usize, usize)> {
    if let Ok(index) = text.trim().parse() {
        return Some((index, index));
    }
    let (first, last) = match split_once(text, "..") {
        Some(range) => range,
        None => text.split_once('-')?,
    };
    let decoration: fn(char) -> bool = |c| matches!(c, '.' | '=');
    let last = last.trim_start_matches(decoration);
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

/// `= time to live (optional)`, `= optional time to live`. If it is `(optional, empty to disable)`, then it is passed.
fn is_optional(rest: &str) -> bool {
    let text = description(rest).to_lowercase();
    if find(&text, "empty").is_some() {
        return false;
    }
    if let Some(after) = text.strip_prefix("optional")
        && !goes_on(after)
    {
        return true;
    }
    find(&text, "(optional").is_some() || find(&text, "[optional").is_some()
}

/// Whether the word before is not at its end.
fn goes_on(behind: &str) -> bool {
    match behind.chars().next() {
        Some(next) => next.is_alphanumeric() || next == '-',
        None => false,
    }
}

/// `, in pairs`, `, in groups of 3`
fn group(rest: &str) -> Option<usize> {
    if find(rest, "in pairs").is_some() {
        return Some(2);
    }
    let (_, of) = split_once(rest, "in groups of ")?;
    let ends: fn(char) -> bool = |c| !c.is_ascii_digit();
    let digits = of.get(..of.find(ends).unwrap_or(of.len()))?;
    match digits.parse() {
        Ok(size @ 2..) => Some(size),
        _ => None,
    }
}

/// `= rate limit key` and `: rate limit key` and `- rate limit key` all say `rate limit key`.
fn description(rest: &str) -> String {
    let separators: fn(char) -> bool =
        |c| c.is_whitespace() || matches!(c, ':' | '=' | '-' | '>' | '–' | '—' | '`' | ',');
    let text = rest.trim_start_matches(separators).trim_end();
    let mut text = text;
    while let [.., b',' | b';'] = text.as_bytes() {
        text = text.get(..text.len() - 1).unwrap_or_default();
    }
    text.to_owned()
}
