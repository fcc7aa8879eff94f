//! What a careful programmer writes by hand: a `redis::Cmd` of exactly the right size.

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::{Cmd, FromRedisValue, RedisResult, Value, from_redis_value};

use super::{SCRIPT, connect_redis};
use crate::Outcome;
use crate::contender::{Contender, Request};
use crate::server::Place;

/// Over any connection, by the trait.
#[derive(Clone)]
pub struct Exact(MultiplexedConnection);

impl Contender for Exact {
    async fn connect(place: &Place) -> Outcome<Self> {
        Ok(Self(connect_redis(place).await?))
    }

    async fn call(&mut self, request: &Request) -> Outcome<bool> {
        Ok(query(&mut self.0, &exact_cmd(request)).await?)
    }
}

async fn query<T: FromRedisValue>(con: &mut impl ConnectionLike, cmd: &Cmd) -> RedisResult<T> {
    read(con.req_packed_command(cmd).await?)
}

/// Over one kind of connection, by its own method.
#[derive(Clone)]
pub struct Direct(MultiplexedConnection);

impl Contender for Direct {
    async fn connect(place: &Place) -> Outcome<Self> {
        Ok(Self(connect_redis(place).await?))
    }

    async fn call(&mut self, request: &Request) -> Outcome<bool> {
        let reply = self.0.send_packed_command(&exact_cmd(request)).await?;
        Ok(read(reply)?)
    }
}

/// As `Cmd::query` reads a reply.
fn read<T: FromRedisValue>(reply: Value) -> RedisResult<T> {
    Ok(from_redis_value(reply.extract_error()?)?)
}

#[inline]
pub(crate) fn exact_cmd(request: &Request) -> Cmd {
    const FIXED: &[&str] = &["EVALSHA", SCRIPT.sha1(), "1"];
    let numbers = [request.window_secs, request.limit, request.now_ms];
    let bytes = FIXED.iter().map(|arg| arg.len()).sum::<usize>()
        + request.key.len()
        + numbers.iter().map(|number| digits(*number)).sum::<usize>();
    let mut cmd = Cmd::with_capacity(FIXED.len() + 1 + numbers.len(), bytes);
    for arg in FIXED {
        cmd.arg(arg);
    }
    cmd.arg(request.key);
    for number in numbers {
        cmd.arg(number);
    }
    cmd
}

fn digits(number: u64) -> usize {
    number.checked_ilog10().unwrap_or_default() as usize + 1
}
