//! Finds reads of KEYS and ARGV entries that the call does not pass.
//!
//! # Why is this bad?
//! Each call that comes to the read gets nil there. As an argument of `redis.call` it raises an error; elsewhere it silently
//! takes the path of an absent value. A test of a reply before the read (`if redis.call('EXISTS', KEYS[1]) == 1 then`) makes
//! it no better: what the keys hold decides only when it shows in production. Where the script provides for the absence (`ARGV[4] or 60`, `if KEYS[2]`, `#ARGV > 3`),
//! this is a warning: that part of the script never does anything.
//!
//! Where only some values of other entries lead to the read (`if ARGV[1] == 'set' then`, `actions[ARGV[1]]()`, a `return`
//! before it), a call need not come there. It is a warning that says for which values it does, and nothing if the types of
//! the parameters exclude them. It is a warning, too, if calls pass different numbers of entries (`keys = 1..=3`,
//! `--args 1..3`), and the script reads one that not all of them pass without providing for its absence.
//!
//! A parameter `Option<T>`, or `Option<(A, B)>`, is passed or left out. It is an error if the script does not provide for that: if
//! it needs the entry in a call that leaves it out. One test is enough for all entries of a tuple, since they are passed together.
//!
//! A script without a Rust function is held against `--keys` and `--args`, or else against its own header: an entry that
//! the header does not describe is a warning.
//!
//! # Example
//! ```lua
//! -- keys = 1, args = 1
//! return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
//! ```
//! Use instead: a parameter for `ARGV[2]` in the function's signature, or a constant in the script.

mod wording;

use self::wording::{
    in_every_call, in_some_calls, left_out, not_by_every_call, undescribed, unused_option,
};
use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Map;
use crate::context::{MARKED, Miscount, Reached};
use crate::contract::types::ArgType;
use crate::contract::{DeclaredBy, Passes};
use crate::facts::{Conditions, Count, EntryTable, Read};
use crate::report::diagnostic::{Diagnostic, Severity, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "missing_entry",
    topic: Topic::Signature,
    by_default: ByDefault::Depends,
    check,
};

/// A read of an entry that not every call passes.
struct Missing<'a> {
    entry: i64,
    read: &'a Read,
    /// Whether no call passes it.
    always: bool,
    /// The parameter that passes it, if that is an `Option`.
    option: Option<usize>,
    reached: Reached,
    /// What some calls meet and others do not.
    conditions: Conditions,
}

impl Missing<'_> {
    /// How badly the script needs the entry: the worst read of an entry is reported.
    fn need(&self) -> u8 {
        match self.reached {
            _ if self.read.optional => 0,
            Reached::Always => 2,
            Reached::Sometimes | Reached::Never => 1,
        }
    }
}

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    for table in EntryTable::ALL {
        if let Some(passed) = context.passed(table) {
            check_table(context, table, passed, &mut found);
        }
    }
    match context.miscounted_keys() {
        Some(miscount) => diagnostics.extend(of_miscount(found, miscount)),
        None => diagnostics.append(&mut found),
    }
}

/// One finding for all, since one number is wrong: that of the entry which is needed most.
fn of_miscount(mut found: Vec<Diagnostic>, miscount: Miscount) -> Option<Diagnostic> {
    let mut worst = found.pop()?;
    while let Some(finding) = found.pop() {
        if finding.severity == Severity::Error || worst.severity == Severity::Warning {
            worst = finding;
        }
    }
    worst.message = miscount.message().into();
    worst.help = vec![miscount.help().into()];
    Some(worst.about(Subject::Keys))
}

fn check_table(
    context: &Context,
    table: EntryTable,
    passed: Count,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut entries: Map<(i64, bool), Vec<Missing>> = Map::default();
    for read in &context.facts.reads {
        if read.table != table || read.is_impossible {
            continue;
        }
        if let Some(missing) = missing(context, read, passed)
            && let Some(known) = entries.or_insert((missing.entry, missing.always), Vec::new())
        {
            known.push(missing);
        }
    }
    let by = context.contract.declared_by(table);
    for reads in entries.values() {
        if let Some(first) = reads.first()
            && let Some(finding) = report(context, by, passed, reads)
        {
            diagnostics.push(if first.always {
                with_hint(context, table, finding)
            } else {
                finding
            });
        }
    }
}

/// A read that some call comes to without passing the entry.
fn missing<'a>(context: &Context, read: &'a Read, passed: Count) -> Option<Missing<'a>> {
    let entry = read.index.highest()?;
    let beyond = |count: usize| entry > i64::try_from(count).unwrap_or(i64::MAX);
    let (always, reached) = (beyond(passed.most?), context.reached(&read.conditions));
    let option = if beyond(passed.least) {
        context.option(read.table)
    } else {
        None
    };
    let known = usize::try_from(read.known).unwrap_or(0);
    let is_relied_on = !read.optional && beyond(passed.least_from(known));
    let is_missing = match reached {
        Reached::Never => false,
        Reached::Always => always || is_relied_on,
        // Those calls may be the ones that pass it. But nothing keeps a caller from leaving out an `Option`.
        Reached::Sometimes => always || is_relied_on && option.is_some(),
    };
    if !is_missing {
        return None;
    }
    Some(Missing {
        entry,
        read,
        always,
        option,
        reached,
        conditions: context.undecided(&read.conditions),
    })
}

/// One finding for all reads of an entry, at the first one that needs it most.
fn report(
    context: &Context,
    by: DeclaredBy,
    passed: Count,
    reads: &[Missing],
) -> Option<Diagnostic> {
    let mut need = 0;
    for missing in reads {
        need = need.max(missing.need());
    }
    let mut first = None;
    let mut others = Vec::new();
    for missing in reads {
        if missing.need() != need {
            continue;
        }
        if first.is_none() {
            first = Some(missing);
        } else if others.len() < MARKED {
            others.push(missing.read.span);
        }
    }
    let first = first?;
    let (table, entry, span) = (first.read.table, first.entry, first.read.span);
    let name = fill!("{}[{entry}]", table.name(), entry);
    let option = if first.always { None } else { first.option };
    let subject = match (option, table) {
        (Some(param), _) => Subject::Param(param),
        (None, EntryTable::Keys) => Subject::Keys,
        (None, EntryTable::Argv) => Subject::Script,
    };
    let passed = passed.of(table.noun());
    let finding = match (option, by) {
        (Some(param), _) => left_out(first, &name, context.param_name(param)),
        _ if !first.always => not_by_every_call(by, span, &name, &passed),
        (None, DeclaredBy::Header) => undescribed(span, &name, &passed),
        _ if need == 0 => unused_option(by, span, &name, &passed),
        _ if need == 1 => in_some_calls(by, first, &name, &passed),
        _ => in_every_call(by, first, &name, &passed),
    };
    let mut finding = finding.about(subject);
    for span in &others {
        finding = finding.also(*span, "also here");
    }
    Some(finding)
}

/// An ARGV whose type is not known by name may be a struct that is meant to be several entries.
fn with_hint(context: &Context, table: EntryTable, finding: Diagnostic) -> Diagnostic {
    let by_function = context.contract.declared_by(table) == DeclaredBy::Function;
    if !by_function || table != EntryTable::Argv || finding.severity != Severity::Error {
        return finding;
    }
    let first = match context.layout {
        Some(layout) => layout.of(table).first,
        None => 0,
    };
    for param in context.contract.params.get(first..).unwrap_or_default() {
        if param.passes == Passes::Once && *param.ty(0) == ArgType::Unknown {
            return finding.note(fill!("a parameter is one entry: if `{}` is a struct or a tuple, declare a parameter for each of its fields", param.name));
        }
    }
    finding
}
