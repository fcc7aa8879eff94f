//! SORT, whose further keys no key spec describes.

use super::{Access, ConstantArguments, KeyArgument, Keys, is_maybe};

/// Adds the destination, and finds out whether patterns name keys.
pub(super) fn add(keys: &mut Keys, arguments: &ConstantArguments, open: bool) {
    let mut stored = None;
    let (mut certain, mut patterns) = (!open, false);
    let mut place = 1;
    while let Some(option) = arguments.get(place) {
        let Some(option) = option else {
            // An option that is not constant may take what follows.
            certain = false;
            break;
        };
        let is = |word| is_maybe(Some(option), word);
        place += if is("LIMIT") {
            3
        } else if is("BY") || is("GET") {
            patterns |= match arguments.get(place + 1) {
                Some(Some(pattern)) => pattern.contains(&b'*'),
                _ => true,
            };
            2
        } else if is("STORE") {
            stored = Some(place + 1);
            2
        } else {
            1
        };
    }
    keys.complete &= certain && !patterns;
    // The last STORE counts, so one is certain only if no other can follow.
    if let Some(argument) = stored
        && certain
        && argument < arguments.len()
    {
        keys.known.push(KeyArgument {
            argument,
            access: Access::Overwrite,
        });
    }
}
