//! A file that fixes change.

use std::fs;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::Path;

use redis_script_analysis::Source;
use redis_script_analysis::text::{self, FilePlace};
use tempfile::NamedTempFile;

use crate::files;

/// A file as it was read, and what is to be changed in it.
pub(super) struct OpenFile {
    bytes: Vec<u8>,
    /// The text, whose line ends are LF.
    source: Source,
    /// By the offsets in that text.
    edits: Vec<(Range<usize>, String)>,
}

impl OpenFile {
    /// `None` if it cannot be read: the check says so.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let bytes = fs::read(path).ok()?;
        let text = text::decode_part(&bytes, "").ok()?;
        Some(Self {
            bytes,
            source: Source::new("", text),
            edits: Vec::new(),
        })
    }

    /// Where a stretch is, if no other change touches it and it is what is expected: the file may have changed meanwhile.
    pub(super) fn free(
        &self,
        start: &FilePlace,
        end: &FilePlace,
        expected: &str,
    ) -> Option<Range<usize>> {
        let range = self.offset(start)?..self.offset(end)?;
        let mut edits = self.edits.iter();
        let is_free = !edits.any(|(other, _)| range.start <= other.end && other.start <= range.end);
        let is_expected = self.source.text().get(range.clone()) == Some(expected);
        (is_free && is_expected).then_some(range)
    }

    fn offset(&self, place: &FilePlace) -> Option<usize> {
        let start = self.source.line_start(place.line) as usize;
        let rest = self.source.text().get(start..)?;
        let before = place.column as usize - 1;
        let ends = rest.char_indices().map(|(at, _)| at);
        let at = ends.chain([rest.len()]).nth(before)?;
        Some(start + at)
    }

    pub(super) fn edit(&mut self, range: Range<usize>, text: String) {
        self.edits.push((range, text));
    }

    /// Writes the file as a whole, or leaves it as it is.
    pub(super) fn write(&self, path: &Path) -> Result<(), String> {
        if self.edits.is_empty() {
            return Ok(());
        }
        let written = replace(path, &self.changed());
        written.map_err(|error| format!("cannot write `{}`: {error}", files::shown(path)))
    }

    /// The bytes of the file with all changes. Its line ends stay as they are.
    fn changed(&self) -> Vec<u8> {
        let mut edits = self.edits.clone();
        edits.sort_by_key(|(range, _)| range.start);
        let (mut changed, mut offset, mut read) = (Vec::new(), 0, 0);
        let mut bytes = self.bytes.iter().enumerate().peekable();
        let mut edits = edits.into_iter().peekable();
        // `offset` is that in the text, which has no CR before an LF.
        while read <= self.bytes.len() {
            if let Some((range, text)) = edits.next_if(|(range, _)| range.start == offset) {
                changed.extend(text.bytes());
                while offset < range.end
                    && let Some((at, _)) = bytes.next()
                {
                    offset += usize::from(!is_left_out(&self.bytes, at));
                }
                continue;
            }
            let Some((at, byte)) = bytes.next() else {
                break;
            };
            changed.push(*byte);
            offset += usize::from(!is_left_out(&self.bytes, at));
            read = at + 1;
        }
        changed
    }
}

/// Whether a byte is the CR of a CRLF.
fn is_left_out(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n')
}

/// Readers see the old file or the new one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = NamedTempFile::new_in(path.parent().unwrap_or(path))?;
    file.write_all(bytes)?;
    file.as_file()
        .set_permissions(fs::metadata(path)?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure here is the test's")]

    use redis_script_analysis::Source;
    use redis_script_analysis::text::decode_part;

    use super::OpenFile;

    /// A file after a change, which is made where the text has `old`.
    fn changed(bytes: &str, changes: &[(&str, &str)]) -> String {
        let text = decode_part(bytes.as_bytes(), "").unwrap();
        let mut file = OpenFile {
            bytes: bytes.as_bytes().to_vec(),
            source: Source::new("", text),
            edits: Vec::new(),
        };
        for (old, new) in changes {
            let start = file.source.text().find(old).unwrap();
            let span = (start as u32, (start + old.len()) as u32);
            let source = file.source.clone();
            let range = file.free(&source.place(span.0), &source.place(span.1), old);
            assert_eq!(range, Some(start..start + old.len()));
            file.edit(range.unwrap(), (*new).to_owned());
        }
        String::from_utf8(file.changed()).unwrap()
    }

    #[test]
    fn line_ends_stay() {
        assert_eq!(
            changed(
                "a ü b\r\nc\nd\r\n\r\ne",
                &[("b", "B"), ("e", "E"), ("c", "")]
            ),
            "a ü B\r\n\nd\r\n\r\nE"
        );
        assert_eq!(changed("a\r\nb", &[("a", "xy")]), "xy\r\nb");
        assert_eq!(changed("a\r\r\nb", &[("b", "x")]), "a\r\r\nx");
        assert_eq!(changed("ab", &[("", "x"), ("b", "y")]), "xay");
        assert_eq!(changed("a\r\nb\r\n", &[("\nb\n", "; ")]), "a; ");
    }

    #[test]
    fn what_changed_meanwhile_is_left_alone() {
        let file = OpenFile {
            bytes: b"x = 1".to_vec(),
            source: Source::new("", "x = 1"),
            edits: vec![(0..1, "y".to_owned())],
        };
        let place = |offset| file.source.place(offset);
        assert_eq!(file.free(&place(4), &place(5), "1"), Some(4..5));
        assert_eq!(file.free(&place(4), &place(5), "2"), None);
        assert_eq!(
            file.free(&place(1), &place(2), " "),
            None,
            "touches another"
        );
    }
}
