use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./no/such/folder.lua", keys = 1)]
async fn first(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script("../no/such.lua", keys = 1)]
async fn second(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script("scripts/rate_limit.lua", keys = 1)]
async fn third(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script("./rate_limit.lua/x.lua", keys = 1)]
async fn fourth(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
