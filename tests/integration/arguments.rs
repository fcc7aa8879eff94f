//! Optional arguments and groups on real servers: what the script gets is what the call passes.

use std::sync::Arc;

use redis::aio::ConnectionLike;
use redis_script::{ErrorKind, Result, ScriptArgs, pipe, redis_script};

use crate::support::{Cluster, Server};

/// All entries, as the script sees them.
#[redis_script(
    lua = "return {#KEYS, KEYS[2] or '-', #ARGV, ARGV[2] or '-', ARGV[3] or '-'}",
    keys = 1..=2,
    allow(unused_parameter, unused_key)
)]
async fn seen(
    con: &mut impl ConnectionLike,
    key: &str,
    other: Option<&str>,
    value: &str,
    rest: Option<(&str, u64)>,
) -> Result<(u64, String, u64, String, String)>;

#[derive(ScriptArgs, Clone)]
struct Job {
    id: Arc<str>,
    priority: i64,
    payload: Vec<u8>,
}

fn job(id: &str, priority: i64, payload: &[u8]) -> Job {
    Job {
        id: id.into(),
        priority,
        payload: payload.to_vec(),
    }
}

/// Adds jobs with their payloads.
#[redis_script(
    lua = "
        for i = 2, #ARGV, 3 do
            redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
            redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 2])
        end
        redis.call('EXPIRE', KEYS[1], ARGV[1])
        return redis.call('ZCARD', KEYS[1])
    ",
    keys = 2
)]
async fn push(
    con: &mut impl ConnectionLike,
    queue: &str,
    payloads: &str,
    ttl_secs: u64,
    jobs: &[Job],
) -> Result<usize>;

/// Copies the first key of each pair to the second.
#[redis_script(
    lua = "
        local copied = 0
        for i = 1, #KEYS, 2 do
            copied = copied + redis.call('COPY', KEYS[i], KEYS[i + 1])
        end
        return copied
    ",
    keys = ..
)]
async fn copy(con: &mut impl ConnectionLike, pairs: &[(&str, String)]) -> Result<u64>;

/// Up to two pairs.
#[redis_script(
    lua = "
        for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
        return redis.call('HLEN', KEYS[1])
    ",
    keys = 1,
    args = 0..=4
)]
async fn set_fields(
    con: &mut impl ConnectionLike,
    key: &str,
    fields: &[(&str, f64)],
) -> Result<u64>;

async fn check(con: &mut impl ConnectionLike) {
    let none = "-".to_owned();
    let tag = |name: &str| format!("{{x}}:{name}");
    let (one, two) = (tag("1"), tag("2"));
    let cases = [
        (None, None, (1, none.clone(), 1, none.clone(), none.clone())),
        (
            Some(&*two),
            None,
            (2, two.clone(), 1, none.clone(), none.clone()),
        ),
        (
            None,
            Some(("", 0)),
            (1, none.clone(), 3, String::new(), "0".to_owned()),
        ),
        (
            Some(&*two),
            Some(("b", 7)),
            (2, two.clone(), 3, "b".to_owned(), "7".to_owned()),
        ),
    ];
    for (other, rest, expected) in cases {
        assert_eq!(seen(con, &one, other, "a", rest).await.unwrap(), expected);
    }

    let (queue, payloads) = (tag("queue"), tag("payloads"));
    let jobs = [job("a", -1, b"\0\xff"), job("b", 2, b"")];
    assert_eq!(push(con, &queue, &payloads, 60, &[]).await.unwrap(), 0);
    assert_eq!(push(con, &queue, &payloads, 60, &jobs).await.unwrap(), 2);
    let many: Vec<Job> = (0..500)
        .map(|n| job(&n.to_string(), n, &[7; 100]))
        .collect();
    assert_eq!(push(con, &queue, &payloads, 60, &many).await.unwrap(), 502);
    let payload: Vec<u8> = redis::cmd("HGET")
        .arg(&payloads)
        .arg("a")
        .query_async(con)
        .await
        .unwrap();
    assert_eq!(payload, b"\0\xff");

    assert_eq!(
        copy(con, &[(&queue, tag("copy")), (&payloads, tag("more"))])
            .await
            .unwrap(),
        2
    );
    assert_eq!(copy(con, &[]).await.unwrap(), 0);

    let fields = [("a", 1.5), ("b", 2.0), ("c", 3.0)];
    assert_eq!(
        set_fields(con, &tag("hash"), &fields[..2]).await.unwrap(),
        2
    );
    let error = set_fields(con, &tag("hash"), &fields).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSent);
    assert!(error.to_string().contains("at most 4 ARGV"), "{error}");
}

#[tokio::test]
async fn they_arrive_as_passed() {
    let server = Server::start();
    let mut con = server.connect().await;
    check(&mut con).await;
    let prefixed = seen::call("1", Some("2"), "a", Some(("b", 7))).with_key_prefix("app:");
    let reply = prefixed.invoke_async(&mut con).await.unwrap();
    assert_eq!((reply.0, &*reply.1, reply.2), (2, "app:2", 3));
    let (first, second) = pipe()
        .atomic()
        .call(seen::call("1", None, "a", Some(("b", 7))))
        .call(push::call("q", "p", 60, &[job("a", 1, b"x")]))
        .query_async(&mut con)
        .await
        .unwrap();
    assert_eq!((first.2, second), (3, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn they_arrive_on_the_nodes_of_a_cluster() {
    let cluster = Cluster::start();
    check(&mut cluster.connect().await).await;
}
