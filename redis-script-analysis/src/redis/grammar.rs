//! What the arguments of a command must look like, and whether those of a call may.
//!
//! The grammar of each command is a line of the table, which `tools/command-table` writes and describes; it allows all
//! that the servers accept, and little more. A call is refused only if nothing that its arguments may be is allowed.

mod argument;
mod kind;
mod matcher;
mod places;
mod reader;
mod refusal;

pub use argument::Argument;
pub use kind::Kind;
pub use refusal::{Expected, Mismatch};

/// The arguments that a command takes.
#[derive(Clone, Debug)]
pub struct Grammar(Vec<Node>);

/// A part of a grammar.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// This word in any case.
    Word(&'static str),
    /// A value, and what it is called.
    Value(&'static str, Kind),
    /// One behind the other.
    Row(Vec<Node>),
    /// One of several.
    OneOf(Vec<Node>),
    /// May be left out.
    Optional(Box<Node>),
    /// Once or more.
    Repeated(Box<Node>),
    /// A number by some name, and so many of what follows it.
    Counted(&'static str, Box<Node>),
    /// As many as the number of the last [`Self::Counted`].
    AsMany(Box<Node>),
    /// In any order and more than once; of the alternatives of an [`Self::OneOf`] only one.
    AnyOrder(Vec<Node>),
}

impl Grammar {
    /// Reads a line of the table; `None` if it is no grammar.
    #[must_use]
    pub fn of_line(line: &'static str) -> Option<Self> {
        Some(Self(reader::read(line)?))
    }

    /// Why no server with this grammar takes the arguments behind the command's name; `None` if one may.
    ///
    /// `open` says that any number of others may follow them.
    #[must_use]
    pub fn refusal(&self, arguments: &[Argument], open: bool) -> Option<Mismatch> {
        let refusal = matcher::refusal(&self.0, arguments, open)?;
        (!self.may_be_overruled(&refusal, arguments, open)).then_some(refusal)
    }

    /// What may stand after these arguments; empty if nothing may, or that is not known.
    #[must_use]
    pub fn expected(&self, before: &[Argument]) -> Vec<Expected> {
        matcher::expected(&self.0, before)
    }

    /// Whether the word before a refused value may come again with a right one: servers look at the last one only, as
    /// SET does with `EX x EX 10`.
    fn may_be_overruled(&self, refusal: &Mismatch, arguments: &[Argument], open: bool) -> bool {
        let (before, behind) = arguments.split_at(refusal.place.min(arguments.len()));
        let words = self.words();
        let (Some(last), [_, behind @ ..]) = (before.last(), behind) else {
            return false;
        };
        let Some(word) = words.iter().find(|word| last.is(word)) else {
            return false;
        };
        let mut rest = behind;
        while let [again, more @ ..] = rest {
            if let [value, ..] = more
                && again.may_be(word)
                && refusal.allows(*value)
            {
                return true;
            }
            rest = more;
        }
        open
    }

    /// Its parts, one behind the other.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.0
    }

    /// All words that stand for themselves, each once.
    #[must_use]
    pub fn words(&self) -> Vec<&'static str> {
        let mut words = Vec::new();
        for node in &self.0 {
            node.add_words(&mut words);
        }
        words
    }
}

impl Node {
    fn add_words(&self, words: &mut Vec<&'static str>) {
        match self {
            Self::Word(word) if !words.contains(word) => words.push(word),
            Self::Word(_) | Self::Value(..) => {}
            Self::Row(nodes) | Self::OneOf(nodes) | Self::AnyOrder(nodes) => {
                for node in nodes {
                    node.add_words(words);
                }
            }
            Self::Optional(node)
            | Self::Repeated(node)
            | Self::Counted(_, node)
            | Self::AsMany(node) => node.add_words(words),
        }
    }
}
