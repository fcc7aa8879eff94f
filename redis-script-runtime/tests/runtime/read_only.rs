//! Scripts that only read.

use redis_script_runtime::__private::{Effect, ScriptDefinition};
use redis_script_runtime::Script;

use crate::stub::Stub;
use crate::{call_of, fresh};

const UNKNOWN: &str = "-NOSCRIPT No matching script.";
const LOADED: &str = "+0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c";

fn reading() -> &'static Script {
    fresh(|definition| ScriptDefinition {
        effect: Effect::ReadsByRo,
        ..definition
    })
}

#[tokio::test]
async fn they_are_sent_as_such() {
    let mut con = Stub::new(&[UNKNOWN, LOADED, ":5"]);
    let script = reading();
    assert!(script.is_read_only());
    assert_eq!(
        call_of::<i64>(script).invoke_async(&mut con).await.unwrap(),
        5
    );
    assert_eq!(con.names(), ["EVALSHA_RO", "SCRIPT EVALSHA_RO"]);
    let mut con = Stub::new(&[UNKNOWN, ":5"]).without_pipelining();
    assert_eq!(call_of::<i64>(reading()).invoke(&mut con).unwrap(), 5);
    assert_eq!(con.names(), ["EVALSHA_RO", "EVAL_RO"]);
}

#[test]
fn unless_they_could_be_refused() {
    let script = fresh(|definition| ScriptDefinition {
        effect: Effect::Reads,
        ..definition
    });
    assert!(script.is_read_only());
    let mut con = Stub::new(&[":5"]);
    assert_eq!(call_of::<i64>(script).invoke(&mut con).unwrap(), 5);
    assert_eq!(con.names(), ["EVALSHA"]);
}

/// Redis up to 6.2, and users who may not run it.
#[tokio::test]
async fn a_server_without_the_command_is_asked_once() {
    for refusal in [
        "-ERR unknown command `EVALSHA_RO`, with args beginning with: `0f1e`, `1`, ",
        "-ERR unknown command 'EVALSHA_RO', with args beginning with: '0f1e' '1' ",
        "-NOPERM User u has no permissions to run the 'evalsha_ro' command",
        "-NOPERM this user has no permissions to run the 'evalsha_ro' command",
    ] {
        let script = reading();
        let mut con = Stub::new(&[refusal, UNKNOWN, LOADED, ":5", ":6"]);
        assert_eq!(
            call_of::<i64>(script).invoke_async(&mut con).await.unwrap(),
            5
        );
        assert_eq!(con.names(), ["EVALSHA_RO", "EVALSHA", "SCRIPT EVALSHA"]);
        assert_eq!(call_of::<i64>(script).invoke(&mut con).unwrap(), 6);
        assert_eq!(con.names().last().unwrap(), "EVALSHA");
    }
}

/// Of a call to one node and a load to another.
#[tokio::test]
async fn a_server_without_the_command_may_be_the_second() {
    let mut con = Stub::new(&[UNKNOWN, LOADED, "-ERR unknown command `EVALSHA_RO`", ":5"]);
    assert_eq!(
        call_of::<i64>(reading())
            .invoke_async(&mut con)
            .await
            .unwrap(),
        5
    );
    assert_eq!(con.names(), ["EVALSHA_RO", "SCRIPT EVALSHA_RO", "EVALSHA"]);
}

/// A write is never sent twice, whatever the answer says.
#[test]
fn other_scripts_do_not_fall_back() {
    let mut con = Stub::new(&["-ERR unknown command 'EVALSHA_RO'"]);
    let error = crate::call::<i64>().invoke(&mut con).unwrap_err();
    assert_eq!(error.code(), Some("ERR"));
    assert_eq!(con.sent.len(), 1);
}
