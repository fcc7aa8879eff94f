use redis_script::redis_script;

trait Commands {
    #[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
    async fn touch(&mut self, key: &str, secs: u64) -> redis_script::Result<Option<String>>;
}

fn main() {}
