//! Whether the script takes groups of entries as callers pass them.
//!
//! `check_group` of the runtime decides the same for structs, whose size only the compiler knows.

use crate::facts::EntryLoop;

/// What a loop over groups gets wrong.
#[derive(Clone, Copy, Debug)]
pub enum Misaligned {
    /// It takes another number of entries at a time than belong together.
    Step,
    /// Its groups begin at other entries.
    Begin,
}

/// Holds a loop against groups of a size, the first of which begins at an entry.
#[must_use]
pub fn misaligned(looped: &EntryLoop, size: usize, begin: usize) -> Option<Misaligned> {
    let EntryLoop {
        step, first, last, ..
    } = *looped;
    if size < 2 {
        // Single entries may be taken as they like.
        return None;
    }
    if !size.is_multiple_of(step) {
        // Some call leaves a rest, and all groups but the first are torn.
        return Some(Misaligned::Step);
    }
    let is_torn = if first < begin {
        !(begin - first).is_multiple_of(step)
    } else {
        last - first < step && (first - begin) / step != (last - begin) / step
    };
    is_torn.then_some(Misaligned::Begin)
}
