#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2])", keys = 1)]
async fn set<'c, 'k: 'a, 'a, C, K, V: Clone, const N: usize, T>(con: &'c mut C, key: &'k K, value: V, bytes: [u8; N]) -> Result<T, Error>
where
    C: ConnectionLike + 'c,
    K: ScriptArg,
    V: ScriptArg + From<T>,
    T: FromRedisValue;
