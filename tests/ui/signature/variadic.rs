use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
unsafe extern "C" fn get(con: &mut dyn redis::ConnectionLike, key: &str, args: ...) -> redis_script::Result<Option<String>>;

fn main() {}
