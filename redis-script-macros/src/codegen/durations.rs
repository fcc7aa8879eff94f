//! How parameters that are a `Duration` are passed, in the unit that the script takes.

use proc_macro2::{Literal, TokenStream};
use redis_script_analysis::{Passes, SentDuration, fill};

use super::Checked;
use crate::declaration::{Declaration, Parameter};
use crate::lists::collected;
use crate::template::code;

/// What the runtime holds the entries against before it sends them.
pub(super) fn sent(
    declaration: &Declaration,
    checked: Checked,
    private: &TokenStream,
) -> Vec<TokenStream> {
    let first = checked.layout.args.first;
    let sent = checked.durations.iter().filter_map(|sent| {
        let param = declaration.params.get(sent.param)?;
        let place = sent.param.checked_sub(first)? + sent.part;
        let step = match param.passes {
            Passes::Slice => param.size()?,
            Passes::Once | Passes::Optional => 0,
        };
        let (name, unit) = (param.name(), sent.unit.name());
        Some(code! {private, name, unit, place, step =>
            #private::SentDuration { param: #name, unit: #unit, first: #place, step: #step }
        })
    });
    collected(sent)
}

/// The kind of each part of a parameter; `None` if none of them is a `Duration`.
pub(super) fn kinds(
    declaration: &Declaration,
    param: &Parameter,
    durations: &[SentDuration],
    private: &TokenStream,
) -> Option<Vec<TokenStream>> {
    let place = declaration
        .params
        .iter()
        .position(|other| other.ident == param.ident)?;
    if !durations.iter().any(|sent| sent.param == place) {
        return None;
    }
    let kinds = (0..param.size()?).map(|part| {
        let is_it = |sent: &&SentDuration| (sent.param, sent.part) == (place, part);
        if let Some(sent) = durations.iter().find(is_it) {
            let units = Literal::u32_unsuffixed(sent.unit.per_second());
            code!(private, units => #private::PerSecond<#units>)
        } else {
            code!(=> _)
        }
    });
    Some(collected(kinds))
}

/// The unit of a parameter, for its documentation.
pub(crate) fn described(place: usize, durations: &[SentDuration]) -> String {
    let mut units: Vec<&str> = Vec::new();
    for sent in durations {
        if sent.param == place && !units.contains(&sent.unit.name()) {
            units.push(sent.unit.name());
        }
    }
    if units.is_empty() {
        String::new()
    } else {
        fill!(", sent in whole {}", units.join(" and "))
    }
}
