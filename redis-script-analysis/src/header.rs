//! The comments at the top of a script, such as `-- KEYS[1] = rate limit key`.

use crate::facts::EntryTable;
use crate::lua::source::{Source, Span};
use crate::lua::syntax::Chunk;

/// What the header says.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// Described KEYS.
    pub keys: Described,
    /// Described ARGV.
    pub args: Described,
}

/// The descriptions of one table.
#[derive(Clone, Debug, Default)]
pub struct Described {
    /// In the order of the text.
    pub entries: Vec<Entry>,
    /// Whether the header speaks of a range, such as `ARGV[2..]` or `ARGV[n]`.
    pub open: bool,
}

/// A described KEYS or ARGV entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From 1.
    pub index: usize,
    /// The description; may be empty.
    pub text: String,
    /// Where `KEYS[1]` stands in the comment.
    pub span: Span,
}

impl Header {
    /// The descriptions of a table.
    #[must_use]
    pub fn of(&self, table: EntryTable) -> &Described {
        match table {
            EntryTable::Keys => &self.keys,
            EntryTable::Argv => &self.args,
        }
    }

    fn of_mut(&mut self, table: EntryTable) -> &mut Described {
        match table {
            EntryTable::Keys => &mut self.keys,
            EntryTable::Argv => &mut self.args,
        }
    }
}

impl Described {
    /// The description of an entry.
    #[must_use]
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.index == index)
    }

    /// The entry with the highest index.
    #[must_use]
    pub fn last(&self) -> Option<&Entry> {
        self.entries.iter().max_by_key(|entry| entry.index)
    }
}

/// Reads the comments before the first statement.
pub(crate) fn read(chunk: &Chunk, source: &Source) -> Header {
    let body = chunk
        .body
        .statements
        .first()
        .map_or(u32::MAX, |statement| statement.span.start);
    let mut header = Header::default();
    for comment in chunk
        .comments
        .iter()
        .filter(|comment| comment.span.end <= body)
    {
        let mut start = comment.inner.start;
        for line in source.slice(comment.inner).split_inclusive('\n') {
            read_line(line, start, &mut header);
            start += line.len() as u32;
        }
    }
    header
}

fn read_line(line: &str, start: u32, header: &mut Header) {
    let text = line.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '*' | '#' | '@' | '`' | '\'')
    });
    let before = (line.len() - text.len()) as u32;
    let text = text.trim_end();
    for table in [EntryTable::Keys, EntryTable::Argv] {
        let Some(rest) = text
            .strip_prefix(table.name())
            .and_then(|rest| rest.strip_prefix('['))
        else {
            continue;
        };
        let Some((index, rest)) = rest.split_once(']') else {
            continue;
        };
        let described = header.of_mut(table);
        match index.trim().parse() {
            Ok(index) => {
                let length = (text.len() - rest.len()) as u32;
                let span = Span::new(start + before, start + before + length);
                described.entries.push(Entry {
                    index,
                    text: description(rest),
                    span,
                });
            }
            Err(_) => described.open = true,
        }
    }
}

/// `= rate limit key` and `: rate limit key` and `- rate limit key` all say `rate limit key`.
fn description(rest: &str) -> String {
    let separators =
        |c: char| c.is_whitespace() || matches!(c, ':' | '=' | '-' | '>' | '–' | '—' | '`' | ',');
    rest.trim_start_matches(separators).trim_end().to_owned()
}
