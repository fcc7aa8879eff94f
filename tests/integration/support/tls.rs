//! A relay that speaks TLS to the client and plain RESP to the server.

use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// Ends with the value.
pub(crate) struct TlsRelay {
    port: u16,
    /// What clients must trust, in PEM.
    pub(crate) certificate: Vec<u8>,
    accepting: JoinHandle<()>,
}

impl TlsRelay {
    /// Stands before a port of this machine.
    pub(crate) async fn start(server: u16) -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions of TLS")
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .expect("a certificate that fits its key");
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let accepting = tokio::spawn(accept(listener, acceptor, server));
        let certificate = cert.pem().into_bytes();
        Self {
            port,
            certificate,
            accepting,
        }
    }

    /// `rediss://...`
    pub(crate) fn url(&self) -> String {
        format!("rediss://localhost:{}", self.port)
    }
}

impl Drop for TlsRelay {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, server: u16) {
    while let Ok((client, _)) = listener.accept().await {
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            let mut client = acceptor.accept(client).await.expect("a handshake");
            let mut server = TcpStream::connect(("127.0.0.1", server))
                .await
                .expect("the server");
            // Clients may leave without a word.
            let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
        });
    }
}
