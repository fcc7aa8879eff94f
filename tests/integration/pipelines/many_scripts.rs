//! More scripts than a server keeps of those that came by EVAL: 500, from Redis 7.4 and Valkey 8 on.

use redis_script::__private::{Effect, Parts, Size, State, script};
use redis_script::{Call, Script, pipe};

use crate::support::Server;

const SCRIPTS: usize = 600;

/// A script as the macro would make it; the server says what its SHA1 is.
fn add_and_return(n: usize, con: &mut redis::Connection) -> &'static Script {
    let source: &'static str = format!("redis.call('INCR', KEYS[1]) return {n}").leak();
    let mut load = redis::cmd("SCRIPT");
    let sha1: String = load.arg("LOAD").arg(source).query(con).unwrap();
    Box::leak(Box::new(script(Parts {
        name: "add_and_return",
        path: "scripts/add_and_return.lua",
        source,
        sha1: sha1.leak(),
        keys: &["key"],
        effect: Effect::Writes,
        one_slot: false,
        state: Box::leak(Box::new(State::new())),
    })))
}

fn call(script: &'static Script) -> Call<usize> {
    let mut size = Size::new();
    size.entry(&"n");
    let mut call = size.start(script, 1);
    call.entry(&"n");
    call.finish()
}

/// Twice in one pipeline each, the second time when all others have come in between.
#[test]
fn none_is_dropped_before_its_turn() {
    let server = Server::start();
    let mut con = server.connect_sync();
    let scripts: Vec<_> = (0..SCRIPTS).map(|n| add_and_return(n, &mut con)).collect();
    let calls = || scripts.iter().map(|script| call(script));
    let pipeline = pipe()
        .calls(calls())
        .calls(calls())
        .ignore(redis::Cmd::get("n"));
    let all: Vec<usize> = (0..SCRIPTS).collect();
    for (round, atomic) in [(1, true), (2, false), (3, true)] {
        super::flush(&server);
        if round == 3 {
            // As other clients bring them, which makes them the ones to drop.
            for script in &scripts {
                let mut eval = redis::cmd("EVAL");
                eval.arg(script.source()).arg(1).arg("m");
                eval.exec(&mut con).unwrap();
            }
        }
        let pipeline = pipeline.clone();
        let pipeline = if atomic { pipeline.atomic() } else { pipeline };
        assert_eq!(
            pipeline.query(&mut con).unwrap(),
            (all.clone(), all.clone())
        );
    }
    let n: usize = redis::Cmd::get("n").query(&mut con).unwrap();
    assert_eq!(n, 3 * 2 * SCRIPTS);
}
