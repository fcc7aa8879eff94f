//! Which replies of a pipeline redis-rs returns. It has no API for that, so it is given a connection with replies from memory.

use redis::{ConnectionLike, FromRedisValue, Pipeline, RedisResult, ServerError, Value};

/// What a pipeline does with its replies.
#[derive(Clone, Debug, Default)]
pub(super) struct ReplyPolicy {
    /// The indices of the replies that it keeps: `ignore` drops some.
    pub(super) kept: Vec<usize>,
    /// Whether errors are returned like replies: `ignore_errors`.
    pub(super) lenient: bool,
}

impl ReplyPolicy {
    pub(super) fn probe(pipeline: &Pipeline) -> Self {
        let numbers = (0..).map(Value::Int).take(pipeline.len()).collect();
        Self {
            kept: answer(pipeline, numbers).unwrap_or_default(),
            lenient: failure().is_some_and(|failure| {
                let failures = vec![Value::ServerError(failure); pipeline.len()];
                answer::<Value>(pipeline, failures).is_ok()
            }),
        }
    }
}

fn failure() -> Option<ServerError> {
    redis::make_extension_error("TEST".into(), None)
        .try_into()
        .ok()
}

fn answer<T: FromRedisValue>(pipeline: &Pipeline, replies: Vec<Value>) -> RedisResult<T> {
    let replies = if pipeline.is_transaction() {
        vec![Value::Array(replies)]
    } else {
        replies
    };
    pipeline.query(&mut ProbeConnection(replies))
}

/// A connection that replies once, with what it holds.
struct ProbeConnection(Vec<Value>);

impl ConnectionLike for ProbeConnection {
    fn req_packed_command(&mut self, _: &[u8]) -> RedisResult<Value> {
        Ok(Value::Nil)
    }

    fn req_packed_commands(&mut self, _: &[u8], _: usize, _: usize) -> RedisResult<Vec<Value>> {
        Ok(std::mem::take(&mut self.0))
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
