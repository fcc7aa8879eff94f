//! `redis::Script`.

use std::sync::LazyLock;

use redis::aio::MultiplexedConnection;
use redis::{Script, ScriptInvocation};

use super::{SCRIPT, connect_redis};
use crate::Outcome;
use crate::contender::{Contender, Request};
use crate::server::Place;

/// Hashed once, as its documentation advises.
static HASHED: LazyLock<Script> = LazyLock::new(|| Script::new(SCRIPT.source()));

/// `redis::Script` over redis-rs's multiplexed connection.
#[derive(Clone)]
pub struct RedisScript(MultiplexedConnection);

impl Contender for RedisScript {
    async fn connect(place: &Place) -> Outcome<Self> {
        Ok(Self(connect_redis(place).await?))
    }

    async fn call(&mut self, request: &Request) -> Outcome<bool> {
        Ok(invocation(request).invoke_async(&mut self.0).await?)
    }
}

#[inline]
pub(crate) fn invocation(request: &Request) -> ScriptInvocation<'static> {
    let mut invocation = HASHED.prepare_invoke();
    invocation
        .key(request.key)
        .arg(request.window_secs)
        .arg(request.limit)
        .arg(request.now_ms);
    invocation
}
