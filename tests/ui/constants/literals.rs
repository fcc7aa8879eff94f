use redis_script::{Result, redis_script};

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = 5, MAX_BATCH = "100", RATE = 'x', TRACE = 1.5))]
fn other_types(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", MAX_BATCH = 0.5))]
fn fraction(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", MAX_BATCH = -9_007_199_254_740_993, RATE = 1e999))]
fn large(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

fn main() {}
