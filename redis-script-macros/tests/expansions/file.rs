#[redis_script("get.lua", keys = 1)]
/// Reads one value.
#[must_use]
pub(crate) async fn get(con: &mut impl ConnectionLike, key: &str, or: &[u8]) -> redis_script::Result<Option<String>>;
