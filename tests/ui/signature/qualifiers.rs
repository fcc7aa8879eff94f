use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
const fn first(con: &mut dyn redis::ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
unsafe fn second(con: &mut dyn redis::ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
extern "C" fn third(con: &mut dyn redis::ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
