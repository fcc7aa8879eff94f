//! Sequences of calls while the server's clock stands still, for comparisons with a model.
//!
//! A sequence is one transaction. Within a transaction the clock of later servers stands still by itself; on all of them, a
//! sequence during which a millisecond ended is run again. A sequence that needs more than a millisecond, as on a slow machine,
//! would never end within one: only its first half is run then. Time passes by [`Step::Pass`]: a script puts what each key holds
//! so far back, as [`EXPIRY`] does with its expiry.

use core::cell::RefCell;
use core::fmt::Debug;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use redis::{Cmd, Connection, FromRedisValue, Pipeline, Value};
use redis_script::{Call, Script, preload};

use crate::support::Server;

/// How often a sequence is run before it counts as longer than a millisecond. One that takes 0.9 of a millisecond ends within
/// one in every tenth run: of these, 3 in 100,000 are cut without need.
const ATTEMPTS: u32 = 100;

/// Compares what a model expects of generated sequences with what a server says of each, or of its beginning.
pub(super) fn compare<S, T>(
    script: Script,
    sequences: &S,
    run: impl Fn(&mut Connection, S::Value) -> (Vec<T>, Vec<T>),
) where
    S: Strategy,
    T: Debug + PartialEq,
{
    let server = Server::start();
    let con = RefCell::new(server.connect_sync());
    preload(&mut *con.borrow_mut(), [script]).unwrap();
    // A failure is printed minimized, and belongs in a test of its own.
    let mut runner = TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let result = runner.run(sequences, |sequence| {
        let (mut expected, said) = run(&mut con.borrow_mut(), sequence);
        expected.truncate(said.len());
        prop_assert_eq!(expected, said);
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
}

/// A step of a sequence.
pub(super) enum Step {
    /// A command, whose reply is wanted.
    Send(Cmd),
    /// So many milliseconds pass for the keys.
    Pass(u64),
}

impl<T> From<Call<T>> for Step {
    fn from(call: Call<T>) -> Self {
        Self::Send(call.to_cmd())
    }
}

/// Time passes for the expiry of `KEYS[1]`. A key that expires now is gone, as it is one millisecond later on a server.
pub(super) const EXPIRY: &str = "
    local left = redis.call('PTTL', KEYS[1])
    if left > tonumber(ARGV[1]) then
        redis.call('PEXPIRE', KEYS[1], string.format('%d', left - ARGV[1]))
    elseif left >= 0 then
        redis.call('DEL', KEYS[1])
    end
";

/// Runs a sequence, beginning without the keys, and returns the replies to what it sends: all of them, or the first if the sequence
/// had to be cut. The scripts must be loaded; `pass` is the one by which time passes.
pub(super) fn run<T: FromRedisValue>(
    con: &mut Connection,
    keys: &[&str],
    pass: &str,
    steps: &[Step],
) -> Vec<T> {
    let mut steps = steps;
    loop {
        let pipe = transaction(keys, pass, steps);
        if let Some(replies) = (0..ATTEMPTS).find_map(|_| within_a_millisecond(con, &pipe)) {
            let read = |reply| redis::from_redis_value(reply).unwrap();
            return replies.into_iter().map(read).collect();
        }
        assert!(steps.len() > 1, "a step takes more than a millisecond");
        steps = &steps[..steps.len() / 2];
    }
}

/// The steps between two calls of TIME.
fn transaction(keys: &[&str], pass: &str, steps: &[Step]) -> Pipeline {
    let mut pipe = redis::pipe();
    pipe.atomic().cmd("TIME").cmd("DEL").arg(keys).ignore();
    for step in steps {
        match step {
            Step::Send(cmd) => {
                pipe.add_command(cmd.clone());
            }
            Step::Pass(millis) => {
                for key in keys {
                    let eval = pipe.cmd("EVAL").arg(pass).arg(1).arg(key).arg(*millis);
                    eval.ignore();
                }
            }
        }
    }
    pipe.cmd("TIME");
    pipe
}

/// The replies to the steps, if they were run within a millisecond.
fn within_a_millisecond(con: &mut Connection, pipe: &Pipeline) -> Option<Vec<Value>> {
    let mut replies: Vec<Value> = pipe.query(con).unwrap();
    let end = replies.pop().unwrap();
    let begin = replies.remove(0);
    (millis(begin) == millis(end)).then_some(replies)
}

/// The reply to TIME in milliseconds.
fn millis(reply: Value) -> u64 {
    let (secs, micros): (u64, u64) = redis::from_redis_value(reply).unwrap();
    secs * 1000 + micros / 1000
}
