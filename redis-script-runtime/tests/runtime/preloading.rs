//! Scripts put on a server before they are called.

use std::marker::PhantomData;
use std::rc::Rc;

use redis::{Cmd, Pipeline, RedisError, RedisFuture, RedisResult, Value};
use redis_script_runtime::__private::ScriptDefinition;
use redis_script_runtime::{PreloadError, Script, preload, preload_async};

use crate::stub::Stub;
use crate::{SHA1, fresh};

const OTHER: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// The replies to `SCRIPT EXISTS` for both sources.
const BOTH_EXIST: &str = "*2\r\n:1\r\n:1";
const ONE_EXISTS: &str = "*2\r\n:1\r\n:0";

fn scripts() -> Vec<Script> {
    let other = fresh(|definition| ScriptDefinition {
        name: "other",
        sha1: OTHER,
        ..definition
    });
    // The first source a second time, under another name.
    let again = fresh(|definition| ScriptDefinition {
        name: "again",
        ..definition
    });
    vec![*fresh(|definition| definition), *other, *again]
}

async fn both(replies: &[&str]) -> [(Result<(), PreloadError>, Vec<String>); 2] {
    let mut con = Stub::new(replies);
    let asynchronous = (preload_async(&mut con, scripts()).await, con.names());
    let mut con = Stub::new(replies);
    let scripts = scripts();
    let blocking = (preload(&mut con, &scripts), con.names());
    [asynchronous, blocking]
}

fn loaded(sha1: &str) -> String {
    format!("+{sha1}")
}

#[tokio::test]
async fn it_is_one_pipeline_with_each_source_once_and_a_question() {
    for (result, sent) in both(&[&loaded(SHA1), &loaded(OTHER), BOTH_EXIST]).await {
        result.unwrap();
        assert_eq!(sent, ["SCRIPT SCRIPT", "SCRIPT"]);
    }
    let mut con = Stub::new(&[]);
    preload_async(&mut con, [] as [Script; 0]).await.unwrap();
    preload(&mut con, [] as [Script; 0]).unwrap();
    assert!(con.sent.is_empty());
}

/// As on a connection to several nodes, which sends a pipeline to one of them.
#[tokio::test]
async fn what_some_node_lacks_is_sent_alone() {
    let replies = [&*loaded(SHA1), &loaded(OTHER), ONE_EXISTS, &loaded(OTHER)];
    for (result, sent) in both(&replies).await {
        result.unwrap();
        assert_eq!(sent, ["SCRIPT SCRIPT", "SCRIPT", "SCRIPT"]);
    }
}

#[tokio::test]
async fn a_user_who_may_not_ask_loads_each_alone() {
    let refused = "-NOPERM this user has no permissions to run the 'script|exists' command";
    let both_loaded = [loaded(SHA1), loaded(OTHER)];
    let [one, other] = both_loaded.each_ref().map(String::as_str);
    for (result, sent) in both(&[one, other, refused, one, other]).await {
        result.unwrap();
        assert_eq!(sent, ["SCRIPT SCRIPT", "SCRIPT", "SCRIPT", "SCRIPT"]);
    }
}

#[test]
fn without_pipelines_they_go_one_by_one() {
    let mut con = Stub::new(&[&loaded(SHA1), &loaded(OTHER)]).without_pipelining();
    preload(&mut con, scripts()).unwrap();
    assert_eq!(con.names(), ["SCRIPT", "SCRIPT"]);
}

const REFUSAL: &str =
    "-ERR Error compiling script (new function): user_script:1: unexpected symbol";

#[tokio::test]
async fn a_refused_script_is_named() {
    for (result, _) in both(&[&loaded(SHA1), REFUSAL, ONE_EXISTS, REFUSAL]).await {
        names_the_other(result);
    }
    let mut con = Stub::new(&[&loaded(SHA1), REFUSAL]).without_pipelining();
    names_the_other(preload(&mut con, scripts()));
}

fn names_the_other(result: Result<(), PreloadError>) {
    let error = result.unwrap_err();
    let [failure] = error.failures() else {
        panic!("one failure, not {error:?}");
    };
    assert_eq!(failure.script().map(Script::name), Some("other"));
    assert_eq!(failure.node(), None);
    assert_eq!(failure.error().code(), Some("ERR"));
    let text = error.to_string();
    assert!(
        text.contains("could not load script `other` (scripts/counter.lua): "),
        "{text}"
    );
    let converted = RedisError::from(error);
    assert_eq!(converted.code(), Some("ERR"));
    let detail = converted.detail().unwrap();
    let note = " [could not load script `other` (scripts/counter.lua)]";
    assert!(detail.ends_with(note), "{detail}");
}

#[test]
fn a_lost_connection_is_passed_on() {
    let lost = RedisError::from(std::io::Error::from(std::io::ErrorKind::BrokenPipe));
    let mut con = Stub::with_values([Err(lost)].into());
    let error = preload(&mut con, scripts()).unwrap_err();
    assert!(RedisError::from(error).is_connection_dropped());
}

/// A connection that is borrowed and stays on its thread.
struct Borrowed<'a>(&'a mut Stub, PhantomData<Rc<()>>);

impl redis::aio::ConnectionLike for Borrowed<'_> {
    fn req_packed_command<'a>(&'a mut self, cmd: &'a Cmd) -> RedisFuture<'a, Value> {
        redis::aio::ConnectionLike::req_packed_command(self.0, cmd)
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        redis::aio::ConnectionLike::req_packed_commands(self.0, pipeline, offset, count)
    }

    fn get_db(&self) -> i64 {
        0
    }
}

impl redis::ConnectionLike for Borrowed<'_> {
    fn req_packed_command(&mut self, cmd: &[u8]) -> RedisResult<Value> {
        redis::ConnectionLike::req_packed_command(self.0, cmd)
    }

    fn req_packed_commands(
        &mut self,
        cmds: &[u8],
        offset: usize,
        count: usize,
    ) -> RedisResult<Vec<Value>> {
        redis::ConnectionLike::req_packed_commands(self.0, cmds, offset, count)
    }

    fn get_db(&self) -> i64 {
        0
    }

    fn check_connection(&mut self) -> bool {
        true
    }

    fn is_open(&self) -> bool {
        true
    }
}

#[tokio::test]
async fn every_connection_of_a_call_will_do() {
    async fn over_any<C: redis::aio::ConnectionLike + ?Sized>(con: &mut C) {
        preload_async(con, scripts()).await.unwrap();
    }

    let replies = [&*loaded(SHA1), &loaded(OTHER), BOTH_EXIST];
    over_any(&mut Borrowed(&mut Stub::new(&replies), PhantomData)).await;
    let mut stub = Stub::new(&replies);
    let object: &mut dyn redis::ConnectionLike = &mut Borrowed(&mut stub, PhantomData);
    preload(object, scripts()).unwrap();
}

#[test]
fn the_future_is_send_if_the_connection_is() {
    fn is_send<T: Send>(_: T) {}
    is_send(preload_async(&mut Stub::new(&[]), scripts()));
}
