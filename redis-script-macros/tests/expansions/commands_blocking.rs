#[commands()]
trait Limits {
    #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
    fn get(&mut self, key: &str) -> redis_script::Result<Option<String>>;
}
