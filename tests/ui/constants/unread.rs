use redis_script::{Result, redis_script};

#[redis_script("./unread.lua", consts(SET = 6))]
fn unread(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

fn main() {}
