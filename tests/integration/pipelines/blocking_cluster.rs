//! Pipelines on a blocking cluster connection, with keys of all slots.

use redis::Cmd;
use redis::cluster::ClusterConnection;
use redis_script::{ErrorKind, Script, ScriptPipeline, cluster, redis_script};

use super::{add, exists, fail};
use crate::support::{Cluster, slot_of};

#[redis_script(lua = "return {1, redis.error_reply('LOCKED by another')}", keys = 0)]
fn nested(con: &mut ClusterConnection) -> redis_script::Result<Vec<i64>>;

const KEYS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn get(con: &mut ClusterConnection, key: &str) -> i64 {
    Cmd::get(key).query(con).unwrap()
}

#[test]
fn each_node_gets_its_part() {
    let cluster = Cluster::start();
    let mut con = cluster.connect_sync();
    let pipeline = cluster::pipe()
        .calls(KEYS.map(|key| add::call(key, 2)))
        .cmd::<i64>(Cmd::get("a"))
        .ignore(Cmd::incr("b", 1))
        .ignore_call(add::call("b", 1))
        .calls(KEYS.map(exists::call));
    for (round, forgetful) in (1..).zip(&cluster.nodes) {
        let (sums, a, there) = pipeline.query(&mut con).unwrap();
        let twos = round * 2;
        assert_eq!(sums, [twos, twos + 2 * (round - 1), twos, twos, twos, twos]);
        assert_eq!((a, there), (twos, vec![true; 6]));
        if round == 1 {
            assert_eq!(cluster.nodes_that_know(add::SCRIPT.sha1()), 3);
        }
        forgetful.ask::<()>(redis::cmd("SCRIPT").arg("FLUSH"));
    }
}

#[test]
fn errors_name_the_script_and_its_line() {
    let cluster = Cluster::start();
    let mut con = cluster.connect_sync();
    let pipeline = cluster::pipe()
        .call(add::call("a", 1))
        .ignore(Cmd::set("text", "no number"))
        .call(fail::call("b"))
        .call(fail::call("c"))
        .call(add::call("d", 1));
    let error = pipeline.query(&mut con).unwrap_err();
    assert_eq!((error.index(), error.line()), (Some(2), Some(3)));
    assert_eq!(
        (error.kind(), error.script().map(Script::name)),
        (ErrorKind::Script, Some("fail"))
    );
    assert!(
        error
            .to_string()
            .starts_with("command 3 of 5: script `fail` failed at line 3 "),
        "{error}"
    );
    assert!(error.to_string().ends_with(" (1 more failed)"), "{error}");
    assert_eq!((get(&mut con, "a"), get(&mut con, "d")), (1, 1));
    let error = cluster::pipe()
        .cmd::<i64>(Cmd::get("text"))
        .query(&mut con)
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Reply);
    assert_eq!(
        error.to_string(),
        "command 1 of 1: `GET` replied with a string, which is not a `i64`"
    );
}

#[test]
fn given_commands() {
    let cluster = Cluster::start();
    let mut con = cluster.connect_sync();
    let mut given = redis::cluster::cluster_pipe();
    given.set("a", 1).ignore().incr("b", 5).get("a");
    let pipeline = ScriptPipeline::from(given).calls([add::call("a", 1), add::call("b", 1)]);
    let ((five, one), sums): ((i64, String), Vec<i64>) = pipeline.query(&mut con).unwrap();
    assert_eq!((five, one.as_str(), sums), (5, "1", vec![2, 6]));
}

#[test]
fn an_empty_pipeline() {
    let cluster = Cluster::start();
    let () = cluster::pipe().query(&mut cluster.connect_sync()).unwrap();
}

/// redis-rs 1.8 does not follow redirects here, so the error does not hide them; the texts go wherever the calls go.
#[test]
fn a_slot_that_moves_to_a_node_without_the_script() {
    let cluster = Cluster::start();
    let mut con = cluster.connect_sync();
    let keys = ["{moving}a", "{moving}b", "{moving}c", "{moving}d"];
    let pipeline = cluster::pipe()
        .calls(keys.map(|key| add::call(key, 1)))
        .ignore(Cmd::incr("a", 1));
    assert_eq!(pipeline.query(&mut con).unwrap(), (vec![1; 4],));
    let slot = slot_of(&cluster, "{moving}");
    let target = (cluster.master_of(slot) + 1) % 3;
    cluster.migrate(slot, target, || {
        // Half of the keys have moved.
        let error = pipeline.query(&mut con).unwrap_err();
        assert_eq!(
            (error.kind(), error.script().map(Script::name)),
            (ErrorKind::Ask, Some("add"))
        );
        assert!(error.to_string().ends_with(" (1 more failed)"), "{error}");
        assert!(error.may_have_run());
    });
    let error = pipeline.query(&mut con).unwrap_err();
    assert_eq!((error.kind(), error.index()), (ErrorKind::Moved, Some(0)));
    assert_eq!(get(&mut con, "a"), 3);
    let known: i64 = add::call(keys[0], 0).invoke(&mut con).unwrap();
    cluster.nodes[target].ask::<()>(redis::cmd("SCRIPT").arg("FLUSH"));
    let (sums,) = pipeline.query(&mut con).unwrap();
    assert_eq!(sums[0], known + 1);
}

/// redis-rs tells no more of it.
#[test]
fn an_error_within_a_reply() {
    let cluster = Cluster::start();
    let mut con = cluster.connect_sync();
    let error = cluster::pipe()
        .call(nested::call())
        .query(&mut con)
        .unwrap_err();
    assert_eq!(
        (error.code(), error.script().map(Script::name)),
        (Some("LOCKED"), None)
    );
    assert!(error.may_have_run());
    let error = nested(&mut con).unwrap_err();
    assert_eq!(error.script().map(Script::name), Some("nested"));
}
