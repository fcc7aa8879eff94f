//! A proxy that notes what clients send.

use std::io::{self, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use redis::Parser;

use crate::Request;
use redis_script_benches::Outcome;
use redis_script_benches::server::Place;

type Log = Arc<Mutex<Vec<Request>>>;

/// A port of 127.0.0.1, from which all that comes goes on to a server. It stays until the process ends.
pub struct Recorder {
    port: u16,
    log: Log,
}

impl Recorder {
    /// In front of the server at that port.
    ///
    /// # Errors
    /// If there is no free port.
    pub fn before(server: u16) -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let log = Log::default();
        let own = Arc::clone(&log);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let log = Arc::clone(&own);
                // A client that ends is none of the measurement's concern: what it sent is noted.
                thread::spawn(move || pass(&client, server, &log));
            }
        });
        Ok(Self { port, log })
    }

    /// Where it listens.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The same, for clients.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place::Tcp(self.port)
    }

    /// All that was sent since the last time, by all clients, in order.
    #[must_use]
    pub fn take(&self) -> Vec<Request> {
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *log)
    }
}

/// A request is noted before it goes on, so that all whose reply has come are noted.
fn pass(client: &TcpStream, server: u16, log: &Log) -> Outcome {
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, server))?;
    server.set_nodelay(true)?;
    client.set_nodelay(true)?;
    let (mut replies, mut back) = (server.try_clone()?, client.try_clone()?);
    thread::spawn(move || {
        let _ = io::copy(&mut replies, &mut back);
        let _ = back.shutdown(Shutdown::Both);
    });
    let mut parser = Parser::new();
    let mut requests = BufReader::new(client);
    while let Ok(value) = parser.parse_value(&mut requests) {
        let request = Request::from_value(value)?;
        let packed = request.packed();
        log.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        server.write_all(&packed)?;
    }
    Ok(server.shutdown(Shutdown::Both)?)
}
