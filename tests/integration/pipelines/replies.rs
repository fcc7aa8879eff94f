//! What a pipeline sends and hands back: one round trip, cold or warm.

use redis::{Cmd, Value};
use redis_script::pipe;

use super::{add, exists, flush, get};
use crate::support::{Recorder, Server};

const PLAIN: [&str; 1] = ["SCRIPT EVALSHA GET EVALSHA SCRIPT EVALSHA"];
const ATOMIC: [&str; 1] = ["MULTI SCRIPT EVALSHA GET EVALSHA SCRIPT EVALSHA EXEC"];

#[tokio::test]
async fn one_round_trip_whether_the_server_knows_the_scripts_or_not() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    let pipeline = pipe()
        .call(add::call("n", 2))
        .cmd::<i64>(Cmd::get("n"))
        .call(add::call("n", 3))
        .call(exists::call("m"));
    for n in 0..3 {
        if n == 2 {
            flush(&server);
        }
        let replies = pipeline.query_async(&mut con).await.unwrap();
        let seen = n * 5;
        assert_eq!(replies, (seen + 2, seen + 2, seen + 5, false));
        assert_eq!(con.take(), PLAIN);
    }
    let pipeline = pipeline.atomic();
    for n in 3..6 {
        if n == 4 {
            flush(&server);
        }
        let (first, text, second, there) = pipeline.query_async(&mut con).await.unwrap();
        let seen = n * 5;
        assert_eq!((first, second), (seen + 2, seen + 5));
        assert_eq!((text, there), (seen + 2, false));
        assert_eq!(con.take(), ATOMIC);
    }
    assert_eq!(server.calls("incrby"), Some(12));
    assert_eq!(server.calls("eval"), None);
}

#[test]
fn the_same_over_a_blocking_connection() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect_sync());
    let pipeline = pipe()
        .call(add::call("n", 2))
        .cmd::<Option<u64>>(Cmd::get("n"))
        .call(add::call("n", 3))
        .call(exists::call("m"));
    assert_eq!(pipeline.query(&mut con).unwrap(), (2, Some(2), 5, false));
    assert_eq!(con.take(), PLAIN);
    flush(&server);
    let pipeline = pipeline.atomic();
    assert_eq!(pipeline.query(&mut con).unwrap(), (7, Some(7), 10, false));
    assert_eq!(con.take(), ATOMIC);
    assert_eq!(pipeline.query(&mut con).unwrap(), (12, Some(12), 15, false));
    assert_eq!(con.take(), ATOMIC);
}

#[tokio::test]
async fn over_resp3() {
    let server = Server::start();
    let mut con = server.connect_resp3().await;
    let pipeline = pipe()
        .call(exists::call("n"))
        .calls([add::call("n", 1), add::call("n", 1)]);
    assert_eq!(
        pipeline.query_async(&mut con).await.unwrap(),
        (false, vec![1, 2])
    );
    let pipeline = pipeline.atomic();
    let mut con = server.connect_sync_resp3();
    assert_eq!(pipeline.query(&mut con).unwrap(), (true, vec![3, 4]));
}

/// Calls of several scripts, as many as there are, are one part; their texts go once each.
#[tokio::test]
async fn many_calls_as_one_part() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    let keys = ["a", "b", "c"];
    let (before, counts, after) = pipe()
        .calls(keys.map(exists::call))
        .calls(keys.map(|key| add::call(key, 7)))
        .calls(keys.map(exists::call))
        .query_async(&mut con)
        .await
        .unwrap();
    assert_eq!(before, [false; 3]);
    assert_eq!(counts, [7; 3]);
    assert_eq!(after, [true; 3]);
    let sent =
        "SCRIPT EVALSHA EVALSHA EVALSHA SCRIPT EVALSHA EVALSHA EVALSHA EVALSHA EVALSHA EVALSHA";
    assert_eq!(con.take(), [sent]);
}

#[tokio::test]
async fn what_is_ignored_has_no_part() {
    let server = Server::start();
    let mut con = server.connect().await;
    let (n,) = pipe()
        .atomic()
        .ignore(Cmd::set("n", 40))
        .ignore_call(add::call("n", 1))
        .call(add::call("n", 1))
        .ignore(redis::cmd("DEL").arg("n"))
        .query_async(&mut con)
        .await
        .unwrap();
    assert_eq!(n, 42);
    assert_eq!(get(&mut con, "n").await, None);
    let () = pipe()
        .ignore(Cmd::set("n", 1))
        .query_async(&mut con)
        .await
        .unwrap();
    assert_eq!(get(&mut con, "n").await, Some(1));
}

/// Nothing is sent, for redis-rs would wait for a reply to nothing.
#[tokio::test]
async fn an_empty_pipeline() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    let none = || pipe().calls(Vec::<redis_script::Call<i64>>::new());
    assert_eq!(none().query_async(&mut con).await.unwrap(), (vec![],));
    let () = pipe().query_async(&mut con).await.unwrap();
    let () = pipe().atomic().query_async(&mut con).await.unwrap();
    assert!(con.take().is_empty());
    let mut con = server.connect_sync();
    let () = pipe().atomic().query(&mut con).unwrap();
    assert_eq!(none().query(&mut con).unwrap(), (vec![],));
}

#[tokio::test]
async fn twelve_parts() {
    let server = Server::start();
    let mut con = server.connect().await;
    let call = || add::call("n", 1);
    let pipeline = pipe().call(call()).call(call()).call(call()).call(call());
    let pipeline = pipeline.call(call()).call(call()).call(call()).call(call());
    let pipeline = pipeline.call(call()).call(call()).call(call());
    let pipeline = pipeline.cmd::<Value>(Cmd::get("n"));
    let (first, .., last, text) = pipeline.query_async(&mut con).await.unwrap();
    assert_eq!((first, last), (1, 11));
    assert_eq!(text, Value::BulkString(b"11".to_vec()));
}

/// Safe by any other means too: the texts are a part of it.
#[tokio::test]
async fn what_is_sent_can_be_sent_by_redis_rs() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = pipe().call(add::call("n", 1)).call(add::call("n", 1));
    let replies: (String, i64, i64) = pipeline.as_redis().query_async(&mut con).await.unwrap();
    assert_eq!(replies, (add::SCRIPT.sha1().to_owned(), 1, 2));
}

/// `n + 34` bytes for a text of `n` bytes, up to 999.
#[test]
fn bytes_of_a_text() {
    let packed = |pipeline: redis_script::ScriptPipeline<_>| {
        let _: &redis_script::ScriptPipeline<(redis_script::pipeline::Repeated<i64>,)> = &pipeline;
        pipeline.as_redis().get_packed_pipeline().len()
    };
    let call = add::call("n", 1);
    let alone = call.to_cmd().get_packed_command().len();
    let text = add::SCRIPT.source().len();
    assert!((10..100).contains(&text), "{text} bytes");
    let once = packed(pipe().calls(vec![call.clone(); 1]));
    assert_eq!(once, alone + text + 33);
    let often = packed(pipe().calls(vec![call; 9]));
    assert_eq!(often, 9 * alone + text + 33);
}
