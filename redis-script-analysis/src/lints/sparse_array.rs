//! Finds arrays with so many holes that cjson refuses them.
//!
//! # Why is this bad?
//! A table whose keys are all positive integers is an array for `cjson.encode`. If it is longer than ten elements and more than half of
//! them are missing, it raises `Cannot serialise table: excessively sparse array`; with fewer holes, it writes `null` for each.
//!
//! # Example
//! ```lua
//! local names = {}
//! for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
//!   names[tonumber(id)] = redis.call('HGET', KEYS[2], id)
//! end
//! return cjson.encode(names)
//! ```
//! Use instead: the id itself, which is a string, so that cjson writes an object.
//! ```lua
//! local names = {}
//! for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
//!   names[id] = redis.call('HGET', KEYS[2], id)
//! end
//! return cjson.encode(names)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Constructed, Leaves, LeftTable, Sources, Store, Types};
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "sparse_array",
    topic: Topic::Values,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        if call.function.row.name == "encode_sparse_array" {
            return;
        }
    }
    for table in &context.facts.constructed {
        for (by, left) in &table.leaves {
            if *by == Leaves::Json
                && let Some(found) = report(context, table, left)
            {
                diagnostics.push(found);
                break;
            }
        }
    }
}

fn report(context: &Context, table: &Constructed, left: &LeftTable) -> Option<Diagnostic> {
    let refused = "Redis raises `Cannot serialise table: excessively sparse array`";
    if left.is_sparse {
        let finding = Diagnostic::error(
            LINT.name,
            left.span,
            "cjson does not encode an array with so few elements",
        );
        return Some(
            finding
                .label("most elements are missing")
                .note(fill!("{refused} when this runs", refused))
                .help("use strings as keys, for an object: `t[tostring(i)]`"),
        );
    }
    for store in &context.facts.stores_in(table) {
        if is_of_data(store) {
            let name = context.text(store.span);
            return Some(
                Diagnostic::warning(LINT.name, store.span, fill!("`{name}` makes an array as long as this number, for cjson", name))
                    .label("a number of the data is the index")
                    .note(fill!("{refused} if most elements are missing, and writes `null` for a few", refused))
                    .help("use the string as the key, for an object: leave `tonumber` out, or write `tostring(...)`"),
            );
        }
    }
    None
}

/// Whether the index is a number that an entry or a reply holds, as it is.
fn is_of_data(store: &Store) -> bool {
    let Some(index) = &store.index else {
        return false;
    };
    let is_data = index.sources == Sources::ARGUMENT || index.sources == Sources::REPLY;
    is_data && index.types.without(Types::NIL) == Types::NUMBER && !store.is_counted
}
