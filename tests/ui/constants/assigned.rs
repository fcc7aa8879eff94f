use redis_script::{Result, redis_script};

#[redis_script("./assigned.lua")]
fn assigned(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

fn main() {}
