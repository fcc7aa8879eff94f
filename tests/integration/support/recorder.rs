//! A connection that writes down what goes through it.

use redis::{Cmd, Pipeline, RedisFuture, RedisResult, Value};

/// Hands everything on to a connection and keeps the commands, one line per round trip.
pub(crate) struct Recorder<C> {
    con: C,
    round_trips: Vec<String>,
}

impl<C> Recorder<C> {
    pub(crate) fn new(con: C) -> Self {
        let round_trips = Vec::new();
        Self { con, round_trips }
    }

    /// The commands' names since the last time, one item per round trip: `["EVALSHA", "SCRIPT EVALSHA"]`.
    pub(crate) fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.round_trips)
    }
}

impl<C: redis::aio::ConnectionLike> redis::aio::ConnectionLike for Recorder<C> {
    fn req_packed_command<'a>(&'a mut self, cmd: &'a Cmd) -> RedisFuture<'a, Value> {
        self.round_trips.push(names(&cmd.get_packed_command()));
        self.con.req_packed_command(cmd)
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        self.round_trips
            .push(names(&pipeline.get_packed_pipeline()));
        self.con.req_packed_commands(pipeline, offset, count)
    }

    fn get_db(&self) -> i64 {
        self.con.get_db()
    }
}

impl<C: redis::ConnectionLike> redis::ConnectionLike for Recorder<C> {
    fn req_packed_command(&mut self, cmd: &[u8]) -> RedisResult<Value> {
        self.round_trips.push(names(cmd));
        self.con.req_packed_command(cmd)
    }

    fn req_packed_commands(
        &mut self,
        cmds: &[u8],
        offset: usize,
        count: usize,
    ) -> RedisResult<Vec<Value>> {
        self.round_trips.push(names(cmds));
        self.con.req_packed_commands(cmds, offset, count)
    }

    fn get_db(&self) -> i64 {
        self.con.get_db()
    }

    fn supports_pipelining(&self) -> bool {
        self.con.supports_pipelining()
    }

    fn check_connection(&mut self) -> bool {
        self.con.check_connection()
    }

    fn is_open(&self) -> bool {
        self.con.is_open()
    }
}

/// The first words of packed commands.
fn names(mut packed: &[u8]) -> String {
    let mut parser = redis::Parser::new();
    let mut names = Vec::new();
    while let Ok(command) = parser.parse_value(&mut packed) {
        let words: Vec<Vec<u8>> = redis::from_redis_value(command).expect("words");
        names.push(String::from_utf8_lossy(&words[0]).into_owned());
    }
    names.join(" ")
}
