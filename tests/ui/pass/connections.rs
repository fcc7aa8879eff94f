//! Every way to take a connection.
#![deny(warnings)]

use redis::aio::{ConnectionLike, ConnectionManager, MultiplexedConnection};
use redis_script::redis_script;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn borrowed_impl(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn borrowed_generic<C: ConnectionLike>(con: &mut C, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn borrowed_where<'c, C>(con: &'c mut C, key: &str) -> redis_script::Result<Option<String>>
where
    C: ConnectionLike + ?Sized + 'c;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn concrete(con: &mut MultiplexedConnection, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn manager(con: &mut ConnectionManager, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn cluster(con: &mut redis::cluster_async::ClusterConnection, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn owned(con: MultiplexedConnection, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn owned_generic<C: ConnectionLike>(mut con: C, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn owned_impl(con: impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
fn blocking(con: &mut impl redis::ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
fn blocking_dyn(con: &mut dyn redis::ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
fn blocking_concrete(con: &mut redis::Connection, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
fn blocking_owned(con: redis::Connection, key: &str) -> redis_script::Result<Option<String>>;

async fn all(mut con: MultiplexedConnection, mut manager_con: ConnectionManager) -> redis_script::Result<()> {
    borrowed_impl(&mut con, "k").await?;
    borrowed_generic(&mut con, "k").await?;
    borrowed_where(&mut con, "k").await?;
    concrete(&mut con, "k").await?;
    manager(&mut manager_con, "k").await?;
    owned(con.clone(), "k").await?;
    owned_generic(con.clone(), "k").await?;
    owned_impl(con.clone(), "k").await?;
    Ok(())
}

async fn of_cluster(mut con: redis::cluster_async::ClusterConnection) -> redis_script::Result<Option<String>> {
    cluster(&mut con, "k").await
}

fn all_blocking(mut con: redis::Connection) -> redis_script::Result<()> {
    blocking(&mut con, "k")?;
    blocking_dyn(&mut con, "k")?;
    blocking_concrete(&mut con, "k")?;
    blocking_owned(con, "k")?;
    Ok(())
}

fn is_send<T: Send>(value: T) -> T {
    value
}

fn main() {
    let _ = all_blocking;
    let _ = |con: MultiplexedConnection, manager: ConnectionManager| is_send(all(con, manager));
    let _ = |con| is_send(of_cluster(con));
    let _ = is_send(borrowed_generic::call("k"));
}
