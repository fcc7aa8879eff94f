//! Patterns of `string.find` and the like, as lstrlib.c reads them.

use crate::text::fill;
/// What makes a pattern malformed, and whether the matcher comes there whatever the string is.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Malformed {
    /// What `string.find` raises.
    pub(crate) raised: &'static str,
    /// Whether it is raised for every string, and not only for those that match what stands before.
    pub(crate) always: bool,
}

/// The first place at which a pattern is malformed.
pub(crate) fn malformed(pattern: &[u8]) -> Option<Malformed> {
    let mut rest = pattern.strip_prefix(b"^").unwrap_or(pattern);
    let mut always = true;
    let (mut open, mut captures) = (0_usize, 0);
    let found = |raised, always| Some(Malformed { raised, always });
    while let [first, behind @ ..] = rest {
        rest = match (first, behind) {
            (b'(', [b')', more @ ..]) => {
                captures += 1;
                more
            }
            (b'(', _) => {
                open += 1;
                captures += 1;
                behind
            }
            (b')', _) => {
                if open == 0 {
                    return found("invalid pattern capture", always);
                }
                open -= 1;
                behind
            }
            (b'$', []) => behind,
            (b'%', [b'b', more @ ..]) => match more {
                [_, _, more @ ..] => {
                    always = false;
                    more
                }
                _ => return found("unbalanced pattern", always),
            },
            (b'%', [b'f', more @ ..]) => {
                let Some(set) = more.strip_prefix(b"[") else {
                    return found("missing '[' after '%f' in pattern", always);
                };
                let Some(more) = behind_set(set) else {
                    return found("malformed pattern (missing ']')", always);
                };
                always = false;
                more
            }
            (b'%', [digit @ b'0'..=b'9', more @ ..]) => {
                if *digit == b'0' || usize::from(digit - b'0') > captures {
                    return found("invalid capture index", always);
                }
                always = false;
                more
            }
            (b'%', []) => return found("malformed pattern (ends with '%')", always),
            (b'%', [_, more @ ..]) => behind_repetition(more, &mut always),
            (b'[', _) => match behind_set(behind) {
                Some(more) => behind_repetition(more, &mut always),
                None => return found("malformed pattern (missing ']')", always),
            },
            _ => behind_repetition(behind, &mut always),
        };
    }
    if open == 0 {
        return None;
    }
    // It is raised when the rest has matched.
    found("unfinished capture", false)
}

/// What follows one character's class: with `*`, `-` or `?`, what comes next is reached whatever the string is.
fn behind_repetition<'a>(rest: &'a [u8], always: &mut bool) -> &'a [u8] {
    match rest {
        [b'*' | b'-' | b'?', more @ ..] => more,
        [b'+', more @ ..] => {
            *always = false;
            more
        }
        rest => {
            *always = false;
            rest
        }
    }
}

/// What follows `[set]`; `]` as the first character is one of the set.
fn behind_set(set: &[u8]) -> Option<&[u8]> {
    let set = set.strip_prefix(b"^").unwrap_or(set);
    let mut at = 0;
    loop {
        match set.get(at)? {
            b']' if at > 0 => return set.get(at + 1..),
            b'%' => {
                set.get(at + 1)?;
                at += 2;
            }
            _ => at += 1,
        }
    }
}

/// Why `string.format` refuses a format, or the letters that say as what it takes the arguments behind it.
pub(crate) fn format_arguments(format: &[u8]) -> Result<Vec<u8>, String> {
    let mut letters = Vec::new();
    let mut rest = format;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first != b'%' {
            continue;
        }
        if let [b'%', more @ ..] = rest {
            rest = more;
            continue;
        }
        while let [b'-' | b'+' | b' ' | b'#' | b'0'..=b'9' | b'.', more @ ..] = rest {
            rest = more;
        }
        match rest.first() {
            Some(
                letter @ (b'c' | b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'e' | b'E' | b'f'
                | b'g' | b'G' | b'q' | b's'),
            ) => letters.push(*letter),
            Some(other) => {
                return Err(fill!(
                    "invalid option '%{}' to 'format'",
                    other.escape_ascii()
                ));
            }
            None => return Err("invalid option '%' to 'format'".to_owned()),
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    Ok(letters)
}

#[cfg(test)]
mod tests {
    use super::{format_arguments, malformed};

    #[test]
    fn malformed_patterns_are_found() {
        for (pattern, raised, always) in [
            ("[a", "malformed pattern (missing ']')", true),
            ("x[a", "malformed pattern (missing ']')", false),
            ("x*[a", "malformed pattern (missing ']')", true),
            ("^[]", "malformed pattern (missing ']')", true),
            ("%", "malformed pattern (ends with '%')", true),
            ("a%", "malformed pattern (ends with '%')", false),
            ("(a", "unfinished capture", false),
            ("a)", "invalid pattern capture", false),
            (")", "invalid pattern capture", true),
            ("%1", "invalid capture index", true),
            ("%b", "unbalanced pattern", true),
            ("%fa", "missing '[' after '%f' in pattern", true),
        ] {
            let found = malformed(pattern.as_bytes());
            let found = found.map(|found| (found.raised, found.always));
            assert_eq!(found, Some((raised, always)), "{pattern}");
        }
        for pattern in [
            "", "a", "^$", "[]a]", "[^]a]", "[%]]", "(a)(b)%1", "()", "%bxy", "%f[%w]", "a$b",
        ] {
            assert_eq!(malformed(pattern.as_bytes()), None, "{pattern}");
        }
    }

    #[test]
    fn formats_say_what_they_take() {
        assert_eq!(format_arguments(b"%d %s %% %-5.2f"), Ok(b"dsf".to_vec()));
        assert_eq!(format_arguments(b"none"), Ok(Vec::new()));
        assert!(format_arguments(b"%y").is_err());
        assert!(format_arguments(b"100%").is_err());
    }
}
