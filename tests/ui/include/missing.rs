use redis::Connection;
use redis_script::redis_script;

#[redis_script("./missing.lua")]
fn call(con: &mut Connection) -> redis_script::Result<i64>;

fn main() {}
