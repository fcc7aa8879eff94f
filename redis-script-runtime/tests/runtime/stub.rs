//! A connection that answers with what a server would send.

use std::collections::VecDeque;
use std::future::{pending, ready};

use redis::{Cmd, Pipeline, RedisFuture, RedisResult, Value};

/// Gives one answer after the other, and keeps what was sent.
pub(crate) struct Stub {
    replies: VecDeque<RedisResult<Value>>,
    pipelining: bool,
    hanging: bool,
    /// Each round trip as it went over the wire.
    pub(crate) sent: Vec<Vec<u8>>,
}

impl Stub {
    /// Answers with RESP, `"-ERR text"` or `":1"`, and does without its last line end.
    pub(crate) fn new(replies: &[&str]) -> Self {
        Self::with_values(replies.iter().map(|reply| Ok(parse(reply))).collect())
    }

    pub(crate) fn with_values(replies: VecDeque<RedisResult<Value>>) -> Self {
        Self {
            replies,
            pipelining: true,
            hanging: false,
            sent: Vec::new(),
        }
    }

    pub(crate) fn without_pipelining(self) -> Self {
        Self {
            pipelining: false,
            ..self
        }
    }

    /// Gives no answer at all after those that it has.
    pub(crate) fn then_hangs(self) -> Self {
        Self {
            hanging: true,
            ..self
        }
    }

    /// Forgets the answers before this one.
    pub(crate) fn skip_until(&mut self, answer: &Value) {
        while self
            .replies
            .front()
            .is_some_and(|next| next.as_ref() != Ok(answer))
        {
            self.replies.pop_front();
        }
    }

    /// The commands' names, one item for each round trip.
    pub(crate) fn names(&self) -> Vec<String> {
        self.sent.iter().map(|packed| names(packed)).collect()
    }

    fn hangs(&self) -> bool {
        self.hanging && self.replies.is_empty()
    }

    fn answer(&mut self, sent: Vec<u8>) -> RedisResult<Value> {
        self.sent.push(sent);
        self.replies.pop_front().expect("one answer more")
    }

    fn answers(&mut self, sent: Vec<u8>, count: usize) -> RedisResult<Vec<Value>> {
        self.sent.push(sent);
        let count = count.min(self.replies.len());
        self.replies.drain(..count).collect()
    }
}

/// The first words of packed commands.
fn names(mut packed: &[u8]) -> String {
    let mut parser = redis::Parser::new();
    let mut names = Vec::new();
    while let Ok(command) = parser.parse_value(&mut packed) {
        let words: Vec<String> = redis::from_redis_value(command).expect("words");
        names.extend(words.into_iter().next());
    }
    names.join(" ")
}

pub(crate) fn parse(reply: &str) -> Value {
    redis::parse_redis_value(format!("{reply}\r\n").as_bytes()).unwrap()
}

impl redis::aio::ConnectionLike for Stub {
    fn req_packed_command<'a>(&'a mut self, cmd: &'a Cmd) -> RedisFuture<'a, Value> {
        if self.hangs() {
            self.sent.push(cmd.get_packed_command());
            return Box::pin(pending());
        }
        Box::pin(ready(self.answer(cmd.get_packed_command())))
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        _offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        if self.hangs() {
            self.sent.push(pipeline.get_packed_pipeline());
            return Box::pin(pending());
        }
        Box::pin(ready(self.answers(pipeline.get_packed_pipeline(), count)))
    }

    fn get_db(&self) -> i64 {
        0
    }
}

impl redis::ConnectionLike for Stub {
    fn req_packed_command(&mut self, cmd: &[u8]) -> RedisResult<Value> {
        self.answer(cmd.to_vec())
    }

    fn req_packed_commands(
        &mut self,
        cmds: &[u8],
        _offset: usize,
        count: usize,
    ) -> RedisResult<Vec<Value>> {
        self.answers(cmds.to_vec(), count)
    }

    fn get_db(&self) -> i64 {
        0
    }

    fn supports_pipelining(&self) -> bool {
        self.pipelining
    }

    fn check_connection(&mut self) -> bool {
        true
    }

    fn is_open(&self) -> bool {
        true
    }
}
