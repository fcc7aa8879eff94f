use redis_script::{Result, redis_script};

#[redis_script("./declaration.lua")]
fn declaration(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

fn main() {}
