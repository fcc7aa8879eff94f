//! A server that says hello, five times in ten seconds to each address: `cargo run -p rate-limit-layer`.
//!
//! `REDIS_URL` names the Redis server; without it, a private one is started and stopped. Try `curl -i 127.0.0.1:3000` some times.

use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::routing::get;
use private_server::ExampleServer;
use rate_limit_layer::{OnFailure, Policy, RateLimitLayer};
use tokio::net::TcpListener;

const POLICY: Policy = match Policy::new("hello", 5, Duration::from_secs(10)) {
    Ok(policy) => policy,
    Err(_) => panic!("the policy makes no sense"),
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = ExampleServer::find()?;
    let client = redis::Client::open(server.url())?;
    let con = client.get_connection_manager().await?;
    let layer = RateLimitLayer::new(con, POLICY, OnFailure::Open, address);
    let app = Router::new()
        .route("/", get(async || "hello\n"))
        .layer(layer)
        .into_make_service_with_connect_info::<SocketAddr>();
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app)
        .with_graceful_shutdown(stopped())
        .await?;
    Ok(())
}

/// The address of the peer, without its port.
fn address(request: &Request) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.map_or_else(String::new, |ConnectInfo(address)| address.ip().to_string())
}

/// Control-C. If the signal cannot be waited for, the server goes on until it is killed.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
