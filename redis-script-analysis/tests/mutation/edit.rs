//! Changes to a script's text, and the nodes that they are made at.

use redis_script_analysis::Source;
use redis_script_analysis::lua::syntax::{Block, Expr, Statement};
use redis_script_analysis::lua::visit::{self, Visitor};
use redis_script_analysis::text::Span;

use crate::base::Base;

/// Text that takes the place of other text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edit {
    span: Span,
    with: String,
}

impl Edit {
    pub(crate) fn replace(span: Span, with: impl Into<String>) -> Self {
        let with = with.into();
        Self { span, with }
    }

    pub(crate) fn insert(at: u32, text: &str) -> Self {
        Self::replace(Span::new(at, at), text)
    }

    pub(crate) fn remove(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// The script after the change.
    pub(crate) fn apply(&self, base: &Base) -> Source {
        let mut text = base.source.text().to_owned();
        text.replace_range(self.span.range(), &self.with);
        Source::new(base.source.path(), text)
    }

    /// Where the change begins, in both texts.
    pub(crate) fn start(&self) -> u32 {
        self.span.start
    }
}

/// All statements and expressions of a script in the order of the text.
pub(crate) struct Nodes<'tree> {
    pub(crate) statements: Vec<&'tree Statement>,
    pub(crate) expressions: Vec<&'tree Expr>,
}

impl<'tree> Nodes<'tree> {
    pub(crate) fn of(block: &'tree Block) -> Self {
        let mut nodes = Self {
            statements: Vec::new(),
            expressions: Vec::new(),
        };
        visit::block(block, &mut nodes);
        nodes
    }
}

impl<'tree> Visitor<'tree> for Nodes<'tree> {
    fn statement(&mut self, statement: &'tree Statement) -> bool {
        self.statements.push(statement);
        true
    }

    fn expression(&mut self, expr: &'tree Expr) -> bool {
        self.expressions.push(expr);
        true
    }
}

/// A word with one pair of neighbouring letters swapped, for each pair that differs in more than its case.
pub(crate) fn swaps(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let differ = |at: &usize| !letters[*at].eq_ignore_ascii_case(&letters[at + 1]);
    let swap = |at: usize| {
        let mut letters = letters.clone();
        letters.swap(at, at + 1);
        letters.into_iter().collect()
    };
    (0..letters.len().saturating_sub(1))
        .filter(differ)
        .map(swap)
        .collect()
}
