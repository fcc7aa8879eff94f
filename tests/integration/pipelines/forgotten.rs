//! Scripts that the server forgets, in front of a pipeline or within it.

use redis::Cmd;
use redis_script::{ErrorKind, Script, pipe};

use super::{add, exists, get};
use crate::support::Server;

fn script_flush() -> redis::Cmd {
    redis::cmd("script").arg("flush").to_owned()
}

/// The pipeline's own: its scripts are loaded again after it.
#[tokio::test]
async fn by_a_command_of_the_pipeline() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = pipe()
        .call(add::call("n", 1))
        .ignore(script_flush())
        .calls([add::call("n", 1), add::call("n", 1)]);
    let replies = pipeline.query_async(&mut con).await;
    assert_eq!(replies.unwrap(), (1, vec![2, 3]));
    let replies = pipeline.atomic().query_async(&mut con).await;
    assert_eq!(replies.unwrap(), (4, vec![5, 6]));
}

/// Another client's, which the server runs between two commands of a long pipeline. Here it is part of a given one,
/// which is not looked into.
#[tokio::test]
async fn by_another_client_within_the_pipeline() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = pipe().call(add::call("n", 1)).call(exists::call("n"));
    // As a server sees it: the text, another's flush, the call.
    let mut commands = pipeline.as_redis().cmd_iter();
    let mut seen = redis::pipe();
    seen.add_command(commands.next().unwrap().clone()).ignore();
    seen.add_command(script_flush()).ignore();
    for command in commands {
        seen.add_command(command.clone());
    }
    seen.query_async::<redis::Value>(&mut con)
        .await
        .unwrap_err();
    assert_eq!(get(&mut con, "n").await, None);
}

/// The text is not there though it was sent and taken: the error says what that means.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_another_client_all_the_time() {
    let server = Server::start();
    let mut con = server.connect().await;
    let mut flusher = server.connect().await;
    let flushing = tokio::spawn(async move {
        loop {
            let flush = script_flush();
            flush.exec_async(&mut flusher).await.unwrap();
        }
    });
    let pipeline = pipe()
        .ignore(Cmd::incr("m", 1))
        .calls((0..2000).map(|_| add::call("n", 1)))
        .ignore(Cmd::incr("m", 1));
    let mut failed = None;
    for sent in 1..200 {
        let result = pipeline.query_async(&mut con).await;
        assert_eq!(get(&mut con, "m").await, Some(sent * 2));
        if let Err(error) = result {
            failed = Some(error);
            break;
        }
    }
    flushing.abort();
    let error = failed.expect("a flush within a pipeline");
    assert_eq!(error.kind(), ErrorKind::NoScript);
    assert_eq!(error.script().map(Script::name), Some("add"));
    assert!(error.may_have_run(), "the others did");
    let text = error.to_string();
    assert!(
        text.contains("the server forgot the script during the pipeline"),
        "{text}"
    );
    let each = pipeline.each().query_async(&mut con).await.unwrap();
    assert!(each.0.iter().all(Result::is_ok), "after the last flush");
}

/// A replica that never saw the scripts takes over.
#[tokio::test]
async fn by_a_failover() {
    let (old, new) = (Server::start(), Server::start());
    let pipeline = pipe().call(add::call("n", 1)).call(exists::call("n"));
    let atomic = pipeline.clone().atomic();
    for server in [old, new] {
        let mut con = server.connect().await;
        assert_eq!(pipeline.query_async(&mut con).await.unwrap(), (1, true));
        super::flush(&server);
        assert_eq!(atomic.query_async(&mut con).await.unwrap(), (2, true));
    }
}
