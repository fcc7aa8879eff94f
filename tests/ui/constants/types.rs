mod settings {
    pub const PREFIX: &str = "app:";
    pub const BATCH: u16 = 100;
    pub const RATE: f32 = 0.5;
}

use redis_script::{Result, redis_script};

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = settings::BATCH))]
fn string(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", MAX_BATCH = settings::PREFIX))]
fn integer(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", MAX_BATCH = settings::RATE))]
fn fraction(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", RATE = settings::PREFIX.len() == 0))]
fn number(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "", TRACE = settings::BATCH))]
fn boolean(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = missing::PREFIX))]
fn unresolved(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

fn main() {}
