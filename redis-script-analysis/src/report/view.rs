//! The part of a line that an excerpt shows.

use crate::text::fill;
const TAB: usize = 4;

/// A part of a line, and where it is in the line. What it costs depends on what is shown, not on the line's length.
pub(super) struct View<'line> {
    line: &'line str,
    /// The part, with dots where the line goes on.
    pub(super) text: String,
    /// Columns of the dots before the part.
    dots: usize,
    /// The first byte of the line that is shown.
    start: usize,
    /// Columns of the first character that are cut off.
    cut: usize,
    /// Columns of the line that are shown.
    width: usize,
}

impl<'line> View<'line> {
    /// The whole line if it has at most `width` columns, else so many around a byte.
    pub(super) fn around(line: &'line str, at: usize, width: usize) -> Self {
        if let Some(view) = Self::plain(line, at, width) {
            return view;
        }
        let is_short = line.len() <= 4 * width && shown(line, 0, width + 1).len() <= width;
        let (start, cut) = if is_short {
            (0, 0)
        } else {
            back(line, at, width / 3)
        };
        let rest = line.get(start..).unwrap_or_default();
        let mut cells = shown(rest, cut, width + 1);
        let goes_on = cells.len() > width;
        cells.truncate(width);
        let dots = if (start, cut) == (0, 0) { "" } else { "..." };
        let behind = if goes_on { "..." } else { "" };
        let mut part = String::new();
        for cell in &cells {
            if *cell != '\0' {
                part.push(*cell);
            }
        }
        Self {
            line,
            text: fill!("{dots}{part}{behind}", dots, part, behind),
            dots: dots.len(),
            start,
            cut,
            width: cells.len(),
        }
    }

    /// [`View::around`] where each byte that matters is a column, as it mostly is.
    fn plain(line: &'line str, at: usize, width: usize) -> Option<Self> {
        // A character has four bytes at most, and one column at least: a longer line is cut in any case.
        if line.len() <= 4 * width && !is_plain(line) {
            return None;
        }
        let start = if line.len() <= width {
            0
        } else {
            at.min(line.len()).saturating_sub(width / 3)
        };
        let end = line.len().min(start + width);
        let part = line.get(start..end)?;
        if !is_plain(part) {
            return None;
        }
        let dots = if start == 0 { "" } else { "..." };
        let behind = if end == line.len() { "" } else { "..." };
        Some(Self {
            line,
            text: [dots, part, behind].concat(),
            dots: dots.len(),
            start,
            cut: 0,
            width: part.len(),
        })
    }

    /// Whether the character at a byte of the line is shown.
    pub(super) fn holds(&self, at: usize) -> bool {
        at >= self.start && self.before(at) < self.width.max(1)
    }

    /// The column, from 0, at which a text begins that begins at a byte of the line, and how many of its columns are
    /// shown: one at least.
    pub(super) fn columns(&self, at: usize, text: &str) -> (usize, usize) {
        let before = self.before(at);
        let most = self.width.saturating_sub(before);
        let mut length = 0;
        for c in text.chars() {
            if length >= most || matches!(c, '\n' | '\r') {
                break;
            }
            length += columns(c);
        }
        let length = length.min(most).max(1);
        (self.dots + before, length)
    }

    /// The columns that are shown before a byte, or `width` if it is not shown.
    fn before(&self, at: usize) -> usize {
        let text = self.line.get(self.start..at.min(self.line.len()));
        let characters = text.unwrap_or_default().chars();
        let mut before = 0;
        for c in characters {
            before += columns(c);
            if before >= self.cut + self.width {
                break;
            }
        }
        before.saturating_sub(self.cut)
    }
}

fn is_plain(text: &str) -> bool {
    for byte in text.as_bytes() {
        if !matches!(byte, b' '..=b'~') {
            return false;
        }
    }
    true
}

/// The byte that is so many columns before another, and the columns of its character that are too many.
fn back(line: &str, at: usize, width: usize) -> (usize, usize) {
    let before = line.get(..at.min(line.len())).unwrap_or_default();
    let mut walked = 0;
    for (byte, c) in before.char_indices().rev() {
        walked += columns(c);
        if walked >= width {
            return (byte, walked - width);
        }
    }
    (0, 0)
}

/// Columns of a text from one on, as many as there are up to `width`: tabs expanded, control characters replaced, `\0` for
/// a column that a wide character takes besides its first.
fn shown(text: &str, from: usize, width: usize) -> Vec<char> {
    let mut cells = Vec::with_capacity(width);
    let mut skipped = 0;
    for c in text.chars() {
        if cells.len() >= width {
            break;
        }
        let (shown, rest) = match c {
            '\t' => (' ', ' '),
            c if c.is_control() => ('\u{fffd}', '\0'),
            c => (c, '\0'),
        };
        for column in 0..columns(c) {
            if skipped < from {
                skipped += 1;
            } else if column == 0 {
                cells.push(shown);
            } else {
                // A space is what is left of a character that is cut.
                cells.push(if cells.is_empty() { ' ' } else { rest });
            }
        }
    }
    cells.truncate(width);
    cells
}

/// Columns that a character takes, by the main blocks of East Asian wide characters.
fn columns(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::View;

    /// The part that is shown around the first `x`, and what is marked of it.
    fn around(line: &str, marked: &str, width: usize) -> (String, usize, usize) {
        let at = line.find('x').unwrap_or(line.len());
        let view = View::around(line, at, width);
        let (start, length) = view.columns(at, marked);
        (view.text, start, length)
    }

    #[test]
    fn short_lines_are_shown_whole() {
        assert_eq!(around("a\tx = 1", "x", 12), ("a    x = 1".into(), 5, 1));
        assert_eq!(
            around("\u{3042}xyz", "xyz\nmore", 12),
            ("\u{3042}xyz".into(), 2, 3)
        );
        assert_eq!(around("", "", 12), (String::new(), 0, 1));
    }

    #[test]
    fn long_lines_are_cut() {
        let (left, right) = ("a".repeat(20), "b".repeat(20));
        let text = |text: &str| text.to_owned();
        assert_eq!(
            around(&format!("x{right}"), "x", 9),
            (text("xbbbbbbbb..."), 0, 1)
        );
        assert_eq!(
            around(&format!("{left}x{right}"), "xbb", 9),
            (text("...aaaxbbbbb..."), 6, 3)
        );
        assert_eq!(around(&format!("{left}x"), "x", 9), (text("...aaax"), 6, 1));
        assert_eq!(
            around(&format!("{left}\tx{right}"), "x", 9),
            (text("...   xbbbbb..."), 6, 1)
        );
        assert_eq!(
            around(&format!("{left}\u{3042}\u{3042}x"), "x", 9),
            (text("... \u{3042}x"), 6, 1)
        );
    }

    #[test]
    fn plain_lines_are_cut_as_others_are() {
        for length in 0..40 {
            let plain = "a".repeat(length);
            let wide = "\u{e9}".repeat(length);
            for at in 0..=length {
                let (plain, wide) = (
                    View::around(&plain, at, 12),
                    View::around(&wide, 2 * at, 12),
                );
                assert_eq!(plain.text, wide.text.replace('\u{e9}', "a"));
                assert_eq!(plain.columns(at, "aaa"), wide.columns(2 * at, "aaa"));
            }
        }
    }

    #[test]
    fn a_view_holds_what_it_shows() {
        let line = format!("{}x{}", "a".repeat(20), "b".repeat(20));
        let view = View::around(&line, 20, 9);
        let held: Vec<usize> = (0..line.len()).filter(|at| view.holds(*at)).collect();
        assert_eq!(held, (17..26).collect::<Vec<_>>());
    }
}
