use redis_script::{Result, commands, redis_script};

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFX = "app:", MAX_BATCH = 100))]
fn misspelled(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key))]
fn unset(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "app:", PREFIX = "other:"))]
fn twice(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[redis_script(lua = "return redis.call('GET', KEYS[1]) or ''", consts(PREFIX = "app:"))]
fn none_declared(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String>;

#[commands]
trait Limits {
    #[redis_script("./limit.lua", allow(undeclared_key), consts(PREFIX = "app:", LIMIT = 5))]
    fn of_a_trait(&mut self, key: &str) -> Result<String>;
}

fn main() {}
