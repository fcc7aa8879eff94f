//! The part of TOML that settings need: tables, dotted keys, strings, booleans and arrays of them, comments.
//!
//! Everything else is refused, and what is accepted means what it means in TOML. A dependency would be paid for in each
//! cold build of each user.

mod reader;
mod string;
mod value;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use self::reader::{Key, Reader};
pub(super) use self::value::{Item, Value};
use crate::text::Refusal;
use crate::text::Span;

/// What is wrong, and where.
pub(super) type Refused = (Refusal, Span);

/// Names a table of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TableId(usize);

/// What a key stands for.
#[derive(Debug)]
pub(super) enum Node {
    Table(TableId),
    Value(Value),
}

/// How a table came to be, which decides what may still be added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    /// By the header of a table inside of it.
    Implied,
    /// By a header of its own.
    Header,
    /// By the dotted keys of the table with this header.
    Dotted(TableId),
}

/// A document's tables. Flat, so that none is too deep for the stack.
#[derive(Debug)]
pub(super) struct Document {
    tables: Vec<Made>,
    /// By table and key, with the place of the key.
    nodes: BTreeMap<(TableId, String), (Span, Node)>,
}

impl Document {
    /// The table of the keys that stand outside of all others.
    pub(super) const ROOT: TableId = TableId(0);

    /// Reads a text up to its first error.
    pub(super) fn parse(text: &str) -> Result<Self, Refused> {
        let mut document = Self {
            tables: vec![Made::Header],
            nodes: BTreeMap::new(),
        };
        let mut reader = Reader::new(text);
        let mut table = Self::ROOT;
        while reader.skip_blank_lines()? {
            if let Some(header) = reader.header()? {
                table = document.open(header)?;
            } else {
                let (key, value) = reader.pair()?;
                document.set(table, key, value)?;
            }
            reader.line_end()?;
        }
        Ok(document)
    }

    /// The keys of a table in alphabetic order, each with its place.
    pub(super) fn entries(&self, table: TableId) -> impl Iterator<Item = (&str, Span, &Node)> {
        let all = self.nodes.range((table, String::new())..);
        all.take_while(move |((of, _), _)| *of == table)
            .map(|((_, key), (span, node))| (key.as_str(), *span, node))
    }

    /// The table of a header.
    fn open(&mut self, header: Key) -> Result<TableId, Refused> {
        let mut table = Self::ROOT;
        let (last, parents) = header.split();
        for (name, span) in parents {
            table = self.child(table, name, span, Made::Implied)?;
        }
        let (name, span) = last;
        let before = self.tables.len();
        let table = self.child(table, name.clone(), span, Made::Header)?;
        match self.tables.get_mut(table.0) {
            Some(made @ Made::Implied) => *made = Made::Header,
            _ if table.0 == before => {}
            _ => return Err(twice(&name, span)),
        }
        Ok(table)
    }

    fn set(&mut self, header: TableId, key: Key, value: Value) -> Result<(), Refused> {
        let mut table = header;
        let (last, parents) = key.split();
        for (name, span) in parents {
            let shown = name.clone();
            table = self.child(table, name, span, Made::Dotted(header))?;
            // A header has opened it, or dotted keys somewhere else: nothing can be added here.
            if self.tables.get(table.0) != Some(&Made::Dotted(header)) {
                return Err(twice(&shown, span));
            }
        }
        let (name, span) = last;
        match self.nodes.entry((table, name)) {
            Entry::Occupied(taken) => Err(twice(&taken.key().1, span)),
            Entry::Vacant(free) => {
                free.insert((span, Node::Value(value)));
                Ok(())
            }
        }
    }

    /// The table of that name inside of another; `made` if it has to be made.
    fn child(
        &mut self,
        table: TableId,
        name: String,
        span: Span,
        made: Made,
    ) -> Result<TableId, Refused> {
        match self.nodes.entry((table, name)) {
            Entry::Occupied(known) => match &known.get().1 {
                Node::Table(child) => Ok(*child),
                Node::Value(_) => Err(twice(&known.key().1, span)),
            },
            Entry::Vacant(free) => {
                let child = TableId(self.tables.len());
                self.tables.push(made);
                free.insert((span, Node::Table(child)));
                Ok(child)
            }
        }
    }
}

fn twice(name: &str, span: Span) -> Refused {
    let refusal = Refusal::new(format!("`{name}` is given twice"));
    (refusal.help("give each table and each key once"), span)
}
