//! A link that takes time: a proxy on the loopback that hands each byte on a while after it came.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::Outcome;
use crate::server::Place;

/// The proxy, on a thread of its own until this value is dropped.
pub struct Link {
    port: u16,
    _runtime: Runtime,
}

impl Link {
    /// A link to a port, on which a byte is under way for so long in each direction.
    ///
    /// # Errors
    /// If there is no free port.
    pub fn to(port: u16, delay: Duration) -> Outcome<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let own = listener.local_addr()?.port();
        runtime.spawn(accept(listener, (Ipv4Addr::LOCALHOST, port).into(), delay));
        Ok(Self {
            port: own,
            _runtime: runtime,
        })
    }

    /// The near end.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place::Tcp(self.port)
    }
}

async fn accept(listener: TcpListener, server: SocketAddr, delay: Duration) {
    while let Ok((near, _)) = listener.accept().await {
        tokio::spawn(async move {
            // Who comes while the server is not there finds a closed connection.
            let _ = join(near, server, delay).await;
        });
    }
}

async fn join(near: TcpStream, server: SocketAddr, delay: Duration) -> Outcome {
    let far = TcpStream::connect(server).await?;
    near.set_nodelay(true)?;
    far.set_nodelay(true)?;
    let (near_read, near_write) = near.into_split();
    let (far_read, far_write) = far.into_split();
    tokio::spawn(carry(far_read, near_write, delay));
    carry(near_read, far_write, delay).await;
    Ok(())
}

/// Reads at once and writes later, so that the delay does not limit how much is under way.
async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin + Send + 'static,
    delay: Duration,
) {
    let (send, mut receive) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    tokio::spawn(async move {
        while let Some((due, bytes)) = receive.recv().await {
            sleep_until(due).await;
            if to.write_all(&bytes).await.is_err() {
                return;
            }
        }
    });
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let bytes = buffer.get(..length).unwrap_or_default().to_vec();
        if send.send((Instant::now() + delay, bytes)).is_err() {
            return;
        }
    }
}
