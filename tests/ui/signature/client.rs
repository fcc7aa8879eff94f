use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
async fn first(con: &redis::Client, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
fn second(con: &redis::Client, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
fn third(con: &impl redis::ConnectionLike, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

fn main() {}
