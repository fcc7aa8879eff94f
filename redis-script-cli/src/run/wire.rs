//! A connection that is read line by line: the debugger sends commands as status replies, which need not be UTF-8.

use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::net::TcpStream;
#[cfg(unix)]
use std::os::unix::net::UnixStream;

use redis::{ConnectionAddr, ConnectionInfo, Parser, ProtocolVersion, RedisResult, Value};

/// Both directions of a connection.
trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

/// A connection with a server on this machine, without TLS.
pub(crate) struct Wire {
    reader: BufReader<Box<dyn Stream>>,
    /// What a server calls it if nothing is in between.
    name: String,
}

impl Wire {
    /// Connects as redis-rs does.
    ///
    /// # Errors
    /// If the server cannot be reached, or refuses.
    pub(crate) fn connect(info: &ConnectionInfo) -> RedisResult<Self> {
        let (stream, name) = stream(info.addr())?;
        let mut wire = Self {
            reader: BufReader::new(stream),
            name,
        };
        let settings = info.redis_settings();
        if let Some(password) = settings.password() {
            let user = settings.username().map(str::as_bytes);
            let parts = [Some(b"AUTH".as_slice()), user, Some(password.as_bytes())];
            wire.ask(&parts.into_iter().flatten().collect::<Vec<_>>())?;
        }
        if settings.protocol() == ProtocolVersion::RESP3 {
            wire.ask(&[b"HELLO", b"3"])?;
        }
        if settings.db() != 0 {
            wire.ask(&[b"SELECT", settings.db().to_string().as_bytes()])?;
        }
        Ok(wire)
    }

    /// Whether the server's name of a client is that of this connection.
    pub(crate) fn is_seen_as(&self, name: &str) -> bool {
        // Valkey from 9.0 on puts the path of a socket in brackets, and a port after that.
        self.name == name || format!("[{}]:0", self.name) == name
    }

    /// Sends a command.
    pub(crate) fn send(&mut self, args: &[&[u8]]) -> io::Result<()> {
        let mut cmd = redis::Cmd::new();
        for arg in args {
            cmd.arg(*arg);
        }
        self.reader.get_mut().write_all(&cmd.get_packed_command())
    }

    /// Sends a command and reads its reply, an error as an error.
    pub(crate) fn ask(&mut self, args: &[&[u8]]) -> RedisResult<Value> {
        self.send(args)?;
        self.reply()?.extract_error()
    }

    /// Reads a reply, after which nothing comes before the next command.
    pub(crate) fn reply(&mut self) -> RedisResult<Value> {
        Parser::new().parse_value(&mut self.reader)
    }

    /// Reads an array of status replies; `None` if something else comes, of which nothing is read.
    ///
    /// # Errors
    /// If the connection is lost.
    pub(crate) fn statuses(&mut self) -> io::Result<Option<Vec<Vec<u8>>>> {
        if self.reader.fill_buf()?.first() != Some(&b'*') {
            return Ok(None);
        }
        let head = self.line()?;
        let digits = head.get(1..).and_then(|digits| str::from_utf8(digits).ok());
        let count = digits.and_then(|digits| digits.parse::<usize>().ok());
        let count = count.ok_or(io::ErrorKind::InvalidData)?;
        let mut statuses = Vec::new();
        for _ in 0..count {
            let mut status = self.line()?;
            if status.first() != Some(&b'+') {
                return Err(io::ErrorKind::InvalidData.into());
            }
            status.remove(0);
            statuses.push(status);
        }
        Ok(Some(statuses))
    }

    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.reader.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\r\n") {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        line.truncate(line.len() - 2);
        Ok(line)
    }
}

fn stream(address: &ConnectionAddr) -> io::Result<(Box<dyn Stream>, String)> {
    match address {
        ConnectionAddr::Tcp(host, port) => {
            let stream = TcpStream::connect((host.as_str(), *port))?;
            stream.set_nodelay(true)?;
            let name = stream.local_addr()?.to_string();
            let is_loopback = stream.peer_addr()?.ip().is_loopback();
            // Another machine could be between, and know this one by the same name.
            let name = if is_loopback { name } else { String::new() };
            Ok((Box::new(stream), name))
        }
        #[cfg(unix)]
        ConnectionAddr::Unix(path) => {
            let stream = UnixStream::connect(path)?;
            Ok((Box::new(stream), format!("{}:0", path.display())))
        }
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}
