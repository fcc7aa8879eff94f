//! A prefix before every key of a call.

use redis::Cmd;

use super::Call;
use crate::entries::{args, keys};

impl<T> Call<T> {
    /// The same call with `prefix` before each of its KEYS; ARGV stay as they are.
    ///
    /// It is the way to give an application, a tenant or a test keys of its own. As it makes a call of a call, it serves
    /// for whatever sends calls:
    ///
    /// ```no_run
    /// # use redis_script_runtime::{Call, Result};
    /// # async fn example(call: Call<bool>, con: &mut redis::aio::MultiplexedConnection) -> Result<()> {
    /// // let call = rate_limit::call("user:7", 60, 100, now_ms);
    /// let allowed: bool = call.with_key_prefix("app:").invoke(con).await?; // KEYS[1] is "app:user:7"
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The script sees the prefixed keys in KEYS, so that keys it builds from them (`KEYS[1] .. ":seq"`) bear the prefix,
    /// too. Another prefix goes before the first one.
    ///
    /// In a cluster the keys of a call have to be in one slot, and stay so: a prefix without `{` leaves the hash tags of
    /// the keys, the `user:7` of `{user:7}:hits`, as they are, and keys that are equal remain equal. A prefix with a hash
    /// tag of its own, such as `{app}:`, wins over those of the keys, and puts all of an application into one slot.
    #[must_use = "it makes another call"]
    pub fn with_key_prefix(mut self, prefix: impl AsRef<[u8]>) -> Self {
        self.cmd = prefixed(&self.cmd, prefix.as_ref());
        self
    }
}

/// Of exactly the right size, as the command that it is made of.
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
