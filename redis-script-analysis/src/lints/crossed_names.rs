//! Finds entries of KEYS and ARGV that have the name of another entry: what the function passes as `window`, the script takes as `limit`.
//!
//! The names are those of the parameters, of the header (`-- ARGV[1] = limit`), of the local variable that takes the entry, and of the
//! field in which it is stored. Two names for one thing are not a mistake: only a name that belongs to another entry is.
//!
//! # Why is this bad?
//! Both are strings or integers, so no type helps: the script runs, with the arguments exchanged.
//!
//! # Example
//! ```lua
//! -- fn allow(con: ..., counter: &str, window: u64, limit: u64)
//! local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
//! local count = redis.call('INCR', KEYS[1])
//! if count == 1 then redis.call('EXPIRE', KEYS[1], window) end
//! return count <= limit
//! ```
//! Use instead: declare the parameters in the order in which the script reads them.
//! ```lua
//! -- fn allow(con: ..., counter: &str, limit: u64, window: u64)
//! local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
//! local count = redis.call('INCR', KEYS[1])
//! if count == 1 then redis.call('EXPIRE', KEYS[1], window) end
//! return count <= limit
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::context::{EntryName, MARKED, Namer};
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "crossed_names",
    topic: Topic::Signature,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let names = context.entry_names();
    let mut found: Option<Diagnostic> = None;
    let mut told: Vec<&EntryName> = Vec::new();
    // The names in the code first, since what the header describes they contradict.
    for &by in &[Namer::Local, Namer::Header, Namer::Field] {
        for name in names {
            let is_told = |known: &&EntryName| is_one_entry(known, name);
            if name.by == by && told.len() <= MARKED && !told.iter().any(is_told) {
                found = add(crossing(name, names), found, &mut told);
            }
        }
    }
    diagnostics.extend(found);
}

/// All crossings of a script are one finding.
fn add<'a>(
    crossing: Option<Crossing<'a>>,
    found: Option<Diagnostic>,
    told: &mut Vec<&'a EntryName>,
) -> Option<Diagnostic> {
    let Some(crossing) = crossing else {
        return found;
    };
    told.push(crossing.name);
    let label = crossing.label();
    Some(match found {
        Some(found) => found.also(crossing.name.span, label),
        None => crossing.report().label(label),
    })
}

/// A name that an entry has and that belongs to another one.
struct Crossing<'a> {
    name: &'a EntryName,
    /// The other entry by that name.
    other: &'a EntryName,
    /// What the same namer calls the entry itself.
    own: &'a EntryName,
}

fn crossing<'a>(name: &'a EntryName, names: &'a [EntryName]) -> Option<Crossing<'a>> {
    for other in names {
        // Fields name what is kept there, which may be another entry after the call than before.
        let is_field = other.by == Namer::Field;
        if is_field || is_one_entry(name, other) || is_one_namer(name, other) || !name.is(other) {
            continue;
        }
        let Some(own) = own_name(name, other, names) else {
            continue;
        };
        let is_strong = is_permuted(name, other, names);
        let is_plain = name.by != Namer::Field && name.is_telling() && !name.shares_word(own);
        if is_strong || is_plain {
            return Some(Crossing { name, other, own });
        }
    }
    None
}

/// What calls the other entry so calls this one; `None` if it is called by the same name, or not at all, or if the other entry has
/// that name on this side too.
fn own_name<'a>(
    name: &EntryName,
    other: &EntryName,
    names: &'a [EntryName],
) -> Option<&'a EntryName> {
    let mut own = None;
    for known in names {
        if is_one_entry(known, name) && is_one_namer(known, other) {
            if known.is(name) {
                return None;
            }
            own = Some(known);
        }
        if is_one_entry(known, other) && is_one_namer(known, name) && known.is(name) {
            return None;
        }
    }
    own
}

/// Whether the other entry has the name of another one as well.
fn is_permuted(name: &EntryName, other: &EntryName, names: &[EntryName]) -> bool {
    for theirs in names {
        if !is_one_entry(theirs, other) || !is_one_namer(theirs, name) {
            continue;
        }
        for third in names {
            if is_one_namer(third, other) && !is_one_entry(third, other) && third.is(theirs) {
                return true;
            }
        }
    }
    false
}

fn is_one_entry(one: &EntryName, other: &EntryName) -> bool {
    (one.table, one.entry) == (other.table, other.entry)
}

fn is_one_namer(one: &EntryName, other: &EntryName) -> bool {
    match (one.by, other.by) {
        (Namer::Param(_), Namer::Param(_)) => true,
        (one, other) => one == other,
    }
}

impl Crossing<'_> {
    fn label(&self) -> String {
        let Self { name, own, .. } = self;
        let entry = place(name);
        fill!("`{entry}` is `{}` {}", entry, own.text, by(own))
    }

    fn report(&self) -> Diagnostic {
        let Self { name, other, own } = self;
        let (one, another) = (place(name), place(other));
        let message = fill!(
            "`{one}` is `{}` {}, but `{}` {}, and that is `{another}`",
            one,
            own.text,
            by(own),
            name.text,
            by(name),
            another
        );
        let found = Diagnostic::warning("crossed_names", name.span, message);
        match own.by {
            Namer::Param(param) => found
                .help("declare the parameters in the order in which the script reads them")
                .about(Subject::Param(param)),
            _ => found.help("read each entry by the number that is described"),
        }
    }
}

/// `ARGV[1]`
fn place(name: &EntryName) -> String {
    fill!("{}[{}]", name.table.name(), name.entry)
}

fn by(name: &EntryName) -> &'static str {
    match name.by {
        Namer::Param(_) => "in the function",
        Namer::Header => "by the header",
        Namer::Local => "in the script",
        Namer::Field => "where it is stored",
    }
}
