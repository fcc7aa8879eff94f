//! The part of TOML that settings need: tables, dotted keys, strings, booleans and arrays of them, comments.
//!
//! Everything else is refused, and what is accepted means what it means in TOML. A dependency would be paid for in each
//! cold build of each user.

mod reader;
mod string;
mod value;

#[cfg(test)]
mod tests;

use self::reader::{TomlKey, TomlReader};
use self::value::Given;
pub(super) use self::value::{TomlItem, TomlValue};
use crate::collections::Interner;
use crate::text::Refusal;
use crate::text::Span;

/// What is wrong, and where.
pub(super) type TomlError = (Refusal, Span);

/// A table of a document.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(super) struct TableId(usize);

/// What a key stands for.
#[cfg_attr(test, derive(Debug))]
pub(super) enum TomlNode {
    Table(TableId),
    Value(TomlValue),
}

/// How a table came to be, which decides what may still be added to it.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
enum Made {
    /// By the header of a table inside of it.
    Implied,
    /// By a header of its own.
    Header,
    /// By the dotted keys of the table with this header.
    Dotted(TableId),
    /// Between braces: nothing can be added.
    Inline,
}

/// A document's tables. Flat, so that none is too deep for the stack.
#[cfg_attr(test, derive(Debug))]
pub(super) struct Document {
    tables: Vec<Table>,
}

#[cfg_attr(test, derive(Debug))]
struct Table {
    made: Made,
    keys: Interner<String>,
    /// By the number of the key, with its place.
    nodes: Vec<(Span, TomlNode)>,
}

impl Table {
    fn new(made: Made) -> Self {
        Self {
            made,
            keys: Interner::default(),
            nodes: Vec::new(),
        }
    }

    fn node(&self, key: &str) -> Option<&TomlNode> {
        let (_, node) = self.nodes.get(self.keys.find(key.as_bytes())?)?;
        Some(node)
    }

    /// Adds a key, which it does not have yet.
    fn add(&mut self, key: String, span: Span, node: TomlNode) {
        if self.keys.insert(key) {
            self.nodes.push((span, node));
        }
    }
}

impl Document {
    /// The table of the keys that stand outside of all others.
    pub(super) const ROOT: TableId = TableId(0);

    /// Reads a text up to its first error.
    pub(super) fn parse(text: &str) -> Result<Self, TomlError> {
        let mut document = Self {
            tables: vec![Table::new(Made::Header)],
        };
        let mut reader = TomlReader::new(text);
        let mut table = Self::ROOT;
        while reader.skip_blank_lines()? {
            if let Some(header) = reader.header()? {
                table = document.open(&header)?;
            } else {
                let (key, given) = reader.pair()?;
                document.give(table, key, given)?;
            }
            reader.line_end()?;
        }
        Ok(document)
    }

    /// The keys of a table, each with its place.
    pub(super) fn entries(&self, table: TableId) -> Vec<(&str, Span, &TomlNode)> {
        let mut entries = Vec::new();
        let Some(table) = self.tables.get(table.0) else {
            return entries;
        };
        for (at, (span, node)) in table.nodes.iter().enumerate() {
            if let Some(key) = table.keys.as_slice().get(at) {
                entries.push((key.as_str(), *span, node));
            }
        }
        entries
    }

    /// The table of a header.
    fn open(&mut self, header: &TomlKey) -> Result<TableId, TomlError> {
        let mut table = Self::ROOT;
        for (name, span) in &header.parents {
            table = self.child(table, name, *span, Made::Implied)?;
            if self.is_made(table, Made::Inline) {
                return Err(twice(name, *span));
            }
        }
        let (name, span) = &header.last;
        let before = self.tables.len();
        let id = self.child(table, name, *span, Made::Header)?;
        match self.tables.get_mut(id.0) {
            Some(table) if table.made == Made::Implied => table.made = Made::Header,
            _ if id.0 == before => {}
            _ => return Err(twice(name, *span)),
        }
        Ok(id)
    }

    fn is_made(&self, id: TableId, made: Made) -> bool {
        match self.tables.get(id.0) {
            Some(table) => table.made == made,
            None => false,
        }
    }

    fn give(&mut self, header: TableId, key: TomlKey, given: Given) -> Result<(), TomlError> {
        let pairs = match given {
            Given::Value(value) => return self.set(header, key, TomlNode::Value(value)),
            Given::InlineTable(pairs) => pairs,
        };
        let id = TableId(self.tables.len());
        self.tables.push(Table::new(Made::Header));
        for (key, value) in pairs {
            self.set(id, key, TomlNode::Value(value))?;
        }
        // The tables of its dotted keys come after it.
        for table in self.tables.get_mut(id.0..).unwrap_or_default() {
            table.made = Made::Inline;
        }
        self.set(header, key, TomlNode::Table(id))
    }

    fn set(&mut self, header: TableId, key: TomlKey, node: TomlNode) -> Result<(), TomlError> {
        let mut id = header;
        for (name, span) in &key.parents {
            id = self.child(id, name, *span, Made::Dotted(header))?;
            // A header has opened it, or dotted keys somewhere else: nothing can be added here.
            if !self.is_made(id, Made::Dotted(header)) {
                return Err(twice(name, *span));
            }
        }
        let (name, span) = key.last;
        match self.tables.get_mut(id.0) {
            Some(table) if table.node(&name).is_none() => {
                table.add(name, span, node);
                Ok(())
            }
            _ => Err(twice(&name, span)),
        }
    }

    /// The table of that name inside of another; `made` if it has to be made.
    fn child(
        &mut self,
        table: TableId,
        name: &str,
        span: Span,
        made: Made,
    ) -> Result<TableId, TomlError> {
        let child = TableId(self.tables.len());
        let Some(table) = self.tables.get_mut(table.0) else {
            return Err(twice(name, span));
        };
        match table.node(name) {
            Some(TomlNode::Table(known)) => Ok(*known),
            Some(TomlNode::Value(_)) => Err(twice(name, span)),
            None => {
                table.add(name.to_owned(), span, TomlNode::Table(child));
                self.tables.push(Table::new(made));
                Ok(child)
            }
        }
    }
}

fn twice(name: &str, span: Span) -> TomlError {
    let refusal = Refusal::new(format!("`{name}` is given twice"));
    (refusal.help("give each table and each key once"), span)
}
