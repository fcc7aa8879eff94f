//! Did you mean?

use std::fmt;

use crate::lua::source::Span;
use crate::report::diagnostic::Diagnostic;

/// The candidate nearest to a misspelled name, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let limit = (length / 3).max(1);
    // Each letter more or less is a change.
    let is_near = |candidate: &&str| candidate.chars().count().abs_diff(length) <= limit;
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .filter(is_near)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether a name is one edit away from a candidate: a letter inserted, dropped, changed or swapped with its neighbour,
/// or the case of letters.
#[must_use]
pub fn is_misspelled<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> bool {
    let name = name.to_ascii_lowercase();
    let length = name.chars().count();
    candidates.into_iter().any(|candidate| {
        candidate.chars().count().abs_diff(length) <= 1
            && distance(&name, &candidate.to_ascii_lowercase()) <= 1
    })
}

/// Why a name or a value was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The fact.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Refusal {
    /// A fact without a remedy.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    /// There is no `kind` of that name, but perhaps one of a similar name.
    #[must_use]
    pub fn unknown<'a>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let near = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
        Self {
            help: near,
            ..Self::new(format!("there is no {kind} `{name}`"))
        }
    }

    /// Adds the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The error that a text was refused.
    #[must_use]
    pub fn at(self, lint: &'static str, span: Span) -> Diagnostic {
        let error = Diagnostic::error(lint, span, self.message);
        self.help.into_iter().fold(error, Diagnostic::help)
    }

    /// Names all that there are, unless there is a remedy already.
    #[must_use]
    pub fn or_list<'a>(mut self, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.help.get_or_insert_with(|| {
            let names: Vec<String> = known.into_iter().map(|name| format!("`{name}`")).collect();
            match names.split_last() {
                Some((last, [])) => format!("there is {last}"),
                Some((last, more)) => format!("there are {} and {last}", more.join(", ")),
                None => "there are none".to_owned(),
            }
        });
        self
    }
}

/// The message, and the remedy on a line of its own.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\n  = help: {help}"),
            None => Ok(()),
        }
    }
}

/// The number of letters to insert, drop, change or swap with their neighbour; another case is a change of its own.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let at =
                |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (at(&last, j) + usize::from(a != b))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && left.get(i - 1) == Some(b) && right.get(j - 1) == Some(a);
            if swapped && a != b {
                cost = cost.min(at(&before_last, j - 1) + 1);
            }
            row.push(cost);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, is_misspelled, nearest};

    #[test]
    fn finds_the_name_that_was_meant() {
        assert_eq!(
            nearest("erorr", ["error", "pcall", "xpcall"]),
            Some("error")
        );
        assert_eq!(nearest("reids", ["redis", "rawset"]), Some("redis"));
        assert_eq!(nearest("frobnicate", ["error", "redis"]), None);
        assert_eq!(nearest("x", ["i", "y"]), None);
    }

    #[test]
    fn one_edit_is_a_misspelling() {
        let known = ["HGETALL", "get"];
        for misspelled in ["HGTALL", "hgetalll", "HGEATLL", "HGETALK", "Get", "set"] {
            assert!(is_misspelled(misspelled, known), "{misspelled}");
        }
        for other in ["HGTAL", "HGETDEL", "geet2", "", "foo"] {
            assert!(!is_misspelled(other, known), "{other}");
        }
    }

    #[test]
    fn counts_edits() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("ab", "ba"), 1);
        assert_eq!(distance("same", "same"), 0);
    }
}
