//! This crate.

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis_script::{Result, Script, redis_script};

use super::connect_redis;
use crate::Outcome;
use crate::contender::{Contender, Request};
use crate::server::Place;

/// Counts a request; over any connection.
#[redis_script("fixed_window.lua", keys = 1)]
async fn fixed_window(
    con: &mut impl ConnectionLike,
    key: &str,
    window_secs: u64,
    limit: u64,
    now_ms: u64,
) -> redis_script::Result<bool>;

/// The same over one kind of connection.
#[redis_script("fixed_window.lua", keys = 1, name = "fixed_window")]
async fn fixed_window_multiplexed(
    con: &mut MultiplexedConnection,
    key: &str,
    window_secs: u64,
    limit: u64,
    now_ms: u64,
) -> redis_script::Result<bool>;

/// The same over a blocking connection.
#[redis_script("fixed_window.lua", keys = 1, name = "fixed_window")]
fn fixed_window_blocking(
    con: &mut impl redis::ConnectionLike,
    key: &str,
    window_secs: u64,
    limit: u64,
    now_ms: u64,
) -> redis_script::Result<bool>;

/// The script that all contenders call.
pub(crate) const SCRIPT: Script = fixed_window::SCRIPT;

/// The function's own call over any connection.
#[inline]
pub(crate) fn call(con: &mut impl redis::ConnectionLike, request: &Request) -> Result<bool> {
    let Request {
        key,
        window_secs,
        limit,
        now_ms,
    } = *request;
    fixed_window_blocking(con, key, window_secs, limit, now_ms)
}

/// `con: &mut impl ConnectionLike`.
#[derive(Clone)]
pub struct Typed(MultiplexedConnection);

impl Contender for Typed {
    async fn connect(place: &Place) -> Outcome<Self> {
        Ok(Self(connect_redis(place).await?))
    }

    async fn call(&mut self, request: &Request) -> Outcome<bool> {
        let Request {
            key,
            window_secs,
            limit,
            now_ms,
        } = *request;
        Ok(fixed_window(&mut self.0, key, window_secs, limit, now_ms).await?)
    }
}

/// `con: &mut MultiplexedConnection`.
#[derive(Clone)]
pub struct Named(MultiplexedConnection);

impl Contender for Named {
    async fn connect(place: &Place) -> Outcome<Self> {
        Ok(Self(connect_redis(place).await?))
    }

    async fn call(&mut self, request: &Request) -> Outcome<bool> {
        let Request {
            key,
            window_secs,
            limit,
            now_ms,
        } = *request;
        Ok(fixed_window_multiplexed(&mut self.0, key, window_secs, limit, now_ms).await?)
    }
}
