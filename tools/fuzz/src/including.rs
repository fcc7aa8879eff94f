//! Scripts that include files: what comes after a form feed, which is a blank to Lua, is another file.

use std::io;
use std::path::{Path, PathBuf};

use redis_script_analysis::Source;
use redis_script_analysis::include::{Files, Folders, Including, Joined, join};
use redis_script_analysis::text::{FileId, decode_part};

/// The file of what is before the first form feed.
const MAIN: &str = "/fuzz.lua";

/// The files of one input. Each name means one of them, by its length.
struct Parts<'text>(Vec<&'text str>);

impl Parts<'_> {
    fn of_name(&self, path: &Path) -> Option<usize> {
        let name = path.file_stem()?.len();
        name.checked_rem(self.0.len())
    }
}

impl Files for Parts<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let part = self.of_name(path).and_then(|index| self.0.get(index));
        let part = part.ok_or(io::ErrorKind::NotFound)?;
        Ok(part.as_bytes().to_vec())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        if path == Path::new("/") || path == Path::new(MAIN) {
            return Ok(path.to_owned());
        }
        let index = self.of_name(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Path::new("/").join(index.to_string()))
    }

    fn names(&self, _: &Path) -> Option<Vec<String>> {
        (self.0.len() > 3).then(|| vec!["a.lua".to_owned(), "\u{e4}".to_owned()])
    }

    fn show(&self, path: &Path) -> String {
        self.of_name(path)
            .map_or_else(String::new, |index| index.to_string())
    }
}

/// The script with what it includes.
///
/// # Panics
/// If a line of the text is not the line from which it is said to come.
pub(crate) fn joined(text: &str) -> Source {
    let mut parts = text.split('\x0c');
    let main = parts.next().unwrap_or_default();
    let files = Parts(parts.collect());
    let root = Path::new("/");
    let including = Including {
        shown: "fuzz.lua".to_owned(),
        text: main.to_owned(),
        path: Some(PathBuf::from(MAIN)),
        folders: Folders::of(Some(root), None, &[], &files),
    };
    let joined = join(including, &files);
    let source = &joined.source;
    for line in 1..=source.line_count() {
        let (file, own) = source.origin_of_line(line);
        let written = written(file, main, &files, &joined);
        // What is after the last line end may be no line of a file.
        if line < source.line_count() || source.line(line) != Some("") {
            assert_eq!(source.line(line), written.line(own), "{text:?}");
        }
    }
    for error in &joined.errors {
        assert!(
            source.text().get(error.span().range()).is_some(),
            "{text:?}"
        );
    }
    joined.source
}

/// A file as it was given.
fn written(file: FileId, main: &str, files: &Parts, joined: &Joined) -> Source {
    let index = (file.0 as usize).checked_sub(1);
    let path = index.and_then(|index| joined.files.get(index));
    let bytes = path.and_then(|path| files.read(&path.path).ok());
    let text = bytes.and_then(|bytes| decode_part(&bytes, "").ok());
    Source::new("", text.unwrap_or_else(|| main.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn parts_are_files() {
        let text = "--- @include 'aaa'\nreturn 1\x0clocal a\r-- @include 'b'\n\x0clocal b\n\rlocal function c() end\x0c--- @include 'aaa'\n";
        let source = joined(text);
        assert_eq!(source.text(), "local a\nlocal b\nreturn 1");
        for text in [
            "",
            "\x0c",
            "--- @include ''\x0c",
            "@\n--@include",
            "--- @include 'a'\x0c#!",
        ] {
            joined(text);
        }
    }
}
