//! A script that nobody calls is dead code as any function.

#![deny(dead_code)]

use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./dead_code.lua", keys = 1)]
async fn never_called(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
