//! Callers that are refused, and servers that are not there.

use redis_script::ErrorKind;

use super::{ask, bump, connect, verdict};
use crate::support::{Node, Server, wait_until};

#[redis_script::redis_script(lua = "return redis.call('MGET', KEYS[1], KEYS[2])", keys = 2)]
async fn both(
    con: &mut impl redis::aio::ConnectionLike,
    first: &str,
    second: &str,
) -> redis_script::Result<Vec<Option<String>>>;

#[redis_script::redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1)]
fn bump_sync(con: &mut impl redis::ConnectionLike, key: &str) -> redis_script::Result<i64>;

/// A user of these rights calls the script.
async fn as_user(rights: &str) -> (ErrorKind, bool) {
    let server = Server::start();
    let mut con = connect(&server).await;
    ask(&mut con, &format!("ACL SETUSER caller on nopass {rights}")).await;
    ask(&mut con, "AUTH caller any").await;
    verdict(bump(&mut con, "n").await)
}

#[tokio::test]
async fn who_may_not_call_scripts() {
    let may_not_call = as_user("~* +@all -evalsha").await;
    assert_eq!(may_not_call, (ErrorKind::NoPerm, false));
}

#[tokio::test]
async fn who_may_not_touch_the_key() {
    let may_not_touch = as_user("~other:* +@all").await;
    assert_eq!(may_not_touch, (ErrorKind::NoPerm, false));
}

/// The command is refused in the middle of the script.
#[tokio::test]
async fn who_may_not_do_what_the_script_does() {
    let may_not_increment = as_user("~* +@all -incr").await;
    assert_eq!(may_not_increment, (ErrorKind::NoPerm, true));
}

#[tokio::test]
async fn who_has_not_said_the_password() {
    let server = Server::start();
    let mut con = connect(&server).await;
    ask(&mut con, "CONFIG SET requirepass secret").await;
    let mut stranger = server.connect().await;
    assert_eq!(
        verdict(bump(&mut stranger, "n").await),
        (ErrorKind::NoAuth, false)
    );
}

/// One node that has all slots.
#[tokio::test]
async fn keys_of_several_slots() {
    let node = Node::start();
    let slots: Vec<u16> = (0..16_384).collect();
    node.ask::<()>(redis::cmd("CLUSTER").arg("ADDSLOTS").arg(slots));
    wait_until("the node serves its slots", || {
        node.state_is_ok().then_some(())
    });
    let mut con = node.connect().await;
    both(&mut con, "{tag}1", "{tag}2").await.unwrap();
    let error = both(&mut con, "1", "2").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.may_have_run()),
        (ErrorKind::CrossSlot, false)
    );
    let text = error.to_string();
    assert!(
        text.contains("`first`") && text.contains("`second`"),
        "{text}"
    );
    assert!(text.contains('{'), "the error explains hash tags: {text}");
}

#[test]
fn a_server_that_is_not_there() {
    let server = Server::start_on_tcp();
    let mut client = redis::Client::open(server.tcp_url()).unwrap();
    drop(server);
    assert_eq!(
        verdict(bump_sync(&mut client, "n")),
        (ErrorKind::Unreachable, false)
    );
}
