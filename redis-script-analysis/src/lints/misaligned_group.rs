//! Finds loops that take the entries in other groups than the function passes.
//!
//! # Why is this bad?
//! A slice of tuples, `&[(A, B, C)]`, or of structs with `#[derive(ScriptArgs)]` passes the entries of each element one after the
//! other. A loop with another step, or one that begins elsewhere, mixes the values of different elements, and the last round
//! reads entries that are not there. A step that divides the size of the group is fine.
//!
//! The step is found for any loop that counts: `for i = 2, #ARGV, 3 do`, or `while i <= #ARGV do ... i = i + 3 end`.
//!
//! # Example
//! ```lua
//! -- fn push(con, queue: &str, ttl: u64, jobs: &[(String, i64, String)])
//! for i = 2, #ARGV, 2 do
//!   redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
//! end
//! redis.call('EXPIRE', KEYS[1], ARGV[1])
//! ```
//! Use instead:
//! ```lua
//! -- fn push(con, queue: &str, ttl: u64, jobs: &[(String, i64, String)])
//! for i = 2, #ARGV, 3 do
//!   redis.call('HSET', KEYS[1], ARGV[i], cjson.encode({ARGV[i + 1], ARGV[i + 2]}))
//! end
//! redis.call('EXPIRE', KEYS[1], ARGV[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::{DeclaredBy, Misaligned, Passes, Rest, misaligned};
use crate::facts::{EntryLoop, EntryTable, Facts};
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::report::render::render;
use crate::text::{Source, Span, fill};

pub(crate) const LINT: Lint = Lint {
    name: "misaligned_group",
    topic: Topic::Signature,
    by_default: ByDefault::Error,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for table in EntryTable::ALL {
        let Some(layout) = context.layout else {
            return;
        };
        let layout = layout.of(table);
        let Some(Rest {
            passes: Passes::Slice,
            size: Some(size),
            ..
        }) = layout.rest
        else {
            continue;
        };
        if context.contract.declared_by(table) != DeclaredBy::Function {
            continue;
        }
        let (begin, param) = (layout.fixed + 1, layout.first + layout.fixed);
        for looped in &context.facts.entry_loops(table) {
            if let Some(what) = misaligned(looped, size, begin) {
                let name = context.param_name(param);
                let found = report(looped, what, name, size, begin);
                diagnostics.push(found.about(Subject::Param(param)));
            }
        }
    }
}

fn report(
    looped: &EntryLoop,
    what: Misaligned,
    name: &str,
    size: usize,
    begin: usize,
) -> Diagnostic {
    let EntryLoop {
        table, step, first, ..
    } = looped;
    let table = table.name();
    let entries = if size == 1 {
        "1 entry".to_owned()
    } else {
        fill!("{size} entries", size)
    };
    let (message, help) = match what {
        Misaligned::Step => (
            fill!(
                "the script takes {step} entries at a time, but each element of `{name}` is {entries}",
                step,
                name,
                entries
            ),
            fill!(
                "take {size} at a time, as in `for i = {begin}, #{table}, {size} do`, or pass groups of {step}",
                size,
                begin,
                table,
                size,
                step
            ),
        ),
        Misaligned::Begin => (
            fill!(
                "the script takes groups from `{table}[{first}]` on, but those of `{name}` begin at `{table}[{begin}]`",
                table,
                first,
                name,
                table,
                begin
            ),
            fill!(
                "begin at `{table}[{begin}]`, as in `for i = {begin}, #{table}, {size} do`",
                table,
                begin,
                begin,
                table,
                size
            ),
        ),
    };
    drawn(looped).with_message(message).help(help)
}

/// The loop.
fn drawn(looped: &EntryLoop) -> Diagnostic {
    Diagnostic::error(LINT.name, looped.span, "")
        .label(fill!("takes {} entries at a time", looped.step))
}

/// A loop that may stop a build for the size of a struct.
#[derive(Clone)]
pub struct StrictLoop {
    /// The loop.
    pub looped: EntryLoop,
    /// The script there, as it is drawn below a message.
    pub excerpt: String,
}

impl StrictLoop {
    /// Where the loop stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.looped.span
    }
}

/// The loops over groups of a table.
pub(crate) fn strict_loops(facts: &Facts, table: EntryTable, source: &Source) -> Vec<StrictLoop> {
    let mut loops = Vec::new();
    for looped in &facts.entry_loops(table) {
        let drawn = drawn(looped)
            .note(fill!("found by the lint `{}`", LINT.name))
            .help(fill!(
                "pass structs of {} fields, or change the step of the loop",
                looped.step
            ));
        loops.push(StrictLoop {
            looped: *looped,
            excerpt: render(&drawn, source),
        });
    }
    loops
}
