#[commands(crate = crate::facade)]
/// Limits and counters.
#[cfg(unix)]
#[expect(clippy::module_name_repetitions, reason = "for the example")]
#[allow(dead_code)]
pub trait Limits: Sized + Clone {
    /// Reads a limit.
    #[cfg(feature = "limits")]
    #[must_use]
    #[inline]
    #[expect(clippy::too_many_arguments)]
    #[redis_script("get.lua", allow(missing_entry = "an expansion is not run"))]
    async fn get<'a>(&'a mut self, mut key: &'a str) -> redis_script::Result<String>;

    #[expect(deprecated)]
    #[cfg_attr(test, must_use, instrument)]
    #[redis_script::redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", keys = 1, type = Set)]
    async fn set<K: ScriptArg>(&mut self, key: K, value: u64, _unused: impl ScriptArg) -> redis_script::Result<()>
    where
        K: Clone;
}
