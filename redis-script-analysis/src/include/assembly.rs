//! A text that is put together from lines of several files.

use crate::text::{FileId, IncludedFile, Origins, Source};

/// The text so far, and where its lines are from.
#[derive(Default)]
pub(super) struct Assembly {
    text: String,
    /// The number of the next line, from 1, less one.
    lines: u32,
    origins: Origins,
}

impl Assembly {
    pub(super) fn add_file(&mut self, file: IncludedFile) -> FileId {
        self.origins.add_file(file)
    }

    /// Adds lines of a file, from `line` on, and gives the offset at which they begin. Their line ends are LF.
    pub(super) fn add_lines(&mut self, file: FileId, line: u32, lines: &str) -> u32 {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.lines += 1;
        }
        let start = self.text.len() as u32;
        self.origins.add_lines(self.lines + 1, file, line);
        self.text.push_str(lines);
        for byte in lines.bytes() {
            self.lines += u32::from(byte == b'\n');
        }
        start
    }

    pub(super) fn finish(self, path: &str) -> Source {
        Source::joined(path.to_owned(), self.text, self.origins)
    }
}
