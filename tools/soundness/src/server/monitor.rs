//! The lines of MONITOR.

/// Who ran a command, and its words: `+1700000000.123456 [0 lua] "get" "k1"`.
pub(super) fn monitored(line: &str) -> Option<(&str, Vec<String>)> {
    let (from, rest) = line.split_once('[')?.1.split_once("] ")?;
    // What follows is quoted; between two words stands `" "`.
    let inner = rest.strip_prefix('"')?.strip_suffix('"')?;
    let mut words = vec![String::new()];
    let mut letters = inner.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                let word = words.last_mut()?;
                word.push('\\');
                word.extend(letters.next());
            }
            '"' => {
                letters.next();
                letters.next();
                words.push(String::new());
            }
            letter => words.last_mut()?.push(letter),
        }
    }
    Some((from, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_monitor_are_split_at_their_quotes() {
        let line = r#"1700000000.5 [0 lua] "set" "k \"1\"" "a\x00b" """#;
        let words = ["set", r#"k \"1\""#, r"a\x00b", ""].map(str::to_owned);
        assert_eq!(monitored(line), Some(("0 lua", words.to_vec())));
        assert_eq!(monitored("OK"), None);
    }
}
