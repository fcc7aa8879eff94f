//! All scripts of the binary: which there are, which a server does not have, and how to load them.
//!
//! The macro registers each script if the crate `redis-script` has the feature `registry`. If the binary uses nothing of a crate that
//! it depends on, that crate is not linked, and neither are its scripts.

pub(crate) mod registered;

use redis::{Cmd, RedisResult, Value};

use crate::invoke::flatten;
use crate::script_commands::exists_command;
use crate::{PreloadError, Script};

/// All scripts of the binary, including those of its dependencies, ordered by name.
pub fn scripts() -> impl Iterator<Item = &'static Script> {
    let mut scripts = registered::all();
    scripts.sort_by_key(|script| (script.name(), script.path()));
    scripts.into_iter()
}

/// [`preload`](crate::preload()) of all [`scripts`].
///
/// # Errors
/// If a server does not get a script: see [`PreloadError`].
pub fn preload<C>(con: &mut C) -> Result<(), PreloadError>
where
    C: redis::ConnectionLike + ?Sized,
{
    crate::preload(con, scripts())
}

/// Like [`preload`], over an async connection.
///
/// # Errors
/// If a server does not get a script: see [`PreloadError`].
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub async fn preload_async<C>(con: &mut C) -> Result<(), PreloadError>
where
    C: redis::aio::ConnectionLike + ?Sized,
{
    crate::preload_async(con, scripts()).await
}

/// The [`scripts`] that the server does not have, by one `SCRIPT EXISTS`; in a cluster, those that some primary does not have. For
/// health checks: calls load missing scripts by themselves.
///
/// # Errors
/// If the connection or the server fails.
pub fn missing<C>(con: &mut C) -> RedisResult<Vec<&'static Script>>
where
    C: redis::ConnectionLike + ?Sized,
{
    let Some(exists) = exists() else {
        return Ok(Vec::new());
    };
    unknown(con.req_command(&exists))
}

/// Like [`missing`], over an async connection.
///
/// # Errors
/// If the connection or the server fails.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub async fn missing_async<C>(con: &mut C) -> RedisResult<Vec<&'static Script>>
where
    C: redis::aio::ConnectionLike + ?Sized,
{
    let Some(exists) = exists() else {
        return Ok(Vec::new());
    };
    unknown(con.req_packed_command(&exists).await)
}

/// `None` if there is no script to ask for.
fn exists() -> Option<Cmd> {
    let mut scripts = scripts().peekable();
    scripts.peek()?;
    Some(exists_command(scripts))
}

fn unknown(reply: RedisResult<Value>) -> RedisResult<Vec<&'static Script>> {
    let known: Vec<bool> = redis::from_redis_value(flatten(reply)?)?;
    let unknown = scripts().zip(known).filter(|(_, known)| !known);
    Ok(unknown.map(|(script, _)| script).collect())
}
