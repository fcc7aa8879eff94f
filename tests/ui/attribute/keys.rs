use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = -1)]
async fn first(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = one)]
async fn second(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = "1")]
async fn third(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1.5)]
async fn fourth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1..=)]
async fn fifth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1..2)]
async fn sixth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = ..2)]
async fn seventh(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 99999999999999999999999)]
async fn eighth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 3..=1)]
async fn ninth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1..=3)]
async fn tenth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
