//! What the server says of a text.
#![allow(
    clippy::indexing_slicing,
    reason = "of JSON, what is not there is null"
)]

use serde_json::Value;

/// A finding that the editor underlines.
#[derive(Debug)]
pub(crate) struct Finding {
    /// From 0.
    pub(crate) line: u64,
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Finding {
    pub(crate) fn of(item: &Value) -> Self {
        Self {
            line: item["range"]["start"]["line"].as_u64().unwrap_or_default(),
            code: item["code"].as_str().unwrap_or_default().to_owned(),
            message: item["message"].as_str().unwrap_or_default().to_owned(),
        }
    }
}

/// A replaced part of one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edit {
    line: usize,
    start: usize,
    end: usize,
    text: String,
}

impl Edit {
    pub(crate) fn of(edit: &Value) -> Self {
        let range = &edit["range"];
        let at = |position: &Value| {
            position
                .as_u64()
                .map_or(0, |at| usize::try_from(at).unwrap_or(0))
        };
        Self {
            line: at(&range["start"]["line"]),
            start: at(&range["start"]["character"]),
            end: at(&range["end"]["character"]),
            text: edit["newText"].as_str().unwrap_or_default().to_owned(),
        }
    }
}

/// Where something is defined.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Whether it is in the file that was asked about.
    pub(crate) is_here: bool,
    /// From 0.
    pub(crate) line: u64,
}

impl Place {
    pub(crate) fn of(location: &Value, uri: &str) -> Self {
        Self {
            is_here: location["uri"] == uri,
            line: location["range"]["start"]["line"]
                .as_u64()
                .unwrap_or_default(),
        }
    }
}

/// The text with all edits.
pub(crate) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    // From the end, so that places stay what they are.
    edits.sort();
    edits.dedup();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for edit in edits.iter().rev() {
        if let Some(line) = lines.get_mut(edit.line)
            && edit.start <= edit.end
            && edit.end <= line.len()
        {
            line.replace_range(edit.start..edit.end, &edit.text);
        }
    }
    lines.join("\n") + "\n"
}

/// The first place of some words: line and column, from 0.
pub(crate) fn place(text: &str, words: &str) -> Option<(u64, u64)> {
    let (line, found) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(words))?;
    let column = found.find(words)?;
    Some((u64::try_from(line).ok()?, u64::try_from(column).ok()?))
}
