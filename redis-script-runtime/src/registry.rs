//! All scripts of the binary, collected by the linker.

use redis::{Cmd, RedisResult};

use crate::Script;
use crate::preload::{PreloadError, preload_sync};

/// A script as the macro registers it.
#[derive(Debug)]
pub struct RegisteredScript(pub &'static Script);

inventory::collect!(RegisteredScript);

/// All scripts of the binary, including those of its dependencies, ordered by name.
///
/// The macro registers each script if the facade has the feature `registry`. If the binary uses nothing of a crate that it depends
/// on, that crate is not linked, and neither are its scripts.
pub fn registry() -> impl Iterator<Item = &'static Script> {
    let mut scripts: Vec<&Script> = inventory::iter::<RegisteredScript>
        .into_iter()
        .map(|entry| entry.0)
        .collect();
    scripts.sort_by_key(|script| (script.name(), script.path()));
    scripts.into_iter()
}

/// [`preload`](crate::preload()) of all scripts in the [`registry`].
///
/// # Errors
/// If a server does not get a script: see [`PreloadError`].
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub async fn preload_all<C>(con: &mut C) -> Result<(), PreloadError>
where
    C: redis::aio::ConnectionLike + Send + 'static,
{
    crate::preload::preload(con, registry()).await
}

/// [`preload_sync`] of all scripts in the [`registry`].
///
/// # Errors
/// If a server does not get a script: see [`PreloadError`].
pub fn preload_all_sync<C>(con: &mut C) -> Result<(), PreloadError>
where
    C: redis::ConnectionLike + 'static,
{
    preload_sync(con, registry())
}

/// The scripts of the [`registry`] that the server does not know, by one `SCRIPT EXISTS`; in a cluster, those that some primary
/// does not know. For health checks: calls load missing scripts by themselves.
///
/// # Errors
/// If the connection or the server fails.
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub async fn missing<C>(con: &mut C) -> RedisResult<Vec<&'static Script>>
where
    C: redis::aio::ConnectionLike + ?Sized,
{
    let Some(exists) = exists() else {
        return Ok(Vec::new());
    };
    unknown(crate::invoke::flatten(
        con.req_packed_command(&exists).await,
    ))
}

/// Like [`missing`](crate::missing()), but over a blocking connection.
///
/// # Errors
/// If the connection or the server fails.
pub fn missing_sync<C>(con: &mut C) -> RedisResult<Vec<&'static Script>>
where
    C: redis::ConnectionLike + ?Sized,
{
    let Some(exists) = exists() else {
        return Ok(Vec::new());
    };
    unknown(crate::invoke::flatten(con.req_command(&exists)))
}

/// `None` if there is no script to ask for.
fn exists() -> Option<Cmd> {
    let mut exists = redis::cmd("SCRIPT");
    exists.arg("EXISTS");
    let mut any = false;
    for script in registry() {
        any = true;
        exists.arg(script.sha1());
    }
    any.then_some(exists)
}

fn unknown(reply: RedisResult<redis::Value>) -> RedisResult<Vec<&'static Script>> {
    let known: Vec<bool> = redis::from_redis_value(reply?)?;
    let unknown = registry().zip(known).filter(|(_, known)| !known);
    Ok(unknown.map(|(script, _)| script).collect())
}
