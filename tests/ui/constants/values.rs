mod settings {
    pub const HUGE: u64 = 1 << 60;
    pub const LARGEST: u128 = u128::MAX;
    pub const INFINITE: f64 = f64::INFINITY;
    pub const ODD: i64 = (1 << 53) + 1;
}

use redis_script::{Result, redis_script};

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", MAX_BATCH = settings::HUGE))]
fn huge(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", MAX_BATCH = settings::LARGEST))]
fn largest(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", RATE = settings::INFINITE))]
fn infinite(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", RATE = settings::ODD))]
fn odd(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

fn main() {}
