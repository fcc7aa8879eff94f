//! Many requests at once.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use redis::{Connection, Parser, Value};

use crate::Request;
use crate::stats::CommandStats;
use redis_script_benches::Outcome;
use redis_script_benches::server::{Place, Server};

/// The last request, whose reply nothing else replies.
const LAST: [&str; 2] = ["ECHO", "the end of a batch!"];
const LAST_REPLY: &[u8] = b"$19\r\nthe end of a batch!\r\n";

/// Connections to a server: one for the requests, one to ask the server about them.
pub struct Wire {
    stream: UnixStream,
    control: Connection,
}

/// Requests that are sent together.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    bytes: Vec<u8>,
    count: usize,
}

impl Batch {
    /// One after another.
    pub fn of<'r>(requests: impl IntoIterator<Item = &'r Request>) -> Self {
        let mut batch = Self::default();
        for request in requests {
            batch.bytes.extend(request.packed());
            batch.count += 1;
        }
        batch
    }

    /// So often.
    #[must_use]
    pub fn repeat(&self, times: usize) -> Self {
        Self {
            bytes: self.bytes.repeat(times),
            count: self.count * times,
        }
    }
}

impl Wire {
    /// To this server.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub fn to(server: &Server) -> Outcome<Self> {
        let Place::Unix(path) = server.unix() else {
            return Err("the server has no unix socket".into());
        };
        Ok(Self {
            stream: UnixStream::connect(path)?,
            control: server.control()?,
        })
    }

    /// Sends all at once and waits for all replies: how long that took, and the replies.
    ///
    /// # Errors
    /// If the connection fails.
    pub fn send(&mut self, batch: &Batch) -> Outcome<(Duration, Vec<Value>)> {
        let last = Request::new(LAST).packed();
        let mut received = Vec::new();
        let mut buffer = vec![0; 1 << 16];
        let start = Instant::now();
        self.stream.write_all(&batch.bytes)?;
        self.stream.write_all(&last)?;
        while !received.ends_with(LAST_REPLY) {
            let length = self.stream.read(&mut buffer)?;
            if length == 0 {
                return Err("the server closed the connection".into());
            }
            received.extend_from_slice(buffer.get(..length).unwrap_or_default());
        }
        let time = start.elapsed();
        let (mut parser, mut rest) = (Parser::new(), received.as_slice());
        let replies = (0..batch.count).map(|_| Ok(parser.parse_value(&mut rest)?));
        Ok((time, replies.collect::<Outcome<_>>()?))
    }

    /// The same, and what the server counted of it.
    ///
    /// # Errors
    /// If the connection fails.
    pub fn count(&mut self, batch: &Batch) -> Outcome<(CommandStats, Duration, Vec<Value>)> {
        let before = CommandStats::of(&mut self.control)?;
        let (time, replies) = self.send(batch)?;
        let stats = CommandStats::of(&mut self.control)?.since(&before);
        Ok((stats, time, replies))
    }

    /// All keys of the server.
    ///
    /// # Errors
    /// If the connection fails.
    pub fn keys(&mut self) -> Outcome<Vec<Vec<u8>>> {
        Ok(redis::cmd("KEYS").arg("*").query(&mut self.control)?)
    }

    /// What all keys of the server take, by `MEMORY USAGE`.
    ///
    /// # Errors
    /// If the connection fails.
    pub fn memory(&mut self) -> Outcome<u64> {
        let mut bytes = 0;
        for key in self.keys()? {
            let mut usage = redis::cmd("MEMORY");
            usage.arg("USAGE").arg(key).arg("SAMPLES").arg(0);
            bytes += usage.query::<u64>(&mut self.control)?;
        }
        Ok(bytes)
    }
}
