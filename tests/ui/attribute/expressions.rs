use redis::aio::ConnectionLike;
use redis_script::redis_script;

const TEXT: &str = "return redis.call('GET', KEYS[1])";
const PATH: &str = "get.lua";

#[redis_script(lua = TEXT, keys = 1)]
async fn first(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = concat!("return redis.call('GET',", "KEYS[1])"), keys = 1)]
async fn second(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = include_str!("get.lua"), keys = 1)]
async fn third(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(std::include_str!("../attribute/get.lua"), keys = 1)]
async fn fourth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(PATH, keys = 1)]
async fn fifth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(concat!(env!("OUT_DIR"), "/get.lua"), keys = 1)]
async fn sixth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
