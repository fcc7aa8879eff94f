//! Pipelines over whatever hands connections out.

use redis_script::pipe;

use super::{add, exists};
use crate::support::Server;

#[tokio::test]
async fn connection_manager() {
    let server = Server::start();
    let mut con = server.client().get_connection_manager().await.unwrap();
    let pipeline = pipe().call(add::call("n", 1)).call(exists::call("n"));
    assert_eq!(pipeline.query_async(&mut con).await.unwrap(), (1, true));
    let pipeline = pipeline.atomic();
    assert_eq!(pipeline.query_async(&mut con).await.unwrap(), (2, true));
}

#[tokio::test]
async fn pools() {
    let server = Server::start();
    let pipeline = pipe().atomic().call(add::call("n", 1));
    let config = deadpool_redis::Config::from_url(server.url());
    let runtime = deadpool_redis::Runtime::Tokio1;
    let deadpool = config.create_pool(Some(runtime)).unwrap();
    let mut con = deadpool.get().await.unwrap();
    assert_eq!(pipeline.query_async(&mut con).await.unwrap(), (1,));
    let bb8 = bb8::Pool::builder().build(server.client()).await.unwrap();
    let mut con = bb8.get().await.unwrap();
    assert_eq!(pipeline.query_async(&mut *con).await.unwrap(), (2,));
    let builder = r2d2::Pool::builder().max_size(1);
    let mut con = builder.build(server.client()).unwrap().get().unwrap();
    assert_eq!(pipeline.query(&mut *con).unwrap(), (3,));
    assert_eq!(pipeline.query(&mut con).unwrap(), (4,));
}

/// The manager connects anew, to a server that knows nothing.
#[tokio::test]
async fn a_server_that_was_restarted() {
    let mut server = Server::start();
    let mut con = server.client().get_connection_manager().await.unwrap();
    let pipeline = pipe().call(add::call("n", 1)).call(exists::call("n"));
    let atomic = pipeline.clone().atomic();
    assert_eq!(pipeline.query_async(&mut con).await.unwrap(), (1, true));
    server.restart();
    let mut answer = atomic.query_async(&mut con).await;
    for _ in 0..100 {
        if answer.is_ok() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        answer = atomic.query_async(&mut con).await;
    }
    assert_eq!(answer.unwrap(), (1, true));
    assert_eq!(pipeline.query_async(&mut con).await.unwrap(), (2, true));
}
