//! Which replies of a pipeline redis-rs returns. It has no API for that, so it is given a connection with replies from memory.

use redis::{ConnectionLike, Pipeline, RedisResult, ServerError, Value};

/// What a pipeline does with its replies.
#[derive(Clone, Debug, Default)]
pub(super) struct ReplyPolicy {
    /// Which replies it keeps: `ignore` drops some.
    pub(super) kept: Vec<bool>,
    /// Whether errors are returned like replies: `ignore_errors`.
    pub(super) lenient: bool,
}

impl ReplyPolicy {
    pub(super) fn probe(pipeline: &Pipeline) -> Self {
        let mut numbers = Vec::new();
        for number in (0..).take(pipeline.len()) {
            numbers.push(Value::Int(number));
        }
        let mut kept = vec![false; pipeline.len()];
        if let Ok(Value::Array(numbers)) = answer(pipeline, numbers) {
            for number in &numbers {
                if let Value::Int(number) = number
                    && let Ok(index) = usize::try_from(*number)
                    && let Some(kept) = kept.get_mut(index)
                {
                    *kept = true;
                }
            }
        }
        Self {
            kept,
            lenient: failure().is_some_and(|failure| {
                let failures = vec![Value::ServerError(failure); pipeline.len()];
                answer(pipeline, failures).is_ok()
            }),
        }
    }
}

fn failure() -> Option<ServerError> {
    redis::make_extension_error("TEST".into(), None)
        .try_into()
        .ok()
}

fn answer(pipeline: &Pipeline, replies: Vec<Value>) -> RedisResult<Value> {
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
