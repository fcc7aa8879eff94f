#[redis_script("missing.lua", keys = 1, crate = crate::facade)]
#[cfg(unix)]
pub async fn get(con: &mut impl ConnectionLike, key: &str, (a, b): (u8, u8)) -> redis_script::Result<String>;
