//! What each expression of a script was found to be, to be held against what it was in a run.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the macro is built without it"
)]

use std::collections::HashMap;

use super::EntryTable;
use crate::domain::{Base, Domain, End, Facets, Number, Plain, TargetId, TargetKind, Text};
use crate::lua::number;
use crate::lua::syntax::{ExprId, FunctionId};
use crate::text::Span;

/// The values of all expressions to which some path leads.
#[derive(Clone, Default)]
pub struct ValueLog {
    /// Each time that the expression was evaluated may have added one.
    values: HashMap<ExprId, Vec<Facets>>,
    /// The expression that makes each table.
    pub(crate) makers: Vec<ExprId>,
    /// The expressions by their places: who generates a script has a tree of its own, and knows only these.
    exprs: HashMap<Span, ExprId>,
    /// The functions of the script by the places after their `end`s.
    pub(crate) functions: HashMap<u32, FunctionId>,
}

/// What an expression was in a run.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub enum Concrete<'a> {
    /// `nil`
    Nil,
    /// `false` or `true`
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(&'a [u8]),
    /// A string too long to be told.
    LongText,
    /// KEYS or ARGV.
    Entries(EntryTable),
    /// A library.
    Library,
    /// A table that this constructor made; `None` for one that something else made.
    Table(Option<ExprId>),
    /// A function of the script.
    Closure(FunctionId),
    /// Another function.
    Builtin,
    /// A userdata or a coroutine.
    Other,
}

/// How many entries a run was passed.
#[derive(Clone, Copy)]
pub struct PassedCounts {
    /// KEYS
    pub keys: usize,
    /// ARGV
    pub arguments: usize,
}

/// Values of one expression that are kept apart.
const KEPT: usize = 32;

impl ValueLog {
    pub(crate) fn add(&mut self, expr: ExprId, span: Span, facets: &Facets) {
        self.exprs.insert(span, expr);
        let known = self.values.entry(expr).or_default();
        if known.contains(facets) {
            return;
        }
        if known.len() < KEPT {
            known.push(facets.clone());
        } else if let Some(last) = known.last_mut() {
            last.join(facets);
        }
    }

    /// The expression at a place, if some path leads to it.
    #[must_use]
    pub fn expr(&self, span: Span) -> Option<ExprId> {
        self.exprs.get(&span).copied()
    }

    /// The function of the script that ends there, if some path leads to it.
    #[must_use]
    pub fn function(&self, end: u32) -> Option<FunctionId> {
        self.functions.get(&end).copied()
    }

    /// Whether an expression can be this.
    #[must_use]
    pub fn holds(&self, expr: ExprId, concrete: &Concrete<'_>, passed: PassedCounts) -> bool {
        let mut known = self.values.get(&expr).into_iter().flatten();
        known.any(|facets| self.is_in(facets, concrete, passed))
    }

    /// What is known of an expression, for a report.
    #[must_use]
    pub fn describe(&self, expr: ExprId) -> String {
        let known = self.values.get(&expr).into_iter().flatten();
        let mut all: Vec<String> = known.map(described).collect();
        all.sort();
        all.dedup();
        all.join(" or ")
    }

    fn is_in(&self, facets: &Facets, concrete: &Concrete<'_>, passed: PassedCounts) -> bool {
        let target = &facets.target;
        let is_one = |kind: TargetKind, fits: &dyn Fn(TargetId) -> bool| {
            let mut all = target.iter();
            all.any(|id| id.kind() == kind && fits(id))
        };
        match concrete {
            Concrete::Nil => facets.plain.has(Plain::NIL),
            Concrete::Boolean(false) => facets.plain.has(Plain::FALSE),
            Concrete::Boolean(true) => facets.plain.has(Plain::TRUE),
            Concrete::Other => facets.plain.has(Plain::OTHER),
            Concrete::Number(number) => has_number(&facets.number, *number, passed),
            Concrete::Text(bytes) => has_text(&facets.text, bytes, passed),
            Concrete::LongText => !facets.text.is_none(),
            Concrete::Entries(table) => {
                let index = u32::from(*table == EntryTable::Argv);
                target.any_table || is_one(TargetKind::Entries, &|id| id.index() == index)
            }
            Concrete::Library => target.any_table || is_one(TargetKind::Library, &|_| true),
            Concrete::Table(maker_seen) => {
                let maker = |id: TargetId| self.makers.get(id.index() as usize).copied();
                let fits = |id: TargetId| maker_seen.is_none() || maker(id) == *maker_seen;
                target.any_table || is_one(TargetKind::Object, &fits)
            }
            Concrete::Closure(function) => {
                let fits = |id: TargetId| id.index() == function.0;
                target.any_function || is_one(TargetKind::Closure, &fits)
            }
            Concrete::Builtin => target.any_function || is_one(TargetKind::Builtin, &|_| true),
        }
    }
}

/// [`Number::contains`], with the ends that count from `#KEYS` or `#ARGV` at what they were.
#[expect(clippy::cast_precision_loss, reason = "a call passes few entries")]
fn has_number(number: &Number, seen: f64, passed: PassedCounts) -> bool {
    let end = |end: End| match end.base {
        Base::Zero => end.offset,
        Base::Keys => passed.keys as f64 + end.offset,
        Base::Argv => passed.arguments as f64 + end.offset,
    };
    number.contains(seen)
        && (seen.is_nan() || end(number.low()) <= seen && seen <= end(number.high()))
}

fn has_text(text: &Text, seen: &[u8], passed: PassedCounts) -> bool {
    match text {
        Text::Numeral(numbers) => {
            let read = number::of_text(seen);
            read.is_some_and(|read| has_number(numbers, read, passed))
        }
        text => text.may_be(seen),
    }
}

fn described(facets: &Facets) -> String {
    let mut parts: Vec<String> = Vec::new();
    let types = facets.types();
    let number = &facets.number;
    if let (false, Some(only)) = (number.is_bottom(), number.as_constant()) {
        parts.push(format!("the number {only}"));
    } else if !number.is_bottom() && *number != Number::TOP {
        parts.push(format!("a number of {number:?}"));
    }
    if !facets.text.is_none() && facets.text != Text::Any {
        parts.push(format!("a string of {:?}", facets.text));
    }
    parts.push(types.names().join("|"));
    let target = &facets.target;
    if !target.any_table || !target.any_function {
        parts.extend(
            target
                .iter()
                .map(|id| format!("{:?} {}", id.kind(), id.index())),
        );
    }
    parts.join(", ")
}
