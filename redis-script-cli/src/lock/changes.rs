//! What differs between two files.

use std::collections::BTreeSet;

use super::entry::Field;
use super::file::LockFile;

/// A line for each difference, in the order of the scripts' names.
pub(super) fn changes(locked: &LockFile, found: &LockFile) -> Vec<String> {
    let (locked, found) = (locked.fields(), found.fields());
    let names: BTreeSet<&str> = locked.keys().chain(found.keys()).copied().collect();
    let mut changes = Vec::new();
    for name in names {
        match (locked.get(name), found.get(name)) {
            (Some(before), Some(now)) => {
                let of_script = differences(before, now);
                changes.extend(of_script.map(|change| format!("{name}: {change}")));
            }
            (None, _) => changes.push(format!("{name}: new")),
            (_, None) => changes.push(format!("{name}: no longer there")),
        }
    }
    changes
}

/// A script that becomes a library, or the reverse, has other fields: only those that both have are compared.
fn differences<'a>(before: &'a [Field], now: &'a [Field]) -> impl Iterator<Item = String> + 'a {
    let pairs = before.iter().zip(now);
    let different = pairs.filter(|(before, now)| before.0 == now.0 && before.1 != now.1);
    different.map(|((field, before), (_, now))| format!("{field} {before} -> {now}"))
}
