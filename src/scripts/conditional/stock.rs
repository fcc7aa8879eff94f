//! A stock of several items.

use redis::{FromRedisValue, ParsingError, Value};

use crate::{FromReply, ScriptArg};

/// What became of a request for several items.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StockTaken {
    /// Whether all were taken. If not, nothing was.
    pub taken: bool,
    /// What is said of each item, in the order of the call.
    pub each: Vec<StockItem>,
}

/// An item of a stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromReply)]
#[non_exhaustive]
pub struct StockItem {
    /// How many there are now.
    pub left: u64,
    /// How many more would be needed: more than 0 if the item is short.
    pub missing: u64,
}

impl FromRedisValue for StockTaken {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let each: Vec<StockItem> = redis::from_redis_value(reply)?;
        let taken = each.iter().all(|item| item.missing == 0);
        Ok(Self { taken, each })
    }
}

fn keys<K>(items: &[(K, u32)]) -> Vec<&K> {
    items.iter().map(|(key, _)| key).collect()
}

fn quantities<K>(items: &[(K, u32)]) -> Vec<u32> {
    items.iter().map(|(_, quantity)| *quantity).collect()
}

mod script {
    use super::{ScriptArg, StockTaken};
    use crate::redis_script;

    #[redis_script("conditional/take_from_stock.lua", keys = .., cluster)]
    pub(super) fn take_from_stock<K: ScriptArg>(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        keys: &[K],
        quantities: &[u32],
    ) -> crate::Result<StockTaken>;
}

functions! {
    /// Takes a quantity of each item, or nothing if one of them is short. A quantity of 0 only looks.
    ///
    /// Each item is a counter of its own: `SET` or `INCRBY` fills it, and one that does not exist holds 0. No counter goes below
    /// zero. One that holds no whole number from 0 to 2^53 - 1 is an error, and nothing is taken.
    ///
    /// The keys must be different, and in one slot of a cluster; otherwise the call is refused before it is sent. So give them a
    /// common hash tag: `{shop}:apples` and `{shop}:pears`.
    take_from_stock, take_from_stock_async(items: &[(impl ScriptArg, u32)]) -> StockTaken
        = take_from_stock(&keys(items), &quantities(items));
}
