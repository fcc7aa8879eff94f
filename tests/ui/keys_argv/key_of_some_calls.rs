use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "if ARGV[1] == 'move' then return redis.call('RENAME', KEYS[1], KEYS[2]) end return redis.call('DEL', KEYS[1])")]
async fn change(con: &mut impl ConnectionLike, key: &str, operation: &str) -> redis_script::Result<()>;

fn main() {}
