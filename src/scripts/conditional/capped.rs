//! Lists that hold no more than so many values.

use crate::scripts::{Expiry, InvalidArgument, checks};
use crate::{FromReply, ScriptArg};

/// How many values a list holds at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cap(u64);

impl Cap {
    /// The list holds the last `cap` values that were pushed.
    ///
    /// # Errors
    /// If `cap` is 0, or above 2^53 - 1.
    pub const fn new(cap: u64) -> Result<Self, InvalidArgument> {
        match checks::count("cap", cap) {
            Ok(cap) => Ok(Self(cap)),
            Err(invalid) => Err(invalid),
        }
    }
}

/// An end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The head, as of `LPUSH`: the latest value is at index 0.
    Left,
    /// The tail, as of `RPUSH`: the latest value is at index -1.
    Right,
}

impl End {
    /// As the script is passed it.
    const fn entry(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// What a push did.
#[derive(Clone, Debug, PartialEq, Eq, FromReply)]
#[non_exhaustive]
pub struct CappedPush {
    /// How many values the list holds now.
    pub length: u64,
    /// The values that were dropped from the other end, the one that was pushed first at the beginning.
    pub dropped: Vec<Vec<u8>>,
}

mod script {
    use super::{CappedPush, ScriptArg};
    use crate::redis_script;

    #[redis_script("conditional/push_capped.lua", keys = 1, cluster)]
    pub(super) fn push_capped<V: ScriptArg>(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        end: &str,
        cap: u64,
        expiry: i64,
        values: &[V],
    ) -> crate::Result<CappedPush>;
}

functions! {
    /// Pushes values to one end of a list, one after another, and drops from the other end what is more than the cap.
    ///
    /// If there are more values than the cap, the last ones stay, and the others are among those that are dropped. Without any
    /// value, the list is only cut.
    push_capped, push_capped_async(
        key: impl ScriptArg, end: End, cap: Cap, values: &[impl ScriptArg], expiry: Expiry
    ) -> CappedPush
        = push_capped(key, end.entry(), cap.0, expiry.entry(), values);
}
