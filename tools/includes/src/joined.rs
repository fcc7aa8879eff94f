//! Whether a joined text is that of the package's own loader, up to blank lines.

/// How what is sent relates to what the package sends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Same,
    /// The same without these functions, which nothing refers to.
    Without(Vec<String>),
    Differs(String),
}

/// Compares them line by line. The package's loader drops blank lines, which say how many comments belong to a function, so that
/// functions which may be left out are looked for in the files. In these each function begins and ends in the first column.
pub(crate) fn compare(loaded: &str, sent: &str, files: &[String]) -> Comparison {
    let mut left_out = functions(loaded);
    left_out.retain(|name| !functions(sent).contains(name));
    if let Some(name) = left_out.iter().find(|name| mentions(sent, name)) {
        return Comparison::Differs(format!("`{name}` was left out, but is named"));
    }
    let mut expected = without_blank(loaded.lines().collect());
    for name in &left_out {
        let mut blocks = files.iter().filter_map(|file| with_comments(file, name));
        if !blocks.any(|block| remove(&mut expected, &block)) {
            return Comparison::Differs(format!("no file has `{name}` as it was loaded"));
        }
    }
    match first_difference(&expected, &without_blank(sent.lines().collect())) {
        Some(how) => Comparison::Differs(how),
        None if left_out.is_empty() => Comparison::Same,
        None => Comparison::Without(left_out),
    }
}

/// The names of the functions at the top, in the order of the text.
fn functions(text: &str) -> Vec<String> {
    let named = text.lines().filter_map(function_name);
    named.map(str::to_owned).collect()
}

fn function_name(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("local function ")?.split_once('(')?;
    Some(name.trim())
}

/// Whether the name is a word of the text.
fn mentions(text: &str, name: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.split(|character| !is_part(character))
        .any(|word| word == name)
}

/// A function of a file and the comments directly above it, without blank lines.
fn with_comments<'a>(file: &'a str, name: &str) -> Option<Vec<&'a str>> {
    let lines: Vec<&str> = file.lines().collect();
    let begin = lines
        .iter()
        .position(|line| function_name(line) == Some(name))?;
    let is_end = |line: &&str| line.trim_end() == "end";
    let end = begin + lines.get(begin..)?.iter().position(is_end)?;
    let block = lines.get(first_comment_above(&lines, begin)..=end)?;
    Some(without_blank(block.to_vec()))
}

/// Whether the block was among the lines.
fn remove(lines: &mut Vec<&str>, block: &[&str]) -> bool {
    let begin = lines.windows(block.len()).position(|lines| lines == block);
    if let Some(begin) = begin {
        lines.drain(begin..begin + block.len());
    }
    begin.is_some()
}

/// The first line of the comments that end on the line before.
fn first_comment_above(lines: &[&str], line: usize) -> usize {
    let above = lines.get(..line).unwrap_or_default();
    let Some(last) = above.last() else {
        return line;
    };
    let begin = if last.trim_end().ends_with("]]") {
        above.iter().rposition(|line| line.starts_with("--[["))
    } else if last.starts_with("--") && !last.contains("@include") {
        Some(line - 1)
    } else {
        None
    };
    begin.map_or(line, |begin| first_comment_above(lines, begin))
}

fn without_blank(mut lines: Vec<&str>) -> Vec<&str> {
    lines.retain(|line| !line.trim().is_empty());
    lines
}

fn first_difference(expected: &[&str], found: &[&str]) -> Option<String> {
    let same = expected
        .iter()
        .zip(found)
        .take_while(|(a, b)| a == b)
        .count();
    let quote = |lines: &[&str]| {
        lines
            .get(same)
            .map_or("nothing".to_owned(), |line| format!("`{line}`"))
    };
    let differ = same < expected.len() || same < found.len();
    differ.then(|| format!("{} became {}", quote(expected), quote(found)))
}

#[cfg(test)]
mod tests {
    use super::{Comparison, compare};

    const FILE: &str = "--[[\n  adds\n]]\n\n-- Includes\n--- @include \"get\"\n\n--[[\n  a and one\n]]\n-- more\nlocal function add(a)\n\n  \
                        return a + 1\nend\n";
    const LOADED: &str = "local rcall = redis.call\n--[[\n  adds\n]]\n-- Includes\n-- reads\nlocal function get(key)\n  \
                          return rcall('GET', key)\nend\n--[[\n  a and one\n]]\n-- more\nlocal function add(a)\n  return a + 1\nend\n\
                          return get(KEYS[1])\n";

    fn compared(sent: &str) -> Comparison {
        compare(LOADED, sent, &[FILE.to_owned()])
    }

    #[test]
    fn blank_lines_do_not_count() {
        assert_eq!(compared(&LOADED.replace('\n', "\n\n")), Comparison::Same);
    }

    #[test]
    fn a_function_that_is_not_used_may_be_left_out_with_its_comments() {
        let sent = "local rcall = redis.call\n--[[\n  adds\n]]\n-- Includes\n-- reads\nlocal function get(key)\n  return rcall('GET', key)\n\
                    end\n\nreturn get(KEYS[1])\n";
        assert_eq!(compared(sent), Comparison::Without(vec!["add".to_owned()]));
    }

    #[test]
    fn a_comment_that_is_lost_is_a_difference() {
        let how = "`-- reads` became `local function get(key)`".to_owned();
        assert_eq!(
            compared(&LOADED.replace("-- reads\n", "")),
            Comparison::Differs(how)
        );
    }

    #[test]
    fn a_function_that_is_used_must_not_be_left_out() {
        let how = "`get` was left out, but is named".to_owned();
        assert_eq!(
            compared("local rcall = redis.call\nreturn get(KEYS[1])\n"),
            Comparison::Differs(how)
        );
    }
}
