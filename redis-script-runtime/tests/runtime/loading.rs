//! Who sends the text when several calls find the script unknown.

use std::sync::Barrier;
use std::thread;

use redis::{RedisResult, Value};
use redis_script_runtime::Script;

use crate::stub::{Stub, parse};
use crate::{call_of, fresh};

const UNKNOWN: &str = "-NOSCRIPT No matching script.";
const LOADED: &str = "+0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c";

#[tokio::test]
async fn calls_after_a_load_do_not_send_the_text() {
    let script = fresh(|definition| definition);
    // The first call hangs with its text on the way.
    let (call, mut leader) = (call_of::<i64>(script), Stub::new(&[UNKNOWN]).then_hangs());
    let mut leading = Box::pin(call.invoke_async(&mut leader));
    assert!(is_pending(leading.as_mut()));
    let mut follower = Stub::new(&[UNKNOWN, ":5"]);
    assert_eq!(
        call_of::<i64>(script)
            .invoke_async(&mut follower)
            .await
            .unwrap(),
        5
    );
    assert_eq!(follower.names(), ["EVALSHA", "EVALSHA"]);
    // It stood before another server.
    let mut follower = Stub::new(&[UNKNOWN, UNKNOWN, LOADED, ":5"]);
    assert_eq!(
        call_of::<i64>(script)
            .invoke_async(&mut follower)
            .await
            .unwrap(),
        5
    );
    assert_eq!(follower.names(), ["EVALSHA", "EVALSHA", "SCRIPT EVALSHA"]);
    drop(leading);
    assert_eq!(leader.names(), ["EVALSHA", "SCRIPT EVALSHA"]);
}

#[tokio::test]
async fn a_cancelled_leader_strands_nobody() {
    let script = fresh(|definition| definition);
    let (call, mut leader) = (call_of::<i64>(script), Stub::new(&[UNKNOWN]).then_hangs());
    let mut leading = Box::pin(call.invoke_async(&mut leader));
    assert!(is_pending(leading.as_mut()));
    drop(leading);
    let mut next = Stub::new(&[UNKNOWN, LOADED, ":5"]);
    assert_eq!(
        call_of::<i64>(script)
            .invoke_async(&mut next)
            .await
            .unwrap(),
        5
    );
    assert_eq!(next.names(), ["EVALSHA", "SCRIPT EVALSHA"]);
}

/// Polls once; whether it is still pending.
fn is_pending<F: Future>(future: std::pin::Pin<&mut F>) -> bool {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    future.poll(&mut context).is_pending()
}

/// A server that drops scripts which came by EVAL gets them in a way that lasts.
#[test]
fn without_pipelines_the_text_goes_by_eval_at_first() {
    let script = loaded_by_eval();
    let mut con = Stub::new(&[UNKNOWN, LOADED, ":5"]).without_pipelining();
    assert_eq!(call_of::<i64>(script).invoke(&mut con).unwrap(), 5);
    assert_eq!(con.names(), ["EVALSHA", "SCRIPT", "EVALSHA"]);
}

#[test]
fn without_pipelines_a_refused_text_goes_by_eval() {
    let script = loaded_by_eval();
    let refused = "-NOPERM User u has no permissions to run the 'script|load' command";
    let mut con = Stub::new(&[UNKNOWN, refused, ":5"]).without_pipelining();
    assert_eq!(call_of::<i64>(script).invoke(&mut con).unwrap(), 5);
    assert_eq!(con.names(), ["EVALSHA", "SCRIPT", "EVAL"]);
}

fn loaded_by_eval() -> &'static Script {
    let script = fresh(|definition| definition);
    for _ in 0..8 {
        let mut con = Stub::new(&[UNKNOWN, ":5"]).without_pipelining();
        assert_eq!(call_of::<i64>(script).invoke(&mut con).unwrap(), 5);
        assert_eq!(con.names(), ["EVALSHA", "EVAL"]);
    }
    script
}

/// Threads that find the script unknown at the same moment, again and again: one of them leads, and the others follow.
/// One that was about to lead while another's load came to its end follows too.
#[test]
fn of_many_threads_one_leads_at_most() {
    const THREADS: usize = 8;
    const ROUNDS: usize = 200;
    let script = fresh(|definition| definition);
    let (round, refused) = (Barrier::new(THREADS), Barrier::new(THREADS));
    let calls_of_one_thread = || -> usize {
        (0..ROUNDS)
            .map(|_| {
                round.wait();
                let mut con = Meeting {
                    con: Stub::new(&[UNKNOWN, UNKNOWN, LOADED, ":5"]),
                    refused: Some(&refused),
                };
                assert_eq!(call_of::<i64>(script).invoke(&mut con).unwrap(), 5);
                assert!(con.con.sent.len() <= 3);
                con.con.sent.len()
            })
            .sum()
    };
    let round_trips: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|_| scope.spawn(calls_of_one_thread))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    let (one_leads, none_leads) = (2 + 3 * (THREADS - 1), 3 * THREADS);
    assert!((ROUNDS * one_leads..ROUNDS * none_leads).contains(&round_trips));
    // All loads have ended.
    let mut con = Stub::new(&[UNKNOWN, LOADED, ":5"]);
    assert_eq!(call_of::<i64>(script).invoke(&mut con).unwrap(), 5);
    assert_eq!(con.names(), ["EVALSHA", "SCRIPT EVALSHA"]);
}

/// A server of the thread's own, whose first refusal waits for those of the others.
struct Meeting<'a> {
    con: Stub,
    refused: Option<&'a Barrier>,
}

impl redis::ConnectionLike for Meeting<'_> {
    fn req_packed_command(&mut self, cmd: &[u8]) -> RedisResult<Value> {
        let answer = redis::ConnectionLike::req_packed_command(&mut self.con, cmd);
        if let Some(refused) = self.refused.take() {
            refused.wait();
        }
        answer
    }

    fn req_packed_commands(
        &mut self,
        cmds: &[u8],
        offset: usize,
        count: usize,
    ) -> RedisResult<Vec<Value>> {
        // The leader was not refused a second time.
        self.con.skip_until(&parse(LOADED));
        redis::ConnectionLike::req_packed_commands(&mut self.con, cmds, offset, count)
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

const ASK: &str = "-ASK 7000 127.0.0.1:6380";

/// ASKING holds for the next command alone, and redis-rs sends it in front of the text.
#[tokio::test]
async fn a_slot_on_its_way_is_asked_for_in_front_of_the_call() {
    let mut con = Stub::new(&[ASK, LOADED, "+OK", ":5"]);
    let script = fresh(|definition| definition);
    assert_eq!(
        call_of::<i64>(script).invoke_async(&mut con).await.unwrap(),
        5
    );
    assert_eq!(con.names(), ["EVALSHA", "SCRIPT ASKING EVALSHA"]);
    let mut con = Stub::new(&[UNKNOWN, LOADED, ASK, LOADED, "+OK", ":5"]);
    let script = fresh(|definition| definition);
    assert_eq!(call_of::<i64>(script).invoke(&mut con).unwrap(), 5);
    let trips = ["EVALSHA", "SCRIPT EVALSHA", "SCRIPT ASKING EVALSHA"];
    assert_eq!(con.names(), trips);
}

#[tokio::test]
async fn a_slot_that_is_nowhere_is_an_error() {
    let mut con = Stub::new(&[ASK, LOADED, "+OK", ASK]);
    let call = call_of::<i64>(fresh(|definition| definition));
    let error = call.invoke_async(&mut con).await.unwrap_err();
    assert_eq!(error.kind(), redis_script_runtime::ErrorKind::Ask);
    assert!(!error.may_have_run());
    let mut con = Stub::new(&[ASK]).without_pipelining();
    assert_eq!(call.invoke(&mut con).unwrap_err().kind(), error.kind());
    assert_eq!(con.names(), ["EVALSHA"]);
}
