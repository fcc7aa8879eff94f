//! Commands that are used again: a call of a function is spared the two allocations of its own.
//!
//! Each thread keeps one, of a call that has ended. The next one takes it, whatever its script is; with many calls in flight
//! it goes from the task that has its answer to whichever comes next. Only small ones are kept, so that a large argument
//! does not stay allocated. A call that is made to be sent elsewhere, or is cancelled, keeps or drops its own.

use core::cell::Cell;

use redis::Cmd;

/// The largest call of which the command is kept, in bytes.
const MAX_BYTES: usize = 1024;

thread_local! {
    static SPARE: Cell<Option<Cmd>> = const { Cell::new(None) };
}

/// Whether the command of a call of this size is one to keep.
#[inline]
pub(crate) const fn is_small(bytes: usize) -> bool {
    bytes <= MAX_BYTES
}

/// An empty command for so many arguments of so many bytes in all.
#[inline]
pub(crate) fn take(args: usize, bytes: usize) -> Cmd {
    let spare = if is_small(bytes) {
        SPARE.try_with(Cell::take).ok().flatten()
    } else {
        None
    };
    spare.unwrap_or_else(|| Cmd::with_capacity(args, bytes))
}

/// Keeps the command of a call that has ended.
#[inline]
pub(crate) fn put_back(mut cmd: Cmd) {
    cmd.clear();
    // Fails while the thread ends.
    let _ = SPARE.try_with(|spare| spare.set(Some(cmd)));
}
