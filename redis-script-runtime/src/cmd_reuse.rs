//! Reuses commands, which saves a function's call two allocations.
//!
//! Each thread keeps the command of one finished call. The next call on the thread takes it, even if it is of another script.
//! Only small commands are kept, so that a large argument does not stay allocated. A call that the user holds, or that is
//! cancelled, does not return its command.

use core::cell::Cell;

use redis::Cmd;

/// The largest call whose command is kept, in bytes.
pub(crate) const MAX_BYTES: usize = 1024;

thread_local! {
    static SPARE: Cell<Option<Cmd>> = const { Cell::new(None) };
}

/// The command that is kept, which is empty.
#[inline]
pub(crate) fn take() -> Option<Cmd> {
    SPARE.try_with(Cell::take).ok().flatten()
}

/// Keeps a command.
#[inline]
pub(crate) fn put_back(mut cmd: Cmd) {
    cmd.clear();
    // Fails only while the thread ends.
    let _ = SPARE.try_with(|spare| spare.set(Some(cmd)));
}
