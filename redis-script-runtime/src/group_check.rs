//! Whether a script takes groups of entries as a slice passes them, where only the compiler knows how large a group is.
//!
//! The attribute macro sees only the name of a struct. `contract::groups` of the analysis decides the same for tuples.

use core::marker::PhantomData;

use crate::ScriptArgs;
use crate::described::text::{ConstText, Message};

/// A type of which it is known how many entries it is: a struct, or a tuple (see `encode::entry`).
pub trait CountedGroup {
    /// How many.
    const COUNT: usize;
}

impl<A: ScriptArgs> CountedGroup for A {
    const COUNT: usize = A::COUNT;
}

/// Asks how many entries an element is: its own constant is found before that of [`SingleEntry`].
pub struct GroupSize<T>(PhantomData<T>);

impl<T: CountedGroup> GroupSize<T> {
    /// How many.
    pub const COUNT: usize = T::COUNT;
}

/// The answer of [`GroupSize`] for all other types.
pub trait SingleEntry {
    /// One.
    const COUNT: usize = 1;
}

impl<T> SingleEntry for GroupSize<T> {}

/// What a slice passes.
#[derive(Clone, Copy, Debug)]
pub struct Groups {
    /// The name of the parameter.
    pub name: &'static str,
    /// `KEYS` or `ARGV`
    pub table: &'static str,
    /// The entry at which the first group begins.
    pub begin: usize,
}

/// A loop over entries that takes several at a time.
#[derive(Clone, Copy, Debug)]
pub struct EntryLoop {
    /// How many; 2 or more.
    pub step: usize,
    /// The lowest entry that its first round reads.
    pub first: usize,
    /// The highest.
    pub last: usize,
}

/// Stops the build if a loop takes other groups than a slice passes.
///
/// # Panics
/// With a message about the loop, followed by the excerpt of the script. The place of the panic is that of the caller.
#[track_caller]
#[expect(clippy::panic, reason = "this is how a constant reports an error")]
pub const fn check_group(size: usize, groups: Groups, looped: EntryLoop, excerpt: &str) {
    if let Some(message) = misaligned(size, groups, looped) {
        let text = ConstText::<4096>::EMPTY.with(message.as_str());
        panic!("{}", text.with(excerpt).as_str());
    }
}

const fn misaligned(size: usize, groups: Groups, looped: EntryLoop) -> Option<Message> {
    let Groups { name, table, begin } = groups;
    let EntryLoop { step, first, last } = looped;
    if size < 2 {
        return None;
    }
    if !size.is_multiple_of(step) {
        let text = Message::EMPTY.with("the script takes ").with_number(step);
        let text = text.with(" entries at a time, but each element of ");
        let text = text.with_code(name).with(" is ").with_number(size);
        return Some(text.with(" entries"));
    }
    let is_torn = if first < begin {
        !(begin - first).is_multiple_of(step)
    } else {
        last - first < step && (first - begin) / step != (last - begin) / step
    };
    if !is_torn {
        return None;
    }
    let text = Message::EMPTY.with("the script takes groups from `");
    let text = text.with(table).with("[").with_number(first);
    let text = text.with("]` on, but those of ").with_code(name);
    let text = text.with(" begin at `").with(table).with("[");
    Some(text.with_number(begin).with("]`"))
}
