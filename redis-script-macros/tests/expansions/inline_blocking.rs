#[redis_script(lua = "return redis.call('DEL', unpack(KEYS))", keys = 1.., name = "delete keys", type = Delete)]
/// # Errors
/// Written by the user.
#[cfg(unix)]
#[cfg_attr(feature = "x", inline, cfg(windows))]
fn delete(mut con: redis::Connection, first: String, keys: &[&str]) -> redis::RedisResult<u64>;
