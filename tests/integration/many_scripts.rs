//! More scripts than a server keeps of those that came by EVAL: 500, from Redis 7.4 and Valkey 8 on.

use redis_script::__private::{Effect, LoadState, ScriptDefinition, encode, entry, script};
use redis_script::{Call, Script, pipe};

use crate::support::{Cluster, Server, command_stat};

const SCRIPTS: usize = 600;

/// A script as the macro would make it; the server says what its SHA1 is.
fn add_and_return(n: usize, con: &mut redis::Connection) -> &'static Script {
    let source: &'static str = format!("redis.call('INCR', KEYS[1]) return {n}").leak();
    let mut load = redis::cmd("SCRIPT");
    let sha1: String = load.arg("LOAD").arg(source).query(con).unwrap();
    Box::leak(Box::new(script(ScriptDefinition {
        name: "add_and_return",
        path: "scripts/add_and_return.lua",
        source,
        sha1: sha1.leak(),
        keys: &["key"],
        effect: Effect::Writes,
        one_slot: false,
        undone_by_readonly: false,
        state: Box::leak(Box::new(LoadState::new())),
    })))
}

fn call(script: &'static Script) -> Call<usize> {
    encode(script, &(entry(&"n"), ()), &())
}

/// All scripts of a server that knows none of them.
fn scripts(server: &Server) -> Vec<&'static Script> {
    let mut con = server.connect_sync();
    let scripts = (0..SCRIPTS).map(|n| add_and_return(n, &mut con)).collect();
    forget(&mut con);
    scripts
}

fn forget(con: &mut redis::Connection) {
    redis::cmd("SCRIPT").arg("FLUSH").exec(con).unwrap();
}

/// As other clients bring scripts, which makes these the ones to drop.
fn eval(scripts: &[&Script], con: &mut redis::Connection) {
    for script in scripts {
        let mut eval = redis::cmd("EVAL");
        eval.arg(script.source()).arg(1).arg("m");
        eval.exec(con).unwrap();
    }
}

/// The commands that tell a server a text.
const LOADING: [&str; 2] = ["script|load", "eval"];

/// How often a server was told a text.
fn loads(server: &Server) -> u64 {
    let counts = LOADING.iter().filter_map(|command| server.calls(command));
    counts.sum()
}

/// Each is loaded once, whatever others do.
#[tokio::test]
async fn a_busy_server_keeps_them() {
    let server = Server::start();
    let scripts = scripts(&server);
    let mut con = server.connect().await;
    let mut con_sync = server.connect_sync();
    for script in &scripts[..SCRIPTS / 2] {
        call(script).invoke_async(&mut con).await.unwrap();
    }
    for script in &scripts[SCRIPTS / 2..] {
        call(script).invoke(&mut con_sync).unwrap();
    }
    eval(&scripts, &mut con_sync);
    let others: Vec<_> = (SCRIPTS..2 * SCRIPTS)
        .map(|n| format!("return {n}"))
        .collect();
    for source in &others {
        let mut eval = redis::cmd("EVAL");
        eval.arg(source).arg(0).exec(&mut con_sync).unwrap();
    }
    let before = loads(&server);
    for script in &scripts {
        call(script).invoke_async(&mut con).await.unwrap();
        call(script).invoke(&mut con_sync).unwrap();
    }
    assert_eq!(loads(&server), before);
}

/// A blocking connection to a cluster has no pipelines: it brings a script by EVAL, and when servers have dropped that a few
/// times, in a request of its own.
#[test]
fn a_busy_cluster_comes_to_keep_them() {
    let scripts = scripts(&Server::start());
    let cluster = Cluster::start();
    let mut con = cluster.connect_sync();
    let mut round = || {
        for script in &scripts {
            call(script).invoke(&mut con).unwrap();
        }
        let nodes = cluster.nodes.iter();
        let loads = nodes.flat_map(|node| {
            let stats = node.info("commandstats");
            LOADING.map(|command| command_stat(&stats, command, "calls").unwrap_or(0))
        });
        loads.sum::<u64>()
    };
    let rounds: Vec<u64> = (0..11).map(|_| round()).collect();
    assert_eq!(rounds[9], rounds[10], "{rounds:?}");
}

/// Twice in one pipeline each, the second time when all others have come in between.
#[test]
fn none_is_dropped_before_its_turn() {
    let server = Server::start();
    let scripts = scripts(&server);
    let mut con = server.connect_sync();
    let calls = || scripts.iter().map(|script| call(script));
    let pipeline = pipe()
        .calls(calls())
        .calls(calls())
        .ignore(redis::Cmd::get("n"));
    let all: Vec<usize> = (0..SCRIPTS).collect();
    for (round, atomic) in [(1, true), (2, false), (3, true)] {
        forget(&mut con);
        if round == 3 {
            eval(&scripts, &mut con);
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
