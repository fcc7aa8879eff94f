//! The text of a script and the positions in it.

use super::lines::line_starts;
use super::origin::{FileId, IncludedFile, Origins, Segment};
use super::span::Span;
use crate::collections::lists;

/// A place in the file that a person wrote. Lines and columns count from 1, columns count characters.
#[derive(Clone, Copy)]
pub struct FilePlace<'source> {
    /// The file.
    pub file: FileId,
    /// The name of the file that messages show.
    pub path: &'source str,
    /// The line of the file, as Lua counts them.
    pub line: u32,
    /// The character in the line.
    pub column: u32,
}

/// A script's text together with the name under which messages speak of it.
#[derive(Clone)]
pub struct Source {
    path: String,
    text: String,
    /// Offset of the first byte of each line.
    lines: Vec<u32>,
    /// The characters that begin before each [`BLOCK`] bytes, so that columns of a long line are found fast.
    characters: Vec<u32>,
    /// Of a joined text, the files of its lines.
    origins: Origins,
}

/// In bytes.
const BLOCK: usize = 256;

impl Source {
    /// `path` is what messages show: the file relative to the crate, or a description of an inline text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::joined(path.into(), text.into(), Origins::default())
    }

    /// A text whose lines come from several files. `path` is the main one.
    #[must_use]
    pub fn joined(path: String, text: String, origins: Origins) -> Self {
        let lines = line_starts(&text);
        let characters = characters_before_blocks(&text);
        Self {
            path,
            text,
            lines,
            characters,
            origins,
        }
    }

    /// The name that messages show. In a joined text, it is that of the main file: a [`place`](Self::place) has its own.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The name of a file.
    #[must_use]
    pub fn path_of(&self, file: FileId) -> &str {
        match self.origins.file(file) {
            Some(included) => &included.path,
            None => &self.path,
        }
    }

    /// The file that includes a file, and its line.
    #[must_use]
    pub fn included_by(&self, file: FileId) -> Option<(FileId, u32)> {
        let included = self.origins.file(file)?;
        Some((included.from, included.line))
    }

    /// The line of a file's first statement, if it may have been left out.
    pub(crate) fn first_statement(&self, file: FileId) -> Option<u32> {
        self.origins.file(file)?.first_statement
    }

    /// Which lines come from which file; empty for the text of one file.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.origins.segments
    }

    /// The same with the names of the files: the first line in the text, the file, and the first line there. `main` is the name of the
    /// main file.
    #[must_use]
    pub fn origins<'a>(&'a self, main: &'a str) -> Vec<(u32, &'a str, u32)> {
        let mut origins = Vec::new();
        for segment in self.segments() {
            let path = match segment.file {
                FileId::MAIN => main,
                file => self.path_of(file),
            };
            origins.push((segment.first, path, segment.line));
        }
        origins
    }

    /// The files that are included, the first one with the number 1.
    pub(crate) fn included_files(&self) -> &[IncludedFile] {
        &self.origins.files
    }

    /// The file of a line of the text, and the line there.
    #[must_use]
    pub fn origin_of_line(&self, line: u32) -> (FileId, u32) {
        self.origins.of_line(line)
    }

    /// The file of a byte offset.
    #[must_use]
    pub fn file_of(&self, offset: u32) -> FileId {
        if self.origins.segments.is_empty() {
            return FileId::MAIN;
        }
        self.origin_of_line(self.line_of(offset)).0
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

    /// The character that ends at a byte offset; empty at the start and inside a character.
    #[must_use]
    pub fn last_character(&self, end: u32) -> Span {
        let before = self.text.get(..end as usize);
        let length = match before.unwrap_or_default().chars().next_back() {
            Some(last) => last.len_utf8(),
            None => 0,
        };
        Span::new(end - length as u32, end)
    }

    /// Where a byte offset is in the file that a person wrote.
    #[must_use]
    pub fn place(&self, offset: u32) -> FilePlace<'_> {
        let line = self.line_of(offset);
        let start = self.line_start(line);
        let before = self.characters_before(offset) - self.characters_before(start);
        let (file, line) = self.origin_of_line(line);
        FilePlace {
            file,
            path: self.path_of(file),
            line,
            column: before + 1,
        }
    }

    fn characters_before(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let block = offset / BLOCK;
        let start = whole(&self.text, block * BLOCK);
        let rest = self.text.get(start..whole(&self.text, offset));
        self.characters.get(block).copied().unwrap_or(0) + characters(rest)
    }

    /// The line of a byte offset in the text, from 1.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        lists::count_before(&self.lines, |start| *start <= offset).max(1) as u32
    }

    /// The offset of the first byte of a line (from 1); 0 past the last line.
    #[must_use]
    pub fn line_start(&self, line: u32) -> u32 {
        let before = (line as usize).wrapping_sub(1);
        self.lines.get(before).copied().unwrap_or(0)
    }

    /// The text of a line (from 1) without its end; `None` past the last line.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<&str> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.lines.get(index)? as usize;
        let end = match self.lines.get(index + 1) {
            Some(next) => *next as usize,
            None => self.text.len(),
        };
        Some(self.text.get(start..end)?.trim_end_matches(['\r', '\n']))
    }

    /// The text of the lines from `first` up to, not including, `end`, with their ends.
    #[must_use]
    pub fn lines(&self, first: u32, end: u32) -> &str {
        let end = if end > self.line_count() {
            self.text.len() as u32
        } else {
            self.line_start(end)
        };
        self.slice(Span::new(self.line_start(first), end))
    }

    /// Number of lines.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        self.lines.len() as u32
    }
}

/// How many there are.
fn characters(text: Option<&str>) -> u32 {
    text.unwrap_or_default().chars().count() as u32
}

fn characters_before_blocks(text: &str) -> Vec<u32> {
    let (mut before, mut count, mut start) = (vec![0], 0, 0);
    for block in 1..=text.len() / BLOCK {
        let end = whole(text, block * BLOCK);
        count += characters(text.get(start..end));
        before.push(count);
        start = end;
    }
    before
}

/// An offset that splits no character: the first one from here on.
fn whole(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Source;

    /// Line and column, counted character by character.
    fn counted(text: &str, offset: usize) -> (u32, u32) {
        let (mut line, mut column) = (1, 1);
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if at >= offset {
                break;
            }
            column += 1;
            if !matches!(character, '\n' | '\r') {
                continue;
            }
            let pairs = |next: &(usize, char)| matches!(next.1, '\n' | '\r') && next.1 != character;
            let second = characters.next_if(pairs);
            if second.is_none_or(|(at, _)| at < offset) {
                (line, column) = (line + 1, 1);
            }
        }
        (line, column)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn positions_are_those_that_one_counts(text in "[a\u{e4}\u{1f600}\n\r]{0,20}", long in "[a\u{e4}\n]{0,600}") {
            for text in [text.clone(), long.clone() + &text] {
                let source = Source::new("x.lua", text.as_str());
                for offset in 0..=text.len() {
                    let place = source.place(offset as u32);
                    prop_assert_eq!((place.line, place.column), counted(&text, offset), "{:?} {}", &text, offset);
                }
            }
        }
    }
}
