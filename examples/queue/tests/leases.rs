//! What becomes of jobs, on a private server.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use private_server::PrivateServer;
use queue::{LEASE, Queue};

#[tokio::test]
async fn a_job_comes_back_when_its_lease_ends() {
    let server = PrivateServer::start().unwrap();
    let client = redis::Client::open(server.url()).unwrap();
    let con = client.get_multiplexed_async_connection().await.unwrap();
    let mut queue = Queue::new(con, "mail");
    assert_eq!(queue.take().await.unwrap(), None);
    queue.add("first").await.unwrap();
    queue.add("second").await.unwrap();
    assert_eq!(queue.take().await.unwrap().as_deref(), Some("first"));
    tokio::time::sleep(LEASE * 2).await;
    assert!(!queue.extend("first").await.unwrap());
    assert_eq!(queue.take().await.unwrap().as_deref(), Some("first"));
    assert!(queue.finish("first").await.unwrap());
    assert_eq!(queue.take().await.unwrap().as_deref(), Some("second"));
    assert!(queue.finish("second").await.unwrap());
    assert!(!queue.finish("second").await.unwrap());
    assert!(!queue.extend("second").await.unwrap());
    tokio::time::sleep(LEASE * 2).await;
    assert_eq!(queue.take().await.unwrap(), None);
}
