//! Replies of real servers that become structs, over both protocols.

use redis::aio::ConnectionLike;
use redis_script::{ErrorKind, FromReply, Result, pipe, redis_script};

use crate::support::Server;

#[derive(FromReply, Debug, PartialEq)]
struct Job {
    id: String,
    tries: u8,
    owner: Option<String>,
}

fn job(id: &str, tries: u8, owner: Option<&str>) -> Job {
    Job {
        id: id.to_owned(),
        tries,
        owner: owner.map(str::to_owned),
    }
}

/// Takes a job, if there is one.
#[redis_script(
    lua = "
        local id = redis.call('LPOP', KEYS[1])
        if not id then return nil end
        local tries = redis.call('HINCRBY', KEYS[2], id, ARGV[1])
        return {id, tries, redis.call('HGET', KEYS[3], id)}
    ",
    keys = 3
)]
async fn take(
    con: &mut impl ConnectionLike,
    queue: &str,
    tries: &str,
    owners: &str,
    by: i64,
) -> Result<Option<Job>>;

#[redis_script(
    lua = "
        redis.call('DEL', KEYS[1])
        redis.call('HSET', KEYS[1], 'id', 'a', 'tries', ARGV[1], 'other', 'x')
        return redis.call('HGETALL', KEYS[1])
    ",
    keys = 1
)]
async fn hash(con: &mut impl ConnectionLike, key: &str, tries: &str) -> Result<Job>;

/// Over RESP3, `HGETALL` is a map.
#[redis_script(
    lua = "
        redis.setresp(3)
        redis.call('DEL', KEYS[1])
        redis.call('HSET', KEYS[1], 'tries', 2, 'id', 'a')
        return redis.call('HGETALL', KEYS[1])
    ",
    keys = 1
)]
async fn map(con: &mut impl ConnectionLike, key: &str) -> Result<Job>;

#[redis_script(
    lua = "
        local all = {}
        for i = 1, tonumber(ARGV[1]) do all[#all + 1] = {'job' .. i, i, i % 2 == 0 and 'me'} end
        return all
    ",
    keys = 0
)]
async fn all(con: &mut impl ConnectionLike, count: u64) -> Result<Vec<Job>>;

#[tokio::test]
async fn arrays_by_position() {
    let server = Server::start();
    for (at, mut con) in [server.connect().await, server.connect_resp3().await]
        .into_iter()
        .enumerate()
    {
        let (queue, tries) = (format!("queue{at}"), format!("tries{at}"));
        assert_eq!(
            take(&mut con, &queue, &tries, "owners", 1).await.unwrap(),
            None
        );
        let mut push = redis::cmd("RPUSH");
        let _: () = push
            .arg(&queue)
            .arg("a")
            .arg("a")
            .query_async(&mut con)
            .await
            .unwrap();
        let taken = take(&mut con, &queue, &tries, "owners", 200).await.unwrap();
        assert_eq!(taken, Some(job("a", 200, None)));
        let error = take(&mut con, &queue, &tries, "owners", 100)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Reply);
        assert_eq!(
            error.to_string(),
            "script `take` (tests/integration/structs.rs) replied with 300, which does not fit into `u8`, for the field `tries` of `Job`"
        );
    }
}

#[tokio::test]
async fn names_and_values() {
    let server = Server::start();
    for mut con in [server.connect().await, server.connect_resp3().await] {
        assert_eq!(hash(&mut con, "h", "2").await.unwrap(), job("a", 2, None));
        assert_eq!(map(&mut con, "m").await.unwrap(), job("a", 2, None));
        let error = hash(&mut con, "h", "secret").await.unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("for the field `tries` of `Job`"),
            "{error}"
        );
        assert!(
            !format!("{error} {error:?}").contains("secret"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn lists_and_pipelines() {
    let server = Server::start();
    let expected = [job("job1", 1, None), job("job2", 2, Some("me"))];
    for mut con in [server.connect().await, server.connect_resp3().await] {
        assert_eq!(all(&mut con, 2).await.unwrap(), expected);
        assert_eq!(all(&mut con, 0).await.unwrap(), []);
        let error = all(&mut con, 300).await.unwrap_err();
        assert!(error.to_string().contains("with 256, "), "{error}");
        let pipeline = pipe().call(all::call(1)).call(hash::call("h", "3"));
        let replies = pipeline.query_async(&mut con).await.unwrap();
        assert_eq!(replies, (vec![job("job1", 1, None)], job("a", 3, None)));
    }
}
