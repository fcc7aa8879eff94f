//! The manual: a page for each lint, which is the documentation of its module.

use crate::collections::lists;
use crate::lints::{self, Lint};

/// What the manual says about a lint.
pub struct Page {
    /// The lint.
    pub lint: &'static Lint,
    /// In Markdown: what it finds, why that is bad, an example, and what to use instead.
    pub text: String,
}

/// All pages, in alphabetic order.
pub fn pages() -> impl Iterator<Item = Page> {
    let sources = lints::SOURCES.iter().map(|source| documentation(source));
    lints::all()
        .iter()
        .zip(sources)
        .map(|(lint, text)| Page { lint, text })
}

/// The page of a lint.
#[must_use]
pub fn page(name: &str) -> Option<Page> {
    pages().find(|page| page.lint.name == name)
}

impl Page {
    /// What the lint finds: the first paragraph, on one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let first = self.text.split("\n\n").next().unwrap_or_default();
        first.replace('\n', " ")
    }
}

/// The lines `//! ...` at the top of a module.
fn documentation(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let lines: Vec<&str> = lines
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    lists::joined(&lines, "\n")
}
