//! The entries of an encoded call: `EVALSHA <sha1> <numkeys> <keys> <args>`.

use core::ops::Range;

use redis::{Arg, Cmd};

/// The index of numkeys, after the command's name and the SHA1.
const NUMKEYS: usize = 2;

/// Where the keys are among the arguments.
pub(crate) fn keys(cmd: &Cmd) -> Range<usize> {
    let numkeys = args(cmd)
        .nth(NUMKEYS)
        .and_then(|digits| core::str::from_utf8(digits).ok()?.parse().ok());
    NUMKEYS + 1..NUMKEYS + 1 + numkeys.unwrap_or(0)
}

/// All arguments, the command's name included.
pub(crate) fn args(cmd: &Cmd) -> impl Iterator<Item = &[u8]> {
    cmd.args_iter().filter_map(|arg| match arg {
        Arg::Simple(bytes) => Some(bytes),
        // Calls have no other kind, and redis may add some.
        _ => None,
    })
}
