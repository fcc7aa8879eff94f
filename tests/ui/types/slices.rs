use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "if #KEYS == 0 then return 0 end return redis.call('DEL', unpack(KEYS))", keys = ..)]
async fn keys(con: &mut impl ConnectionLike, keys: &[Option<String>]) -> redis_script::Result<u64>;

fn main() {}
