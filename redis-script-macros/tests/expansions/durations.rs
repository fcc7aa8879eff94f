#[redis_script(
    lua = "for i = 2, #ARGV, 2 do redis.call('SET', KEYS[1], ARGV[i], 'PX', ARGV[i + 1]) end redis.call('EXPIRE', KEYS[1], ARGV[1])",
    keys = 1
)]
fn set(con: &mut dyn redis::ConnectionLike, key: &str, ttl: std::time::Duration, values: &[(&str, Duration)]) -> redis_script::Result<()>;
