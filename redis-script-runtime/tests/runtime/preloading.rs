//! Scripts put on a server before they are called.

use redis_script_runtime::__private::ScriptDefinition;
use redis_script_runtime::{PreloadError, Script, preload, preload_sync};

use crate::stub::Stub;
use crate::{SHA1, fresh};

const OTHER: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

fn scripts() -> Vec<Script> {
    let other = fresh(|definition| ScriptDefinition {
        name: "other",
        sha1: OTHER,
        ..definition
    });
    // The first text a second time, under another name.
    let again = fresh(|definition| ScriptDefinition {
        name: "again",
        ..definition
    });
    vec![*fresh(|definition| definition), *other, *again]
}

async fn both(replies: &[&str], pipelining: bool) -> [(Result<(), PreloadError>, Vec<String>); 2] {
    let mut con = Stub::new(replies);
    let asynchronous = (preload(&mut con, scripts()).await, con.names());
    let mut con = Stub::new(replies);
    if !pipelining {
        con = con.without_pipelining();
    }
    let scripts = scripts();
    let blocking = (preload_sync(&mut con, &scripts), con.names());
    [asynchronous, blocking]
}

fn loaded(sha1: &str) -> String {
    format!("+{sha1}")
}

#[tokio::test]
async fn it_is_one_pipeline_with_each_text_once() {
    for (result, sent) in both(&[&loaded(SHA1), &loaded(OTHER)], true).await {
        result.unwrap();
        assert_eq!(sent, ["SCRIPT SCRIPT"]);
    }
    let mut con = Stub::new(&[]);
    preload(&mut con, [] as [Script; 0]).await.unwrap();
    assert!(con.sent.is_empty());
}

#[tokio::test]
async fn without_pipelines_they_go_one_by_one() {
    let replies = [&*loaded(SHA1), &*loaded(OTHER)];
    let [_, (result, sent)] = both(&replies, false).await;
    result.unwrap();
    assert_eq!(sent, ["SCRIPT", "SCRIPT"]);
}

#[tokio::test]
async fn a_refused_script_is_named() {
    let refusal = "-ERR Error compiling script (new function): user_script:1: unexpected symbol";
    for pipelining in [true, false] {
        for (result, _) in both(&[&loaded(SHA1), refusal], pipelining).await {
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
        }
    }
}
