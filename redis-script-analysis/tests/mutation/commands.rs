//! Mistakes in calls of commands.

use redis_script_analysis::facts::CommandCall;
use redis_script_analysis::lua::syntax::{Expr, ExprKind, SuffixKind};
use redis_script_analysis::text::Span;

use crate::base::Base;
use crate::edit::{Edit, Nodes, swaps};

/// A call of a command as it stands in the text.
pub(crate) struct Call<'tree> {
    pub(crate) fact: &'tree CommandCall,
    /// The command's name first.
    pub(crate) arguments: &'tree [Expr],
}

/// The call that an expression ends in, if that is a command's.
pub(crate) fn call_of<'tree>(base: &'tree Base, expr: &'tree Expr) -> Option<Call<'tree>> {
    let ExprKind::Suffixed { suffixes, .. } = &expr.kind else {
        return None;
    };
    let SuffixKind::Call(arguments) = &suffixes.last()?.kind else {
        return None;
    };
    let name = arguments.first()?.span;
    let mut facts = base.facts.commands.iter();
    let fact = facts.find(|call| call.name_span == name)?;
    Some(Call { fact, arguments })
}

fn calls(base: &Base) -> Vec<Call<'_>> {
    let nodes = Nodes::of(&base.chunk.body);
    let calls = nodes.expressions.iter();
    calls.filter_map(|expr| call_of(base, expr)).collect()
}

pub(crate) fn swap_letters(base: &Base) -> Vec<Edit> {
    let mut edits = Vec::new();
    for call in calls(base) {
        let name = &call.arguments[0];
        let inner = Span::new(name.span.start + 1, name.span.end - 1);
        if matches!(name.kind, ExprKind::String(_)) {
            let names = swaps(base.text(inner));
            edits.extend(names.into_iter().map(|name| Edit::replace(inner, name)));
        }
    }
    edits
}

pub(crate) fn drop_argument(base: &Base) -> Vec<Edit> {
    let mut edits = Vec::new();
    for call in calls(base) {
        let pairs = call.arguments.windows(2);
        edits.extend(pairs.map(|pair| Edit::remove(Span::new(pair[0].span.end, pair[1].span.end))));
    }
    edits
}

pub(crate) fn add_argument(base: &Base) -> Vec<Edit> {
    let mut edits = Vec::new();
    for call in calls(base) {
        let places = call.arguments.iter();
        edits.extend(places.map(|before| Edit::insert(before.span.end, ", 'extra'")));
    }
    edits
}

pub(crate) fn hardcode_key(base: &Base) -> Vec<Edit> {
    let mut edits = Vec::new();
    for call in calls(base) {
        let keys = call.fact.keys().into_iter().flat_map(|keys| &keys.known);
        let keys = keys.filter_map(|key| call.arguments.get(key.argument + 1));
        edits.extend(keys.map(|key| Edit::replace(key.span, "'user:42'")));
    }
    edits
}
