//! The names that a script itself gives its KEYS and ARGV: in its header, and by its local variables.

use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::lua::parse;
use redis_script_analysis::lua::syntax::{
    Chunk, Expr, ExprKind, Statement, StatementKind, SuffixKind,
};
use redis_script_analysis::lua::visit::{self, Visitor};

use crate::script::Script;

/// Names with their indices, the header's first.
pub(super) fn of(script: &Script, table: EntryTable) -> Vec<(String, usize)> {
    let described = script.analysis.facts.header.of(table).entries.iter();
    let described = described.map(|entry| (short(&entry.text).to_owned(), entry.index));
    let mut names: Vec<(String, usize)> = described.filter(|(name, _)| !name.is_empty()).collect();
    let (chunk, _) = parse(&script.source);
    let mut locals = LocalNames {
        chunk: &chunk,
        table,
        found: Vec::new(),
    };
    visit::block(&chunk.body, &mut locals);
    names.extend(locals.found);
    names
}

/// What stands before the first `,`, `:`, `;`, `.` or `(` of a description.
fn short(description: &str) -> &str {
    let end = description
        .find([',', ':', ';', '.', '('])
        .unwrap_or(description.len());
    description
        .get(..end)
        .unwrap_or_default()
        .trim()
        .trim_matches('`')
}

/// `local limit = tonumber(ARGV[2])`
struct LocalNames<'tree> {
    chunk: &'tree Chunk,
    table: EntryTable,
    found: Vec<(String, usize)>,
}

impl<'tree> Visitor<'tree> for LocalNames<'tree> {
    fn statement(&mut self, statement: &'tree Statement) -> bool {
        if let StatementKind::Local { locals, values } = &statement.kind {
            for (local, value) in locals.iter().zip(values) {
                let mut reads = EntryReads {
                    table: self.table,
                    indices: Vec::new(),
                };
                visit::expression(value, &mut reads);
                let local = self.chunk.locals.get(local.0 as usize);
                if let (Some(local), [index]) = (local, reads.indices.as_slice()) {
                    self.found.push((local.name.to_string(), *index));
                }
            }
        }
        true
    }
}

/// Higher ones have no names.
const HIGHEST: u16 = 1_000;

/// The constant indices that an expression reads.
struct EntryReads {
    table: EntryTable,
    indices: Vec<usize>,
}

impl<'tree> Visitor<'tree> for EntryReads {
    fn expression(&mut self, expression: &'tree Expr) -> bool {
        if let ExprKind::Suffixed { base, suffixes } = &expression.kind
            && matches!(&base.kind, ExprKind::Global(name) if **name == *self.table.name())
            && let Some(SuffixKind::Index(index)) = suffixes.first().map(|suffix| &suffix.kind)
            && let ExprKind::Number(number) = index.kind
            && let Some(index) =
                (1..=HIGHEST).find(|index| f64::from(*index).total_cmp(&number).is_eq())
        {
            self.indices.push(usize::from(index));
        }
        true
    }
}
