//! Back to the beginning.

use crate::{Result, ScriptArg};

/// Forgets all that passed a limiter, or all its permits; replies whether there was anything.
///
/// It is a `DEL` of the limiter's key, which is all that there is of it. In pipelines, use `redis::Cmd::del`.
///
/// # Errors
/// If the connection or the server fails.
pub fn reset(con: &mut dyn redis::ConnectionLike, key: impl ScriptArg) -> Result<bool> {
    Ok(redis::Cmd::del(key).query(con)?)
}

/// [`reset()`] over an async connection.
///
/// # Errors
/// As there.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub async fn reset_async(
    con: &mut impl redis::aio::ConnectionLike,
    key: impl ScriptArg,
) -> Result<bool> {
    let delete = redis::Cmd::del(key);
    Ok(delete.query_async(con).await?)
}
