use redis::Connection;
use redis_script::redis_script;

#[redis_script("./one.lua", keys = 1)]
fn first(con: &mut Connection, key: &str) -> redis_script::Result<i64>;

#[redis_script("./two.lua", keys = 1)]
fn second(con: &mut Connection, key: &str) -> redis_script::Result<i64>;

fn main() {}
