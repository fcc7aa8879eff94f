//! Encoded bytes on a socket: what no client can be faster than.

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

use super::SCRIPT;
use crate::Outcome;
use crate::contender::Request;
use crate::load::Load;
use crate::server::Place;

/// `:1\r\n` to each call.
const REPLY: &[u8] = b":1\r\n";

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// Sends as many calls at once as are in flight, and waits for all their replies.
pub struct RawSocket {
    stream: Box<dyn Stream>,
    calls: Vec<u8>,
    replies: Vec<u8>,
    in_flight: usize,
}

impl Load for RawSocket {
    async fn connect(place: &Place, in_flight: usize) -> Outcome<Self> {
        let stream: Box<dyn Stream> = match place {
            Place::Tcp(port) => {
                let stream = TcpStream::connect(("127.0.0.1", *port)).await?;
                stream.set_nodelay(true)?;
                Box::new(stream)
            }
            Place::Unix(path) => Box::new(UnixStream::connect(path).await?),
        };
        let calls = encode(&Request::UNLIMITED).repeat(in_flight);
        let replies = vec![0; REPLY.len() * in_flight];
        Ok(Self {
            stream,
            calls,
            replies,
            in_flight,
        })
    }

    async fn run(&mut self, calls: usize) -> Outcome {
        for _ in 0..calls.div_ceil(self.in_flight) {
            self.stream.write_all(&self.calls).await?;
            self.stream.read_exact(&mut self.replies).await?;
            if !self.replies.chunks(REPLY.len()).all(|reply| reply == REPLY) {
                return Err(String::from_utf8_lossy(&self.replies).into());
            }
        }
        Ok(())
    }
}

/// One exactly sized buffer; what the build knows stands in it as one piece.
#[inline]
pub(crate) fn encode(request: &Request) -> Vec<u8> {
    let numbers = [request.window_secs, request.limit, request.now_ms];
    let head = b"*7\r\n$7\r\nEVALSHA\r\n$40\r\n".len() + SCRIPT.sha1().len();
    let key = b"\r\n$1\r\n1\r\n$18\r\n\r\n".len() + request.key.len();
    let mut bytes =
        Vec::with_capacity(head + key + numbers.len() * b"$10\r\n12345678901234\r\n".len());
    bytes.extend_from_slice(b"*7\r\n$7\r\nEVALSHA\r\n$40\r\n");
    bytes.extend_from_slice(SCRIPT.sha1().as_bytes());
    bytes.extend_from_slice(b"\r\n$1\r\n1");
    push(&mut bytes, request.key.as_bytes());
    for number in numbers {
        push(&mut bytes, itoa::Buffer::new().format(number).as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes
}

fn push(bytes: &mut Vec<u8>, arg: &[u8]) {
    bytes.extend_from_slice(b"\r\n$");
    bytes.extend_from_slice(itoa::Buffer::new().format(arg.len()).as_bytes());
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(arg);
}
