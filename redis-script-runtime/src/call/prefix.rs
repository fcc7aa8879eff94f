//! A prefix for every key of a call.

use redis::Cmd;

use super::Call;
use crate::entries::{args, keys};

impl<T> Call<T> {
    /// The same call with `prefix` before each of its KEYS. The ARGV are unchanged.
    ///
    /// Use it to give an application, a tenant or a test its own keys. It returns a call, so it works for single calls and in
    /// pipelines:
    ///
    /// ```no_run
    /// # use redis_script_runtime::{Call, Result};
    /// # async fn example(call: Call<bool>, con: &mut redis::aio::MultiplexedConnection) -> Result<()> {
    /// // let call = rate_limit::call("user:7", 60, 100, now_ms);
    /// let allowed: bool = call.with_key_prefix("app:").invoke_async(con).await?; // KEYS[1] is "app:user:7"
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The script sees the prefixed keys in KEYS, so keys that it builds from them (`KEYS[1] .. ":seq"`) have the prefix,
    /// too. A second prefix goes before the first one.
    ///
    /// In a cluster, keys of one slot stay in one slot: a prefix without `{` does not change the hash tags of the keys, such as
    /// the `user:7` of `{user:7}:hits`, and equal keys stay equal. A prefix with its own hash tag, such as `{app}:`, overrides
    /// those of the keys, and puts all keys of an application into one slot.
    #[must_use = "it returns a new call"]
    pub fn with_key_prefix(mut self, prefix: impl AsRef<[u8]>) -> Self {
        self.cmd = prefixed(&self.cmd, prefix.as_ref());
        self
    }
}

/// The command with prefixed keys, of exactly the right size.
fn prefixed(cmd: &Cmd, prefix: &[u8]) -> Cmd {
    let keys = keys(cmd);
    let count = args(cmd).count();
    let bytes: usize = args(cmd).map(<[u8]>::len).sum();
    let mut prefixed = Cmd::with_capacity(count, bytes + keys.len() * prefix.len());
    let mut key = Vec::new();
    for (index, arg) in args(cmd).enumerate() {
        if keys.contains(&index) {
            key.clear();
            key.extend_from_slice(prefix);
            key.extend_from_slice(arg);
            prefixed.arg(&key);
        } else {
            prefixed.arg(arg);
        }
    }
    prefixed
}
