//! Encoding alone: from arguments to bytes, and for redis-rs the reply to a `bool`.

use std::hint::black_box;

use redis::{ConnectionLike, RedisResult, Value};

use crate::Outcome;
use crate::contender::{Kind, Request};
use crate::contenders::{call, encode_raw, exact_cmd, invocation, rustis_command};

/// Those whose encoding can be reached from outside. fred encodes within its connection.
pub const ENCODING: [Kind; 5] = [
    Kind::Typed,
    Kind::Exact,
    Kind::RedisScript,
    Kind::Rustis,
    Kind::Raw,
];

/// Encodes a call so many times, and shows the bytes to `sink`.
///
/// # Errors
/// If the contender's encoding cannot be reached, or fails.
pub fn encode(kind: Kind, count: usize, sink: impl FnMut(&[u8])) -> Outcome {
    let mut sink = Sink(sink);
    match kind {
        Kind::Typed => repeat(count, |request| Ok(call(&mut sink, request)?)),
        Kind::Exact => repeat(count, |request| Ok(exact_cmd(request).query(&mut sink)?)),
        Kind::RedisScript => repeat(count, |request| Ok(invocation(request).invoke(&mut sink)?)),
        Kind::Rustis => repeat(count, |request| {
            (sink.0)(rustis_command(request).bytes());
            Ok(true)
        }),
        Kind::Raw => repeat(count, |request| {
            (sink.0)(&encode_raw(request));
            Ok(true)
        }),
        Kind::Named | Kind::Direct | Kind::Fred => {
            Err(format!("the encoding of {} cannot be told apart", kind.title()).into())
        }
    }
}

fn repeat(count: usize, mut encode: impl FnMut(&Request) -> Outcome<bool>) -> Outcome {
    for _ in 0..count {
        if !encode(black_box(&Request::UNLIMITED))? {
            return Err("the call was refused".into());
        }
    }
    Ok(())
}

/// A connection that swallows a packed command and replies with 1.
struct Sink<F>(F);

impl<F: FnMut(&[u8])> ConnectionLike for Sink<F> {
    fn req_packed_command(&mut self, cmd: &[u8]) -> RedisResult<Value> {
        (self.0)(cmd);
        Ok(black_box(Value::Int(1)))
    }

    fn req_packed_commands(&mut self, _: &[u8], _: usize, _: usize) -> RedisResult<Vec<Value>> {
        Ok(Vec::new())
    }

    fn get_db(&self) -> i64 {
        0
    }

    fn check_connection(&mut self) -> bool {
        true
    }

    fn is_open(&self) -> bool {
        true
    }
}
