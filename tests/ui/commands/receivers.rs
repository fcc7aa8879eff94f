use redis_script::commands;

#[commands]
pub trait Limits {
    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    fn shared(&self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    fn owned(mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    fn typed(self: Box<Self>, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    fn parameter(con: &mut redis::Connection, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('TIME')")]
    fn nothing() -> redis_script::Result<(u64, u64)>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    fn own_type(&mut self, key: &Self) -> redis_script::Result<Option<String>>;
}

fn caller(con: redis::Connection) -> redis_script::Result<Option<String>> {
    con.shared("k")?;
    con.typed("k")?;
    con.owned("k")
}

fn main() {}
