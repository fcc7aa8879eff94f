//! Reuses commands, which saves a function's call two allocations.
//!
//! Each thread keeps the command of one finished call. The next call on the thread takes it, even if it is of another script.
//! Only small commands are kept, so that a large argument does not stay allocated. A call that the user holds, or that is
//! cancelled, does not return its command.

use core::cell::Cell;

use redis::Cmd;

/// The largest call whose command is kept, in bytes.
const MAX_BYTES: usize = 1024;

thread_local! {
    static SPARE: Cell<Option<Cmd>> = const { Cell::new(None) };
}

/// Whether the command of a call of this size is kept.
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

/// Keeps the command of a finished call.
#[inline]
pub(crate) fn put_back(mut cmd: Cmd) {
    cmd.clear();
    // Fails only while the thread ends.
    let _ = SPARE.try_with(|spare| spare.set(Some(cmd)));
}
