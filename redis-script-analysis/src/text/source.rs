//! The text of a script and the positions in it.

use std::ops::Range;

/// A stretch of a script's text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span as a range of byte offsets.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, as Lua counts them.
    pub line: u32,
    /// The character in the line.
    pub column: u32,
}

/// A script's text together with the name under which messages speak of it.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: String,
    /// Offset of the first byte of each line.
    lines: Vec<u32>,
    /// The characters that begin before each [`BLOCK`] bytes, so that columns of a long line are found fast.
    characters: Vec<u32>,
}

/// In bytes.
const BLOCK: usize = 256;

impl Source {
    /// `path` is what messages show: the file relative to the crate, or a description of an inline text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = line_starts(text.as_bytes());
        let characters = characters_before_blocks(text.as_bytes());
        Self {
            path: path.into(),
            text,
            lines,
            characters,
        }
    }

    /// The name that messages show.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty where the span lies outside of the text or splits a character.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.line_start(line);
        let before = self.characters_before(offset) - self.characters_before(start);
        Position {
            line,
            column: before + 1,
        }
    }

    fn characters_before(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let block = offset / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..offset);
        self.characters.get(block).copied().unwrap_or(0) + characters(rest.unwrap_or_default())
    }

    /// The line of a byte offset, from 1.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        self.lines.partition_point(|start| *start <= offset).max(1) as u32
    }

    /// The offset of the first byte of a line (from 1); 0 past the last line.
    #[must_use]
    pub fn line_start(&self, line: u32) -> u32 {
        let index = (line as usize).checked_sub(1);
        let start = index.and_then(|index| self.lines.get(index));
        start.copied().unwrap_or(0)
    }

    /// The text of a line (from 1) without its end; `None` past the last line.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<&str> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.lines.get(index)? as usize;
        let end = self
            .lines
            .get(index + 1)
            .map_or(self.text.len(), |next| *next as usize);
        Some(self.text.get(start..end)?.trim_end_matches(['\r', '\n']))
    }

    /// Number of lines.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        self.lines.len() as u32
    }
}

/// The characters that begin in some bytes.
fn characters(bytes: &[u8]) -> u32 {
    let mut count = 0;
    for byte in bytes {
        count += u32::from(byte & 0xc0 != 0x80);
    }
    count
}

fn characters_before_blocks(text: &[u8]) -> Vec<u32> {
    let mut before = vec![0];
    let mut count = 0;
    for block in text.chunks(BLOCK) {
        count += characters(block);
        before.push(count);
    }
    before
}

/// CR, LF, CR LF and LF CR each end one line (`inclinenumber` in Lua's llex.c).
fn line_starts(text: &[u8]) -> Vec<u32> {
    let mut starts = vec![0];
    // A line end of one byte, and whether the next byte may belong to it.
    let mut last = 0;
    for (at, byte) in text.iter().enumerate() {
        if !matches!(byte, b'\n' | b'\r') {
            last = 0;
            continue;
        }
        if last != 0 && last != *byte {
            starts.pop();
            last = 0;
        } else {
            last = *byte;
        }
        starts.push(at as u32 + 1);
    }
    starts
}
