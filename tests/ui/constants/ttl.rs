use redis_script::{Result, redis_script};

#[redis_script("./ttl.lua", consts(TTL = -1))]
fn ttl(con: &mut dyn redis::ConnectionLike, key: &str, value: &str) -> Result<()>;

fn main() {}
