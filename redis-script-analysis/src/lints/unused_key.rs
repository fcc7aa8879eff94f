//! Finds KEYS entries that no command takes as a key.
//!
//! # Why is this bad?
//! Clients route a call by its KEYS, and all of them must be on one node: a value among them sends the call to the wrong
//! node, or ends it with CROSSSLOT. ACLs check each of them as a key.
//!
//! # Example
//! ```lua
//! -- keys = 2
//! return redis.call('SET', KEYS[1], KEYS[2])
//! ```
//! Use instead:
//! ```lua
//! -- keys = 1
//! return redis.call('SET', KEYS[1], ARGV[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::{Map, Set, sort_by_key};
use crate::facts::{EntryTable, Facts, Index, NamedBy, Operand, Read, Sources};
use crate::redis::builtins::{Gives, Passed, Role};
use crate::redis::commands::Property;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "unused_key",
    topic: Topic::Keys,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let facts = context.facts;
    let mut told = maybe_keys(facts);
    let values = first_values(facts);
    if facts.variable_read(EntryTable::Keys).is_some() {
        diagnostics.extend(check_rest(context, &told, &values));
        return;
    }
    let mut unused = Vec::new();
    for (place, read) in facts.reads.iter().enumerate() {
        if let Some(entry) = Entry::of(facts, place)
            && let Some(value) = values.get(place as u64)
            && !told.contains(entry.number())
            && !is_in_key_range(facts, read, &told)
            && told.insert(entry.number())
        {
            unused.push((read.index.highest().unwrap_or(0), *value, entry));
        }
    }
    sort_by_key(&mut unused, |(highest, ..)| *highest);
    for (_, value, entry) in &unused {
        let name = match entry {
            Entry::At(entry) => fill!("KEYS[{entry}]", entry),
            Entry::Read(_) => context.text(*value).to_owned(),
        };
        diagnostics.push(report(&name, *value));
    }
}

/// Whether another read takes the entry among others, some of which become keys.
fn is_in_key_range(facts: &Facts, read: &Read, maybe: &Set<i64>) -> bool {
    let entry = read.index.highest().unwrap_or(0);
    for (place, other) in facts.reads.iter().enumerate() {
        if other.table == EntryTable::Keys
            && matches!(other.index, Index::Range { .. })
            && other.index.covers(entry, entry)
            && maybe.contains(Entry::Read(place).number())
        {
            return true;
        }
    }
    false
}

/// The keys of which a call may pass any number, if all reads of them become values.
fn check_rest(context: &Context, maybe: &Set<i64>, values: &Map<u64, Span>) -> Option<Diagnostic> {
    let facts = context.facts;
    for call in &facts.commands {
        if call.is_open() {
            return None;
        }
    }
    let mut first: Option<Span> = None;
    for (place, read) in facts.reads.iter().enumerate() {
        if read.table != EntryTable::Keys || read.index.highest().is_some() {
            continue;
        }
        let value = *values.get(place as u64)?;
        if maybe.contains(Entry::Read(place).number()) {
            return None;
        }
        if !matches!(first, Some(known) if known.start <= value.start) {
            first = Some(value);
        }
    }
    let first = first?;
    Some(report(context.text(first), first))
}

/// What is judged as one: an entry, or a read of any number of them.
enum Entry {
    At(i64),
    Read(usize),
}

impl Entry {
    fn number(&self) -> i64 {
        match self {
            Self::At(entry) => *entry,
            Self::Read(place) => -1 - i64::try_from(*place).unwrap_or(0),
        }
    }

    fn of(facts: &Facts, place: usize) -> Option<Self> {
        let read = facts.reads.get(place)?;
        match read.index {
            _ if read.table != EntryTable::Keys => None,
            Index::At(entry) => Some(Self::At(entry)),
            _ => Some(Self::Read(place)),
        }
    }
}

/// Where each read of KEYS first becomes a value: a command takes it, it is a number, or it is compared with what is no key.
fn first_values(facts: &Facts) -> Map<u64, Span> {
    let mut values: Map<u64, Span> = Map::default();
    let mut add = |operand: &Operand| {
        for read in &operand.reads {
            if let Some(known) = values.or_insert(*read as u64, operand.span)
                && operand.span.start < known.start
            {
                *known = operand.span;
            }
        }
    };
    for call in &facts.commands {
        for operand in call.operands() {
            add(operand);
        }
    }
    for call in &facts.library_calls {
        if call.function.row.role == Role::ToNumber
            && let [operand, ..] = call.arguments.fixed.as_slice()
        {
            add(operand);
        }
    }
    for operation in &facts.operations {
        for &(operand, other) in &[
            (&operation.left, &operation.right),
            (&operation.right, &operation.left),
        ] {
            if operation.operator.if_equal().is_some() && other.sources == Sources::LITERAL {
                add(operand);
            }
        }
    }
    values
}

fn report(entry: &str, value: Span) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        value,
        fill!("`{entry}` is only used as a value", entry),
    )
    .label("a value here")
    .note("clients route the call by it, and a cluster refuses keys of two slots")
    .help(fill!("pass it in ARGV instead of `{entry}`", entry))
    .about(Subject::Keys)
}

/// The entries that are a key somewhere, or are used where this lint does not see whether they become one.
fn maybe_keys(facts: &Facts) -> Set<i64> {
    let mut entries = Set::default();
    let mut add = |operands: &[Operand]| {
        for operand in operands {
            for read in &operand.reads {
                if let Some(entry) = Entry::of(facts, *read) {
                    entries.insert(entry.number());
                }
            }
        }
    };
    for used in &facts.key_uses() {
        add(std::slice::from_ref(used.operand));
    }
    for call in &facts.commands {
        let is_known = matches!(call.keys(), Some(keys) if keys.complete);
        if !is_known {
            add(&call.arguments.fixed);
        } else if let (true, [channel, ..]) = (call.has(Property::CHANNEL), call.operands()) {
            add(std::slice::from_ref(channel));
        }
    }
    for call in &facts.library_calls {
        // What only computes gives a value that still tells which entries are in it.
        let row = call.function.row;
        let is_followed = row.passed == Passed::Read && row.gives != Gives::Unknown;
        if !is_followed && row.role != Role::ToNumber && row.role != Role::ToString {
            add(&call.arguments.fixed);
        }
    }
    for table in &facts.constructed {
        add(&table.items);
    }
    for named in &facts.named {
        if named.by == NamedBy::Field {
            add(std::slice::from_ref(&named.value));
        }
    }
    entries
}
