use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", key = 1)]
async fn first(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", Keys = 1)]
async fn second(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", frobnicate = 1)]
async fn third(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(path = "./get.lua", keys = 1)]
async fn fourth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(code = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn fifth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
