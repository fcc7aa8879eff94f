use redis_script::{Result, redis_script};

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX))]
fn no_value(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX =, MAX_BATCH = 5))]
fn empty_value(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(, "PREFIX" = 5, MAX_BATCH == 5))]
fn not_a_name(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts = 5)]
fn assigned(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), const(PREFIX = "app:"))]
fn misspelled(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

fn main() {}
